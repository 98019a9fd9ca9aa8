#!/bin/sh
# Installs fonts and system libraries on Debian and its kin, as root or through sudo.
# What cannot be installed is said in one line and never stops the caller.
# usage: scripts/system.sh run|dev
set -u
cd "$(dirname "$0")/.."

mode=${1:-run}
export DEBIAN_FRONTEND=noninteractive

fandol_folder=/usr/local/share/fonts/fandol
fonts="fonts-noto-cjk fonts-arphic-gkai00mp fonts-arphic-gbsn00lp fontconfig"
libraries="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
# What Qt's own X11 platform asks for, beyond the above.
libraries="$libraries libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0"
libraries="$libraries libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0"
tools=""
if [ "$mode" = dev ]; then
    # The tests open our sheets in LibreOffice, turn our pages into pictures, and drive the window
    # on a screen of their own.
    tools="poppler-utils libreoffice-calc-nogui libreoffice-writer-nogui xvfb xdotool"
fi

say() { printf 'setup: %s\n' "$*" >&2; }

# Run as root: directly, through sudo where it asks nothing, or where someone can answer it.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo ${sudo_flags} DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may_be_root() {
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    sudo_flags=-n
    sudo -n true 2>/dev/null && return 0
    [ -t 0 ] && [ -t 2 ] && sudo_flags=""
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Some names are provided by packages of another name (libglib2.0-0 by libglib2.0-0t64).
is_provided() {
    is_installed "$1" || is_installed "$1t64"
}

missing_packages() {
    for package in $fonts $libraries $tools; do
        is_provided "$package" || printf '%s ' "$package"
    done
}

apt() {
    as_root apt-get -q -y -o Acquire::Retries=2 -o Acquire::http::Timeout=30 "$@" \
        >>"$log" 2>&1
}

install_packages() {
    say "installing $*"
    apt install --no-install-recommends "$@" && return
    # One name that this release does not know must not keep the others out.
    for package in "$@"; do
        apt install --no-install-recommends "$package" || failed="${failed:-}$package "
    done
    [ -z "${failed:-}" ] ||
        say "missing, and apt-get could not install: $failed(its words are in $log)"
}

# A true 仿宋, which Debian carries only inside a TeX package; nothing else of it is kept.
install_fandol() {
    work=$(mktemp -d)
    say "installing the Fandol fonts into $fandol_folder"
    if (
        cd "$work" &&
        apt-get -q -o Acquire::Retries=2 -o APT::Sandbox::User=root \
            download texlive-lang-chinese >>"$log" 2>&1 &&
        mkdir fonts &&
        dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb |
            tar -x -C fonts --wildcards --transform='s,.*/,,' \
                '*/fonts/opentype/public/fandol/*.otf' &&
        [ -f fonts/FandolFang-Regular.otf ] &&
        as_root mkdir -p "$fandol_folder" &&
        as_root cp fonts/*.otf "$fandol_folder/" &&
        { ! command -v fc-cache >/dev/null 2>&1 || as_root fc-cache -f "$fandol_folder"; }
    ) 2>>"$log"; then :; else
        say "missing, and not to be had from apt-get: the Fandol fonts (a 仿宋); papers use what there is"
    fi
    rm -rf "$work"
}

is_debian() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1
}

if ! is_debian; then
    say "not a Debian system: install CJK fonts (with a 仿宋)${tools:+, LibreOffice and poppler} yourself where they are missing"
    exit 0
fi

packages=$(missing_packages)
fandol=
[ -f "$fandol_folder/FandolFang-Regular.otf" ] || fandol="the Fandol fonts"
[ -n "$packages$fandol" ] || exit 0

if ! may_be_root; then
    say "missing, and not to be installed without root or sudo: $packages$fandol"
    exit 0
fi

mkdir -p build
log=$PWD/build/system.log
: >"$log"
apt update
# shellcheck disable=SC2086  # A list of names, one word each.
[ -z "$packages" ] || install_packages $packages
[ -z "$fandol" ] || install_fandol
exit 0
