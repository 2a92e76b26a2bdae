"""What a document names of plans that are somebody else's: it is linked to what they have, and adds nothing to them."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.sources.models import Finding
from minga.government.plans.models import Link, Node, Plan
from minga.publishing.intake.actions import ReceivedFile, apply_draft, apply_reading, compare, undo_reading
from minga.publishing.intake.draft import DraftContribution
from minga.publishing.intake.queries.differences import differences
from tests.factories.drafts import management_draft
from tests.factories.readings import again, planner, reading_of
from tests.factories.roles import organization
from tests.pages import said
from tests.publishing.intake.review.sending import address

pytestmark = pytest.mark.django_db
WATER = "OE1. Cuidar el agua"


@pytest.fixture
def city():
    """A municipality with a unit of risks, and the development plan of its secretariat, which has one objective."""
    above = organization("municipio", kind="municipality", fictitious=True)
    secretariat = organization("planificacion", above, kind="secretariat", fictitious=True)
    risks = organization("riesgos", above, kind="directorate", fictitious=True)
    apply_draft(management_draft(), file=ReceivedFile("a.txt"), fictitious=True)
    named = Plan.objects.get(kind="development")
    named.publisher = secretariat
    named.save()
    return {"above": above, "secretariat": secretariat, "risks": risks, "plan": named}


def later(city):
    """A later report of the unit, that names one objective which the plan has and one that it has not."""
    draft = management_draft(title="Informe de gestión de riesgos 2026", date="2026")
    draft.plans[0].title, draft.plans[0].period = "Informe de gestión de riesgos 2026", (2026, 2026)
    draft.plans[0].nodes[0].contributes_to = [
        DraftContribution("PMDOT 2021 – 2033", "OE6. Asegurar una vida plena"),
        DraftContribution("PMDOT 2021 – 2033", WATER),
    ]
    return reading_of(draft, unit=city["risks"])


def apply(reading, by):
    return apply_reading(again(reading), version=again(reading).version, by=by)


def test_nobody_is_refused_for_what_their_document_names(city):
    reading = later(city)
    load = apply(reading, planner(city["risks"]))
    assert not Node.objects.filter(plan=city["plan"], title="Cuidar el agua").exists()
    assert Link.objects.filter(source__plan__title__contains="2026").get().target.key == "OE6"
    alert = Finding.objects.get(load=load, code="not-linked")
    assert (alert.subject_key, load.counts["unlinked"]) == ("M1", 1)
    assert alert.message == (
        f"El documento dice que contribuye a «{WATER}» de «{city['plan']}»; ese plan no tiene ese elemento y el vínculo "
        "no se guardó."
    )


def test_who_has_a_role_in_both_adds_it(city):
    load = apply(later(city), planner(city["above"]))
    assert Node.objects.filter(plan=city["plan"], title="Cuidar el agua").exists()
    assert (load.counts.get("unlinked"), load.findings.filter(code="not-linked").count()) == (None, 0)


def test_it_is_told_before_and_who_can(city, client):
    reading = later(city)
    client.force_login(planner(city["risks"]))
    client.post(address(reading, "diferencias/"))
    shown = said(client.get(address(reading, "diferencias/")))
    assert "Lo que nombra de otros planes y no consta en ellos" in shown
    assert f"{WATER} {city['plan']} Quien planifica en {city['secretariat'].display_name}" in shown
    assert "Aplicar la lectura" in shown


def test_what_was_worked_out_for_somebody_else_is_worked_out_anew(city, client):
    reading = later(city)
    compare(again(reading), by=planner(city["above"]))
    told = differences(again(reading))
    assert (told.holds_for(planner(city["above"])), told.holds_for(planner(city["risks"]))) == (True, False)
    client.force_login(planner(city["risks"]))
    assert "Calcular las diferencias" in said(client.get(address(reading, "diferencias/")))
    compare(again(reading), by=planner(city["risks"]))
    told = differences(again(reading))
    assert (told.holds_for(planner(city["above"])), told.holds_for(planner(city["risks"]))) == (False, True)


def test_an_element_that_is_only_named_keeps_what_its_own_plan_says(city):
    Node.objects.filter(plan=city["plan"], key="OE6").update(title="Vida plena", description="Con todos")
    load = apply(later(city), planner(city["above"]))
    named = Node.objects.get(plan=city["plan"], key="OE6")
    assert (named.title, named.description) == ("Vida plena", "Con todos")
    assert not load.change_set.changes.filter(key=f"{city['plan'].slug}/OE6").exists()


def test_what_both_sides_spoke_about_keeps_its_words(city):
    link = Link.objects.get(target__key="OE6")
    Link.objects.filter(pk=link.pk).update(state=Link.State.AGREED, statement="Como se acordó")
    again_read = management_draft(sha256="d" * 64, date="2025-12")
    again_read.plans[0].nodes[0].contributes_to[0].statement = "Con otras palabras"
    apply_draft(again_read, file=ReceivedFile("b.txt"), fictitious=True)
    link.refresh_from_db()
    assert link.statement == "Como se acordó"


def test_a_load_that_added_to_it_is_undone_by_who_may_and_others_are_told_before(city, client):
    reading = later(city)
    apply(reading, planner(city["above"]))
    client.force_login(planner(city["risks"]))
    shown = said(client.get(address(reading, "deshacer/")))
    assert f"Pídelo a quien planifica o aprueba en {city['secretariat'].display_name}." in shown
    assert "Deshacerla" not in shown
    assert undo_reading(again(reading), version=again(reading).version, by=SYSTEM).state == "undone"
