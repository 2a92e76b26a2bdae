#!/bin/sh
# What `./minga check` runs: the tests, then the same on PostgreSQL, browser journeys and the slow suites in short form.
set -eu
python=.venv/bin/python
sh checks/test.sh
DATABASE_URL=${MINGA_TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} \
    "$python" -m pytest -n auto -m "not browser and not slow"
exec "$python" -m pytest -m "browser or slow"
