#!/bin/sh
# --timeout: the command ends in time with status 1, writes nothing, and keeps what it stores.
. "$(dirname "$0")/common.sh"
long="--student tanh --teacher h1 --a0 0.5 --eps 0.1 --width 60 --dim 100 --batch 500 --lr 0.01 --time 100000"

# shellcheck disable=SC2086
run simulate $long --timeout 0.5
expect_code 1
expect_message "0.5 s of --timeout"
[ ! -s "$work/out" ] || fail "$shown: wrote to standard output"
run coeffs mish --count 20000 --digits 2000 --timeout 0.3 -o "$work/answer"
expect_code 1
[ ! -e "$work/answer" ] || fail "$shown: left an answer"
# shellcheck disable=SC2086
run simulate $long --timeout 1 --resume "$work/kept"
expect_code 1
expect_message "--timeout" "saved in"
first=$(sed 's/.*time \([0-9.]*\),.*/\1/' "$work/err")
run simulate --resume "$work/kept" --timeout 1
expect_code 1
second=$(sed 's/.*time \([0-9.]*\),.*/\1/' "$work/err")
awk "BEGIN { exit !($second > $first && $first > 0) }" || fail "it did not go on from $first: $second"
run coeffs tanh --count 1 --timeout 100; expect_code 0
for bad in 0 -1 x 1e12 ''; do run coeffs tanh --timeout "$bad"; expect_refusal "--timeout" "seconds"; done
finish
