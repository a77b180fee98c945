# SPDX-License-Identifier: Apache-2.0
# fish completion. It asks the program's own --help, so it knows what the installed version knows.
function __walletauth_words
    set -l tokens (commandline -opc)
    set -l called $tokens[1]
    for word in $tokens[2..-1]
        $called --help 2>/dev/null | sed -n '/^Subcommands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' | grep -qx -- $word
        or break
        set called $called $word
    end
    $called --help 2>/dev/null | sed -n '/^Subcommands:/,/^$/s/^  \([a-z][a-z-]*\)  *\(.*\)/\1\t\2/p'
    $called --help 2>/dev/null | sed -n 's/^  \(-[a-z],\)\?\(--[a-z-]*\).*/\2/p'
end
complete -c walletauth -a '(__walletauth_words)'
complete -c walletauth-conformance -a '(__walletauth_words)'
