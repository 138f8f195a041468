#!/bin/sh
# Grids of simulations: threads, kills, more seeds, longer times, more problems, readers, files of another kind.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

same() { cmp -s "$1" "$2" || fail "$3: $1 and $2 differ"; }

# grid TIME SEEDS WIDTHS >FILE
grid() {
    printf '%s\n' '{"student": ["tanh", "erf"], "teacher": "h1+b*h3", "set": {"b": ["0.1", 0.3]}, "eps": "0.1",' \
        ' "a0": 0.5, "simulation": {"width": '"$3"', "dim": 30, "batch": 60, "lr": 0.3, "method": "overlap",' \
        ' "time": '"$1"', "seeds": '"$2"'}}'
}
grid 20 3 '[6, 12]' >small.json
grid 31 4 '[6, 12, 18]' >large.json
"$wane" sweep small.json --threads 1 >small.csv || fail "a sweep"
"$wane" sweep large.json --threads 1 >large.csv || fail "a larger sweep"
for threads in 2 3; do
    "$wane" sweep small.json --threads $threads >out || fail "$threads threads"
    same small.csv out "$threads threads"
done

# Each problem is that of simulate.
head -n 1 small.csv | grep -qx "student,b,width,t,R_mean,R_se,R_sd,a_mean,a_se,a_sd,Q_mean,loss_mean,loss_se" ||
    fail "header"
"$wane" simulate --student erf --teacher h1+b*h3 --set b=0.3 --eps 0.1 --a0 0.5 --width 6 --dim 30 --batch 60 --lr 0.3 \
    --method overlap --time 20 --seeds 3 | tail -n +2 >one
grep "^erf,0.3,6," small.csv | sed 's/^erf,0.3,6,//' >among
[ -s one ] || fail "one problem"
same one among "one problem"

# Kept, and carried on: longer, with more seeds and more problems.
"$wane" sweep small.json --store run.db >out || fail "with a file"
same small.csv out "with a file"
run sweep small.json --store run.db; expect_code 0
same small.csv out "read back"
run sweep large.json --store run.db; expect_code 0
same large.csv out "carried on"
run sweep small.json --store run.db; expect_refusal "--time is 20" "gone on to 31"

# Killed at any moment.
kills=0
rm -f run.db
for wait in 0.05 0.1 0.02 0.15 0.08 0.2; do
    "$wane" sweep large.json --store run.db --save-every 0.01 >killed.csv 2>/dev/null &
    process=$!
    sleep $wait
    kill -9 $process 2>/dev/null
    wait $process
    [ $? = 137 ] && kills=$((kills + 1))
done
[ $kills -gt 0 ] || fail "no process was killed"
run sweep large.json --store run.db; expect_code 0
same large.csv out "resumed after kills"

# Interrupted.
rm -f run.db
grid 3000 8 '[20, 40]' >long.json
"$wane" sweep long.json --store run.db >out 2>err &
process=$!
while [ ! -s run.db ] && kill -0 $process 2>/dev/null; do sleep 0.02; done
"$wane" sweep small.json --store run.db >other.out 2>other.err
[ $? = 1 ] || fail "two processes at once"
grep -q "another process" other.err || fail "two processes at once: $(cat other.err)"
kill -INT $process
wait $process
[ $? = 1 ] || fail "interrupted: not exit 1"
grep -q "interrupted after .* of 64 runs, saved in run.db" err || fail "interrupted: $(cat err)"
[ ! -s out ] || fail "an interrupted sweep wrote a result"

# What is refused.
printf 'some text\n' >text
run sweep small.json --store text;              expect_code 1; expect_message "text"
run sweep small.json --store .;                 expect_code 1; expect_message "expected a file"
run sweep small.json --store run.db -o run.db;  expect_refusal "--store" "for itself"
grid '[1, 2]' 3 6 >times.json
run sweep times.json;                           expect_refusal "time" "one value"
grid 20 3 '[6, "x"]' >bad.json
run sweep bad.json;                             expect_refusal "width" "'x'"
run sweep absent.json;                          expect_refusal "absent.json"

# A problem that diverges is told of, and stops no other.
grid 30000 1 6 | sed 's/"lr": 0.3/"lr": [10, 1000]/' >wild.json
run sweep wild.json;                            expect_code 0; expect_message "4 of 8" "diverged" "at time"
grep -q "^tanh,0.1,10,30000," out || fail "$shown: no table of what did not diverge"
! grep -q "^tanh,0.1,1000," out || fail "$shown: a table of what diverged"

finish
