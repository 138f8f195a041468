#!/bin/sh
# What a check can and cannot tell: short times, single neurons, rates eps of any size, students of high degree and
# with kinks.
. "$(dirname "$0")/common.sh"
examples=$(cd "$(dirname "$0")/../../examples" && pwd)

# A third outcome: what agrees but would also agree with something else.
blunt() {
    run check "$@" --format json; expect_code 3
    expect_message "cannot tell"
    grep -q '"passed": false' "$work/out" && fail "$*: a rung failed"
    grep -q '"passed": null' "$work/out" || fail "$*: no null"
    grep -q '"reason": "' "$work/out" || fail "$*: no reason"
}
pair() {
    student=$1; shift
    teacher=$1; shift
    run check --student "$student" --teacher "$teacher" --eps 0.1 --a0 0.5 --lr 0.2 --format json "$@"
    grep -q '"passed": false' "$work/out" && fail "$student | $teacher $*: a rung failed"
}
first_fast="--width 64 --dim 100 --batch 1000 --time 1"
blunt "$examples/learning.json" $first_fast
blunt "$examples/learning.json" $first_fast --eps 0.001
blunt "$examples/learning.json" $first_fast --eps 0.00001
blunt --student erf --teacher 'h1+0.3*h3' --eps 0.1 --a0 0.5 --lr 4 --width 64 --dim 100 --batch 1000 --time 100
blunt "$examples/learning.json" --width 64 --dim 100 --batch 1000 --time 100 --eps 10
for width in 1 2 3; do blunt "$examples/learning.json" --width $width --dim 100 --batch 1000 --time 10; done
run check "$examples/learning.json" --width 1 --dim 100 --batch 1000 --time 1; expect_code 3
grep -q "^check cannot tell" "$work/out" || fail "no third outcome in the text"

# Samples of high powers: a single one may move all neurons; noise that dies out as R tends to 1.
pair h3 h3 --R0 0.3 --width 128 --dim 300 --batch 4000 --time 60;   expect_code 0
pair h3 h3 --R0 0.3 --width 64 --dim 300 --batch 1000 --time 60;    expect_code 3
pair h1+h3 h1+h3 --R0 0.3 --width 64 --dim 300 --batch 1000 --time 60; expect_code 3

# A student with kinks.
run simulate --student 'center(relu)' --teacher 'h1+0.2*h2' --method population --init orthonormal --width 20 \
    --eps 0.05 --a0 0.3 --time 177.8; expect_code 0
tail -n 1 "$work/out" | grep -q '^177.8,0.91636' || fail "population flow of relu: $(tail -n 1 "$work/out")"
finish
