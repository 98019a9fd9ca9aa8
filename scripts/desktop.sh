#!/bin/sh
# Makes *.inspection open in the window from the file manager, for this account only.
# usage: scripts/desktop.sh install|remove
set -eu
cd "$(dirname "$0")/.."

share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/inspector.desktop
kind=$share/mime/packages/inspector.xml
icon=$share/icons/hicolor/scalable/apps/inspector.svg

# Desktops notice new files by themselves after a while; these tools make it at once.
refresh() {
    if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$share/mime"; fi
    if command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database "$share/applications"
    fi
}

case ${1:-install} in
install)
    mkdir -p "$(dirname "$entry")" "$(dirname "$kind")" "$(dirname "$icon")"
    # The program stands in this folder's environment, which is on no desktop's path.
    sed "s|^Exec=inspector|Exec=\"$PWD/.venv/bin/inspector\"|" \
        resources/desktop/inspector.desktop >"$entry"
    cp resources/desktop/inspector.xml "$kind"
    cp resources/icons/inspector.svg "$icon"
    refresh
    echo "installed: $entry"
    ;;
remove)
    rm -f "$entry" "$kind" "$icon"
    refresh
    echo "removed: $entry"
    ;;
*)
    echo "usage: scripts/desktop.sh install|remove" >&2
    exit 2
    ;;
esac
