#!/bin/sh
# What `./minga test` runs: style, layers, types and the tests on SQLite. Arguments go to pytest instead.
set -eu
python=.venv/bin/python
[ $# -eq 0 ] || exec "$python" -m pytest "$@"
"$python" -m ruff check .
"$python" -m ruff format --check .
.venv/bin/lint-imports --no-cache
git ls-files -z '*.html' | xargs -0 .venv/bin/djade --target-version 5.2 --check
"$python" -m mypy
exec "$python" -m pytest -n auto -m "not browser and not slow"
