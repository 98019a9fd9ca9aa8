#!/bin/sh
# Makes .venv and gives the machine what the program needs.
# usage: scripts/setup.sh run   to use the program
#        scripts/setup.sh dev   to work on it: adds the tools of `make test` and `make bench`
set -eu
cd "$(dirname "$0")/.."

mode=${1:-run}

say() { printf 'setup: %s\n' "$*" >&2; }

# The first Python on the path that is new enough; PYTHON=... names another.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    say "Python 3.11 or later is needed and was not found; install it, or name it: make PYTHON=/path/to/python3"
    return 1
}

# What decides whether an installed environment still fits. The folder is part of it because
# an environment that was moved or copied does not work.
fingerprint() {
    { pwd; cat pyproject.toml constraints.txt hatch_build.py; } | cksum
}

make_environment() {
    python=$(find_python)
    if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "making .venv with $python"
        "$python" -m venv --clear .venv
    fi
}

pip_install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt "$@"
}

scripts/system.sh "$mode"

wanted=$(fingerprint)
if [ "$(cat ".venv/.installed-$mode" 2>/dev/null)" != "$wanted" ]; then
    make_environment
    say "installing Python packages; the first time this takes a few minutes"
    # The build's own requirements stand in the environment too: `make locale` uses them, and
    # an install that takes them from there needs no second download.
    pip_install hatchling Babel
    rm -f .venv/.installed-*
    if [ "$mode" = dev ]; then
        pip_install --no-build-isolation -e '.[dev]'
        printf '%s\n' "$wanted" > .venv/.installed-dev
    else
        pip_install --no-build-isolation -e .
    fi
    printf '%s\n' "$wanted" > .venv/.installed-run
fi
