# SPDX-License-Identifier: Apache-2.0
# bash completion of walletauth and walletauth-conformance. It asks the program's own --help, so it knows what
# the installed version knows.
_walletauth() {
    local word current=${COMP_WORDS[COMP_CWORD]} command=("${COMP_WORDS[0]}") help commands
    COMPREPLY=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        help=$("${command[@]}" --help 2>/dev/null) || return 0
        commands=$(sed -n '/^Subcommands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' <<<"$help")
        grep -qx -- "$word" <<<"$commands" || break
        command+=("$word")
    done
    help=$("${command[@]}" --help 2>/dev/null) || return 0
    if [[ $current == -* ]]; then
        commands=$(sed -n 's/^  \(-[a-z],\)\?\(--[a-z-]*\).*/\2/p' <<<"$help")
    else
        commands=$(sed -n '/^Subcommands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' <<<"$help")
    fi
    # No match: bash offers files, as most options take one.
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
}
complete -o default -F _walletauth walletauth walletauth-conformance
