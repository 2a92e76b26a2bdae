"""Every sentence that readings make can be told in another language: its form is one of those that are translated."""

from __future__ import annotations

import pytest

from minga.foundation.sources.alert_words import PARTS, PHRASES, SENTENCES, known, pattern
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding
from minga.publishing.intake.readers import pdf, xlsx
from minga.publishing.intake.recognisers import findings
from tests.publishing.intake.recognisers.reading import REPORTS, read_shared

HERE = Place(line=1)
MATRIX = "sources/2024-03_pmdot_apendice-12_insercion-estrategica.txt"
OF_READERS = (
    xlsx.ERROR,
    xlsx.UNSOLVED,
    xlsx.HIDDEN,
    xlsx.COMMENTS,
    xlsx.IN_A_ROW.format(reason=xlsx.ERROR, count=4, last="B7"),
    xlsx.IN_A_ROW.format(reason=xlsx.UNSOLVED, count=4, last="B7"),
    pdf.PICTURE,
    pdf.UNDECIPHERED,
    pdf.OVERDRAWN,
    pdf.BROKEN,
    pdf.MISSING,
)


@pytest.mark.parametrize("path", [*REPORTS, MATRIX])
def test_every_alert_of_the_real_documents_is_known(path):
    told = read_shared(path).findings
    assert [alert.message for alert in told if not known(alert.message)] == []
    assert [part for alert in told for part in parts_of(alert) if not is_phrase(part)] == []


@pytest.mark.parametrize("reason", OF_READERS)
def test_every_reason_of_the_readers_is_known(reason):
    assert known(findings.unread(what=reason, place=HERE).message)


@pytest.mark.parametrize("by", [-3, -1, 1, 3])
def test_a_row_out_of_place_is_known_on_either_side(by):
    assert known(findings.misplaced_row(by=by, place=HERE).message)


@pytest.mark.parametrize("cited", [1, 7])
def test_one_annex_and_several_are_known(cited):
    assert known(findings.no_annex_list(cited=cited, place=HERE).message)


def test_a_form_is_not_taken_for_another():
    shared = [form for form in SENTENCES if sum(bool(pattern(other).fullmatch(form)) for other in SENTENCES) > 1]
    assert shared == []


def parts_of(alert: DraftFinding) -> list[str]:
    """What stands in the gaps of an alert's sentence that hold a phrase."""
    match = pattern(known(alert.message)).fullmatch(alert.message)
    return [text for name, text in match.groupdict().items() if name in PARTS]


def is_phrase(text: str) -> bool:
    """Whether a phrase is one of those that are translated, with all the phrases that it holds."""
    match = next((found for form in PHRASES if (found := pattern(form).fullmatch(text))), None)
    return match is not None and all(is_phrase(held) for name, held in match.groupdict().items() if name in PARTS)
