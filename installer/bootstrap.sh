#!/usr/bin/env bash
# Make this folder ready: bootstrap.sh demo | test
#
# Installs the Debian packages that are missing, builds .venv from the hash-locked wheels and puts the
# project into it. Repeated, it only looks. Where it lacks the right to install, it says what to run.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
give_up() { say "bootstrap: $*"; exit 1; }

case "${1:-}" in
demo) package_lists=(installer/debian/demo.txt) lock=requirements.lock ;;
test) package_lists=(installer/debian/demo.txt installer/debian/test.txt) lock=requirements-dev.lock ;;
*) say "usage: installer/bootstrap.sh demo|test"; exit 2 ;;
esac

find_python() { # prints the first Python 3.11 that can build a virtual environment
    local candidate
    for candidate in python3.11 python3 /usr/bin/python3.11; do
        if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' \
            >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
}

missing_packages() { # prints the packages of our lists that dpkg does not have
    local package
    if [ ! -x .venv/bin/python ] && [ -z "$(find_python)" ]; then
        printf '%s\n' python3 python3-venv
    fi
    sed 's/#.*//' "${package_lists[@]}" | while read -r package; do
        [ -z "$package" ] || is_installed "$package" || printf '%s\n' "$package"
    done
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "bootstrap: this is not Debian; make sure that what ${package_lists[*]} name is here"
        return
    fi
    local missing as_root=()
    mapfile -t missing < <(missing_packages)
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || give_up "these Debian packages are missing, and installing them" \
            "needs root. Run once:
    sudo apt-get install --no-install-recommends ${missing[*]}"
        as_root=(sudo -n)
    fi
    say "bootstrap: installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
        -o DPkg::Lock::Timeout=300 --no-install-recommends "${missing[@]}" >/dev/null
}

fingerprint() { # of all that decides what is in .venv
    { cat "$1" pyproject.toml; pwd -P; } | sha256sum | cut -d' ' -f1
}

is_current() { # does .venv hold what this lock names?
    [ -x .venv/bin/python ] && [ -f ".venv/.installed-$1" ] &&
        [ "$(cat ".venv/.installed-$1")" = "$(fingerprint "$1")" ]
}

install_environment() {
    # What the tests need includes what the demo needs.
    if is_current "$lock" || is_current requirements-dev.lock; then return; fi
    if [ ! -x .venv/bin/python ]; then
        local python
        python="$(find_python)"
        [ -n "$python" ] || give_up "there is no Python 3.11 with venv here. On Debian 12, run once:
    sudo apt-get install --no-install-recommends python3 python3-venv"
        "$python" -m venv .venv
    fi
    say "bootstrap: installing the wheels of $lock"
    local pip=(.venv/bin/python -m pip --disable-pip-version-check install --quiet)
    "${pip[@]}" --require-hashes --only-binary :all: --no-deps -r "$lock"
    "${pip[@]}" --no-deps --no-build-isolation --no-index -e .
    # pip compiles what it copies, and it does not copy us: the first window would wait for it.
    .venv/bin/python -m compileall -q app devices resources service widgets
    fingerprint "$lock" >".venv/.installed-$lock"
}

install_packages
install_environment
