"""Follow-up tables of an invented municipality: making them, and telling what was read."""

from __future__ import annotations

import io

import openpyxl

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers import recognise

PLAN = "Plan de Desarrollo y Ordenamiento Territorial 2023-2027"
CITY = "GAD Municipal del Cantón Valle Nuevo"


def workbook(sheets, *, merged=(), percentages=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
        for cell in percentages:
            sheet[cell].number_format = "0.0%"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def read(data, name="seguimiento.xlsx"):
    return recognise(read_document(data, name, Limits()))


def read_sheet(*rows, **options):
    return read(workbook({"Hoja1": rows}, **options))


def tree(draft):
    """Each node's level, code and title, plan by plan."""
    return [(node.level, node.code, node.title) for plan in draft.plans for node in plan.nodes]


def titled(draft, title):
    return next(node for plan in draft.plans for node in plan.nodes if node.title == title)


def targets(node):
    return [
        (
            each.name,
            each.indicator,
            each.unit,
            each.year,
            *map(shown, (each.programmed, each.executed, each.attainment)),
        )
        for each in node.targets
    ]


def money(node):
    return [(each.phase, shown(each.amount), each.year) for each in node.budget]


def shown(value):
    return None if value is None else format(value, "f")


def cells(draft, code):
    return [(finding.place.sheet, finding.place.cell) for finding in draft.findings if finding.code == code]
