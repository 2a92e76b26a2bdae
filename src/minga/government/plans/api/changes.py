"""Proposing changes of a plan from a program: they join the person's draft, and nothing that is public moves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Router
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from minga.foundation.accounts.api import Token, idempotency_key, once, person_of
from minga.foundation.accounts.models import PersonalToken, User
from minga.foundation.organizations.rules import verdict
from minga.government.plans.actions import propose_changes
from minga.government.plans.edits import Edit
from minga.government.plans.fields import NODE_FIELDS, ORDER, PLAN_FIELDS, Subject
from minga.government.plans.models import ChangeSet, Plan
from minga.government.plans.queries.changes import edits_of
from minga.government.plans.queries.started import find_at_desk
from minga.kernel.api import (
    NO_NULL,
    SLUG,
    Answer,
    OneOf,
    Question,
    absolute,
    followed_at,
    known,
    public_id_in_path,
    shown,
    slug_in_path,
)
from minga.kernel.problems import ROOT

router = Router(tags=["changes"], auth=Token(PersonalToken.Scope.PROPOSE))
MOST_CHANGES = 500
PLAN = slug_in_path(_("Identificador del plan."), "paga-2025-2027")
IDENTIFIER = "0f6d4f3e-4a2b-4b0e-9a55-2f6c1f0e7d11"
CHANGE_SET_ID = public_id_in_path(_("Identificador del conjunto de cambios."), IDENTIFIER)
CHANGE = {
    "key": "C1.H1",
    "field": "title",
    "value": "Publicar el presupuesto del cantón cada mes",
    "before": "Publicar el presupuesto del cantón",
    "document": None,
    "place": None,
    "printed": None,
}
CHANGE_SET = {
    "id": IDENTIFIER,
    "plan": "paga-2025-2027",
    "state": "draft",
    "version": 1,
    "title": "Presupuesto mensual",
    "reason": "Lo resolvió el comité del plan",
    "changes": [CHANGE],
    "submitted_at": None,
    "closed_at": None,
    "fictitious": True,
    "address": f"https://minga.example/api/v1/plans/paga-2025-2027/change-sets/{IDENTIFIER}",
}
VALUE = _(
    "El valor que debe quedar: texto, lista de textos, año; en roles y targets, objetos como los que lista una edición; en "
    "order, las claves en su orden: las que no nombra quedan detrás de la que hoy siguen."
)


class ChangeAsked(Question):
    """One field of one node, or of the plan itself."""

    model_config = shown(CHANGE, extra="forbid")

    key: str | None = Field(
        None, max_length=60, pattern=NO_NULL, description=_("Clave del elemento; nulo para el plan mismo.")
    )
    field: Annotated[str, OneOf(sorted({*NODE_FIELDS, *PLAN_FIELDS, ORDER.name}))] = Field(
        description=_("Qué campo cambia; order es el orden de lo que contiene el elemento, o de lo más alto del plan.")
    )
    value: Any = Field(description=VALUE)
    before: Any = Field(
        None, description=_("El valor que viste: si ya no es ese, nada se guarda y la respuesta es 409.")
    )
    document: str | None = Field(
        None, max_length=120, pattern=SLUG, description=_("Identificador del documento que imprime el valor.")
    )
    place: str | None = Field(
        None, max_length=200, pattern=NO_NULL, description=_("En qué lugar de ese documento, en palabras.")
    )
    printed: str | None = Field(None, max_length=2000, pattern=NO_NULL, description=_("Lo que está impreso."))


class ChangesAsked(Question):
    """What to add to the person's draft of a plan."""

    model_config = shown(
        {
            "changes": [CHANGE],
            "title": "Presupuesto mensual",
            "reason": "Lo resolvió el comité del plan",
            "version": None,
        },
        extra="forbid",
    )

    changes: list[ChangeAsked] = Field(
        min_length=1, max_length=MOST_CHANGES, description=_("Los cambios; todos o ninguno se guardan.")
    )
    title: str = Field("", max_length=200, pattern=NO_NULL, description=_("Título que diga qué cambia."))
    reason: str = Field("", max_length=2000, pattern=NO_NULL, description=_("Por qué."))
    version: int | None = Field(
        None, ge=0, le=2**31 - 1, description=_("La versión del borrador que viste; si es otra, la respuesta es 409.")
    )

    @model_validator(mode="after")
    def _all_or_none_seen(self) -> ChangesAsked:
        """`before` stands in every change or in none."""
        if len({_was_seen(change) for change in self.changes}) > 1:
            raise PydanticCustomError("all_or_none", "before in every change or in none")
        return self


class ChangeKept(Answer):
    """A change in a set."""

    model_config = shown(CHANGE)

    key: str | None = Field(description=_("Clave del elemento; nulo para el plan mismo."))
    field: str | None = Field(description=_("Qué campo cambia."))
    value: Any = Field(description=_("El valor que debe quedar."))
    before: Any = Field(description=_("El valor que había."))
    document: str | None = Field(description=_("Identificador del documento que imprime el valor."))
    place: str | None = Field(description=_("En qué lugar de ese documento, en palabras."))
    printed: str | None = Field(description=_("Lo que está impreso."))


class ChangeSetDetail(Answer):
    """A set of changes on its way to be published."""

    model_config = shown(CHANGE_SET)

    id: UUID = Field(description=_("Identificador del conjunto de cambios."))
    plan: str = Field(description=_("Identificador del plan"))
    state: Annotated[str, OneOf(ChangeSet.State.values)] = Field(
        description=_("draft: borrador; submitted: por publicar; published: publicado; withdrawn: retirado.")
    )
    version: int = Field(description=_("Crece con cada cambio del conjunto."), ge=0)
    title: str | None = Field(description=_("Título que diga qué cambia."))
    reason: str | None = Field(description=_("Por qué."))
    changes: list[ChangeKept] = Field(description=_("Los cambios."))
    submitted_at: datetime | None = Field(description=_("Cuándo se envió a publicar."))
    closed_at: datetime | None = Field(description=_("Cuándo se publicó o se retiró."))
    fictitious: bool = Field(description=_("Verdadero si es inventado"))
    address: str = Field(description=_("Dirección donde se sigue."))


@router.post(
    "/plans/{slug}/change-sets",
    response={201: ChangeSetDetail},
    operation_id="proposeChanges",
    summary=_("Proponer cambios"),
    description=_(
        "Agrega cambios a tu borrador del plan, que se hace si no lo hay. Nada de lo publicado se mueve: una persona lo "
        "revisa en la bandeja, lo envía y otra lo publica, con las mismas reglas que en las páginas."
    ),
    openapi_extra=followed_at(201, "getChangeSet", slug="$request.path.slug", id="$response.body#/id"),
)
def propose(
    request: HttpRequest,
    response: HttpResponse,
    asked: ChangesAsked,
    slug: str = PLAN,
    key: str | None = idempotency_key(),
) -> dict[str, Any]:
    """Adds changes to the draft of the token's person."""
    person = person_of(request)
    plan = _plan_for(person, slug)

    def act() -> ChangeSetDetail:
        change_set = propose_changes(
            plan,
            [_edit(change) for change in asked.changes],
            by=person,
            version=asked.version,
            seen=_was_seen(asked.changes[0]),
            title=asked.title,
            reason=asked.reason,
        )
        return _detail(change_set)

    told = once(request, key, request.body, act)
    response.headers["Location"] = told["address"]
    return told


@router.get(
    "/plans/{slug}/change-sets/{id}",
    response=ChangeSetDetail,
    operation_id="getChangeSet",
    summary=_("Un conjunto de cambios"),
    description=_("Cómo va un conjunto de cambios del plan que puedes ver: si se envió, se publicó o se retiró."),
)
def get_change_set(
    request: HttpRequest,
    slug: str = PLAN,
    id: UUID = CHANGE_SET_ID,  # noqa: A002  (the address's word)
) -> ChangeSetDetail:
    """A change set that the token's person may see.

    Raises:
        Http404: when there is none, or it is not for this person.
    """
    rows = ChangeSet.objects.select_related("plan__publisher__parent")
    found = get_object_or_404(rows, plan__slug=slug, public_id=id)
    person = person_of(request)
    is_hidden = found.state == ChangeSet.State.DRAFT and found.author_id != person.pk
    if is_hidden or not verdict(person, "plans.see-changes", found).allowed:
        raise Http404
    return _detail(found)


def _plan_for(person: User, slug: str) -> Plan:
    try:
        return find_at_desk(person, slug)
    except Plan.DoesNotExist:
        raise Http404 from None


def _was_seen(change: ChangeAsked) -> bool:
    return "before" in change.model_fields_set


def _edit(change: ChangeAsked) -> Edit:
    return Edit(
        subject=Subject.NODE if change.key else Subject.PLAN,
        key=change.key or "",
        field=change.field,
        after=change.value,
        before=change.before,
        document=change.document or "",
        place=change.place or "",
        printed=change.printed or "",
    )


def _detail(change_set: ChangeSet) -> ChangeSetDetail:
    plan = change_set.plan
    assert plan is not None
    return ChangeSetDetail(
        id=change_set.public_id,
        plan=plan.slug,
        state=change_set.state,
        version=change_set.version,
        title=known(change_set.title),
        reason=known(change_set.reason),
        changes=[_kept(edit) for edit in edits_of(change_set)],
        submitted_at=change_set.submitted_at,
        closed_at=change_set.closed_at,
        fictitious=plan.fictitious,
        address=absolute(f"{ROOT}plans/{plan.slug}/change-sets/{change_set.public_id}"),
    )


def _kept(edit: Edit) -> ChangeKept:
    return ChangeKept(
        key=known(edit.key),
        field=known(edit.field),
        value=edit.after,
        before=edit.before,
        document=known(edit.document),
        place=known(edit.place),
        printed=known(edit.printed),
    )
