"""The door of programs that write: personal tokens, how often, and the same request sent twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Header, Schema
from ninja.security import HttpBearer

from minga.foundation.accounts.models import AnsweredRequest, PersonalToken, User
from minga.foundation.accounts.tokens import open_token
from minga.kernel.problems import CONFLICT, DENIED, Problem, token_needed
from minga.kernel.throttle import Limit

WRITES = Limit("writes", most=settings.MINGA_API_WRITES, seconds=60)
"""For each token."""
FAILURES = Limit("failures", most=30, seconds=60)
"""Tokens that do not open, for each address that they come from."""
KEPT_FOR = timedelta(hours=24)
SAFE = ("GET", "HEAD")


def idempotency_key() -> Any:
    """The header with which a program says that it sends something again."""
    return Header(
        None,
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description=_("Un valor tuyo, distinto para cada acto: enviarlo otra vez con lo mismo no hace nada dos veces."),
        example="2f6c1f0e-informe-julio",
    )


class Token(HttpBearer):
    """Opens to whoever brings a token with the scope. Sessions open nothing here."""

    openapi_bearerFormat = "minga_…"  # noqa: N815  (OpenAPI's name)
    openapi_description = _(
        "Un token personal, hecho en `/cuenta/tokens/`. Hace lo que los roles de su persona permiten."
    )

    def __init__(self, scope: PersonalToken.Scope) -> None:
        super().__init__()
        self.scope = scope.value

    def authenticate(self, request: HttpRequest, token: str) -> PersonalToken:
        """The token.

        Raises:
            Problem: when it does not open, has not the scope, or is used too often.
        """
        found = open_token(token.strip())
        if found is None:
            FAILURES.count(get_adapter().get_client_ip(request))
            raise token_needed(gettext("Ese token no abre: está mal copiado, vencido o revocado."))
        if self.scope not in found.scopes:
            detail = gettext("A este token le falta el alcance «%(scope)s». Haz otro que lo tenga.")
            challenge = f'Bearer realm="minga", error="insufficient_scope", scope="{self.scope}"'
            raise Problem(DENIED, detail % {"scope": self.scope}, headers={"WWW-Authenticate": challenge})
        if request.method not in SAFE:
            WRITES.count(str(found.pk))
        return found


def person_of(request: HttpRequest) -> User:
    """Whose token the request brings."""
    token: PersonalToken = request.auth  # type: ignore[attr-defined]
    return token.person


def once(request: HttpRequest, key: str | None, sent: bytes, act: Callable[[], Schema]) -> dict[str, Any]:
    """Does the act, or gives again what was answered to the same request with this key in the last day.

    Both stand or fall together: an act that is refused leaves the key free, to be sent again once mended.

    Args:
        request: whose person and address count.
        key: what the program calls the request; None to do the act in any case.
        sent: what was sent, so that another thing under the same key is noticed.
        act: does it and answers.

    Raises:
        Problem: when something else was sent under the key.
    """
    if key is None:
        return _plain(act())
    person = person_of(request)
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode() + sent).hexdigest()
    AnsweredRequest.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            with transaction.atomic():
                kept = AnsweredRequest.objects.create(person=person, key=key, digest=digest)
            kept.answer = _plain(act())
            kept.save(update_fields=["answer"])
    except IntegrityError:
        earlier = AnsweredRequest.objects.filter(person=person, key=key).first()
        if earlier is None:
            raise
        kept = earlier
    if kept.digest != digest:
        raise Problem(CONFLICT, gettext("Esa clave de repetición ya se usó con otro contenido. Usa una nueva."))
    return dict(kept.answer)


def _plain(answer: Schema) -> dict[str, Any]:
    return answer.model_dump(mode="json")
