"""Merged cells of a follow-up table: what they say belongs to the level that is merged alike."""

from __future__ import annotations

from tests.publishing.intake.recognisers.reading import codes, roles
from tests.publishing.intake.recognisers.tables import money, read_sheet, titled, tree

COMMITMENTS = (
    ("N°", "Compromiso", "Entidad responsable", "Contraparte", "Hito", "Estado"),
    (1, "Abrir los datos del río", "Dirección de Ambiente", "Universidad del Valle", "Hito 1. Catálogo", "Cumplido"),
    ("", "", "", "", "Hito 2. Sensores", "En proceso"),
    (2, "Presupuesto digital", "Dirección de Participación", "Fundación Minka", "Hito 1. Plataforma", "Cumplido"),
    ("", "", "", "", "Hito 2. Votación", "No iniciado"),
)
MERGED = tuple(f"{column}{first}:{column}{first + 1}" for column in "ABCD" for first in (2, 4))


def test_a_merged_number_is_the_code_of_the_level_merged_alike():
    draft = read_sheet(*COMMITMENTS, merged=MERGED)
    assert tree(draft) == [
        ("Compromiso", "1", "Abrir los datos del río"),
        ("Hito", "1", "Catálogo"),
        ("Hito", "2", "Sensores"),
        ("Compromiso", "2", "Presupuesto digital"),
        ("Hito", "1", "Plataforma"),
        ("Hito", "2", "Votación"),
    ]
    assert codes(draft) == []


def test_merged_offices_answer_for_the_level_merged_alike():
    draft = read_sheet(*COMMITMENTS, merged=MERGED)
    assert roles(titled(draft, "Presupuesto digital")) == [
        ("lead", "Dirección de Participación"),
        ("counterpart", "Fundación Minka"),
    ]
    assert roles(titled(draft, "Plataforma")) == []


def test_merged_money_belongs_to_the_level_merged_alike():
    draft = read_sheet(
        ("Proyecto", "Meta", "Estado", "Codificado", "Devengado", "% Ejecución"),
        ("Alumbrado", "Cambiar 500 luminarias", "Cumplido", 80000, 78000, "97,5%"),
        ("", "Iluminar 8 parques", "En proceso", "", "", ""),
        ("Cámaras", "Instalar 120 cámaras", "Cumplido", 250000, 250000, "100%"),
        ("TOTAL", "", "", 330000, 328000, ""),
        merged=("A2:A3", "D2:D3", "E2:E3", "F2:F3"),
    )
    lighting = titled(draft, "Alumbrado")
    assert [(phase, amount) for phase, amount, _ in money(lighting)] == [("adjusted", "80000"), ("accrued", "78000")]
    assert money(titled(draft, "Cambiar 500 luminarias")) == []
    assert codes(draft) == []


def test_money_beside_each_goal_stays_with_the_goal():
    draft = read_sheet(
        ("Proyecto", "Meta", "Estado", "Codificado"),
        ("Alumbrado", "Cambiar 500 luminarias", "Cumplido", 80000),
        ("", "Iluminar 8 parques", "En proceso", 5000),
    )
    assert money(titled(draft, "Alumbrado")) == []
    assert [amount for _, amount, _ in money(titled(draft, "Iluminar 8 parques"))] == ["5000"]


def test_a_level_that_the_rows_print_is_not_called_by_its_depth():
    draft = read_sheet(
        ("Código", "Programa / Proyecto", "Meta 2024", "Avance 2024", "Estado", "Unidad ejecutora"),
        ("1", "PROGRAMA DE AGUA SEGURA"),
        ("1.1", "Planta de agua", 1, 1, "Finalizado", "EAVN San Jacinto"),
        ("2", "Programa de convivencia"),
        ("2.1", "Casas comunales", 4, 2, "En marcha", "Dirección de Desarrollo Comunitario"),
    )
    assert [level for level, _, _ in tree(draft)] == ["Programa", "Programa / Proyecto"] * 2
    assert roles(titled(draft, "Planta de agua")) == [("executor", "EAVN San Jacinto")]
