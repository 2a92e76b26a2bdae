"""Applying a draft as one load (*carga*)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from minga.foundation.ledger.actions import record
from minga.foundation.organizations.actions import ensure_organization
from minga.foundation.organizations.naming import presentable
from minga.foundation.organizations.queries import NameIndex, name_index
from minga.foundation.search.actions import rebuild
from minga.foundation.sources.events import LOAD_APPLIED
from minga.foundation.sources.models import Document, Figure, Finding, Load
from minga.government.plans.actions import install_vocabularies
from minga.government.plans.models import Change, ChangeSet, Node, Plan
from minga.kernel.errors import Refused
from minga.kernel.slugs import free_slug
from minga.publishing.intake import keeping
from minga.publishing.intake.actions.facts import Facts
from minga.publishing.intake.actions.kept import Kept, Unlinked
from minga.publishing.intake.actions.links import settle_links
from minga.publishing.intake.actions.nodes import settle_nodes
from minga.publishing.intake.actions.plans import settle_plan
from minga.publishing.intake.actions.settle import Recorder
from minga.publishing.intake.casing import readable
from minga.publishing.intake.draft import Draft, DraftNode
from minga.publishing.intake.matching import Matches, PlanTerms, publisher_name, said_title, said_words

BATCH = 400
Reach = Callable[[Plan], bool]
"""Whether whoever applies may change a plan that the document only names."""


def everywhere(_plan: Plan) -> bool:
    """The reach of the city itself."""
    return True


@dataclass(frozen=True)
class ReceivedFile:
    """The file that a draft was read from. `content` is kept in the private storage; without it, only facts are kept."""

    name: str = ""
    media_type: str = ""
    content: bytes | None = None


@dataclass(frozen=True)
class Difference:
    """One change that a load would make, in plain values."""

    operation: str
    model: str
    key: str
    field: str = ""
    before: Any = None
    after: Any = None


@dataclass
class Proposal:
    """What applying a draft would change: nothing, when the record says it all already.

    `left` is what stays as it is although the document says otherwise, and `added_to` the plans that stand and in which it would make what it only names. `counts` are those that the load
    would have, and `unchanged`: the elements of the document of which nothing changes.
    """

    differences: list[Difference] = field(default_factory=list)
    left: list[Kept | Unlinked] = field(default_factory=list)
    added_to: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def propose_draft(
    draft: Draft, *, fictitious: bool = False, matches: Matches | None = None, reach: Reach = everywhere
) -> Proposal:
    """What applying would change. It applies in a transaction that is rolled back, so the answer is exact.

    Raises:
        Refused: as `apply_draft`.
    """
    terms = Terms("system", fictitious, matches or Matches(), reach)
    with transaction.atomic():
        recorder = _apply(draft, ReceivedFile(), terms)
        proposal = _proposal(recorder)
        transaction.set_rollback(True)
    return proposal


def apply_draft(
    draft: Draft,
    *,
    file: ReceivedFile,
    role: str = "system",
    fictitious: bool = False,
    matches: Matches | None = None,
    left_out: int = 0,
    reach: Reach = everywhere,
) -> Load:
    """Applies a draft as one load: document, alerts, figures, plans, nodes and facts, each traced to its place.

    What acts fixed stays (`FixedFields`), and every field of which the document says otherwise becomes an alert. A document that tells nothing new is refused; one whose load was undone may be applied again.

    Args:
        draft: what was read.
        file: the file that it was read from.
        role: the role in which it is applied, for the public log.
        fictitious: whether the document belongs to the fictitious canton.
        matches: which standing plans and nodes are meant, where a person was asked.
        left_out: how many elements of the document a person left out of the draft.
        reach: in which plans that the document only names it may make what they do not have.

    Raises:
        Refused: when the same file is already applied, or it is not sure which standing nodes some printed ones are.
    """
    if file.content is not None:
        _keep(draft.sha256, file.content)
    with transaction.atomic():
        load = _apply(draft, file, Terms(role, fictitious, matches or Matches(), reach)).load
        if left_out:
            load.counts["left_out"] = left_out
            load.save(update_fields=["counts"])
        payload = {"document": load.document.slug, "sha256": draft.sha256, "counts": load.counts}
        record(LOAD_APPLIED, f"load/{load.public_id}", payload, role=role, fictitious=fictitious)
        transaction.on_commit(rebuild, robust=True)
    return load


@dataclass(frozen=True)
class Terms:
    """What a draft is applied with besides itself and its file, as `apply_draft` has it."""

    role: str
    fictitious: bool
    matches: Matches
    reach: Reach


def _apply(draft: Draft, file: ReceivedFile, terms: Terms) -> Recorder:
    install_vocabularies()
    document = _document(draft, file, fictitious=terms.fictitious)
    load = Load.objects.create(document=document)
    recorder = Recorder(load, ChangeSet.objects.create(load=load))
    rows = _settle_plans(recorder, draft, name_index(), terms)
    terms.matches.refuse_unsure()
    recorder.save()
    Figure.objects.bulk_create(_figures(draft, load), batch_size=BATCH)
    Finding.objects.bulk_create([*_findings(draft, load, rows), *_left(draft, recorder)], batch_size=BATCH)
    load.counts = _counts(draft, recorder)
    load.save(update_fields=["counts"])
    return recorder


def _settle_plans(recorder: Recorder, draft: Draft, index: NameIndex, terms: Terms) -> dict[str, Node]:
    publisher = publisher_name(draft)
    year = int(draft.date[:4]) if draft.date else None
    organization = (
        ensure_organization(publisher, role=terms.role, year=year, fictitious=terms.fictitious, index=index)
        if publisher
        else None
    )
    plan_terms = PlanTerms(draft.kind, organization, terms.fictitious)
    texts = said_words(draft)
    rows: dict[str, Node] = {}
    pairs: list[tuple[DraftNode, Node]] = []
    for position, draft_plan in enumerate(draft.plans):
        title = readable(said_title(draft, draft_plan), texts)
        plan = settle_plan(recorder, title, draft_plan.period, plan_terms, terms.matches.plans.get(position))
        nodes = settle_nodes(recorder, plan, draft_plan, terms.matches, position)
        own = [(node, nodes[node.ref]) for node in draft_plan.nodes]
        Facts(recorder, plan, draft.date or "", index, terms.role).settle_all(own)
        rows |= nodes
        pairs += own
    settle_links(recorder, pairs, plan_terms, terms.reach)
    return rows


def _document(draft: Draft, file: ReceivedFile, *, fictitious: bool) -> Document:
    document = Document.objects.filter(sha256=draft.sha256).first()
    if document is None:
        return _new_document(draft, file, fictitious=fictitious)
    if document.loads.filter(state=Load.State.APPLIED).exists():
        raise Refused(_("Este mismo archivo ya está aplicado: «%(title)s».") % {"title": document.title})
    if document.fictitious != fictitious:
        raise Refused(_("Este archivo ya consta con otra procedencia: no puede ser real y ficticio a la vez."))
    return document


def _new_document(draft: Draft, file: ReceivedFile, *, fictitious: bool) -> Document:
    title = draft.title or file.name or _("Documento sin título")
    texts = said_words(draft)
    shown = readable(title, texts)
    return Document.objects.create(
        slug=_free_slug(f"{draft.date or ''} {title}"),
        kind=draft.kind,
        title=title[:500],
        short_title=shown[:200] if shown != title else "",
        date=draft.date or "",
        issuer=_issuer(draft)[:300],
        file_name=file.name[:200],
        media_type=file.media_type[:100],
        size=len(file.content or b""),
        sha256=draft.sha256,
        language=draft.language,
        fictitious=fictitious,
    )


def _issuer(draft: Draft) -> str:
    """The units that the cover prints, the highest first, each written as names are."""
    return " – ".join(presentable(unit.strip()) for unit in (draft.organization or "").split(" – "))


def _figures(draft: Draft, load: Load) -> list[Figure]:
    return [
        Figure(
            load=load,
            position=position,
            name=figure.name[:80],
            label=(figure.label or "")[:200],
            value=figure.value,
            unit=(figure.unit or "")[:60],
            place=figure.place.as_json(),
        )
        for position, figure in enumerate(draft.figures)
    ]


def _findings(draft: Draft, load: Load, rows: dict[str, Node]) -> list[Finding]:
    return [
        Finding(
            load=load,
            position=position,
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            place=finding.place.as_json(),
            subject_key=node.key if (node := rows.get(finding.ref or "")) else "",
            subject_url=node.get_absolute_url() if node else "",
        )
        for position, finding in enumerate(draft.findings)
    ]


def _left(draft: Draft, recorder: Recorder) -> list[Finding]:
    """The alerts of what the load leaves as it is, behind those of the reading and in Spanish as they are."""
    places = count(len(draft.findings))
    with override(settings.LANGUAGE_CODE):
        return [one.alert(recorder.load, next(places)) for one in recorder.left]


def _counts(draft: Draft, recorder: Recorder) -> dict[str, int]:
    """What the load tells and does, for its page and the public log; the rest only where there is any of it."""
    corrected = sum(len(node.corrected) for plan in draft.plans for node in plan.nodes)
    return {
        "plans": len(draft.plans),
        "nodes": sum(len(plan.nodes) for plan in draft.plans),
        "figures": len(draft.figures),
        "findings": len(draft.findings),
        "created": sum(change.operation == Change.Operation.CREATE for change in recorder.changes),
        "updated": sum(change.operation == Change.Operation.UPDATE for change in recorder.changes),
        **{
            name: number
            for name, number in (
                ("corrected", corrected),
                ("kept", len(recorder.kept)),
                ("unlinked", len(recorder.unlinked)),
            )
            if number
        },
    }


def _proposal(recorder: Recorder) -> Proposal:
    changes = recorder.load.change_set.changes.select_related("subject_type")
    differences = [
        Difference(change.operation, change.subject_type.model, change.key, change.field, change.before, change.after)
        for change in changes
    ]
    return Proposal(
        differences,
        recorder.left,
        recorder.added_to,
        recorder.load.counts | {"unchanged": len(recorder.named - {one.key for one in differences})},
    )


def _free_slug(text: str) -> str:
    wanted = slugify(text)[:100].strip("-") or "documento"
    return free_slug(wanted, set(Document.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)))


def _keep(sha256: str, content: bytes) -> None:
    """Keeps the original in the private storage under its hash: no user's file name becomes part of a path.

    It is kept before the load, so that no load ever stands without it; one kept in vain does no harm.
    """
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refused(_("El archivo cambió mientras se leía; impórtalo de nuevo."))
    name = keeping.original(sha256)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
