#!/bin/sh
# wane explain: every kind of verdict as a lemma, what is undecided as none, certificates after they are verified.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

tanh="--student tanh --teacher h1+b*h3"
# shellcheck disable=SC2086
explain() { COLUMNS=10000 run explain "$@"; }
# shellcheck disable=SC2086
{
explain $tanh --set b=0.3 --a0 0.5;                          expect_code 0
expect_output "Lemma (Unlearning)." "where b = 0.3" "in the limit eps -> 0" "a = 1.24566233525" "R(t) ~ 1.46722300192" "[02 (3)]" "Phase 4, slow" \
    "02 (3): R' has the sign of A(R) - a" "18 (29): "
explain $tanh --set 'b=[0.05,0.17]' --eps all --a0 all;      expect_code 0
expect_output "For every b in [1/20, 17/100], every eps > 0 and every a0 > 0, from R(0) = 0: R(t) -> 0" "forward invariant" "[18 (8)]"
explain $tanh --set b=-0.1 --eps 0.1 --a0 0.5 --drop 0.02;   expect_code 0
expect_output "Lemma (Partial unlearning)." "more than 0.02 below" "285 cells" "The peak of R"
explain --student tanh --teacher h2 --eps all --a0 all;      expect_code 0; expect_output "Lemma (Not learned)."
explain --student h1 --teacher 'h1+h3/2' --a0 0.5;           expect_code 0; expect_output "Lemma (Neutral)."
explain --student tanh --teacher tanh --a0 0.5;              expect_code 0; expect_output "Lemma (Learning)."
explain $tanh --set b=0.3 --decay '[0.01,0.02]' --a0 0.5;    expect_code 0
expect_output "For every decay in [1/100, 1/50] and a0 = 1/2" "- eps L a" "c_0^2 + L" "[23 (2)]"
explain --student tanh --teacher tanh --decay all --a0 all --eps all; expect_code 0
expect_output "For every decay > 0, every eps > 0 and every a0 > 0" "[23 (11), (15), (21)]"
explain --student 'tanh(b*x)' --teacher h1+0.3*h3 --set 'b=[1,1.1]' --a0 0.5; expect_code 0
expect_output "were cut into 4 boxes" "sigma(x) = tanh(b*x)" "The steps below are those for b in [1, 1.025]" "[15 (25)]"

# Undecided: no lemma, what is in the way, and a limit that is known nonetheless.
explain $tanh --set b=0.3 --decay 0.1 --eps all --a0 all;    expect_code 3
expect_output "No lemma" "change --drop" "Proved nonetheless: With weight decay 1/10" "0.9332427196"
grep -q "Proof" out && fail "undecided, with a proof"
explain $tanh --set b=0.3 --decay 0.1 --eps all --a0 all --format json; expect_code 3; expect_output '"lemma": null' '"proof": null'

# Certificates: of a limit, at given eps, of a family, with decay.
certify() { run verdict "$@" --certificate c.json; expect_code 0; }
certify $tanh --set b=0.3 --a0 0.5
explain c.json;                                              expect_code 0
expect_output "R(t) ~ 1.46722300192" "a = 1.24566233525" "128 Hermite coefficients" "N > 0 on (0, 1), shown on" "[15 (20)]" "Phase 4, slow"
explain --certificate c.json;                                expect_code 0
sed 's/"unlearning"/"learning"/' c.json >altered.json
explain altered.json -o altered.txt;                         expect_code 4; expect_message altered.json rejected
grep -q "Lemma" altered.txt && fail "a rejected certificate has a lemma"
sed 's/"357545424629339111259\*2^-69"/"357545424629339111267*2^-69"/' c.json >altered.json
explain altered.json;                                        expect_code 4
grep -q "Lemma" out && fail "a rejected certificate has a lemma"
certify $tanh --set b=-0.1 --eps 0.1 --a0 0.5
explain c.json;                                              expect_code 0
expect_output "Lemma (Partial unlearning)." "For eps = 1/10 and a0 = 1/2" "There is a sink at R = 0.621493106" "cells up to R" "[08 (12), (13)]"
certify $tanh --set 'b=[-0.28,-0.25]' --eps '[0.01,0.02]' --a0 0.5
explain c.json;                                              expect_code 0
expect_output "For every b in [-7/25, -1/4], every eps in [1/100, 1/50] and a0 = 1/2" "covered by"
certify $tanh --set b=0.3 --decay 0.01 --a0 0.5
explain c.json;                                              expect_code 0
expect_output "With weight decay 1/100 of the second layer, for a0 = 1/2" "sigma(x) = tanh(x)" "[23 (2)]"
certify --student relu --teacher relu --R0 0.3 --eps all --a0 all
explain c.json;                                              expect_code 0; expect_output "structure of the pair" "[22 (17)]"
certify --student tanh --teacher h2 --eps all --a0 all
explain c.json;                                              expect_code 0; expect_output "R(t) = 0 for all t"
certify --student tanh --teacher=-h3 --a0 1 --R0 0+
explain c.json;                                              expect_code 0; expect_output "the limiting state stays on R = 0"
certify --student tanh --teacher h3 --a0 1 --R0 0
explain c.json;                                              expect_code 0; expect_output "R(t) = 0 for all t"
explain c.json --student tanh;                               expect_refusal certificate
echo '{"format": "wane nothing"}' >c.json; explain c.json;   expect_refusal c.json
explain /no/such/file;                                       expect_refusal /no/such/file
explain --certificate /no/such/file;                         expect_code 1
echo '{"student": "tanh", "teacher": "h1+0.3*h3", "a0": "0.5"}' >problem.json
explain problem.json --digits 5;                             expect_code 0; expect_output "R(t) ~ 1.4672"
explain problem.json --format markdown;                      expect_code 0
expect_output "**Lemma (Unlearning).**" '$\sigma' '$$R' "[04 (2), (17)]"
explain problem.json --format csv;                           expect_refusal --format markdown
}
finish
