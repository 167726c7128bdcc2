#!/usr/bin/env bash
# Write requirements.lock and requirements-dev.lock anew from pyproject.toml, every file by its hash.
# A developer runs this by hand after changing a dependency, and commits what it writes.
set -euo pipefail
cd "$(dirname "$0")/.."

PIP_TOOLS_PIN="pip-tools==7.6.2"
tools="$(mktemp -d)"
trap 'rm -rf "$tools"' EXIT
python3.11 -m venv "$tools"
"$tools/bin/pip" install --quiet "$PIP_TOOLS_PIN"

compile() { # output file, then extras
    local out="$1"
    shift
    CUSTOM_COMPILE_COMMAND="installer/lock.sh" "$tools/bin/pip-compile" --quiet --upgrade \
        --generate-hashes --strip-extras --no-annotate \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
        "$@" --output-file "$out" pyproject.toml
}

compile requirements.lock --extra spectra --extra build
compile requirements-dev.lock --extra spectra --extra build --extra dev
