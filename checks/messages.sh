#!/bin/sh
# Collects the messages of code and templates into locale/en (needs the gettext tools of the system).
set -eu
cd "$(dirname "$0")/../src/minga"
mkdir -p locale
MINGA_HOME=$(mktemp -d)
export MINGA_HOME
DJANGO_SETTINGS_MODULE=minga.config.settings PYTHONPATH=.. ../../.venv/bin/python -m django makemessages \
    --locale en --no-obsolete --no-location --ignore 'static/*'
