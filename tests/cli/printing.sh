#!/bin/sh
# What is printed of numbers, signs and of what is not known: text shows what was proved, in the question's orientation.
. "$(dirname "$0")/common.sh"

expect_no_output() {
    for word in "$@"; do
        grep -qF -- "$word" "$work/out" && fail "$shown: '$word' is in the output"
    done
}

# A lower bound is printed as one, with the stretches that it speaks of: at a late exit the rate is 0.
run verdict --student "h1+0.5*h3" --teacher "h1-0.2*h3" --a0 0.5
expect_code 0; expect_output ">= 0.1346 " "phase 2, R from 0 to 0.935905"; expect_no_output "every slow phase"
run verdict --student "h1+0.5*h3" --teacher "h1-0.2*h3" --a0 0.5 --format json
expect_code 0; expect_output '"at_least": "0.134657' '"phase": 2'
run verdict --student tanh --teacher "h1+0.3*h3" --a0 0.5
expect_output "phase 2, a from 0.5 to 1.000715 and from 1.032485 to 1.245662" "phase 4, R from 0 to 0.9219442"

# Only R = 1 and R = -1 have an a_c; stability may be lost at a = 0, too.
run verdict --student "1+h1+2*h2" --teacher "2+h2" --a0 5 --R0 0+
expect_code 0; expect_output "alpha_0            4"; expect_no_output "a_c"
run verdict --student "1+h1+2*h2" --teacher "2+h2" --a0 5 --R0 0+ --format json; expect_output '"branch": "uncorrelated"'
run verdict --student tanh --teacher "-h1-0.3*h3" --a0 -0.5
expect_output "a_c                -1.0166001017752121013" "nu R^4 with nu < 0" "N < 0 down to R = 0"
run manifold --student=-2*h1+h2 --teacher "h1/4+h2/4-2*h3"; expect_code 0; expect_output "N ~ -2 R^3"
run manifold --student=-2*h1+h2 --teacher "h1/4+h2/4-2*h3" --format json; expect_output '"exact": "-2"'
run verdict --student tanh --teacher "h1+0.3*h3" --a0 -0.5 --eps 0.1
expect_code 0; expect_output "max(-A(R), 0) <= |a| <= -B(R), where N > 0, |R| falls and |a| rises"

# A parameter that the student does not see changes nothing: P(R) has no term of h3.
run verdict --student "-h1+3*h4" --teacher "exp(-x^2)+b*h3" --R0 0.5 --a0 -1 --eps 1 --set "b=[-2,2]"
expect_code 0; expect_output "For every b in [-2, 2]" "R(t) -> 0"

# What is not determined is neither nothing nor an empty list.
run manifold --student "tanh(x)+sin(x)^2+cos(x)^2-1" --teacher "h1-0.1*h3"
expect_code 3; expect_output "folds: not determined" "interior equilibria: not determined" "A(R): not determined"
expect_no_output "none"
run manifold --student "tanh(x)+sin(x)^2+cos(x)^2-1" --teacher "h1-0.1*h3" --format json
expect_code 3; expect_output '"folds": null' '"equilibria": null' '"flow": null' '"neutral": null'
run manifold --student "x*tanh(abs(x)^0.3)" --teacher h1; expect_code 3; expect_output "a_c  = not determined" "folds: not determined"
run manifold --student tanh --teacher "tanh(x)+1e-60*x" --prec 150
expect_code 3; expect_output "not determined whether it attracts"; expect_message "is not decided at 150 bits"
run manifold --student "h1+h3" --teacher "h1-h3"; expect_code 0; expect_output "a_eq = 0 (does not attract)"
run manifold --student h1 --teacher "h1+h3" --format json; expect_output '"m_prime": "none"' '"n": "none"'
run coeffs exp --count 0; expect_code 0; expect_output "information exponent  not determined"
run coeffs exp --count 0 --format json; expect_output '"information_exponent": null'
run coeffs h20 --count 2; expect_code 0; expect_output "information exponent  20"
run coeffs "tanh(x)-tanh(x)" --count 1 --format json; expect_output '"information_exponent": "none"'
run verdict --student tanh --teacher "tanh(x)+1e-60*x" --a0 0.5 --prec 150
expect_code 3; expect_output "R in the end       not determined" "a in the end       not determined"
run verdict --student relu --teacher elu --a0 0.5 --eps 0.1 --prec 600
[ "$code" = 0 ] || expect_output "theorem            not determined"
run thresholds --over a0 --student "tanh(x)+sin(x)^2+cos(x)^2-1" --teacher "h1-0.1*h3" --format json
expect_code 3; expect_output '"proved": false'

# Kernels: behind an infinite derivative there is none; R as it was asked for.
run kernel --student relu --teacher relu --at "1,1/3,-0.25,[-1,1]" --digits 12
expect_code 0; expect_output "R = 1" "  P'    0.5" "  P''   infinity" "R = 1/3" "R = -0.25" "R = [-1, 1]" "P''   not determined"
[ "$(sed -n 5p "$work/out")" = "  S     0.5" ] || fail "$shown: something behind an infinite derivative"
run kernel --student relu --teacher relu --at 1,0.5 --format csv
expect_code 0; expect_output "R_lo,R_hi,P_lo,P_hi,P'_lo" "1,1,0.5,0.5,0.5,0.5,infinity,infinity,,,0.5"

# Exponents of any size.
run coeffs "exp(10000*x)" --count 1 --digits 12
expect_code 0; expect_output "2.40242791515…e86858896" "1.24498062099…e21714724" "1.24498062099…e21714728"
run coeffs "sin(10000*x)" --count 3 --digits 10 --format json
expect_code 0; expect_output 'e-21714721"' 'e-21714713"'; expect_no_output '1e-3000000' '"inf"'
run coeffs "exp(-10^10*x)" --count 0 --digits 8; expect_output "3.6011892…e21714724095162591382"

# Wide enclosures are intervals that keep signs.
run verdict --student tanh --teacher "h1+b*h3" --set "b=[0.05,0.5]" --a0 "[0.4,2]"
expect_code 0; expect_output "R ~ [1.2" "R at its peak      [0.65" ", 1]"; expect_no_output "+/-"
for a0 in 0.5 2; do
    run verdict --student tanh --teacher "h1+0.3*h3" --a0 $a0; expect_code 0; expect_no_output "+/-"
    run verdict --student tanh --teacher "h1-0.1*h3" --a0 $a0 --eps 0.1; expect_code 0; expect_no_output "+/-" "between -"
done

# The digits asked for, however that is written.
for digits in 30 3e1 30.0 60/2; do
    run verdict --student tanh --teacher "h1+0.3*h3" --a0 0.5 --digits $digits
    expect_code 0; expect_output "a_c                1.01660010177521210134785487244…"
done

finish
