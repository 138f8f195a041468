#!/bin/sh
# Bad input exits 2 with one line that names the place and what was expected, and writes nothing.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

run; expect_code 0; expect_output "wane verdict --student" "wane help"
run --threads 1; expect_refusal "expected a command" coeffs verdict
run frobnicate;                             expect_refusal "'frobnicate'" "expected one of"
run verdit;                                 expect_refusal "did you mean 'verdict'"
run "";                                     expect_refusal "unknown command"
run --frobnicate;                           expect_refusal "--frobnicate"
run coeffs tanh --cuont 3;                  expect_refusal "--cuont" "did you mean --count"
run simulate --dimension 20;               expect_refusal "--dimension" "did you mean --dim"
run coeffs tanh -z;                         expect_refusal "-z"
run coeffs tanh --count;                    expect_refusal "--count" "expected a value"
run coeffs tanh --quiet=3;                  expect_refusal "--quiet=3" "expected no value"
run coeffs;                                 expect_refusal "--function" "expected an expression"
run coeffs "";                              expect_refusal "expected an expression"
run orbit one.json 'erf';                        expect_refusal "'erf'" "no further argument"
run coeffs tanh --count abc;                expect_refusal "--count" "integer" "'abc'"
run coeffs tanh --count -1;                 expect_refusal "--count" "integer" "'-1'"
run coeffs tanh --count 1e4000;             expect_refusal "--count" "integer"
run coeffs tanh --count 99999999999999999999999; expect_refusal "--count" "integer"
run coeffs tanh --digits 0;                 expect_refusal "--digits"
run coeffs tanh --digits 1e9;               expect_refusal "--digits"
run coeffs tanh --prec x;                   expect_refusal "--prec"
run coeffs tanh --threads 0;                expect_refusal "--threads"
run coeffs tanh --basis wavelet;            expect_refusal "--basis" "orthonormal, monic, physicist or derivative"
run coeffs tanh --format yaml;              expect_refusal "--format" "text, json, csv or latex" "'yaml'"
run coeffs "tanhh(x)";                      expect_refusal "column 1" "tanhh"
run coeffs "tanh((x)";                      expect_refusal "column"
run coeffs "h1+";                           expect_refusal "column"
run coeffs "exp(x^2)";                      expect_refusal "exp"
run coeffs "1/x";                           expect_refusal "column"
run coeffs "log(x)";                        expect_refusal "log"
run coeffs "b*x";                           expect_refusal "b"
run coeffs "b*x" --set b;                   expect_refusal "--set" "NAME=VALUE"
run coeffs "b*x" --set =3;                  expect_refusal "--set" "NAME=VALUE"
run coeffs "b*x" --set b=zz;                expect_refusal "zz"
run verdict --student tanh --teacher h1 --a0 1 --format csv; expect_refusal "--format" "text or json"
run manifold --student tanh --teacher h1 --a0 1; expect_refusal "--a0" "manifold"
run verdict --student tanh --teacher h1;    expect_refusal "--a0" "none was given"
run verdict --teacher h1 --a0 1;            expect_refusal "--student" "none was given"
run verdict --student tanh --teacher h1 --a0 abc;    expect_refusal "--a0: expected a number" "'abc'"
run verdict --student tanh --teacher h1 --a0 "[2,1]"; expect_refusal "--a0"
run verdict --student tanh --teacher h1 --a0 1/0;    expect_refusal "--a0"
run verdict --student tanh --teacher h1 --a0 1 --R0 1; expect_refusal "--R0" "(-1,1)"
run verdict --student tanh --teacher h1 --a0 1 --eps -1;    expect_refusal "--eps" "positive"
run verdict --student tanh --teacher h1 --a0 1 --eps abc;   expect_refusal "--eps" "'abc'"
run verdict --student tanh --teacher h1 --a0 1 --eps "[0,1]"; expect_refusal "--eps" "positive"
run verdict --student tanh --teacher h1 --a0 all;           expect_refusal "--a0" "'all'"
run verdict --student tanh --teacher h1 --a0 1 --eps 1 --certificate c.json -o c.json; expect_refusal "--certificate"
run verdict --student tanh --teacher h1 --a0 1 --eps 1 --drop 1;  expect_refusal "--drop" "between 0 and 1"
run verdict --student tanh --teacher h1 --a0 1 --eps 1 --drop -1; expect_refusal "--drop" "between 0 and 1"
run thresholds --over b --student tanh --teacher h1;   expect_refusal "--over" "expected a0" "'b'"
run thresholds --student tanh --teacher h1 --R0 1;     expect_refusal "--R0" "(-1,1)"
run thresholds --over h1 --student tanh --teacher h1;  expect_refusal "--over" "expected a0, R0, eps, decay or a parameter" "'h1'"
run thresholds --over b --range 0:1 --student tanh --teacher h1 --a0 1; expect_refusal "--over" "'b'"
run thresholds --over b --student tanh --teacher "h1+b*h3" --a0 1; expect_refusal "--range" "LO < HI" "none was given"
run thresholds --over b --range 1:1 --student tanh --teacher "h1+b*h3" --a0 1; expect_refusal "--range" "empty" "'1:1'"
run thresholds --over b --range 1:0 --student tanh --teacher "h1+b*h3" --a0 1; expect_refusal "--range" "reversed" "'1:0'"
run thresholds --over b --range 1 --student tanh --teacher "h1+b*h3" --a0 1; expect_refusal "--range" "LO:HI" "'1'"
run thresholds --over b --range 0:1 --student tanh --teacher "h1+b*h3"; expect_refusal "--a0" "none was given"
run thresholds --over decay --range -1:1 --student tanh --teacher h1 --a0 1; expect_refusal "--range" "none below 0" "'-1:1'"
run thresholds --over decay --student tanh --teacher h1 --a0 all; expect_refusal "--a0" "'all'"
run thresholds --over R0 --range 0:2 --student tanh --teacher h1 --a0 1; expect_refusal "--range" "(-1,1)"
run thresholds --over eps --range -1:1 --student tanh --teacher h1 --a0 1; expect_refusal "--range" "above 0"
run thresholds --over a0 --student tanh --teacher h1 --eps 1 --drop 2; expect_refusal "--drop" "between 0 and 1"
run thresholds --student "1/x" --teacher h1;           expect_refusal "--student" "column"
run verdict --student tanh --teacher "h1+)" --a0 1;  expect_refusal "--teacher" "column 4"

flow="--student tanh --teacher h1 --a0 0.5 --time 1"
run orbit $flow;                            expect_refusal "--eps" "none was given"
run orbit $flow --eps 0;                    expect_refusal "--eps" "positive"
run orbit $flow --eps "[-1,1]";             expect_refusal "--eps" "positive"
run orbit $flow --eps 1 --time -1;          expect_refusal "--time" "positive decimal"
run orbit $flow --eps 1 --time 1/3;         expect_refusal "--time" "decimal"
run orbit $flow --eps 1 --time 1e99;        expect_refusal "--time" "1e12"
run orbit $flow --eps 1 --time 1e-99;       expect_refusal "--time" "1e-12"
run orbit $flow --eps 1 --points 0;         expect_refusal "--points" "integer"
run orbit $flow --eps 1 --spacing cubic;    expect_refusal "--spacing" "linear or log"
run orbit $flow --eps 1 --R0 0+;            expect_refusal "--R0" "number or an interval"
run orbit $flow --eps 1 --R0 1;             expect_refusal "--R0"
run orbit $flow --eps 1 --digits 1000;      expect_refusal "--digits" "200"
run orbit $flow --eps 1 --format latex;     expect_refusal "--format" "text, json or csv"

simulation="--student tanh --teacher h1 --width 5 --dim 8 --batch 10 --lr 0.1 --time 1 --eps 0.1 --a0 0.5"
run simulate $simulation --width -3;        expect_refusal "--width" "integer" "'-3'"
run simulate $simulation --width 2.5;       expect_refusal "--width" "integer"
run simulate $simulation --lr 0;            expect_refusal "--lr" "positive"
run simulate $simulation --eps -1;          expect_refusal "--eps" "a number >= 0"
run check $simulation --eps 0;              expect_refusal "--eps" "positive"
run simulate $simulation --noise -1;        expect_refusal "--noise"
run simulate $simulation --a0 "[1,2]";      expect_refusal "--a0" "a number"
run simulate $simulation --R0 0+;           expect_refusal "--R0" "a number in (-1,1)"
run simulate $simulation --method magic;    expect_refusal "--method" "direct"
run simulate --student tanh --teacher h1 --width 5 --time 1 --eps 0.1 --a0 0.5 --method population; expect_refusal "--dim" "integer"
run simulate --student tanh --teacher h1 --width 5 --dim 8 --time 1 --eps 0.1 --a0 0.5; expect_refusal "--batch" "integer"
run simulate $simulation --init zero;       expect_refusal "--init" "iid or orthonormal"
run simulate $simulation --a-init zero;     expect_refusal "--a-init" "constant, signs or gaussian"
run simulate $simulation --arithmetic half; expect_refusal "--arithmetic" "single or double"
run simulate $simulation --points-per-decade 0; expect_refusal "--points-per-decade" "integer"
run check $simulation --a-init signs;       expect_refusal "--a-init" "expected constant"
run simulate $simulation --time 1e400;      expect_refusal "--time"

# Long and strange text stays one short line.
long=$(printf '%05000d' 7)
run verdict --student tanh --teacher h1 --a0 "x$long"; expect_refusal "--a0"
[ "$(wc -c <"$work/err")" -lt 600 ] || fail "the message about a long value is long"
run verdict --student tanh --teacher h1 --a0 "1
2";                                         expect_refusal "--a0"
run coeffs "$(printf 'tanh(x)\377')";       expect_refusal "column"

# Problem files.
run verdict no-such-file.json;              expect_refusal "no-such-file.json" "No such file"
run verdict "$work";                        expect_refusal "directory"
echo 'tanh' >p.json;                        run verdict p.json; expect_refusal "p.json:1:" "JSON"
: >p.json;                                  run verdict p.json; expect_refusal "p.json:1:"
printf '{"a0": "1\0"}' >p.json;             run verdict p.json; expect_refusal "p.json:1:"
head -c 3000000 /dev/zero >p.json;          run verdict p.json; expect_refusal "p.json"
printf '{\n"studnet": "tanh"}' >p.json;     run verdict p.json; expect_refusal "p.json:2:" "studnet" '"student"'
printf '{\n\n"a0": [1]}' >p.json;           run verdict p.json; expect_refusal "p.json:3:" "a0"
printf '{"student":"tanh","teacher":"h1",\n"a0":"abc"}' >p.json
run verdict p.json;                         expect_refusal "p.json:2: a0: expected a number" "'abc'"
run verdict p.json p.json;                  expect_refusal "no further argument"
run verdict p.json --a0 1 --R0 2;           expect_refusal "--R0"
printf '{"simulation":{\n"width":-2}}' >p.json
run simulate $simulation p.json --lr 0.1;   expect_code 0
printf '{"student":"tanh","teacher":"h1","eps":"0.1","a0":"1","simulation":{\n"width":-2}}' >p.json
run simulate p.json;                        expect_refusal "p.json:2: width: expected an integer" "'-2'"

run kernel --student tanh --teacher h1;     expect_refusal "--at" "none was given"
for at in 2 "1," "," x "[0,2]" "[0.5" "1;2" "" -1.0001; do
    run kernel --student tanh --teacher h1 --at "$at"; expect_refusal "--at" "[-1,1]" "'$at'"
done
run kernel --student tanh --teacher h1 --at "0.5,[0.2,0.1]"; expect_refusal "--at" "'0.5,[0.2,0.1]'"
run kernel --student tanh --teacher h1 --at "$(yes 0 | head -n 10001 | paste -sd,)"; expect_refusal "--at" "at most 10000"

run bifurcations --student tanh --teacher "h1+b*h3"; expect_refusal "--param" "none was given"
run bifurcations --student tanh --teacher "h1+b*h3" --param b; expect_refusal "a range of b" "b=-1:1"
run bifurcations --student tanh --teacher "h1+b*h3" --param c; expect_refusal "unknown name" "b"
run bifurcations --student tanh --teacher "h1+h3" --param b=0:1; expect_refusal "--param" "occurs in" "'b'"
run bifurcations --student tanh --teacher "h1+b*h3" --param b=1:0; expect_refusal "--param" "LO < HI" "'b=1:0'"
run bifurcations --student tanh --teacher "h1+b*h3" --param b=1:1; expect_refusal "--param" "LO < HI"
run bifurcations --student tanh --teacher "h1+b*h3" --param b=; expect_refusal "--param" "LO < HI"
run bifurcations --student tanh --teacher "h1+b*h3" --param =0:1; expect_refusal "--param" "LO < HI"
run bifurcations --student tanh --teacher "h1+b*h3" --param b --set b=1; expect_refusal "--set" "range [lo,hi]" "'1'"
run bifurcations --student tanh --teacher "h1+b*h3" --param b=0:1 --a0 x; expect_refusal "--a0" "'x'"
run bifurcations --student tanh --teacher "h1+b*h3" --param b=0:1 --side 2; expect_refusal "--side" "1 or -1"
run bifurcations --student "1/(x-b)" --teacher "h1" --param b=0:1; expect_refusal "--student" "column"

# What may not be a student is welcome as a teacher.
for student in sign "sqrt(abs(x))" 3; do
    for question in manifold "verdict --a0 1" "verdict --a0 1 --eps all" thresholds "orbit --a0 1 --eps 0.1 --time 1" \
        "check --a0 1 --eps 0.1 $simulation" "simulate --method population --a0 1 --eps 0.1 $simulation"; do
        # shellcheck disable=SC2086
        run $question --student "$student" --teacher h1; expect_refusal "--student" "may not be a student"
    done
    run bifurcations --student "$student" --teacher "h1+b*h3" --param b=0:1; expect_refusal "may not be a student"
done
run manifold --student tanh --teacher sign; expect_code 0
run simulate $simulation --a0 1 --eps 0.1 --student sign --teacher h1 --lr 0.1; expect_code 0

finish
