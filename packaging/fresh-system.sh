# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# What the scripts of this folder share. They source it; it runs nothing by itself.

# The files that git tracks, as they are now, into the folder FOLDER. Usage, in the repository: copy_tracked FOLDER
copy_tracked() {
    git ls-files -z --cached | xargs -0 -I{} sh -c '[ ! -e "$1" ] || printf "%s\0" "$1"' - {} |
        tar --null -T - -c | tar -x -C "$1"
}

# A fresh Debian 12 in $root, beside it $work for what the script keeps. All of it is removed when the script ends.
# Usage, as root: fresh_system NAME [PACKAGE...]: with these packages of Debian, beside the smallest system.
fresh_system() {
    local name=$1 mirror
    shift
    [ "$(id -u)" -eq 0 ] || { echo "$name: debootstrap and chroot need root" >&2; exit 2; }
    mirror=$(apt-get indextargets --format '$(SITE) $(CODENAME)' | awk '$2 == "bookworm" {print $1; exit}')
    work=$(mktemp -d "${TMPDIR:-/tmp}/walletauth-$name.XXXXXX")
    root=$work/root
    mounted=()
    inside_environment=()
    trap remove_fresh_system EXIT
    quietly debootstrap --variant=minbase ${1:+--include="$(IFS=, && echo "$*")"} bookworm "$root" \
        "${mirror:-http://deb.debian.org/debian}"
    mount -t proc proc "$root/proc"
    mounted+=("$root/proc")
    cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
}

remove_fresh_system() {
    local place
    for place in "${mounted[@]}"; do
        if mountpoint -q "$place"; then umount "$place"; fi
    done
    rm -rf --one-file-system "$work"
}

# A folder or a file of this machine, to be read in the fresh system under the same or another name. Usage: lend PATH [NAME]
lend() {
    local place=$root${2:-$1}
    if [ -d "$1" ]; then
        mkdir -p "$place"
    else
        mkdir -p "$(dirname "$place")"
        touch "$place"
    fi
    mount --bind "$1" "$place"
    mounted+=("$place")
    mount -o remount,bind,ro "$place"
}

# Runs a command, and shows what it wrote only where it fails.
quietly() { "$@" >"$work/log" 2>&1 || { tail -40 "$work/log" >&2; exit 1; }; }

# Runs a command in the fresh system, with nothing of this machine's environment but what inside_environment names.
inside() {
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
        "${inside_environment[@]}" "$@"
}
