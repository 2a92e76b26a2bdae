"""Signature blocks: read only to see whether two signatures are one person's, never to say whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minga.publishing.intake.cleaning import clean, fold, words
from minga.publishing.intake.document import Place
from minga.publishing.intake.recognisers.flow import Flow, Grid

_ACTS = {"reviewed": re.compile(r"revisad[oa](?: por)?"), "approved": re.compile(r"(?:aprobad|autorizad)[oa](?: por)?")}
_NAME_LABEL = re.compile(r"nombres?(?: y apellidos?| completo)?")
_TITLE = re.compile(r"\b(?:ing|dr|dra|lic|lcdo|lcda|econ|eco|abg|ab|arq|msc|mgs|mgtr|phd|tnlg|sr|sra)\b\.?")


def reviewer_approves(flow: Flow) -> Place | None:
    """Where a document is approved by the very person who reviewed it; None where two persons sign or none is named."""
    signed: dict[str, tuple[list[str], Place]] = {}
    for act, name, place in _signatures(flow):
        key = words(_TITLE.sub(" ", fold(name)))
        if len(key) > 1:
            signed.setdefault(act, (key, place))
    reviewed, approved = signed.get("reviewed"), signed.get("approved")
    return approved[1] if reviewed and approved and reviewed[0] == approved[0] else None


def _signatures(flow: Flow) -> Iterator[tuple[str, str, Place]]:
    """Who signs as what: from tables with a row per act, and from blocks where an act stands over «Nombre»."""
    act: str | None = None
    for item in flow.signatures:
        if isinstance(item, Grid):
            for row in item.table.rows:
                texts = [clean(text) for text in row.texts]
                act = next((found for text in texts[:2] if (found := _act(text))), act)
                name = _name(texts)
                if act and name:
                    yield act, name, row.place
        else:
            label, _, name = item.text.partition(":")
            act = _act(label) or act
            if act and _act(label) and name.strip():
                yield act, name, item.place


def _act(text: str) -> str | None:
    folded = fold(text).strip(" :.")
    return next(
        (act for act, pattern in _ACTS.items() if pattern.fullmatch(folded)), "" if _is_other_act(folded) else None
    )


def _is_other_act(folded: str) -> bool:
    return bool(re.fullmatch(r"(?:elaborad|preparad|realizad|validad)[oa](?: por)?", folded))


def _name(texts: list[str]) -> str:
    """The name in a row: after the act, or after the label «Nombre»."""
    if not texts or not any(texts):
        return ""
    if (_act(texts[0]) is not None or _NAME_LABEL.fullmatch(fold(texts[0]).strip(" :"))) and len(texts) > 1:
        return texts[1]
    return ""
