#!/bin/bash
# Every command has its page, and every flag of its help stands there; completion offers commands, flags and files.
# $1: the command, $2: the folder of the pages, $3: bash's completion.
. "$(dirname "$0")/common.sh"
pages=$2

commands() { "$wane" help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p'; }
flags() { COLUMNS=1000 "$wane" help "$@" | sed -n 's/^  \(-[a-z], \)\{0,1\}\(--[A-Za-z0-9-]*\).*/\2/p'; }

while read -r command; do
    page=$pages/wane-${command// /-}.1
    [ -s "$page" ] || { fail "no page for '$command': name it in docs/meson.build"; continue; }
    # shellcheck disable=SC2086
    for flag in $(flags $command); do
        grep -qF -- "$flag" "$page" || fail "$flag is not in $page"
    done
    grep -q '^\.SH EXIT STATUS' "$page" || fail "$page says nothing of the exit status"
    grep -qF "wane-${command// /-}" "$pages/wane.1" || fail "wane.1 does not list $command"
done < <(commands)
[ "$(commands | wc -l)" -gt 10 ] || fail "there are commands"

# shellcheck source=/dev/null
. "$3"
complete_at() { COMP_WORDS=("$wane" "$@"); COMP_CWORD=$#; COMPREPLY=(); _wane; printf '%s\n' "${COMPREPLY[@]}"; }
complete_at ver | grep -qx verdict || fail "ver does not complete to verdict"
complete_at verdict --stu | grep -qx -- --student || fail "verdict --stu does not complete to --student"
complete_at simulate --format j | grep -qx json || fail "--format j does not complete to json"
complete_at plot m | grep -qx map || fail "plot m does not complete to map"
[ -z "$(complete_at verdict --width)" ] || fail "verdict takes no --width"
finish
