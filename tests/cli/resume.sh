#!/bin/sh
# Long simulations: threads, interruptions, kills, full disks, damaged files, and the bar on a terminal.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

problem="--student tanh --teacher h1+0.3*h3 --width 20 --dim 60 --batch 300 --lr 0.2 --eps 0.1 --a0 0.5"
long="$problem --time 300 --seeds 3 --a-init signs"

same() { cmp -s "$1" "$2" || fail "$3: $1 and $2 differ"; }

# The result depends on nothing but the problem; here the batches are large enough to be shared.
began=$(date +%s%N)
"$wane" simulate $long --threads 1 --histogram histogram.csv >plain.csv || fail "a plain run"
duration=$(($(date +%s%N) - began))
shared="$long --time 6 --batch 3000"
"$wane" simulate $shared --threads 1 --histogram one.csv >one.csv.out || fail "one thread"
for threads in 2 3; do
    "$wane" simulate $shared --threads $threads --histogram again.csv >again.csv.out || fail "$threads threads"
    same one.csv.out again.csv.out "$threads threads"
    same one.csv again.csv "$threads threads"
done
head -n 1 histogram.csv | grep -qx "t,quantity,lo,hi,count" || fail "header of the histogram"
# 20 neurons and 3 seeds at each time, for both quantities.
awk -F, 'NR > 1 { n[$1 $2] += $5; if ($3 >= $4) exit 1 } END { for (k in n) if (n[k] != 60) exit 1 }' histogram.csv ||
    fail "counts of the histogram"

# start FLAGS...: in the background, with a file.
start() {
    "$wane" simulate $long --resume run.db --histogram resumed.csv "$@" >resumed.csv.out 2>err &
    process=$!
}

# The file appears after the handler of signals is ready and before the first step.
await_file() {
    while [ ! -s run.db ] && kill -0 $process 2>/dev/null; do sleep 0.02; done
}

# Killed in the middle, several times.
kills=0
for percent in 15 8 20 10 25 5; do
    start --save-every 0.01
    await_file
    sleep "$(awk "BEGIN { print $duration * $percent / 1e11 }")"
    kill -9 $process 2>/dev/null
    wait $process
    [ $? = 137 ] && kills=$((kills + 1))
done
[ $kills -gt 0 ] || fail "no process was killed"
[ -s run.db ] || fail "nothing was kept of a killed process"
[ ! -s resumed.csv.out ] || [ $kills -lt 6 ] || fail "a killed process wrote a result"
start
wait $process || fail "resumed after kills: $(cat err)"
same plain.csv resumed.csv.out "resumed after kills"
same histogram.csv resumed.csv "resumed after kills"
rm -f run.db

# Interrupted: saves, says so, exits 1.
for signal in INT TERM; do
    rm -f run.db
    start --threads 2
    await_file
    kill -$signal $process 2>/dev/null
    wait $process
    [ $? = 1 ] || fail "interrupted by $signal: not exit 1"
    grep -q "^wane: interrupted at time .*, saved in run.db$" err || fail "message: $(cat err)"
    [ ! -s resumed.csv.out ] || fail "an interrupted run wrote a result"
done
run simulate $long --resume run.db --histogram resumed.csv; expect_code 0
same plain.csv out "resumed after interruptions"
same histogram.csv resumed.csv "resumed after interruptions"
run simulate $long --resume run.db --histogram resumed.csv; expect_code 0
same plain.csv out "read back"

# Of another problem.
cp run.db kept.db
run simulate $long --resume run.db --histogram h --bins 20;   expect_refusal "--resume" "'run.db'" "--bins is 100"
run simulate $long --resume run.db --histogram h --lr 0.1;    expect_refusal "--lr is 0.2, expected 0.1"
run simulate $long --resume run.db --histogram h --teacher h1+0.2*h3; expect_refusal "--teacher is"
run simulate --resume run.db --student erf;                   expect_refusal "--student is tanh(x), expected erf(x)"
run simulate $long --resume run.db --seeds 2;                 expect_refusal "--seeds is 2" "holds 3"
run simulate $long --resume run.db --time 299;                expect_refusal "--time is 299" "gone on to 300"
run simulate $long --resume run.db --save-every -1;           expect_refusal "--save-every"
run simulate $long --resume "";                               expect_refusal "--resume"
run simulate $long --resume run.db -o ./run.db;               expect_refusal "--resume" "for itself"
run simulate $long --resume new.db --histogram new.db;        expect_refusal "--resume" "for itself"
run simulate $long --bins 0;                    expect_refusal "--bins"
same run.db kept.db "refused"
[ ! -e new.db ] || fail "a file of a refused problem"

# The file alone is enough; a longer time and more seeds go on, as if asked for at once.
run simulate --resume run.db --histogram resumed.csv;         expect_code 0
same plain.csv out "the file alone"
same histogram.csv resumed.csv "the file alone"
"$wane" simulate $problem --a-init signs --time 310.1 --seeds 4 --histogram histogram.2 >plain.2 || fail "at once"
run simulate --resume run.db --time 305.3;                    expect_code 0
run simulate --resume run.db --time 310.1 --seeds 4 --histogram resumed.csv; expect_code 0
same plain.2 out "longer, with one more seed"
same histogram.2 resumed.csv "longer, with one more seed"
run simulate --resume run.db;                                 expect_code 0
same plain.2 out "read back, longer"
long="$problem --time 310.1 --seeds 4 --a-init signs"
run simulate --resume no.db;                                  expect_refusal "--student"
[ ! -e no.db ] || fail "a file of no problem"

# Not a file of ours, or no longer.
refuse_file() {
    cp "$1" kept.db
    run simulate $long --resume "$1" --histogram h; expect_code 1; expect_message "$1"
    [ ! -s out ] || fail "a result from $1"
    [ ! -e h ] || fail "a histogram from $1"
    same "$1" kept.db "$1"
}
printf 'some text that is no database\n' >text
refuse_file text
: >empty
refuse_file empty
head -c 5000 run.db >short
refuse_file short
{ head -c 100 run.db; printf 'damage damage damage'; tail -c +121 run.db; } >damaged
refuse_file damaged
run simulate $long --resume .;                                expect_code 1; expect_message "expected a file"
run simulate $long --resume absent/run.db;                    expect_code 1; expect_message "absent/run.db"
run simulate $long --histogram absent/h;                      expect_code 1; expect_message "absent/h"
run simulate $long --resume /dev/full;                        expect_code 1; expect_message "expected a file"

# No room: reported, and what was kept goes on later.
(ulimit -f 0; "$wane" simulate $long --resume full.db >out 2>err)
[ $? = 1 ] || fail "no room at all"
[ ! -e full.db ] || fail "a file without room for it"
rm -f run.db
long="$problem --time 300 --seeds 3 --a-init signs"
(ulimit -f 120; "$wane" simulate $long --resume run.db --histogram resumed.csv --save-every 0 >out 2>err)
[ $? = 1 ] || fail "no room for all: $(cat err)"
grep -q "^wane: cannot write 'run.db': .*no room" err || fail "no room for all: $(cat err)"
[ ! -s out ] || fail "a result without room for it"
run simulate $long --resume run.db --histogram resumed.csv;   expect_code 0
same plain.csv out "resumed after a full disk"
(ulimit -f 1; "$wane" simulate $problem --time 4000 -o large.csv 2>err)
[ $? = 1 ] || fail "no room for the result"
[ -z "$(find . -name '*large*')" ] || fail "half a result was left: $(ls)"

# The bar: on a terminal, after a second, and not with --quiet.
if command -v script >/dev/null; then
    script -qec "timeout -s INT 2.5 '$wane' simulate $long --time 1e6" /dev/null >bar.out </dev/null
    grep -q "steps/s" bar.out && grep -q " left" bar.out || fail "no progress on a terminal"
    script -qec "timeout -s INT 2.5 '$wane' simulate $long --time 1e6 --quiet" /dev/null >bar.out </dev/null
    ! grep -q "steps/s" bar.out || fail "progress with --quiet"
    # Work that does not tell how far it is shows that time passes.
    slow="coeffs 'exp(sin(x))' --count 2000 --digits 2000 --threads 1"
    script -qec "timeout -s INT 2.5 '$wane' $slow" /dev/null >bar.out </dev/null
    grep -q "working, [12] s" bar.out || fail "nothing on a terminal while a coefficient is computed"
    script -qec "timeout -s INT 2.5 '$wane' $slow -q" /dev/null >bar.out </dev/null
    ! grep -q "working" bar.out || fail "seconds with --quiet"
fi
# The file names the processor and the BLAS kernel; others are told of, and change nothing of what was recorded.
rm -f run.db
begun="$problem --time 2 --resume run.db"
"$wane" simulate $begun >one.out 2>err || fail "a short run"
[ ! -s err ] || fail "the same machine: $(cat err)"
for core in Nehalem Haswell; do
    OPENBLAS_CORETYPE=$core "$wane" simulate $begun >again.out 2>err; code=$?; shown="resumed on $core"
    expect_code 0; same one.out again.out "$shown"
    [ ! -s err ] || expect_message "--resume: 'run.db' was begun on" "BLAS kernel" "$core"
    [ -s err ] && OPENBLAS_CORETYPE=$core "$wane" simulate $begun -q >again.out 2>err
    [ ! -s err ] || fail "$shown, quietly: $(cat err)"
done

finish
