#!/bin/sh
# Writes the two lock files from pyproject.toml: exact versions with hashes and no registry address.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --custom-compile-command "requirements/lock.sh" "$@"
}
compile pyproject.toml --extra postgres --extra redis --extra s3 -o requirements/runtime.txt
compile pyproject.toml --group dev -o requirements/dev.txt
