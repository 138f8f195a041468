#!/bin/sh
# Where answers go: whole or not at all.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

run coeffs tanh --count 3 --format json -o answer.json;  expect_code 0
[ ! -s out ] || fail "-o also wrote to standard output"
grep -q '"coefficients"' answer.json || fail "-o: no answer in the file"
run coeffs tanh --count 3 --format json;                 expect_code 0
cmp -s out answer.json || fail "-o and standard output differ"

# A refused or failed run leaves what was there.
echo keep >kept
run coeffs "tanh(" -o kept;                              expect_refusal column
[ "$(cat kept)" = keep ] || fail "a refused run changed its output file"
[ "$(find . -name "*partial*" | wc -l)" = 0 ] || fail "a temporary was left behind"

# Replaced as a whole; a symbolic link stays one, permissions stay.
chmod 640 kept
ln -s kept link
run coeffs tanh --count 2 --format csv -o link;          expect_code 0
[ -L link ] || fail "-o replaced a symbolic link"
[ "$(head -n 1 kept)" = "k,lo,hi,exact" ] || fail "-o through a link wrote nothing"
[ "$(stat -c %a kept)" = 640 ] || fail "-o changed the permissions"

run coeffs tanh -o /no/such/folder/file;                 expect_code 1; expect_message "/no/such/folder/file"
run coeffs tanh -o "$work";                              expect_code 1; expect_message "directory"
run coeffs tanh -o "";                                   expect_code 1
if [ -w /dev/full ]; then
    run coeffs tanh -o /dev/full;                        expect_code 1; expect_message "/dev/full" "No space"
    "$wane" coeffs tanh >/dev/full 2>err; code=$?; shown="wane >/dev/full"
    expect_code 1; expect_message "standard output" "No space"
    "$wane" --help >/dev/full 2>err; code=$?; shown="wane --help >/dev/full"
    expect_code 1
fi
run coeffs tanh --count 2 -o /dev/null;                  expect_code 0

"$wane" coeffs tanh >&- 2>err; code=$?; shown="wane >&-"
expect_code 1; expect_message "standard output"
"$wane" coeffs tanh -o f1 >&- 2>err; code=$?; shown="wane -o f1 >&-"
expect_code 0
"$wane" coeffs tanh --count 1 >out 2>&-; code=$?; shown="wane 2>&-"
expect_code 0
"$wane" coeffs "tanh(" >out 2>&-; code=$?; shown="wane 2>&- on bad input"
expect_code 2
[ ! -s out ] || fail "a message went to standard output"

# A limit on file size stops the write half-way: nothing may remain of it.
echo keep >kept2
(ulimit -f 1; trap '' XFSZ; exec "$wane" coeffs tanh --count 200 --digits 100 -o kept2 2>err); code=$?
shown="wane -o under a limit"
expect_code 1; expect_message kept2
[ "$(cat kept2)" = keep ] || fail "a failed write changed its output file"
[ "$(find . -name "*partial*" | wc -l)" = 0 ] || fail "a failed write left a temporary"

# Memory that runs out is said, in one line, and nothing is half-written.
# shellcheck disable=SC3045 # not POSIX, but of every shell at hand
if (ulimit -v 300000; "$wane" --version >/dev/null 2>&1); then
(ulimit -v 300000; exec "$wane" coeffs tanh --count 20000 --digits 2000 -o kept2 >out 2>err); code=$?
shown="wane under a limit of memory"
expect_code 1; expect_message "out of memory" "ulimit -v"
[ "$(cat kept2)" = keep ] || fail "a command without memory changed its output file"
[ ! -s out ] || fail "a command without memory printed something else"
fi # else a sanitizer needs more

# Problem files on standard input, flags that win, numbers taken exactly.
printf '{"student":"tanh","teacher":"h1+b*h3","a0":0.5,"set":{"b":0.1}}' >p.json
"$wane" verdict - --set b=0.3 --format json <p.json >out 2>err; code=$?; shown="wane verdict -"
expect_code 0; expect_output '"b": "0.3"' '"a0": "0.5"' '"verdict": "unlearning"'

run --version;                                           expect_code 0; expect_output "wane "
# Verdicts of the flow itself; eps = 0 is the limit.
run verdict --student tanh --teacher h1+0.3*h3 --a0 all --eps all --format json
expect_code 0; expect_output '"regime": "finite-eps"' '"verdict": "unlearning"' '"proved": true' \
    '"theorem": "For every eps > 0 and every a0 > 0, from R(0) = 0: R(t) -> 0 and a(t) -> infinity."'
run verdict --student tanh --teacher h1-0.1*h3 --a0 0.5 --eps 0.1 --format json
expect_code 0; expect_output '"verdict": "partial-unlearning"' '"region"' '"entered"' '"R_peak"'
run verdict --student tanh --teacher h1-0.1*h3 --a0 0.5 --eps 0.1 --drop 0.5 --format json
expect_code 0; expect_output '"verdict": "learning"'
run verdict --student tanh --teacher h1-0.1*h3 --a0 all --eps 0.1 --format json
expect_code 3; expect_output '"verdict": "undecided"' '"proved": false' '"theorem": "For eps = 1/10 and every a0 > 0'
run verdict --student tanh --teacher 'h1+b*h3' --set 'b=[-1,1]' --a0 1 --eps 0.1 --format json
expect_code 3; expect_output '"verdict": "undecided"' '"proved": false' '"theorem": null'
run verdict --student tanh --teacher h1-0.1*h3 --a0 0.5 --eps 0 --format json
expect_code 0; expect_output '"regime": "singular-limit"'

run --help;                                              expect_code 0; expect_output coeffs manifold verdict simulate check
for command in coeffs manifold verdict simulate check; do
    run $command --help;                                 expect_code 0; expect_output "wane $command" --format
done

finish
