#!/bin/sh
# wane coeffs: what is refused and why, and the tables in each format and basis.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

# The whole output, line by line.
expect_exactly() {
    printf '%s\n' "$@" >expected
    cmp -s expected out || fail "$shown: $(diff expected out | head -n 6)"
}

# Refused by name, column and reason.
run coeffs "exp(x^2/2)";      expect_refusal "column 1" "exp(1/2*x^2)" "grows too fast" "b < 1/4"
run coeffs "2+3*exp(x^2/2)";  expect_refusal "column 5" "exp(1/2*x^2)" "grows too fast"
run coeffs "1/x";             expect_refusal "column 3" "division by x" "not bounded away from 0 near x = 0"
run coeffs "tan(x)";          expect_refusal "column 1" "tan(x)" "has a pole near x = -1.57"
run coeffs "log(x)";          expect_refusal "column 1" "log(x)" "not bounded away from 0" "near x = 0"
run coeffs "sqrt(x)";         expect_refusal "column 1" "sqrt(x)" "may be negative near x = 0"
run coeffs "tanh(1/x)";       expect_refusal "column 8" "division by x" "near x = 0" "the whole line"
run coeffs "x+tanh(1/x)";     expect_refusal "column 10" "division by x"

# What cannot be enclosed is said to be so, and is not 0.
run coeffs "sqrt(1-1/(1+x^2))" --count 1;               expect_code 3; expect_message "sqrt"
expect_output "0  not determined" "E f^2                 not determined"
run coeffs "sqrt(1-1/(1+x^2))" --count 1 --format csv;  expect_code 3; expect_exactly "k,lo,hi,exact" "0,,," "1,,,"
run coeffs "sqrt(1-1/(1+x^2))" --count 1 --format json; expect_code 3; expect_output '"norm2": null'
run coeffs "center(sqrt(1-1/(1+x^2)))" --count 1;       expect_code 3

# Text.
run coeffs "h1+0.3*h3" --count 4 --digits 5
expect_code 0
expect_output "function              h1+0.3*h3" "parity                odd" "information exponent  1" "E f^2  " \
    "     1  1" "= 3/10" "     4  0"
run coeffs sign --count 1;    expect_code 0; expect_output "E f^2                 1" "E f'^2                infinity"
run coeffs "h2(x)" --count 2; expect_code 0; expect_output "information exponent  2" "parity                even"
run coeffs "3" --count 2;     expect_code 0; expect_output "information exponent  none" "     0  3"

# CSV in each basis: 6 He_3 = 6 sqrt(6) h_3 = 6/sqrt(8) H_3(x/sqrt 2), and its third derivative is 36.
expect_row() {
    run coeffs "6*He3(x)" --count 4 --digits 5 --format csv --basis "$1"
    expect_code 0
    expect_exactly "k,lo,hi,exact" "0,0,0,0" "1,0,0,0" "2,0,0,0" "$2" "4,0,0,0"
}
expect_row monic       "3,6,6,6"
expect_row derivative  "3,36,36,36"
run coeffs "6*He3(x)" --count 3 --format csv --basis orthonormal; expect_code 0; expect_output "6*sqrt(6)" "3,14.69693"
run coeffs "6*He3(x)" --count 3 --format csv --basis physicist;   expect_code 0; expect_output "3/2*sqrt(2)" "3,2.12132"

# Not only polynomials: c_3 of tanh in each basis (sqrt 6 = 2.449…, sqrt 48 = 6.928…).
run coeffs tanh --count 3 --digits 8 --format csv;                    expect_code 0; expect_output "3,-0.14843719"
run coeffs tanh --count 3 --digits 8 --format csv --basis monic;      expect_code 0; expect_output "3,-0.0605992"
run coeffs tanh --count 3 --digits 8 --format csv --basis physicist;  expect_code 0; expect_output "3,-0.0214250"
run coeffs tanh --count 3 --digits 8 --format csv --basis derivative; expect_code 0; expect_output "3,-0.363595"

# JSON.
run coeffs relu --count 2 --format json --digits 5 --basis derivative
expect_code 0
expect_output '"basis": "derivative"' '"parity": "none"' '"information_exponent": 1' '"exact": "1/2"' '"norm2"' '"dnorm2"'
run coeffs sign --count 2 --format json;           expect_code 0; expect_output '"dnorm2": "infinity"' '"exact": "1"'
run coeffs "step(x-1/3)" --count 2 --format json;  expect_code 0; expect_output '"dnorm2": "infinity"'
run coeffs "3" --count 2 --format json;            expect_code 0; expect_output '"information_exponent": "none"'

# LaTeX.
run coeffs "h1+0.3*h3+h2/3" --count 3 --format latex --basis monic
expect_code 0
expect_exactly '% needs \usepackage{booktabs}' '\begin{tabular}{rl}' '  \toprule' '  $k$ & $c_k/\sqrt{k!}$ \\' '  \midrule' \
    '  $0$ & $0$ \\' '  $1$ & $1$ \\' '  $2$ & $1/6\,\sqrt{2}$ \\' '  $3$ & $1/20\,\sqrt{6}$ \\' '  \bottomrule' '\end{tabular}'
run coeffs tanh --count 3 --digits 6 --format latex --basis physicist
expect_code 0
expect_output '$c_k/\sqrt{2^k\,k!}$' '  $1$ & $0.428298\ldots{}$ \\' '  $3$ & $-0.0214250\ldots{}$ \\'

# Long tables and many digits.
run coeffs relu --count 10000 --format csv;        expect_code 0
[ "$(wc -l <out)" = 10002 ] || fail "--count 10000: $(wc -l <out) lines"
[ "$(tail -n 1 out | cut -c 1-22)" = "10000,-3.5638391918807" ] || fail "relu, c_10000: $(tail -n 1 out)"
run coeffs tanh --count 601 --digits 50 --format csv; expect_code 0
tail -n 1 out | awk -F, '{ if ($1 != 601 || substr($2, 1, 51) != substr($3, 1, 51)) exit 1 }' ||
    fail "c_601 of tanh does not have 50 digits: $(tail -n 1 out)"

# Several side by side are, number for number, what each is by itself.
run coeffs gelu 'leaky_relu(x,0.1)' tanh --count 4 --format csv; expect_code 0
tail -n +2 "$work/out" | sed 's/^"leaky_relu(x,0.1)",/leaky,/' >"$work/together"
for function in gelu 'leaky_relu(x,0.1)' tanh; do
    run coeffs "$function" --count 4 --format csv
    tail -n +2 "$work/out" | sed "s/^/$(echo "$function" | sed 's/(.*//; s/_relu//'),/"
done >"$work/alone"
cmp -s "$work/together" "$work/alone" || fail "coefficients side by side differ: $(diff "$work/together" "$work/alone")"
run coeffs gelu silu --count 2; expect_output "gelu" "silu" "k = 2"
run coeffs tanh "$(printf '\377')"; expect_refusal function "UTF-8"
run coeffs gelu 'h2+h_'; expect_refusal "function 2" "column 4"
run coeffs gelu silu --format latex --count 1; expect_output "rll" "gelu & silu"

finish
