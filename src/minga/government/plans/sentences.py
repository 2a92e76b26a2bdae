"""The sentence that opens a plan's page: what a neighbour would say after reading it all. Made from counts alone.

Each function takes counts and words and returns one sentence in the active language. None of them judges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from minga.government.plans.aggregates import Aggregate
from minga.government.plans.marks import Mark
from minga.government.plans.outline import LevelInfo, OutlineNode
from minga.government.plans.words import counted, mark_words, reason_words
from minga.kernel import formats


@dataclass(frozen=True)
class Told:
    """The counts that a plan's sentence is made from.

    `levels` are those that have nodes, with how many; `counted` the one that the plan is counted by; `printed` how
    many rows of it are printed, repeated ones included; `statuses` how many of its nodes carry each printed status.
    `named_only`: no document of its own was read, and others name its nodes. `aggregates`: what its documents count
    without naming it. `read`: whether any document that was read tells of it; of one prepared at the desk none does.
    """

    levels: Sequence[tuple[LevelInfo, int]]
    counted: LevelInfo | None
    printed: int
    tracked: bool = False
    statuses: Mapping[str, int] = field(default_factory=dict)
    named_only: bool = False
    aggregates: Sequence[Aggregate] = ()
    read: bool = True


def plan_sentence(told: Told) -> str:
    """The sentence of a plan."""
    if told.named_only and told.levels:
        return named_sentence(told.levels)
    if told.counted is not None and not told.read:
        return prepared_sentence(dict(told.levels)[told.counted], told.counted)
    if told.counted is not None and told.tracked:
        return statuses_sentence(told.statuses, dict(told.levels)[told.counted], told.counted)
    if told.aggregates:
        return aggregate_sentence(told.aggregates[0])
    if told.counted is not None:
        return listing_sentence(told.printed, told.counted)
    return _("Minga todavía no ha leído ningún elemento de este plan.")


def statuses_sentence(statuses: Mapping[str, int], total: int, level: LevelInfo) -> str:
    """How many units carry each printed status: «Cumplido» en 15 hitos, «Cumplido*» en 4 y «Pendiente» en 3, de 22."""
    printed = sorted(statuses.items(), key=lambda item: -item[1])
    if not printed:
        return _("El documento enumera %(number)s sin imprimir su estado.") % {"number": counted(level.name, total)}
    numbers = [counted(level.name, printed[0][1]), *(_count(number) for _status, number in printed[1:])]
    parts = [
        _("%(status)s en %(number)s") % {"status": formats.quoted(status), "number": number}
        for (status, _number), number in zip(printed, numbers, strict=True)
    ]
    without = total - sum(statuses.values())
    words = {"parts": joined(parts), "total": _count(total), "without": _count(without)}
    if not without:
        return _("El informe imprime %(parts)s, de %(total)s.") % words
    sentence = ngettext(
        "El informe imprime %(parts)s, de %(total)s; %(without)s no lleva estado.",
        "El informe imprime %(parts)s, de %(total)s; %(without)s no llevan estado.",
        without,
    )
    return sentence % words


def listing_sentence(number: int, level: LevelInfo) -> str:
    """How many units a document lists that nobody follows yet: 114 iniciativas."""
    sentence = _("El documento enumera %(number)s; aún no se ha abierto su seguimiento en Minga.")
    return sentence % {"number": counted(level.name, number)}


def prepared_sentence(number: int, level: LevelInfo) -> str:
    """How many units a plan has that was prepared at the desk, and of which no document was read."""
    sentence = _("El plan contiene %(number)s; ningún documento leído dice todavía cómo van.")
    return sentence % {"number": counted(level.name, number)}


def aggregate_sentence(aggregate: Aggregate) -> str:
    """What a document counts without naming it, nor saying that the plan contains it: 63 proyectos: 35 suspendidos."""
    parts = [f"{_count(part.count)} {part.label}" for part in aggregate.parts]
    sentence = _(
        "El informe cuenta %(total)s %(things)s en la cartera de la que informa: %(parts)s. No los nombra uno por uno."
    )
    return sentence % {"total": _count(aggregate.total), "things": aggregate.label, "parts": joined(parts)}


def named_sentence(levels: Sequence[tuple[LevelInfo, int]]) -> str:
    """What other documents name of a plan whose own was not read: 1 objetivo y 1 meta."""
    sentence = _("Minga no ha leído el documento de este plan; otros documentos nombran %(parts)s.")
    return sentence % {"parts": joined([counted(level.name, number) for level, number in levels])}


def chapter_sentence(units: Sequence[OutlineNode], level: LevelInfo) -> str:
    """The units under one commitment by mark: 4 hitos: 2 cumplidos; 1 cumplido, con asterisco; 1 pendiente."""
    counts = Counter(unit.mark for unit in units)
    told = [f"{_count(counts[mark])} {mark_words(mark, counts[mark], of=level.name)}" for mark in Mark if counts[mark]]
    return f"{counted(level.name, len(units))}: {'; '.join(told)}."


def node_sentence(node: OutlineNode) -> str:
    """What a document declares of a node; when it declares nothing, whose silence it is, without blame."""
    declared = node.declared
    if declared is None and node.tracked:
        return _("El documento no imprime un estado para este elemento; para otros del mismo nivel, sí.")
    if declared is None:
        return _("Consta en el documento. Nadie ha abierto todavía su seguimiento en Minga; no es una falta de nadie.")
    printed = formats.quoted(declared.printed)
    if not declared.marked:
        return _("El documento imprime %(status)s.") % {"status": printed}
    words = {"status": printed, "reason": reason_words(declared.mark_reason)}
    return _("El documento imprime %(status)s. El asterisco: %(reason)s.") % words


def reported_sentence(node: OutlineNode) -> str:
    """What the institution declares of a node where no document prints it: in a report."""
    declared = node.declared
    return _("La institución declara %(status)s.") % {"status": formats.quoted(declared.printed)} if declared else ""


def edited_sentence() -> str:
    """What is known of a node that an edition brought and no document prints."""
    return _("Consta por una edición del plan; ningún documento leído dice todavía cómo va.")


def taken_back_sentence() -> str:
    """What is known of a closed node of which nothing that was read stands any more."""
    return _("La lectura que trajo este elemento se deshizo: hoy ningún documento leído lo imprime.")


def closed_sentence() -> str:
    """What is known of a closed node that no document declares and none was taken back of."""
    return _("Ningún documento leído declara un estado para este elemento, y ya está cerrado.")


def joined(parts: Sequence[str]) -> str:
    """A list in words: `a, b y c`."""
    *first, last = parts or [""]
    return _("%(first)s y %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _count(number: int) -> str:
    return formats.count(number, get_language() or "es")
