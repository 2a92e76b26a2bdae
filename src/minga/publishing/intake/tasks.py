"""What runs in the background: reading a document that was handed in."""

from __future__ import annotations

import logging

from django_tasks import task

from minga.publishing.intake.background import read_reading

log = logging.getLogger(__name__)


@task()
def read(reading: str) -> None:
    """Reads the document of the reading with this public identifier. May be run again at any time."""
    outcome = read_reading(reading)
    log.info("reading %s: %s", reading, outcome)
