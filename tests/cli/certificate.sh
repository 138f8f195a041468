#!/bin/sh
# wane verdict --certificate and wane verify, end to end.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

accepts() {
    run verdict "$@" --certificate c.json;               expect_code 0
    run verify c.json;                                   expect_code 0; expect_output proved accepted
}
accepts --student tanh --teacher "h1+0.3*h3" --a0 0.5
cp c.json kept.json
accepts --student "1+h1+2*h2" --teacher 2+h2 --a0 5 --R0 0+
accepts --student "h2+h3" --teacher "-h2+0.8*h3" --a0 0.05 --R0 0.97
accepts --student relu --teacher "h1+0.3*h3" --a0 0.5
accepts --student tanh --teacher "h1+b*h3" --set "b=[0.29,0.31]" --a0 "[0.4,0.5]"

accepts --student tanh --teacher "h1+0.3*h3" --a0 all --eps all
accepts --student tanh --teacher "h1-0.1*h3" --a0 0.5 --eps 0.1
cp c.json flow.json
accepts --student tanh --teacher "h1+b*h3" --set "b=[0.29,0.31]" --a0 "[0.4,0.5]" --eps 0.001
accepts --student tanh --teacher "h1+(b-b^2+0.1)*h3" --set "b=[0,1]" --a0 "[0.1,2]" --eps all
grep -q '"wane certificate family","version":5' c.json || fail "no certificate of a family"
run verdict --student tanh --teacher "h1+b*h3" --set "b=[0.05,0.3]" --a0 "[0.1,2]" --eps all --format json
expect_code 0; expect_output '"family": true' '"boxes": ' 'every b in [1/20, 3/10], every eps > 0 and every a0'
run verdict --student tanh --teacher "h1-0.1*h3" --eps 0.1 --a0 "[2,3]" --certificate none.json
expect_code 3; expect_message "no common verdict" "partial-unlearning for a0 in" "learning for a0 in"
[ ! -e none.json ] || fail "a family without a common verdict has a certificate"

# A name is one unknown, also in both functions and beside a kink; intervals written out are cut like parameters.
accepts --student "b*h1+h3" --teacher "b*h1+h3" --set "b=[1,1.1]" --a0 0.5
grep -q '"b\*x + h3(x)"' c.json || fail "the parameter's name is not in the certificate"
sed 's/b\*x + h3(x)/[1, 11\/10]*x + h3(x)/; s/"b": \[/"d": [/' c.json >altered.json
run verify altered.json;                                 expect_code 4; expect_message rejected parameters
accepts --student tanh --teacher "h1+[0.1,0.2]*h3" --a0 0.5
grep -q '"interval1"' c.json || fail "an interval has no name"
sed 's/^\(.*family","version":\)[35]/\11/' c.json >altered.json
run verify altered.json;                                 expect_code 4; expect_message "version 1"

# The answer is the same with a certificate as without.
run verdict --student tanh --teacher "h1+0.3*h3" --a0 0.5;  expect_code 0
cp out plain
run verdict --student tanh --teacher "h1+0.3*h3" --a0 0.5 --certificate again.json
cmp -s out plain || fail "--certificate changed the answer"
cmp -s again.json kept.json || fail "two certificates of one problem differ"

run verify kept.json --format json;                      expect_code 0; expect_output '"accepted": true' '"steps"'
"$wane" verify - <kept.json >out 2>err; code=$?; shown="wane verify -"
expect_code 0

# Altered: rejected, with what was not confirmed.
sed 's/"verdict": "unlearning"/"verdict": "learning"/' kept.json >altered.json
run verify altered.json;                                 expect_code 4; expect_message rejected verdict
grep -q accepted out && fail "an altered certificate: accepted"
run verify altered.json --format json;                   expect_code 4; expect_output '"accepted": false'
sed 's/"0": *{}//; s/"version": 4,/"version": 4, "more": 1,/' kept.json >altered.json
run verify altered.json;                                 expect_code 4; expect_message "not known"
sed '0,/\*2^-/s/\*2^-/*2^/' kept.json >altered.json
run verify altered.json;                                 expect_code 4; expect_message rejected

sed 's/"drop": "1\/100"/"drop": "1\/2"/' flow.json >altered.json
run verify altered.json;                                 expect_code 4; expect_message rejected verdict
sed '/"a0": \[/{n;s/1\/2/1\/3/}' flow.json >altered.json
run verify altered.json;                                 expect_code 4; expect_message a0

# No certificate at all.
for text in '' '{}' '[' 'wane' '{"student": "tanh", "teacher": "h1", "a0": "1"}'; do
    printf '%s' "$text" >none.json
    run verify none.json;                                expect_refusal certificate
done
sed 's/"version": 4,/"version": 4, "version": 4,/' kept.json >none.json
run verify none.json;                                    expect_refusal duplicate
run verify;                                              expect_refusal certificate
run verify /no/such/file;                                expect_code 1; expect_message /no/such/file
run verify kept.json kept.json;                          expect_code 0; expect_output accepted
run verify . ;                                           expect_code 1

# With weight decay: a number or an interval.
run verdict --student relu --teacher "h1+0.2*h2" --a0 0.5 --decay "[0.1,0.2]" --certificate d.json; expect_code 0
run verify d.json;                                       expect_code 0; expect_output "weight decay" accepted
run verdict --student relu --teacher relu --a0 0.5 --decay 0.1 --certificate d.json; expect_code 0
run verify d.json;                                       expect_code 0; expect_output "weight decay 1/10" accepted
sed 's|"lambda": "1/10"|"lambda": "1/11"|' d.json >altered.json
run verify altered.json;                                 expect_code 4; expect_message decay
rm d.json
run verdict --student relu --teacher relu --a0 0.5 --decay "[0.1,0.2]" --certificate d.json; expect_code 0
run verify d.json;                                       expect_code 0; expect_output "weight decay" accepted

# Written whole or not at all, and only for a proved verdict.
echo keep >kept
run verdict --student tanh --teacher "h1-0.1*h3" --a0 all --eps 1 --certificate kept; expect_code 3
run verdict --student tanh --teacher "h1+b*h3" --set "b=[-0.01,0.01]" --a0 0.5 --certificate kept
expect_code 3
[ "$(cat kept)" = keep ] || fail "an undecided verdict wrote a certificate"
run verdict --student tanh --teacher "h1+" --a0 0.5 --certificate kept; expect_refusal column
[ "$(cat kept)" = keep ] || fail "a refused run wrote a certificate"
run verdict --student tanh --teacher h1 --a0 1 --certificate /no/such/folder/c; expect_code 1; expect_message /no/such/folder/c
[ ! -s out ] || fail "an answer without the certificate that was asked for"
run verdict --student tanh --teacher h1 --a0 1 --certificate c.json -o c.json; expect_refusal --certificate
if [ -w /dev/full ]; then
    run verdict --student tanh --teacher h1 --a0 1 --certificate /dev/full; expect_code 1; expect_message "No space"
fi
[ "$(find . -name "*partial*" | wc -l)" = 0 ] || fail "a temporary was left behind"
finish
