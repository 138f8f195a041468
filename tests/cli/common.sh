# shellcheck shell=sh
# Sourced by the end-to-end tests: $wane is the command, $work an empty folder that vanishes at the end.
wane=$1
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    failures=$((failures + 1))
    printf 'FAILED: %s\n' "$*"
}

# run ARGUMENTS...: leaves $code, $work/out and $work/err.
run() {
    shown="wane $*"
    "$wane" "$@" >"$work/out" 2>"$work/err"
    code=$?
}

expect_code() { [ "$code" = "$1" ] || fail "$shown: exit $code instead of $1: $(cat "$work/err")"; }

# Exit 2, nothing on standard output, one line on standard error that holds every word given.
expect_refusal() {
    expect_code 2
    [ ! -s "$work/out" ] || fail "$shown: wrote to standard output"
    [ "$(wc -l <"$work/err")" = 1 ] || fail "$shown: not one line: $(cat "$work/err")"
    expect_message "$@"
}

expect_message() {
    for word in "wane: " "$@"; do
        grep -qF -- "$word" "$work/err" || fail "$shown: '$word' is not in: $(cat "$work/err")"
    done
}

expect_output() {
    for word in "$@"; do
        grep -qF -- "$word" "$work/out" || fail "$shown: '$word' is not in the output"
    done
}

finish() {
    [ "$failures" = 0 ] && echo "all passed"
    [ "$failures" = 0 ]
}
