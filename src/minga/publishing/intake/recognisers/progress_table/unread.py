"""What a follow-up table prints and is not read: whole columns, and cells that are not what their column holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from minga.publishing.intake.cleaning import clean, says_nothing
from minga.publishing.intake.document import Document, Place
from minga.publishing.intake.draft import DraftFinding
from minga.publishing.intake.grids import Grid, GridRow, is_note
from minga.publishing.intake.recognisers.findings import quoted, unread
from minga.publishing.intake.recognisers.progress_table.columns import Column, Layout
from minga.publishing.intake.recognisers.progress_table.money import Money, money_of

_DATES = ("start", "end")
_MOST_NAMED = 12
_SEVERAL = 2


def columns_left_out(grid: Grid, layout: Layout, sound: Sequence[GridRow], over: Money) -> Iterator[DraftFinding]:
    """The alerts, one each, for the columns of months, those whose label says nothing that is read, and pesos of nowhere."""
    place = grid.header.place
    months = layout.others.get("month", [])
    if months:
        yield unread(what=_of_months(months), place=place)
    known = {column.index for columns in layout.others.values() for column in columns}
    yield from unknown_columns(grid, known)
    yield from _untitled_cells(grid, sound)
    for column in layout.others.get("budget", ()):
        if money_of(column.label, over).currency is None:
            what = (
                f"la columna {quoted(clean(column.label))} trae montos en pesos y no consta de qué país; no se leyeron"
            )
            yield unread(what=what, place=place)


def unknown_columns(grid: Grid, known: Collection[int]) -> Iterator[DraftFinding]:
    """One alert for the columns that hold something and are not among the known ones."""
    labels = [
        label
        for index, label in enumerate(grid.header.labels)
        if label and index not in known and any(not says_nothing(clean(text)) for text in grid.column(index))
    ]
    if labels:
        yield unread(what=_named(labels, "columna"), place=grid.header.place)


def unknown_rows(keys: Sequence[str], place: Place) -> DraftFinding:
    """The alert for the rows of a table of keys and values whose keys say nothing that is read."""
    return unread(what=_named(keys, "fila"), place=place)


def _untitled_cells(grid: Grid, rows: Sequence[GridRow]) -> Iterator[DraftFinding]:
    """One alert for the cells of sound rows that stand under no label."""
    untitled = _untitled(grid, rows)
    if untitled:
        count = len(untitled)
        said = "1 celda sin título de columna no se leyó"
        if count > 1:
            said = f"{count} celdas sin título de columna no se leyeron"
        yield unread(what=said, place=untitled[0])


def _untitled(grid: Grid, rows: Sequence[GridRow]) -> list[Place]:
    """The cells that hold something under no label or beyond the table; headings across a row and notes aside."""
    blank = {index for index, label in enumerate(grid.header.labels) if not label}
    return [
        row.place(index)
        for row in rows
        if len(set(row.cells)) > _SEVERAL and not is_note(row.cells)
        for index in row.filled
        if (index in blank or index >= grid.width) and not says_nothing(clean(row.cells[index]))
    ]


def lines_left_out(places: Sequence[Place]) -> Iterator[DraftFinding]:
    """One alert for the texts alone in their row that name no element of the table; it does not repeat them."""
    if places:
        count = len(places)
        said = "1 línea de texto suelta entre las filas o bajo ellas no se leyó como elemento"
        if count > 1:
            said = f"{count} líneas de texto sueltas entre las filas o bajo ellas no se leyeron como elementos"
        yield unread(what=said, place=places[0], severity="warning")


def sheets_left_out(document: Document, read: Collection[str]) -> Iterator[DraftFinding]:
    """One alert for the sheets with a table that are not among those read."""
    left_out = {
        table.place.sheet: table.place
        for table in document.tables()
        if table.place.sheet and table.place.sheet not in read
    }
    if left_out:
        names = [quoted(sheet) for sheet in left_out if sheet]
        said = f"la hoja {names[0]} no se leyó: no trae una tabla de seguimiento"
        if len(names) > 1:
            said = f"las hojas {_listed(names)} no se leyeron: no traen una tabla de seguimiento"
        yield unread(what=said, place=next(iter(left_out.values())))


def cells_left_out(column: Column, places: Sequence[Place]) -> DraftFinding:
    """One alert for the cells of a column that hold neither its number nor its date; it does not repeat them."""
    cells = "1 celda" if len(places) == 1 else f"{len(places)} celdas"
    expected = "fecha" if column.kind in _DATES else "número"
    what = f"la columna {quoted(clean(column.label))} trae, en {cells}, texto que no se lee como {expected}; no se conserva"
    return unread(what=what, place=places[0])


def _of_months(months: Sequence[Column]) -> str:
    """The columns of the months: they say neither what they count nor whether they add up."""
    first, last = clean(months[0].label), clean(months[-1].label)
    named = f"La columna «{first}» trae" if len(months) == 1 else f"Las columnas de «{first}» a «{last}» traen"
    return f"{named} valores por mes; no se leyeron, porque no consta qué total forman"


def _named(labels: Sequence[str], noun: str) -> str:
    names = [quoted(clean(label)) for label in dict.fromkeys(labels)]
    if len(names) == 1:
        return f"la {noun} {names[0]} no se leyó: lo que trae no es de los datos que se recogen"
    return f"las {noun}s {_listed(names)} no se leyeron: lo que traen no es de los datos que se recogen"


def _listed(names: Sequence[str]) -> str:
    """Several names as a sentence lists them; of many, the first ones and how many more."""
    more = len(names) - _MOST_NAMED
    if more > 0:
        names = [*names[:_MOST_NAMED], f"{more} más"]
    return f"{', '.join(names[:-1])} y {names[-1]}"
