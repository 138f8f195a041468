#!/bin/bash
# Format, shell scripts and static analysis, none of which may find anything.
#   tests/lint.sh [FILE...]    clang-tidy looks at these C files of src/, by default at those that the last commit or
#                              the working tree changed; LINT_SINCE names another commit to compare with
#   tests/lint.sh --all        clang-tidy looks at all (some minutes)
# Needs clang-format, clang-tidy, cppcheck and shellcheck, and a configured build/ (whose compile commands clang-tidy reads).
set -u
cd "$(dirname "$0")/.." || exit 1
failed=0

say() { printf 'lint: %s\n' "$*"; }

for tool in git clang-format clang-tidy cppcheck shellcheck; do
    command -v "$tool" >/dev/null || { say "$tool is missing; README.md lists what this needs"; exit 1; }
done
[ -f build/compile_commands.json ] || { say "build/ is not configured; setup.sh does that"; exit 1; }

mapfile -t files < <(git ls-files '*.c' '*.h')
mapfile -t library < <(git ls-files 'src/*.c')
if [ "${1:-}" = --all ]; then
    changed=("${library[@]}")
elif [ $# -gt 0 ]; then
    changed=("$@")
else
    since=${LINT_SINCE:-HEAD~1}
    git rev-parse --quiet --verify "$since" >/dev/null || since=HEAD # a clone of one commit
    mapfile -t changed < <(git diff --name-only --diff-filter=d "$since" -- 'src/*.c')
fi

say "clang-format"
clang-format --dry-run -Werror "${files[@]}" || failed=1

say "shellcheck"
mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
shellcheck --external-sources --source-path=SCRIPTDIR --severity=warning "${scripts[@]}" || failed=1

say "cppcheck"
mkdir -p build/cppcheck
cppcheck -j "$(nproc)" --quiet --std=c11 --error-exitcode=1 --enable=warning,performance,portability \
    --library=posix --library=gnu --library=tests/cppcheck.cfg --suppressions-list=tests/cppcheck.suppressions \
    --cppcheck-build-dir=build/cppcheck -I include -I src "${library[@]}" || failed=1

if [ ${#changed[@]} -gt 0 ]; then
    say "clang-tidy, ${#changed[@]} files"
    printf '%s\0' "${changed[@]}" | xargs -0 -n 4 -P "$(nproc)" clang-tidy --quiet -p build 2>build/clang-tidy.log ||
        failed=1
fi

[ "$failed" -eq 0 ] && say "nothing found"
exit "$failed"
