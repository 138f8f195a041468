#!/bin/sh
# wane formalize: the text of a theorem, and what is refused.  That Coq accepts such texts is tested by derivations/coq/check.sh.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

certify() { run verdict "$@" --certificate c.json; expect_code 0; }

certify --student tanh --teacher "h1+0.3*h3" --a0 all --eps all
run formalize c.json;                                    expect_code 0
expect_output "Definition statement" "forall c, known c student student_tail" "unlearning r a" "0; 1; 0; (3 # 10)" "Qed."
cp out kept.v
run formalize c.json -o theorem.v;                       expect_code 0
cmp -s kept.v theorem.v || fail "--output writes another text"
run formalize c.json -o -;                               expect_code 0
cmp -s kept.v out || fail "-o - writes another text"
run formalize c.json --format json;                      expect_code 0; expect_output '"accepted": true' '"theorem": "'
sed 's/"unlearning"/"learning"/' c.json >altered.json
run formalize altered.json -o altered.v
[ "$code" = 2 ] || [ "$code" = 4 ] || fail "an altered certificate: exit status $code"
[ ! -e altered.v ] || fail "a refused certificate has a theorem"
sed 's/"357545424629339111259\*2^-69"/"357545424629339111267*2^-69"/' c.json >altered.json
cmp -s c.json altered.json || { run formalize altered.json; expect_code 4; expect_message rejected; }

certify --student "h1+h3/2" --teacher "h1+h3/5" --a0 all --eps all --drop 9/10
run formalize c.json;                                    expect_code 0
expect_output "exists z, 0.632455 < z < 0.632456" "solves (rational student) (rational teacher) 0"
certify --student "h1+h3/2" --teacher "2*h1+h3" --a0 all --eps all
run formalize c.json;                                    expect_code 0; expect_output "realizable_pair" "fun k => 2 * (rational student) k"
certify --student tanh --teacher "h1+b*h3" --set "b=[0.05,0.5]" --a0 all --eps all
run formalize c.json;                                    expect_code 0; expect_output "forall b, (1/20) <= b <= (1/2)"
certify --student tanh --teacher "h1+0.3*h3" --a0 all --eps all --decay 0.2
run formalize c.json;                                    expect_code 0; expect_output "lambda = (1/5)" "(rational teacher) (1/5) eps"

refuses() { what=$1; shift; certify "$@"; run formalize c.json -o none.v; expect_refusal "no theorem" "$what"; }
refuses "limit eps" --student tanh --teacher "h1+0.3*h3" --a0 0.5
refuses "given eps" --student tanh --teacher "h1+0.3*h3" --a0 all --eps 0.1
refuses "given eps or a0" --student tanh --teacher "h1+0.3*h3" --a0 0.5 --eps all
refuses "falls" --student tanh --teacher "-h1-0.3*h3" --a0 all --eps all
refuses "multiple" --student tanh --teacher "2*tanh(x)" --a0 all --eps all
[ ! -e none.v ] || fail "a refused certificate has a theorem"
run formalize;                                           expect_refusal certificate
echo '{}' >c.json; run formalize c.json;                 expect_refusal certificate
echo zz >c.json; run formalize c.json;                   expect_refusal "line 1"
run formalize /no/such/file;                             expect_code 1; expect_message /no/such/file
finish
