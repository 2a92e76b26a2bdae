"""Alerts of reading (*alertas de lectura*): one function per kind, each giving one fair sentence in Spanish.

The sentences are content, in the documents' language: they say what is printed and what does not fit, and accuse
nobody. No function takes a person's name. The form of each stands in `sources/alert_words.py` too, for readers of
another language; so does that of every sentence that the recognisers make themselves.
"""

from __future__ import annotations

from decimal import Decimal

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.numbers import as_spanish

Number = int | Decimal
_LONGEST_QUOTE = 120


def quoted(text: str) -> str:
    """`text` between angle quotes, shortened at a word where it is long."""
    if len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return f"«{text}»"


def count_mismatch(
    *, what: str, stated: Number, found: Number, place: Place, ref: str | None = None, scope: str = ""
) -> DraftFinding:
    """A count stated in the text against the items read. `what`: «hitos»; `scope`: «del compromiso 3» or nothing."""
    subject = f"{what} {scope}".strip()
    message = f"El texto declara {as_spanish(stated)} {subject}; en el documento se leen {as_spanish(found)}."
    return DraftFinding("count-mismatch", message, place, ref=ref)


def totals_mismatch(*, what: str, stated: Number, before: Number, place: Place) -> DraftFinding:
    """A total that the text states with another value than it stated before. `what`: «proyectos»."""
    message = f"El texto declara aquí {as_spanish(stated)} {what}; en otra parte declara {as_spanish(before)}."
    return DraftFinding("count-mismatch", message, place)


def parts_mismatch(*, what: str, stated: Number, summed: Number, place: Place, ref: str | None = None) -> DraftFinding:
    """Listed parts that do not add up to the stated total."""
    message = f"Las partes enumeradas suman {as_spanish(summed)}; el texto declara {as_spanish(stated)} {what}."
    return DraftFinding("count-mismatch", message, place, ref=ref)


def narrative_mismatch(*, item: str, owner: str, in_text: bool, place: Place, ref: str | None = None) -> DraftFinding:
    """An item that only the text names, or only the table. `item`: «hito 4»; `owner`: «compromiso 3»."""
    if in_text:
        message = f"El texto describe el {item} del {owner}; en la tabla de estado no consta."
    else:
        message = f"La tabla de estado trae el {item} del {owner}; el texto, que nombra otros, no lo describe."
    return DraftFinding("count-mismatch", message, place, ref=ref)


def missing_table(*, owner: str, place: Place, ref: str | None = None) -> DraftFinding:
    """A commitment without a table of status, in a document that has them for others."""
    message = f"El {owner} consta en el documento sin una tabla de estado de cumplimiento."
    return DraftFinding("count-mismatch", message, place, ref=ref)


def other_subject(*, stated: int, subject: int, place: Place, ref: str | None = None) -> DraftFinding:
    """A report on one commitment whose text says that it reports on another."""
    message = (
        f"El informe lleva por título el compromiso {subject}; este pasaje dice que informa del compromiso {stated}."
    )
    return DraftFinding("count-mismatch", message, place, ref=ref)


def sum_mismatch(*, stated: Number, summed: Number, mixed: bool, place: Place, ref: str | None = None) -> DraftFinding:
    """Listed results against the executed value of a target. `mixed`: they count different things."""
    nature = ", de naturaleza distinta" if mixed else ""
    message = f"Los resultados enumerados suman {as_spanish(summed)}{nature}; la meta declara {as_spanish(stated)}."
    return DraftFinding("sum-mismatch", message, place, ref=ref)


def percent_mismatch(
    *, printed: Decimal, part: Number, whole: Number, what: str, place: Place, ref: str | None = None
) -> DraftFinding:
    """A printed percentage against its two amounts. `what`: «de ejecución presupuestaria»."""
    computed = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01")) if whole else Decimal(0)
    message = (
        f"Consta {as_spanish(printed)} % {what}; {as_spanish(part)} de {as_spanish(whole)}"
        f" equivale a {as_spanish(computed)} %."
    )
    return DraftFinding("percent-mismatch", message, place, ref=ref)


def duplicate_name(
    *,
    name: str,
    what: str,
    place: Place,
    ref: str | None = None,
    severity: str = "info",
    first: DraftNode | None = None,
) -> DraftFinding:
    """A name printed more than once. `what`: «La iniciativa», «El archivo»: the subject of the sentence.

    `first` is the node that bore the name before, where it is another one; its spelling may differ a little.
    """
    differently = ", con otra escritura" if first is not None and fold(first.title) != fold(name) else ""
    message = f"{what} {quoted(name)} consta más de una vez{differently}."
    return DraftFinding("duplicate-name", message, place, severity, ref)


def told_otherwise(
    *, what: str, fact: str, printed: str, kept: str, place: Place, ref: str | None = None, newer: bool = False
) -> DraftFinding:
    """A row of an element with another value for what it has once. `what`: «El hito «…»»; `fact`: «el estado».

    The value kept is the one printed before, or that of a later year (`newer`), which is a mere notice.
    """
    why = "es del año más reciente" if newer else "consta antes"
    message = f"{what} trae en esta fila {fact} {quoted(printed)}; se conservó {quoted(kept)}, que {why}."
    return DraftFinding("duplicate-name", message, place, "info" if newer else "warning", ref)


def unknown_term(*, term: str, vocabulary: str, place: Place, ref: str | None = None) -> DraftFinding:
    """A word outside a vocabulary. `vocabulary`: «estados», «mecanismos de articulación»."""
    message = f"{quoted(term)} no está en el vocabulario de {vocabulary}; se conserva tal como está impreso."
    return DraftFinding("unknown-term", message, place, ref=ref)


def missing_mechanism(*, name: str, place: Place, ref: str | None = None) -> DraftFinding:
    """An initiative or an objective without any mechanism of articulation."""
    return DraftFinding("missing-mechanism", f"{quoted(name)} consta sin mecanismo de articulación.", place, ref=ref)


def missing_evidence(*, name: str, status: str, place: Place, ref: str | None = None) -> DraftFinding:
    """A fulfilled milestone that cites no verifiable."""
    message = f"{quoted(name)} consta como {quoted(status)} sin un verificable citado."
    return DraftFinding("missing-evidence", message, place, ref=ref)


def missing_note(*, status: str, place: Place, ref: str | None = None) -> DraftFinding:
    """A status with a note mark that no note explains."""
    message = f"El estado {quoted(status)} lleva una marca y el documento no trae la nota que la explique."
    return DraftFinding("missing-note", message, place, ref=ref)


def annex_not_listed(*, reference: str, place: Place, ref: str | None = None) -> DraftFinding:
    """An annex that is cited and does not stand in the document's list of annexes."""
    return DraftFinding(
        "unlisted-annex", f"Se cita {quoted(reference)} y no consta en la lista de anexos.", place, ref=ref
    )


def annex_not_cited(*, reference: str, place: Place, ref: str | None = None) -> DraftFinding:
    """An annex that is listed and nowhere cited."""
    message = f"{quoted(reference)} consta en la lista de anexos y el documento no lo cita."
    return DraftFinding("unlisted-annex", message, place, ref=ref)


def no_annex_list(*, cited: int, place: Place) -> DraftFinding:
    """Annexes are cited in a document without any list of annexes."""
    noun = "anexo" if cited == 1 else "anexos"
    message = f"El documento cita {cited} {noun} y no trae una lista de anexos."
    return DraftFinding("unlisted-annex", message, place)


def date_suspect(*, printed: str, reason: str, place: Place, ref: str | None = None) -> DraftFinding:
    """A date that does not fit. `reason` continues the sentence: «queda fuera del período del plan»."""
    return DraftFinding("date-suspect", f"La fecha {quoted(printed)} {reason}.", place, ref=ref)


def unit_suspect(*, name: str, other: str, place: Place, ref: str | None = None) -> DraftFinding:
    """A unit of measure that is word by word another target's, and fits that one."""
    message = f"La unidad de medida de {quoted(name)} es la misma de {quoted(other)} y nombra lo que esa meta mide."
    return DraftFinding("unit-suspect", message, place, ref=ref)


def same_reviewer(*, place: Place) -> DraftFinding:
    """The same person stands as reviewer and as approver; who it is is not said."""
    return DraftFinding("same-reviewer", "La misma persona consta como revisor y aprobador del documento.", place)


def broken_row(*, what: str, place: Place, ref: str | None = None) -> DraftFinding:
    """Something printed in pieces or out of its place, as it was put together. `what` is the whole sentence's end."""
    return DraftFinding("broken-row", f"{what[0].upper()}{what[1:]}; se leyó como una sola.", place, "info", ref)


def repaired(*, message: str, place: Place, ref: str | None = None) -> DraftFinding:
    """A row or a list that needed mending in another way than joining; `message` is the sentence."""
    return DraftFinding("broken-row", message, place, "info", ref)


def misplaced_row(*, by: int, place: Place, ref: str | None = None) -> DraftFinding:
    """A table's row printed in other columns than its own. `by`: how many columns it was moved to the right."""
    side = "a la izquierda" if by > 0 else "a la derecha"
    columns = "una columna" if abs(by) == 1 else f"{abs(by)} columnas"
    message = f"La fila está impresa {columns} {side} de donde le corresponde; se leyó en su lugar."
    return DraftFinding("broken-row", message, place, "warning", ref)


def unread(*, what: str, place: Place, severity: str = "info", ref: str | None = None) -> DraftFinding:
    """A place that could not be read. `what`: the thing and the reason, a sentence without its period."""
    return DraftFinding("unread", f"{what[0].upper()}{what[1:].rstrip('.')}.", place, severity, ref)


def person_left_out(*, place: Place, ref: str | None = None) -> DraftFinding:
    """A role whose place holds a person's name alone; who it is is not said."""
    return unread(
        what="quien responde consta con nombre de persona y no con su dependencia; el nombre no se conserva",
        place=place,
        ref=ref,
    )
