#!/bin/sh
# wane claims refuses early what it could not finish, and writes nothing then.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

run claims --help;                                       expect_code 0; expect_output --quick --certificates
mkdir full empty; echo keep >full/kept
run claims --certificates full;                          expect_code 1; expect_message full "not empty"
[ "$(cat full/kept)" = keep ] || fail "a folder in use was touched"
run claims --certificates full/kept;                     expect_code 1; expect_message "Not a directory"
run claims --certificates /no/such/folder;               expect_code 1; expect_message /no/such/folder
run claims --certificates "";                            expect_code 1
run claims --quick=yes;                                  expect_refusal "expected no value"
run claims --digits 500;                                 expect_refusal --digits
run claims --format svg;                                 expect_refusal --format
run claims --a0 1;                                       expect_refusal --a0
run claims --quick --quack;                              expect_refusal --quack
[ ! -s out ] || fail "something was written"
finish
