#!/bin/sh
# Opens the window on a workspace where there is a screen, and says how where there is none.
# usage: scripts/show.sh FILE
set -u
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    echo "opening the window; it runs until you close it"
    .venv/bin/inspector open "$1" && exit 0
fi
echo "The window needs a screen, and none was found. With one, it opens by:"
echo "  .venv/bin/inspector open $1"
