"""Results, expected results and expected verifiables are corrected, added and taken out, each with what was read."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.sources.models import Provenance
from minga.government.plans.models import ExpectedMeans
from minga.government.tracking.models import ResultItem
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import apply_reading, decide_element
from minga.publishing.intake.correcting import as_said, correction
from minga.publishing.intake.deciding import Choice, Decided, decided, nodes_of
from minga.publishing.intake.draft import Draft, texts
from minga.publishing.intake.queries.review import Review
from tests.factories.drafts import management_draft, milestone, place
from tests.factories.readings import again, reading_of
from tests.pages import said
from tests.publishing.intake.review.sending import address, fields

FIRST, SECOND = "Se realizaron 4 reuniones.", "Se ejecutaron 6 simulacros."


def target(**values):
    """An element with two results, each at its place, one that is only expected, and one expected verifiable."""
    defaults = {
        "results": [FIRST, SECOND],
        "result_places": [place(31), place(32)],
        "expected_results": ["Se harán 2 ferias."],
        "expected_means": ["Registro de asistencia"],
    }
    return milestone(1, "Prevención", **defaults | values)


def corrected(node, **said):
    """The element once it is corrected so."""
    draft = Draft("management-report", None, None, None, "a" * 64, plans=management_draft().plans)
    draft.plans[0].nodes = [node]
    one = Decided(Choice.CORRECT, 1, node.ref, values=correction(node, node, said))
    return nodes_of(decided(draft, [one]))[node.ref]


def told(node, name):
    """The texts of a list: what each says, its line and what was read in its stead."""
    return [(item.text, item.place.line, item.printed) for item in texts(node, name)]


def rows(*items):
    """A list as it is said: position and text of each."""
    return [{"from": place, "text": text} for place, text in items]


def test_what_is_said_as_it_stands_corrects_nothing():
    assert correction(target(), target(), as_said(target())) == {}


def test_a_result_keeps_its_place_and_what_was_read():
    node = corrected(target(), results=rows((0, "Se realizaron 14 reuniones."), (1, SECOND)))
    assert told(node, "results") == [("Se realizaron 14 reuniones.", 31, FIRST), (SECOND, 32, None)]
    assert node.corrected == ["results"]


def test_a_result_is_taken_out_and_the_others_keep_their_places():
    node = corrected(target(), results=rows((0, " "), (1, SECOND)))
    assert told(node, "results") == [(SECOND, 32, None)]


def test_a_result_that_the_reading_missed_is_added_where_the_element_is_printed():
    node = corrected(target(), results=rows((0, FIRST), (1, SECOND), (None, "Se entregaron 3 mapas.")))
    assert told(node, "results")[2] == ("Se entregaron 3 mapas.", 11, "")


@pytest.mark.parametrize("name", ["expected_results", "expected_means"])
def test_what_is_expected_is_corrected_alike(name):
    read = getattr(target(), name)[0]
    node = corrected(target(), **{name: rows((0, "Otra cosa"), (None, "Una más"))})
    assert told(node, name) == [("Otra cosa", 11, read), ("Una más", 11, "")]
    assert getattr(node, name) == ["Otra cosa", "Una más"]


def test_corrected_again_it_still_says_what_was_read_at_first():
    once = corrected(target(), results=rows((0, "Se realizaron 14 reuniones."), (1, SECOND)))
    values = correction(once, target(), {"results": rows((0, "Se realizaron 40 reuniones."), (1, SECOND))})
    assert [item["printed"] for item in values["results"] if "printed" in item] == [FIRST]


@pytest.mark.parametrize("name", ["results", "expected_results", "expected_means"])
def test_nobody_is_named(name):
    with pytest.raises(Refused, match="nombre de una persona"):
        correction(target(), target(), {name: rows((None, "Informe firmado por la Ing. María Andrade"))})


@pytest.fixture
def reading(unit):
    """A management report in review; its target has two results and an expected verifiable."""
    return reading_of(management_draft(findings=[]), unit=unit)


def correct(reading, **lists):
    stands = as_said(Review(again(reading)).node("m1"))
    decide_element(again(reading), "m1", choice="correct", said=stands | lists, seen=0, by=SYSTEM)
    return apply_reading(again(reading), version=again(reading).version, by=SYSTEM)


@pytest.mark.django_db
def test_the_record_says_what_was_read_of_each(reading):
    load = correct(
        reading,
        results=rows((0, "Se realizaron 14 reuniones."), (1, SECOND)),
        expected_means=rows((0, "Registro de asistencia firmado"), (None, "Fotografías")),
    )
    assert list(ResultItem.objects.values_list("text", flat=True)) == ["Se realizaron 14 reuniones.", SECOND]
    assert list(ExpectedMeans.objects.values_list("text", flat=True)) == [
        "Registro de asistencia firmado",
        "Fotografías",
    ]
    traced = Provenance.objects.filter(load=load, field__in=("results", "expected_means"))
    assert sorted(traced.values_list("field", "printed", "corrected")) == [
        ("expected_means", "", True),
        ("expected_means", "Registro de asistencia", True),
        ("results", SECOND, False),
        ("results", FIRST, True),
    ]
    assert load.counts["corrected"] == 2


@pytest.mark.django_db
def test_the_public_page_says_that_a_person_corrected_it(client, reading):
    correct(reading, results=rows((0, "Se realizaron 14 reuniones."), (1, SECOND)))
    page = said(client.get(ResultItem.objects.first().node.get_absolute_url()))
    assert "Se realizaron 14 reuniones." in page
    assert "«Se realizaron 4 reuniones.»" in page
    assert "lo corrigió quien revisó la lectura" in page


@pytest.mark.django_db
def test_the_form_shows_a_row_for_each_and_one_more(desk, reading):
    shown = desk.get(address(reading, "elementos/m1/")).content.decode()
    assert [f'name="results-{row}-text"' in shown for row in range(4)] == [True, True, True, False]
    assert "Resultados enumerados" in shown
    assert 'name="expected_means-1-text"' in shown


@pytest.mark.django_db
def test_a_row_says_where_it_was_read_and_what_was_read_in_its_stead(desk, reading):
    said_ = as_said(Review(again(reading)).node("m1")) | {"results": rows((0, "Se realizaron 14 reuniones."), (1, ""))}
    decide_element(again(reading), "m1", choice="correct", said=said_, seen=0, by=SYSTEM)
    shown = said(desk.get(address(reading, "elementos/m1/")))
    assert "Número 1 Se realizaron 14 reuniones. Impreso: «Se realizaron 4 reuniones.», línea 24" in shown
    assert "Número 1 Registro de asistencia Leído en: línea 24 Uno más" in shown


@pytest.mark.django_db
def test_a_target_that_was_typed_stays_in_sight(desk, reading):
    sent = {"d-choice": "", "d-seen": 0} | fields(**{"targets-TOTAL_FORMS": 1, "targets-0-name": "Ferias"})
    page = desk.post(address(reading, "elementos/m1/"), sent).content.decode()
    assert "open><summary>Una meta más" in page
    assert "open><summary>Una meta más" not in desk.get(address(reading, "elementos/m1/")).content.decode()


@pytest.mark.django_db
def test_the_form_corrects_row_by_row(desk, unit):
    reading = reading_of(unit=unit)
    sent = {"d-choice": "correct", "d-seen": 0} | fields(
        **{
            "results-TOTAL_FORMS": 1,
            "results-0-text": FIRST,
            "expected_means-TOTAL_FORMS": 1,
            "expected_means-0-text": "Registro de asistencia",
        }
    )
    assert desk.post(address(reading, "elementos/h1/"), sent).status_code == 303
    node = Review(again(reading)).nodes["h1"]
    assert (node.results, node.expected_means) == ([FIRST], ["Registro de asistencia"])
    elements = said(desk.get(address(reading, "elementos/")))
    assert "Corregido: verificables esperados y resultados" in elements
