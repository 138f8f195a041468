#!/bin/sh
# run.sh TARGET SECONDS: expression, problem, certificate or store, fuzzed by libFuzzer (clang) under AddressSanitizer and
# UndefinedBehaviorSanitizer in build-fuzz/, beginning with tests/fuzz/corpus/TARGET.  What it finds interesting is kept in
# build-fuzz/corpus/TARGET; what breaks or takes 20 s, in build-fuzz/found/, and the exit status is not 0.
set -eu
cd "$(dirname "$0")/../.."
target=$1
seconds=$2
command -v clang >/dev/null || { echo 'clang is missing (Debian: apt-get install clang)' >&2; exit 1; }
if [ ! -f build-fuzz/build.ninja ]; then
    CC="$(command -v ccache || true) clang" meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false \
        -Doptimization=1 -Dc_args=-fsanitize=fuzzer-no-link -Dmpi=disabled >/dev/null
fi
ninja -C build-fuzz "tests/fuzz/fuzz_$target"
mkdir -p "build-fuzz/corpus/$target" build-fuzz/found
"build-fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=40000 \
    -artifact_prefix=build-fuzz/found/ -print_final_stats=1 "build-fuzz/corpus/$target" "tests/fuzz/corpus/$target"
