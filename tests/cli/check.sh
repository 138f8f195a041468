#!/bin/sh
# The ladder from the singular limit to a simulation: what it reports, and that a wrong teacher is noticed.
. "$(dirname "$0")/common.sh"
examples=$(cd "$(dirname "$0")/../../examples" && pwd)
short="--time 40 --width 64 --dim 80 --batch 1000"

# as_predicted EXAMPLE FLAGS...
as_predicted() {
    problem=$1; shift
    run check "$examples/$problem.json" $short "$@" --format json; expect_code 0
    [ "$(grep -c '"order"' "$work/out")" = 7 ] || fail "$problem: not seven rungs"
    grep -q '"passed": false' "$work/out" && fail "$problem: a rung failed"
}
# louder EXAMPLE TEACHER
louder() {
    run check "$examples/$1.json" $short --simulated-teacher "$2" --format json; expect_code 4
    expect_message "disagree"
    grep -q '"passed": false' "$work/out" || fail "$1: no rung failed"
}
# The others with `all` as a second argument.
if [ "${2:-}" = all ]; then
    as_predicted partial
    as_predicted learning
    louder partial '1.05*h1-0.105*h3'
    louder learning '1.05*tanh(x)'
    finish; exit
fi
louder unlearning '1.05*h1+0.315*h3'
as_predicted unlearning --scaling
[ "$(grep -c '"confidence_95"' "$work/out")" = 4 ] || fail "not four power laws"
run check "$examples/unlearning.json" $short --simulated-teacher 'h1+'; expect_refusal "--simulated-teacher"
run check "$examples/unlearning.json" $short --method population;       expect_refusal "--method"
run check "$examples/unlearning.json" --width 16 --time 1 --scaling;    expect_refusal "width"

finish
