#!/bin/bash
# Which answers differ between two builds: tests/corpus.sh OLD NEW [JOBS] runs every line of tests/corpus.txt (the
# arguments of one command) with the commands OLD and NEW, and names the lines whose output, messages or exit status
# are not the same to the byte.  Exits 1 if there are any.  About a minute.
set -u
[ $# -ge 2 ] || { echo 'usage: tests/corpus.sh OLD NEW [JOBS]' >&2; exit 2; }
jobs=${3:-$(nproc)}
list=$(realpath "$(dirname "$0")/corpus.txt")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# answer COMMAND FOLDER NUMBER: the answer to a line, as one file.
answer() {
    local line place
    line=$(sed -n "$3p" "$list")
    place=$(mktemp -d -p "$work")
    (
        cd "$place" || exit
        eval "timeout 120 $1 $line" </dev/null 2>err
        echo "exit $?"
        cat err
    ) >"$2/$3"
    rm -rf "$place"
}
export -f answer
export list work

count=$(wc -l <"$list")
for side in old new; do
    command=$(realpath "$1") || exit 2
    shift
    mkdir "$work/$side"
    seq "$count" | xargs -P "$jobs" -I{} bash -c "answer '$command' '$work/$side' {}"
done
differ=0
for number in $(seq "$count"); do
    cmp -s "$work/old/$number" "$work/new/$number" && continue
    differ=$((differ + 1))
    printf 'line %s: wane %s\n' "$number" "$(sed -n "${number}p" "$list")"
done
printf '%d of %d differ\n' "$differ" "$count"
[ "$differ" -eq 0 ]
