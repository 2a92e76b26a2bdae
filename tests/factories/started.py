"""A plan that is started at the desk, with the levels and nodes that it is published with."""

from __future__ import annotations

from minga.foundation.organizations.models import Organization
from minga.government.plans.actions import Beginning
from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, Subject
from minga.government.plans.models import Plan
from tests.factories.changes import node_made

TITLE = "Tercer Plan de Acción de Gobierno Abierto de San Jacinto"
LEVELS = tuple(
    Edit(
        Subject.LEVEL,
        name,
        "",
        {"name": name, "code_pattern": pattern, "carries_status": depth == 1, "depth": depth},
        CREATE,
    )
    for depth, (name, pattern) in enumerate([("Compromiso", "C#"), ("Hito", "C#.H#")])
)
NODES = (
    node_made("Compromiso", "Abrir las compras públicas", printed_code="C1"),
    node_made("Hito", "Publicar los contratos", parent="nuevo-1", printed_code="C1.H1"),
)


def beginning(publisher: Organization, **values) -> Beginning:
    defaults = {"title": TITLE, "kind": Plan.Kind.OPEN_GOVERNMENT, "start_year": 2026, "end_year": 2028}
    return Beginning(publisher=publisher, **(defaults | values))
