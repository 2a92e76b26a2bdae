"""Short ways to read a text and to look at what was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from minga.publishing.intake.document import Document
from minga.publishing.intake.draft import Draft, DraftNode
from minga.publishing.intake.readers.text import read_text
from minga.publishing.intake.recognisers import recognise
from minga.publishing.intake.serialise import draft_json
from tests.shared import shared

COMPLIANCE = "sources/2023-05_paga-2_informe-de-cumplimiento.txt"
COMMITMENT = "sources/2021_paga-1_informe-final-compromiso-6.txt"
MANAGEMENT = "sources/2021_azms_informe-de-gestion-por-sector.txt"
PORTFOLIO = "sources/2022-04_resiliencia_informe-de-proyectos.txt"
REPORTS = (COMPLIANCE, COMMITMENT, MANAGEMENT, PORTFOLIO)


def printed(path: str) -> str:
    """The text of a shared document."""
    return shared(path).read_text(encoding="utf-8")


def document(text: str) -> Document:
    """A plain text as a document; its name says nothing of its kind."""
    return read_text(text.encode(), "documento.txt")


def read(text: str) -> Draft:
    """What a plain text gives."""
    return recognise(document(text))


def read_shared(path: str, alter: Callable[[str], str] = str) -> Draft:
    """What a shared document gives, altered first."""
    return read(alter(printed(path)))


def replacing(old: str, new: str) -> Callable[[str], str]:
    """An alteration that must find what it replaces."""

    def alter(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return alter


def nodes(draft: Draft) -> dict[str, DraftNode]:
    """All nodes by code."""
    return {node.code or "": node for plan in draft.plans for node in plan.nodes}


def figures(draft: Draft) -> dict[str, str]:
    """The values of the figures by name."""
    return {figure.name: format(figure.value, "f") for figure in draft.figures}


def alerts(draft: Draft, code: str) -> list[tuple[int | None, str | None]]:
    """The lines and references of the alerts of a code, in order."""
    return [(finding.place.line, finding.ref) for finding in draft.findings if finding.code == code]


def codes(draft: Draft) -> list[str]:
    """The codes of the alerts, sorted, each once."""
    return sorted({finding.code for finding in draft.findings})


def messages(draft: Draft, code: str) -> list[str]:
    """The sentences of the alerts of a code, in order."""
    return [finding.message for finding in draft.findings if finding.code == code]


def roles(node: DraftNode) -> list[tuple[str, str]]:
    """A node's roles as pairs."""
    return [(role.role, role.name) for role in node.roles]


def evidence(node: DraftNode) -> list[tuple[str | None, str | None]]:
    """A node's cited evidence as pairs."""
    return [(cited.reference, cited.title) for cited in node.evidence]


def facts(draft: Draft) -> Any:
    """The draft as JSON without places and without the file's hash: what must not depend on format or page breaks."""
    return _without_places(draft_json(draft))


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(item) for key, item in value.items() if key not in ("source", "sha256")}
    return [_without_places(item) for item in value] if isinstance(value, list) else value
