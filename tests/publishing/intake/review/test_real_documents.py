"""The five real documents, from the form to the record through the pages, as the command applies them."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from minga.foundation.sources.models import Figure, Finding, Load, Provenance
from minga.government.budget.models import BudgetFact
from minga.government.plans.models import DeclaredStatus, ExpectedMeans, Link, Node, NodeMechanism, NodeRole, Target
from minga.government.tracking.models import Evidence, Measurement, ResultItem
from minga.publishing.intake.actions import ReceivedFile, apply_draft, propose_draft
from minga.publishing.intake.correcting import as_said, correction
from minga.publishing.intake.models import Reading
from minga.publishing.intake.queries.review import Review
from minga.publishing.intake.reading import read_file
from tests.factories.readings import again, canton, decide, planner
from tests.shared import shared

pytestmark = pytest.mark.django_db

DOCUMENTS = {
    "management": "2021_azms_informe-de-gestion-por-sector.txt",
    "commitment": "2021_paga-1_informe-final-compromiso-6.txt",
    "portfolio": "2022-04_resiliencia_informe-de-proyectos.txt",
    "compliance": "2023-05_paga-2_informe-de-cumplimiento.txt",
    "insertion": "2024-03_pmdot_apendice-12_insercion-estrategica.txt",
}
ROWS = {
    Node: ("plan__slug", "key", "printed_code", "title", "start", "end"),
    NodeRole: ("node__key", "organization__slug", "role", "printed"),
    NodeMechanism: ("node__key", "term__canonical", "position"),
    DeclaredStatus: ("node__key", "printed", "canonical", "marked", "mark_reason", "note", "as_of"),
    Target: ("node__key", "position", "name", "indicator_name", "unit"),
    Measurement: ("target__node__key", "year", "actual", "attainment_printed"),
    BudgetFact: ("phase", "amount", "as_of"),
    ExpectedMeans: ("node__key", "text"),
    ResultItem: ("node__key", "text", "expected"),
    Evidence: ("node__key", "reference", "title"),
    Link: ("source__key", "target__key", "kind", "statement"),
    Finding: ("position", "code", "severity", "message", "place", "subject_url"),
    Figure: ("position", "name", "label", "value", "unit", "place"),
    Provenance: ("subject_type__model", "field", "place", "printed", "corrected"),
}


def record() -> dict:
    """All that the record holds of documents, row by row."""
    return {
        model.__name__: sorted(map(repr, model._default_manager.values_list(*fields))) for model, fields in ROWS.items()
    }


def applied_by_command(path) -> dict:
    with transaction.atomic():
        apply_draft(read_file(path), file=ReceivedFile(path.name, "text/plain", path.read_bytes()))
        found = record()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", DOCUMENTS.values(), ids=DOCUMENTS)
def test_through_the_pages_it_is_as_by_the_command(client, name):
    path = shared(f"sources/{name}")
    expected = applied_by_command(path)
    unit = canton(fictitious=False)
    client.force_login(planner(unit.parent))

    file = SimpleUploadedFile(name, path.read_bytes())
    at = client.post("/bandeja/lecturas/nueva/", {"desk": unit.slug, "file": file})["Location"]
    reading = Reading.objects.get()
    assert reading.state == "review", reading.failure
    assert client.get(at).status_code == 200

    for alert in Review(reading).alerts:
        page = f"{at}alertas/{alert.number}/"
        assert client.get(page).status_code == 200
        if alert.needs_decision:
            seen = Review(again(reading)).seen(alert.ref, alert.number - 1)
            assert client.post(page, {"d-choice": "keep", "d-seen": seen}).status_code == 303
    for ref in Review(reading).read_nodes:
        assert client.get(f"{at}elementos/{ref}/").status_code == 200
        break

    assert client.post(f"{at}diferencias/").status_code == 303
    assert client.get(f"{at}diferencias/?todo=1").status_code == 200
    answer = client.post(f"{at}aplicar/", {"version": again(reading).version})
    assert (answer.status_code, again(reading).state) == (303, "applied")
    assert record() == expected


@pytest.mark.parametrize("name", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_element_can_be_looked_at_and_sent_unchanged_corrects_nothing(name):
    draft = read_file(shared(f"sources/{name}"))
    nodes = [node for plan in draft.plans for node in plan.nodes]
    assert [node.ref for node in nodes if correction(node, node, as_said(node))] == []
    assert len({node.ref for node in nodes}) == len(nodes)


def test_the_largest_one_asks_little_and_is_quick(client):
    path = shared(f"sources/{DOCUMENTS['insertion']}")
    unit = canton(fictitious=False)
    client.force_login(planner(unit.parent))
    file = SimpleUploadedFile(path.name, path.read_bytes())
    at = client.post("/bandeja/lecturas/nueva/", {"desk": unit.slug, "file": file})["Location"]
    reading = Reading.objects.get()
    for alert in Review(reading).to_decide:
        decide(reading, alert.number)
    limits = {at: 30, f"{at}alertas/5/": 24, f"{at}elementos/": 20, f"{at}coincidencias/": 26, f"{at}diferencias/": 30}
    client.post(f"{at}diferencias/")
    for page, most in limits.items():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        assert len(asked) <= most, page
    begun = time.perf_counter()
    propose_draft(Review(again(reading)).now)
    assert time.perf_counter() - begun < 2
    assert not Load.objects.exists()
