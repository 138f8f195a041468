#!/bin/sh
# Maps and sweeps by the processes of an mpirun: the same bytes, killed processes, files, refusals.
# usage: mpi.sh WANE [KILLS]
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99
kills=${2:-3}
command -v mpirun >/dev/null || { echo "mpirun is absent"; exit 77; }
[ -e "$(dirname "$wane")/src/crew/libwane-mpi.so" ] || { echo "built without MPI"; exit 77; }

export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_btl_vader_single_copy_mechanism=none
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
unset OMPI_COMM_WORLD_SIZE PMI_SIZE PMIX_RANK
# Sanitizers see what MPI itself never frees.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

same() { cmp -s "$1" "$2" || fail "$3: $1 and $2 differ"; }

# many P ARGUMENTS: out, err, code as by run.
many() {
    processes=$1
    shift
    shown="mpirun -np $processes wane $*"
    timeout 60 mpirun -np "$processes" --oversubscribe "$wane" "$@" >out 2>err
    code=$?
}

# What mpirun itself says of processes that ended with an error is not ours.
ours() { grep -c '^wane: ' err; }

# ---- maps ----

set -- map --student tanh --teacher h1+b*h3 --x b=-1:1 --y a0=0.1:3 --depth 6 --threads 1
"$wane" "$@" --format json >map.json || fail "a map"
"$wane" "$@" >map.txt || fail "a map as text"
for processes in 1 2 4; do
    many $processes "$@" --format json; expect_code 0
    same map.json out "$processes processes"
    [ ! -s err ] || fail "$shown: $(cat err)"
done
many 2 "$@"; same map.txt out "as text"
many 2 "$@" --threads 2 --format json; same map.json out "two processes of two threads"
many 3 "$@" --format json --store whole.map -o whole.json; expect_code 0
same map.json whole.json "with a file"
"$wane" "$@" --format json --store whole.map --resume >out || fail "the file of three processes"
same map.json out "the file of three processes"
many 2 map --student erf --teacher h1+b*h3 --x b=-1:1 --y eps=0.01:1 --log y --a0 0.5 --depth 3 --format json
cp out flow.json
run map --student erf --teacher h1+b*h3 --x b=-1:1 --y eps=0.01:1 --log y --a0 0.5 --depth 3 --format json
same flow.json out "at given eps"

# ---- refusals: one line, the code of the command, whoever leaves first ----

for processes in 2 4; do
    many $processes "$@" --depth 21; [ "$code" = 2 ] || fail "$shown: exit $code"
    [ "$(ours)" = 1 ] || fail "$shown: $(cat err)"
    grep -q -- "--depth" err || fail "$shown: $(cat err)"
    many $processes "$@" --store whole.map; [ "$code" = 2 ] && [ "$(ours)" = 1 ] || fail "$shown: exit $code, $(cat err)"
done
many 2 map -; [ "$code" = 2 ] && grep -q "standard input" err || fail "$shown: exit $code, $(cat err)"
many 2 map --help; [ "$code" = 0 ] && [ "$(grep -c '^Usage: ' out)" = 1 ] || fail "$shown: exit $code, $(cat out err)"
many 2 map --nonsense; [ "$code" = 2 ] && [ "$(ours)" = 1 ] || fail "$shown: exit $code, $(cat err)"
many 2 "$@" -o /dev/full; [ "$code" = 1 ] && [ "$(ours)" = 1 ] || fail "$shown: exit $code, $(cat err)"

# Other commands are none of MPI's business.
many 2 coeffs tanh --count 1; [ "$code" = 0 ] && [ "$(grep -c '^ *1 ' out)" = 2 ] || fail "$shown: $(cat out err)"

# No MPI without mpirun, and none of another make with it.
run map --student tanh --teacher h1 --x a0=1:2 --y R0=0:0.5 --depth 0; expect_code 0
OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=0 run "$@"; [ "$code" != 0 ] && [ ! -s out ] ||
    fail "a process that believes to be one of two: exit $code"

# ---- sweeps ----

cat >grid.json <<'END'
{"student": ["tanh", "erf"], "teacher": "h1+b*h3", "set": {"b": ["0.1", 0.3]}, "eps": "0.1", "a0": 0.5,
 "simulation": {"width": [6, 12], "dim": 30, "batch": 60, "lr": 0.3, "method": "overlap", "time": 200, "seeds": 3}}
END
"$wane" sweep grid.json --threads 1 >grid.csv || fail "a sweep"
for processes in 2 4; do
    many $processes sweep grid.json --threads 1; expect_code 0
    same grid.csv out "a sweep by $processes processes"
done
many 3 sweep grid.json --store grid.db; expect_code 0
same grid.csv out "a sweep with a file"
run sweep grid.json --store grid.db; same grid.csv out "the file of three processes"

# ---- processes killed at any moment ----

# A process of that rank among the descendants of mpirun.
of_rank() {
    for process in $(pgrep -P "$1"); do
        tr '\0' '\n' <"/proc/$process/environ" 2>/dev/null | grep -qx "OMPI_COMM_WORLD_RANK=$2" && echo "$process"
    done
}
# A number below $1 that depends on $2.
draw() { awk -v most="$1" -v seed="$2" 'BEGIN { srand(seed); rand(); printf "%.3f", most * rand() }'; }

killed=0
deep="--depth 8"
"$wane" "$@" $deep --format json >deep.json || fail "a deeper map"
number=0
while [ $number -lt "$kills" ]; do
    number=$((number + 1))
    rm -f part.map* part.db*
    wait_for=$(draw 1.2 $number)
    [ $number -gt 1 ] || wait_for=0 # one at least is not done by then
    case $((number % 4)) in
    0) victim=run ;;
    1) victim=1 ;;
    2) victim=0 ;;
    3) victim=2 ;;
    esac
    if [ $((number % 2)) = 1 ]; then
        timeout 60 mpirun -np 3 --oversubscribe "$wane" map --student tanh --teacher h1+b*h3 --x b=-1:1 --y a0=0.1:3 --threads 1 \
            $deep --format json --store part.map --resume >out 2>err &
    else
        timeout 60 mpirun -np 3 --oversubscribe "$wane" sweep grid.json --threads 1 --save-every 0.05 --store part.db >out 2>err &
    fi
    launcher=$!
    # Not before MPI is there: mpirun itself may wait for ever for a process that dies while it starts.
    while [ ! -s part.map ] && [ ! -s part.db ] && kill -0 $launcher 2>/dev/null; do sleep 0.02; done
    sleep "$wait_for"
    mpirun=$(pgrep -P $launcher)
    if [ -z "$mpirun" ]; then
        : # it has answered
    elif [ $victim = run ]; then
        kill -9 $(pgrep -P "$mpirun") $mpirun 2>/dev/null
    else
        of_rank "$mpirun" $victim | xargs -r kill -9 2>/dev/null
    fi
    wait $launcher
    code=$?
    shown="process $victim killed after $wait_for s"
    if [ $code != 0 ]; then
        killed=$((killed + 1))
        # Killed after its last step it may have answered; what mpirun still held of that is lost with it.
        expected=grid.csv
        [ $((number % 2)) = 1 ] && expected=deep.json
        head -c "$(wc -c <out)" $expected | cmp -s out - || fail "$shown: another answer"
        # The first says so once, if mpirun, which says so too, lets it before it ends all.
        case $victim in 1 | 2) [ -s err ] && [ "$(ours)" -le 1 ] || fail "$shown: $(cat err)" ;; esac
    fi
    sleep 0.2
    if [ $((number % 2)) = 1 ]; then
        many 2 map --student tanh --teacher h1+b*h3 --x b=-1:1 --y a0=0.1:3 --threads 1 $deep --format json \
            --store part.map --resume
        expect_code 0
        same deep.json out "$shown, a map resumed"
    else
        many 2 sweep grid.json --threads 1 --store part.db; expect_code 0
        same grid.csv out "$shown, a sweep resumed"
    fi
done
[ $killed -gt 0 ] || fail "no run was killed"
finish
