#!/bin/sh
# The scripts of examples/slurm: their syntax, what they ask of wane, and where Slurm runs, what it thinks of them.
. "$(dirname "$0")/common.sh"
scripts=$(cd "$(dirname "$0")/../../examples/slurm" && pwd)
cd "$work" || exit 99
command -v bash >/dev/null || exit 77

# A mpirun that starts one, a wane of little depth.
mkdir bin
cat >bin/mpirun <<'END'
#!/bin/sh
while [ "$1" != wane ]; do shift; done
exec "$@"
END
cat >bin/wane <<END
#!/bin/sh
exec "$wane" "\$@" \$LESS
END
chmod +x bin/*
cat >sweep.json <<'END'
{"student": "tanh", "teacher": "h1", "eps": 0.1, "a0": 0.5,
 "simulation": {"width": [4, 8], "dim": 20, "batch": 20, "lr": 0.3, "time": 3}}
END
for script in map-mpi map-tiles sweep-mpi; do
    less="--depth 2"
    [ $script = sweep-mpi ] && less=
    PATH="$work/bin:$PATH" LESS=$less SLURM_CPUS_PER_TASK=1 SLURM_ARRAY_TASK_ID=1023 bash "$scripts/$script.sbatch" >out 2>&1 ||
        fail "$script: $(cat out)"
    if command -v sbatch >/dev/null && sinfo -h -o %D >/dev/null 2>&1; then
        sbatch --test-only "$scripts/$script.sbatch" >out 2>&1 || grep -q "configuration is not available" out ||
            fail "sbatch $script: $(cat out)"
    fi
done
[ -s map.csv ] && [ -s sweep.csv ] && [ -s tiles/31-31.csv ] || fail "an answer is missing: $(ls -R)"
tail -n 1 tiles/31-31.csv | grep -q "^.*,1,.*,3," || fail "the last tile does not end at the corner: $(tail -n 1 tiles/31-31.csv)"
finish
