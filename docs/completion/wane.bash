# Completion of wane in bash: commands and flags are those that `wane help` lists.
_wane_commands() {
    "$1" help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p'
}

_wane_flags() {
    COLUMNS=1000 "$@" 2>/dev/null | sed -n 's/^  \(-[a-z], \)\{0,1\}\(--[A-Za-z0-9-]*\).*/\2/p'
}

_wane() {
    local wane=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local -a command=("${COMP_WORDS[1]}")
    [ "${command[0]}" = plot ] && [ "$COMP_CWORD" -gt 2 ] && command+=("${COMP_WORDS[2]}")
    case $before in
    --format) mapfile -t COMPREPLY < <(compgen -W "text json csv latex markdown" -- "$word"); return ;;
    --basis) mapfile -t COMPREPLY < <(compgen -W "orthonormal monic physicist derivative" -- "$word"); return ;;
    --method) mapfile -t COMPREPLY < <(compgen -W "overlap direct population" -- "$word"); return ;;
    --quantity) mapfile -t COMPREPLY < <(compgen -W "verdict R_final R_peak Q slow_time floor" -- "$word"); return ;;
    --over) mapfile -t COMPREPLY < <(compgen -W "a0 R0 eps decay" -- "$word"); return ;;
    esac
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_wane_commands "$wane" | cut -d ' ' -f 1 | sort -u) help" -- "$word")
    elif [ "$before" = plot ] && [ "$COMP_CWORD" = 2 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_wane_commands "$wane" | sed -n 's/^plot //p')" -- "$word")
    elif [ "$before" = help ] && [ "$COMP_CWORD" = 2 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_wane_commands "$wane")" -- "$word")
    elif [ "${word#-}" != "$word" ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_wane_flags "$wane" help "${command[@]}")" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _wane wane
