#!/bin/sh
# How the command takes and gives things: help, standard input and output, files by what they hold, values once.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

run thresholds --foo 3;                     expect_refusal "'--foo': expected a flag of 'thresholds'; see 'wane thresholds --help'"
run --foo;                                  expect_refusal "see 'wane --help'"

run help;                                   expect_code 0; expect_output "Usage: wane COMMAND" "  verdict "
cp out overview; run --help;                cmp -s out overview || fail "'help' and '--help' differ"
run help verdict;                           expect_code 0; expect_output "Usage: wane verdict"
run help verdit;                            expect_refusal "did you mean 'verdict'"
run help verdict coeffs;                    expect_refusal "'coeffs'" "no further argument"
run coeffs --help;                          expect_output "c_0 ... c_K"

# A parameter is set once, and for something.
run coeffs "b*x" --set b=1 --set b=2;       expect_refusal "--set: 'b' is set twice"
run coeffs "b*x" --set "b = 2" --count 1;   expect_code 0; expect_output "     1  2"
run coeffs x --set c=1 --count 1;           expect_code 0; expect_message "--set: no function contains 'c'"
run coeffs x --set c=1 --count 1 -q;        expect_code 0; [ ! -s err ] || fail "$shown: warns"
run coeffs "bc*x" --set bc=1 --set c=1 --count 1; expect_message "'c'"
run coeffs "b*x-b*x" --set b=1 --count 1;   expect_code 0; [ ! -s err ] || fail "$shown: warns"
run coeffs "x" --set pi=3;                  expect_refusal "--set: 'pi'" "another name"
run coeffs "tanh" --set tanh=3;             expect_refusal "--set: 'tanh'" "another name"
run coeffs "h1" --set h1=3;                 expect_refusal "--set: 'h1'" "another name"
run coeffs "x" --set 1b=3;                  expect_refusal "--set: '1b'" "a letter"
run coeffs "x" --set "b c=3";               expect_refusal "--set: 'b c'" "a letter"
printf '{"function":"x","set":{\n"b-1":1}}' >p.json
run coeffs p.json;                          expect_refusal "p.json:2: set: 'b-1'"
printf '{"function":"b*x","count":1,"set":{"b":1}}' >p.json
run coeffs p.json --set b=2;                expect_code 0; expect_output "     1  2"
run coeffs "b*x";                           expect_refusal 'unknown name "b"' "--set b=…"

# What is typed is shown, not its bytes.
run coeffs "tanh(β*x)";                     expect_refusal "column 6" '"β"'
run coeffs "tänh(x)";                       expect_refusal "column 2" '"ä"'
run coeffs "x−1";                           expect_refusal "column 2" '"−"'
run coeffs "$(printf 'x+\377')";            expect_refusal "column 3" "UTF-8"
run coeffs "b*x" --set "b=½";               expect_refusal '"½"'

# Files: by what they hold.
printf ' {"function":"tanh","count":1}' >p.txt
run coeffs p.txt;                           expect_code 0; expect_output "function              tanh"
run coeffs ./p.txt;                         expect_code 0
printf '\357\273\277{"function":"tanh",\n"count":-1}' >bom.json
run coeffs bom.json;                        expect_refusal "bom.json:2: count"
for text in '{"function":"tanh","count":1}' tanh; do
    printf '%s\n' "$text" | "$wane" coeffs - --count 1 >out 2>err; code=$?; shown="wane coeffs - ($text)"
    expect_code 0; expect_output "0.6057055"
done
printf 'tanh(\n' | "$wane" coeffs - >out 2>err; code=$?; shown="wane coeffs -"; expect_refusal "standard input: column 6"
run coeffs tanh --count 1 -o - --format csv; expect_code 0; expect_output "k,lo,hi,exact"
[ ! -e - ] || fail "-o - made a file"
run verdict --student tanh --teacher h1+0.3*h3 --a0 0.5 --certificate - -o answer.txt; expect_code 0
expect_output '"wane certificate"'
run verdict --student tanh --teacher h1+0.3*h3 --a0 0.5 --certificate -; expect_refusal "--certificate" "another file"

# Numbers of any size and length are exact, as strings or not.
for a0 in 1e400 0.123456789012345678901234567890 123456789012345678901234567890; do
    printf '{"student":"h1+h3","teacher":"h1+h3","a0":%s}' $a0 >p.json
    run verdict p.json --format json;       expect_code 0; expect_output "\"a0\": \"$a0\""
done
printf '{"a0":1e400,\n"eps":}' >p.json;     run verdict p.json; expect_refusal "p.json:2:"

# Limits are named; so is what an interval lacks, and what `all` needs.
pair="--student tanh --teacher h1"
network="--width 5 --dim 8 --batch 10 --lr 0.1 --time 1 --eps 0.1"
run simulate $pair $network --a0 1e300;     expect_refusal "--a0" "at most 3.4"
run simulate $pair $network --a0 -1e300;    expect_refusal "--a0" "at least -3.4"
run verdict $pair --a0 1e6000;              expect_refusal "--a0" "exponent" "at most 5000"
run verdict $pair --a0 "[0,1e6000]";        expect_refusal "--a0" "exponent" "at most 5000"
run verdict $pair --a0 "[2,0.1]";           expect_refusal "--a0" "lo <= hi" "'[2,0.1]'"
run verdict $pair --a0 1 --R0 "[0.5,0.1]";  expect_refusal "--R0" "lo <= hi"
run verdict $pair --a0 1 --eps "[0.5,0.1]"; expect_refusal "--eps" "lo <= hi"
run verdict $pair --a0 all;                 expect_refusal "--a0" "all" "--eps"
run verdict $pair --a0 all --eps 0;         expect_refusal "--a0" "all" "--eps"

# An orbit that stops early says where its rows end and why; beside |R| = 1 it shows how near that is.
orbit="--student tanh --eps 0.1 --a0 0.5 --points 4"
run orbit $orbit --teacher "h1+[0.2,0.4]*h3" --time 40; expect_code 3
expect_message "the rows end at t = 20, before t = 40: the enclosure, of radius " "cannot be continued beyond t = 24." ": narrow the intervals given"
[ "$(tail -n 1 out | cut -d, -f1)" = 20 ] || fail "$shown: $(tail -n 1 out)"
run orbit $orbit --teacher "h1+[0.2,0.4]*h3" --time 1000 --format json; expect_code 3
expect_output '"complete": false' '"reason": "the rows end at t = 0, before t = 1000: '
for teacher in "h1+0.3*h3" "-h1-0.3*h3"; do
    run orbit $orbit --teacher "$teacher" --time 1000 --eps 0.001; expect_code 0
    [ "$(head -n 1 out)" = "t,R_lo,R_hi,a_lo,a_hi,one_minus_absR_lo,one_minus_absR_hi" ] || fail "$shown: $(head -n 1 out)"
    [ "$(sed -n 2p out)" = "0,0,0,0.5,0.5,1,1" ] || fail "$shown: $(sed -n 2p out)"
    tail -n 1 out | grep -q ",4.94696942524[0-9]*e-93,4.94696942524[0-9]*e-93$" || fail "$shown: $(tail -n 1 out)"
done
run orbit $orbit --teacher "h1+0.3*h3" --time 1 --format json; expect_output '"complete": true' '"reason": null'

# A frozen second layer; weights that run away are told of with time and value.
for method in direct overlap population; do
    run simulate --student tanh --teacher h1+0.3*h3 $network --a0 0.7 --eps 0 --method $method; expect_code 0
    [ "$(tail -n 1 out | cut -d, -f5,7)" = "0.7,0" ] || fail "$shown: a moved: $(tail -n 1 out)"
    [ "$(tail -n 1 out | cut -d, -f2)" != "$(sed -n 2p out | cut -d, -f2)" ] || fail "$shown: R stood still"
done
for method in direct overlap; do
    run simulate --student "x^3" --teacher h1 $network --lr 5 --eps 1 --a0 1 --time 2000 --method $method
    expect_code 1; expect_message "diverged: at time" "after R = " ", a = " "loss" "at time" "lower --lr (now 5)"
    [ ! -s out ] || fail "$shown: wrote a table"
done

# Certificates are named.
echo '{}' >c.json;                          run verify c.json; expect_refusal "'c.json': expected a certificate"
echo zz >c.json;                            run verify c.json; expect_refusal "'c.json': line 1"
run verify - <c.json;                       expect_refusal "standard input: line 1"
run verdict --student tanh --teacher h1-0.1*h3 --a0 all --eps 0.1 --certificate c2.json
expect_code 3; expect_message "'c2.json' is not written"

# Digits raise the precision that they need, unless that is limited.
run coeffs "exp(x)" --digits 4000 --count 1;             expect_code 0
run coeffs "exp(x)" --digits 4000 --count 1 --prec 8192; expect_code 3; expect_message "raise --prec or lower --digits"

# What is in the way is named, and its size; more bits are advised where they can help.
run manifold --student tanh --teacher "tanh(x)+1e-60*x" --prec 150; expect_code 3
expect_message "the sign of N = PS' - 2P'S between |R| = 1 - 1.4" "and 1, where it is at most 2e-39 in size, is not decided at 150 bits; raise --prec"
run manifold --student tanh --teacher "tanh(x)+1e-60*x";            expect_code 0
run manifold --student tanh --teacher "tanh(x)+1e-300*x";           expect_code 3
expect_message "at 529 bits; an exact tie, or nearer to one than that (then raise --prec)"
run manifold --student tanh --teacher "h1+[0,1e-9]*h2+[-1e-9,0]*h3"; expect_code 3
expect_message "for all values of the parameters together, nor is it one at all corners of their box; narrow their ranges"
grep -q "raise" err && fail "$shown: advises more bits"
run manifold --student "x*exp(x)-exp(x)+tanh" --teacher "h1-0.1*h3"; expect_code 3
expect_message "digits do not show whether c_"
grep -q "raise" err && fail "$shown: advises more bits"

run verdict --student tanh --teacher h1 --a0 1e5000; expect_code 3
expect_message "e5000], near R = 0, is not found at" "heights"
grep -q "raise" err && fail "$shown: advises more bits"

# A reader that has read enough is no failure to speak of.
{ "$wane" coeffs tanh --count 20000 --digits 10 --format csv 2>err; echo $? >code; } | head -n 1 >out
[ ! -s err ] || fail "a closed pipe: $(cat err)"
{ "$wane" --help 2>err; echo $? >code; } | true
[ ! -s err ] || fail "a closed pipe: $(cat err)"

# Which question is answered stands in the first line.
printf '{"student":"tanh","teacher":"h1+0.3*h3","a0":0.5,"eps":0.1,"simulation":{"width":5,"dim":8,"batch":10,"lr":0.1,"time":1}}' >p.json
run verdict p.json;                         [ "$(head -n 1 out)" = "verdict            unlearning, proved for the flow at eps = 0.1" ] || fail "$shown: $(head -n 1 out)"
run check p.json
[ "$(head -n 1 out)" = "verdict            unlearning, proved in the limit eps -> 0 of a slow second layer; simulated at eps = 0.1" ] || fail "$shown: $(head -n 1 out)"
run verdict p.json --eps 0;                 [ "$(head -n 1 out)" = "verdict            unlearning, proved in the limit eps -> 0 of a slow second layer" ] || fail "$shown: $(head -n 1 out)"
run verdict p.json --eps all;               [ "$(head -n 1 out)" = "verdict            unlearning, proved for the flow at every eps > 0" ] || fail "$shown: $(head -n 1 out)"
run verdict p.json --eps "[0.1,1]";         [ "$(head -n 1 out)" = "verdict            unlearning, proved for the flow at every eps in [0.1,1]" ] || fail "$shown: $(head -n 1 out)"
run verdict $pair --a0 all --eps 0.1 --teacher h1-0.1*h3; expect_output "undecided, not proved for the flow at eps = 0.1"

finish
