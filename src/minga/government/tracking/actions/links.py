"""Looking at delivered links from time to time: whether they open, and what they said when they first did."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from minga.government.tracking.files.examining import words_of
from minga.government.tracking.files.keeping import keep_private
from minga.government.tracking.models import Evidence
from minga.kernel.fetching import Answer, NotFetched, fetch

State, Problem = Evidence.LinkState, Evidence.LinkProblem
AGAIN = {State.OPENS: timedelta(days=7), State.DEAD: timedelta(days=1)}
CLAIMED = timedelta(hours=1)
"""For how long nobody else looks at a link that somebody began to look at."""
DOORS = {"accounts.google.com", "login.microsoftonline.com", "login.live.com"}
"""Where those are led to who would have to sign in first."""
PROBLEMS = {
    "address": Problem.FORBIDDEN,
    "private": Problem.FORBIDDEN,
    "insecure": Problem.INSECURE,
    "too-large": Problem.TOO_LARGE,
    "circle": Problem.SERVER,
    "broken": Problem.SERVER,
}
STATUSES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: Problem.CLOSED,
    HTTPStatus.FORBIDDEN: Problem.CLOSED,
    HTTPStatus.NOT_FOUND: Problem.MISSING,
    HTTPStatus.GONE: Problem.MISSING,
}


def check_next_link() -> bool:
    """Looks at the link that has waited longest, one at a time; whether there was one. None when the setting says so."""
    if not settings.MINGA_CHECK_LINKS:
        return False
    waiting = Evidence.objects.filter(kind=Evidence.Kind.LINK, link_due_at__lte=timezone.now())
    next_one = waiting.order_by("link_due_at", "pk").first()
    return next_one is not None and check_link(next_one)


def check_link(evidence: Evidence) -> bool:
    """Looks at one link, unless somebody else does at this moment; whether it did.

    The page is asked for outside any transaction. Killed in between, the link comes up again after an hour.
    """
    mine = Evidence.objects.filter(pk=evidence.pk, link_due_at=evidence.link_due_at)
    if not mine.update(link_due_at=timezone.now() + CLAIMED):
        return False
    answer, problem = _look(evidence.url)
    now = timezone.now()
    state = State.DEAD if problem else State.OPENS
    found: dict[str, str | datetime] = {
        "link_state": state,
        "link_problem": problem,
        "link_checked_at": now,
        "link_due_at": now + AGAIN[state],
    }
    if answer and not problem and not evidence.snapshot_sha256:
        found |= _snapshot(answer, now)
    Evidence.objects.filter(pk=evidence.pk).update(**found)
    return True


def _look(url: str) -> tuple[Answer | None, str]:
    """What an address answers, and why it does not open; no problem when it does."""
    try:
        answer = fetch(url, agent=f"Minga (+{settings.MINGA_PUBLIC_URL})")
    except NotFetched as failed:
        return None, PROBLEMS.get(failed.code, Problem.UNREACHABLE)
    if urlsplit(answer.url).hostname in DOORS:
        return answer, Problem.CLOSED
    if answer.status == HTTPStatus.OK:
        return answer, ""
    return answer, STATUSES.get(answer.status, Problem.SERVER)


def _snapshot(answer: Answer, now: datetime) -> dict[str, str | datetime]:
    words = words_of(answer.content, answer.media_type, answer.charset)
    return {"snapshot_sha256": keep_private(words), "snapshot_at": now} if words else {}
