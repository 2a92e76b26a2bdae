"""What an agreement may be about: rows of models that this app does not know, named by their label and their address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override

from minga.design.context import in_language
from minga.foundation.sources.models import Document
from minga.kernel.errors import Refused


@dataclass(frozen=True)
class SubjectKind:
    """A model whose rows may be a subject.

    `view` is the name of a row's page and `lookups` says which field each part of its address stands for; `whole` is the
    field that leads to the row it is part of, such as a node's plan, in which `code` names it.
    """

    label: str
    view: str
    lookups: Mapping[str, str]
    whole: str = ""
    code: str = ""

    @property
    def model(self) -> type[models.Model]:
        """The model itself. Raises LookupError when its app is not installed."""
        return apps.get_model(self.label)


SUBJECTS = (
    SubjectKind("plans.plan", "plans:detail", {"plan": "slug"}),
    SubjectKind("plans.node", "plans:node", {"plan": "plan__slug", "key": "key"}, whole="plan", code="key"),
    SubjectKind("organizations.organization", "organizations:detail", {"organization": "slug"}),
)


def find_subject(address: str) -> models.Model:
    """The row whose page has this address, whole or from its first slash, such as `/planes/paga-2/C3.H3/`.

    Raises:
        Refused: when no plan, node or organization has that address.
    """
    found = _resolved(address)
    for kind in SUBJECTS:
        if found and found.view_name == kind.view:
            wanted = {lookup: found.kwargs[name] for name, lookup in kind.lookups.items()}
            if row := kind.model._default_manager.filter(**wanted).first():
                return row
    raise Refused(
        _("«%(address)s» no es la dirección de un plan, de uno de sus elementos ni de una organización.")
        % {"address": address.strip()[:200]}
    )


def find_document(address: str) -> Document:
    """The document whose page in `/fuentes/` has this address.

    Raises:
        Refused: when no document has it.
    """
    found = _resolved(address)
    slug = found.kwargs["document"] if found and found.view_name == "sources:detail" else ""
    if row := Document.objects.filter(slug=slug).first():
        return row
    raise Refused(
        _("«%(address)s» no es la dirección de un documento en Fuentes.") % {"address": address.strip()[:200]}
    )


def _resolved(address: str) -> ResolverMatch | None:
    """The view that an address leads to, whatever the language of the address and of the page; None when none does."""
    path = in_language(urlsplit(address.strip()).path, settings.LANGUAGE_CODE)
    try:
        with override(settings.LANGUAGE_CODE):
            return resolve(path)
    except Resolver404:
        return None


def is_fictitious(subject: models.Model) -> bool:
    """Whether a row, or the row it is part of, is invented."""
    kind = _kind_of(subject)
    return bool(getattr(getattr(subject, kind.whole) if kind.whole else subject, "fictitious", False))


def name_of(subject: models.Model) -> str:
    """A row in words: `C3.H3 Mapa de obras, II PAGA`."""
    kind = _kind_of(subject)
    if not kind.whole:
        return str(getattr(subject, "display_name", subject))
    return f"{getattr(subject, kind.code)} {subject}, {getattr(subject, kind.whole)}"


def rows_of_kinds() -> list[models.QuerySet[models.Model]]:
    """The rows of every kind, each with what it is part of, for a `GenericPrefetch`."""
    return [
        kind.model._default_manager.select_related(kind.whole) if kind.whole else kind.model._default_manager.all()
        for kind in SUBJECTS
    ]


def parts_of(whole: models.Model) -> list[models.QuerySet[models.Model]]:
    """The rows that are part of a row, one set for each model: the nodes of a plan."""
    return [
        kind.model._default_manager.filter(**{kind.whole: whole})
        for kind in SUBJECTS
        if kind.whole and kind.model._meta.get_field(kind.whole).related_model is type(whole)
    ]


def _kind_of(subject: models.Model) -> SubjectKind:
    """Raises StopIteration for a model that no agreement may be about."""
    return next(kind for kind in SUBJECTS if kind.label == subject._meta.label_lower)
