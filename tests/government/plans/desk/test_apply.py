"""What publishing writes: lists of a node row by row, and the same plan that the draft had shown."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Provenance
from minga.foundation.territory.models import Territory
from minga.government.plans.actions import install_vocabularies
from minga.government.plans.actions.apply import apply_edits
from minga.government.plans.actions.changes import merged
from minga.government.plans.checks import new_problems
from minga.government.plans.edits import overlaid
from minga.government.plans.models import ExpectedMeans, NodeRole, Plan, Target
from minga.government.plans.queries.record import node_values, plan_record
from tests.factories.changes import node_edit, node_made, node_moved, nodes_ordered, published
from tests.factories.plans import ExpectedMeansFactory, OrganizationFactory, followed_plan, give_role
from tests.factories.sources import LoadFactory, printed
from tests.factories.tracking import MeasurementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return followed_plan("Cumplido|Pendiente", "Cumplido").plan


def node_of(plan: Plan, key: str = "C1"):
    return plan.nodes.get(key=key)


def values_of(plan: Plan, key: str = "C1"):
    return next(iter(node_values(plan.nodes.filter(key=key)).values()))


def test_roles_keep_their_rows_and_what_is_printed_of_them(plan):
    kept = give_role(node_of(plan), "lead", "Dirección de Mercados")
    gone = give_role(node_of(plan), "counterpart", "Universidad del Páramo Alto")
    load = LoadFactory()
    for role in (kept, gone):
        printed(role, load, "roles")
    OrganizationFactory(slug="ferias", name="Secretaría de Ferias")
    roles = [
        {"organization": "ferias", "role": "executor", "printed": ""},
        {"organization": "direccion-de-mercados", "role": "lead", "printed": "Dirección de Mercados"},
    ]
    published(plan, node_edit("C1", "roles", roles))
    rows = NodeRole.objects.filter(node__plan=plan).order_by("position")
    assert [(role.organization.slug, role.role, role.printed) for role in rows] == [
        ("ferias", "executor", "Secretaría de Ferias"),
        ("direccion-de-mercados", "lead", "Dirección de Mercados"),
    ]
    assert rows[1].pk == kept.pk
    assert list(Provenance.objects.filter(field="roles").values_list("subject_id", flat=True)) == [kept.pk]


def test_a_verifiable_told_with_other_words_is_the_same_row(plan):
    first = ExpectedMeansFactory(node=node_of(plan), text="Acta", position=0)
    second = ExpectedMeansFactory(node=node_of(plan), text="Registro", position=1)
    published(plan, node_edit("C1", "expected_means", ["Registro", "Acta firmada", "Fotografía"]))
    rows = ExpectedMeans.objects.filter(node__plan=plan).order_by("position")
    assert [(row.text, row.pk in (first.pk, second.pk)) for row in rows] == [
        ("Registro", True),
        ("Acta firmada", True),
        ("Fotografía", False),
    ]


def test_targets_keep_their_identifier_their_measurements_and_their_numbers(plan):
    target = MeasurementFactory(target__node=node_of(plan)).target
    wanted = [
        {
            "id": str(target.public_id),
            "name": "Organizar 30 barrios",
            "indicator": "Número de barrios",
            "unit": "barrios",
            "periods": [{"year": None, "programmed": "30"}, {"year": 2026, "programmed": "10.5"}],
        },
        {"name": "Abrir ferias", "indicator": "", "unit": "", "periods": []},
    ]
    published(plan, node_edit("C1", "targets", wanted))
    rows = Target.objects.filter(node__plan=plan).order_by("position")
    assert (rows[0].pk, rows[0].measurements.count(), rows[1].name) == (target.pk, 1, "Abrir ferias")
    assert values_of(plan)["targets"][0]["periods"] == wanted[0]["periods"]


def test_places_and_mechanisms(plan):
    install_vocabularies()
    Territory.objects.create(slug="la-loma", name="La Loma", kind=Territory.Kind.PARISH)
    published(
        plan, node_edit("C1", "territories", ["la-loma"]), node_edit("C1", "mechanisms", ["agreement", "convention"])
    )
    assert (values_of(plan)["territories"], values_of(plan)["mechanisms"]) == (["la-loma"], ["agreement", "convention"])
    published(plan, node_edit("C1", "territories", []), node_edit("C1", "mechanisms", ["convention"]))
    assert (values_of(plan)["territories"], values_of(plan)["mechanisms"]) == ([], ["convention"])


def test_a_moved_branch_stands_with_its_new_parent(plan):
    published(plan, node_edit("C1.H1", "parent", "C2"))
    assert [node.key for node in plan.nodes.order_by("position")] == ["C1", "C1.H2", "C2", "C2.H1", "C1.H1"]
    assert node_of(plan, "C1.H1").parent.key == "C2"


def test_publishing_takes_the_same_queries_however_many_nodes_it_makes(plan, django_assert_max_num_queries):
    made = [node_made("Hito", f"Paso {number}", parent="C1") for number in range(40)]
    edits = merged([], made, plan_record(plan))
    with django_assert_max_num_queries(16):
        apply_edits(plan, edits)
    assert plan.nodes.filter(parent__key="C1").count() == 42


KEYS = ("C1", "C1.H1", "C1.H2", "C2", "C2.H1")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
DATES = st.sampled_from(["", "2026", "2026-03", "2027-11-30", "nunca"])
AMOUNTS = st.sampled_from(["1", "0.5", "21", "-3", "1234567.25"])
YEARS = st.one_of(st.none(), st.integers(2020, 2030))
PERIODS = st.lists(st.fixed_dictionaries({"year": YEARS, "programmed": AMOUNTS}), max_size=2)
TARGETS = st.lists(
    st.fixed_dictionaries(
        {"id": st.uuids().map(str), "name": TEXTS, "indicator": TEXTS, "unit": TEXTS, "periods": PERIODS}
    ),
    max_size=2,
)
ROLES = st.lists(
    st.fixed_dictionaries(
        {
            "organization": st.sampled_from(["mercados", "ferias"]),
            "role": st.sampled_from(["lead", "partner"]),
            "printed": TEXTS.filter(bool),
        }
    ),
    max_size=2,
)
EDITS = st.one_of(
    st.builds(node_edit, st.sampled_from(KEYS), st.sampled_from(["title", "description", "printed_code"]), TEXTS),
    st.builds(node_edit, st.sampled_from(KEYS), st.sampled_from(["start", "end"]), DATES),
    st.builds(node_edit, st.sampled_from(KEYS), st.just("parent"), st.sampled_from(["", *KEYS])),
    st.builds(node_edit, st.sampled_from(KEYS), st.just("expected_means"), st.lists(TEXTS, max_size=3)),
    st.builds(node_edit, st.sampled_from(KEYS), st.just("targets"), TARGETS),
    st.builds(node_edit, st.sampled_from(KEYS), st.just("roles"), ROLES),
    st.builds(node_moved, st.sampled_from(KEYS), st.sampled_from(["close", "reopen"])),
    st.builds(
        node_made,
        st.sampled_from(["Compromiso", "Hito"]),
        TEXTS,
        parent=st.sampled_from(["", "C1", "C2", "nuevo-1"]),
        printed_code=st.sampled_from(["", "X9", "C1"]),
    ),
    st.builds(
        lambda parent, keys: nodes_ordered(parent, *keys),
        st.sampled_from(["", "C1", "C2", "nuevo-1"]),
        st.lists(st.sampled_from([*KEYS, "nuevo-1", "nuevo-2"]), unique=True, max_size=4),
    ),
)


class TestWhatIsShownIsWhatIsPublished(TestCase):
    """The draft's page and the published plan are worked out apart: one in memory, one in the database."""

    @settings(max_examples=40)
    @given(asked=st.lists(EDITS, min_size=1, max_size=6))
    def test_a_draft_that_may_stand_is_published_as_it_was_shown(self, asked):
        plan = followed_plan("Cumplido|Pendiente", "Cumplido", slug=f"plan-{uuid4().hex[:12]}").plan
        for slug in ("mercados", "ferias"):
            Organization.objects.get_or_create(slug=slug, defaults={"name": slug})
        live = plan_record(plan)
        edits = []
        for edit in asked:
            edits = merged(edits, [edit], live)
        shown = overlaid(live, edits)
        if new_problems(live, shown):
            return
        applied = apply_edits(plan, edits)
        stands = plan_record(Plan.objects.get(pk=plan.pk))
        for node in shown["nodes"]:
            node["key"] = applied.keys.get(node["key"], node["key"])
            node["parent"] = applied.keys.get(node["parent"], node["parent"])
            for target in node["targets"]:
                target["periods"].sort(key=lambda period: (period["year"] is not None, period["year"] or 0))
        assert stands == shown
