#!/bin/bash
# Which share of the lines and branches of the proving modules the tests reach.
#   tests/coverage.sh [--all]    the tests that `meson test` runs by default; with --all the long ones too
# Builds build-coverage/; lists what no test reaches in build-coverage/uncovered.txt.  Needs gcov and python3, and
# a build/ that setup.sh has configured.
set -u
cd "$(dirname "$0")/.." || exit 1
setup=default
[ "${1:-}" = --all ] && setup=all

for tool in meson ninja gcov python3; do
    command -v "$tool" >/dev/null || { printf 'coverage: %s is missing\n' "$tool" >&2; exit 1; }
done
[ -f build/build.ninja ] || { echo 'coverage: build/ is not configured; setup.sh does that' >&2; exit 1; }

if [ ! -f build-coverage/build.ninja ]; then
    path=$(meson introspect build --buildoptions | python3 -c '
import json, sys
print(",".join(next((o["value"] for o in json.load(sys.stdin) if o["name"] == "pkg_config_path"), [])))')
    meson setup build-coverage ${path:+"--pkg-config-path=$path"} -Db_coverage=true -Dbuildtype=debug >/dev/null || exit 1
fi
ninja -C build-coverage >build-coverage/compile.log 2>&1 || { tail -n 30 build-coverage/compile.log; exit 1; }
find build-coverage -name '*.gcda' -delete
meson test -C build-coverage --setup "$setup" --timeout-multiplier 5 --no-suite install --no-suite house ||
    echo 'coverage: some tests fail' >&2
python3 tests/coverage.py build-coverage function hermite manifold verify
