"""Any insertion matrix, however its pages cut it, reads back to what its author wrote."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.intake.recognisers.reading import read
from tests.publishing.intake.recognisers.test_mechanisms import PRINTED

HEADER = (
    "Objetivos del Desarrollo",
    "Objetivos de Gestión",
    "Iniciativas",
    "Objetivo de Articulación",
    "Mecanismos de Articulación",
)
VERBS = ("Mejorar", "Cuidar", "Promover", "Ampliar", "Ordenar", "Recuperar")
THINGS = (
    "los mercados",
    "las quebradas",
    "el transporte",
    "la cultura viva",
    "los parques",
    "la salud pública",
    "el riego",
)
ENDS = ("del cantón", "de las parroquias rurales", "con la comunidad", "en los barrios altos")


@dataclass(frozen=True)
class Articulation:
    title: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True)
class Initiative:
    title: str
    articulations: tuple[Articulation, ...]


@dataclass(frozen=True)
class Objective:
    title: str
    initiatives: tuple[Initiative, ...]


sentences = st.builds(
    lambda *said: f"{' '.join(said)}.", st.sampled_from(VERBS), st.sampled_from(THINGS), st.sampled_from(ENDS)
)
mechanisms = st.lists(st.sampled_from(sorted(PRINTED)), min_size=1, max_size=4, unique=True).map(tuple)
articulations = st.lists(
    st.builds(Articulation, sentences, mechanisms), min_size=1, max_size=3, unique_by=lambda each: each.title
)


@st.composite
def plans(draw):
    """Development objectives of management objectives; each initiative's name is its own."""
    plan, number = [], 0
    for _ in range(draw(st.integers(1, 3))):
        objectives = []
        for _ in range(draw(st.integers(1, 3))):
            initiatives = []
            for _ in range(draw(st.integers(1, 4))):
                number += 1
                title = f"{draw(st.sampled_from(VERBS))} {draw(st.sampled_from(THINGS))}, etapa {number}"
                initiatives.append(Initiative(title, tuple(draw(articulations))))
            objectives.append(Objective(draw(sentences), tuple(initiatives)))
        plan.append((draw(sentences), tuple(objectives)))
    return plan


def rows(plan, separator):
    for first, (top, objectives) in enumerate(plan, start=1):
        for second, objective in enumerate(objectives, start=1):
            for third, initiative in enumerate(objective.initiatives):
                for fourth, articulation in enumerate(initiative.articulations):
                    yield [
                        f"{first}. {top}" if not (second > 1 or third or fourth) else "",
                        f"{first}.{second} {objective.title}" if not (third or fourth) else "",
                        initiative.title if not fourth else "",
                        articulation.title,
                        separator.join(articulation.mechanisms),
                    ]


def facts_written(plan):
    facts = []
    for first, (top, objectives) in enumerate(plan, start=1):
        facts.append((str(first), top, []))
        for second, objective in enumerate(objectives, start=1):
            facts.append((f"{first}.{second}", objective.title, []))
            for third, initiative in enumerate(objective.initiatives, start=1):
                code = f"{first}.{second}.I{third}"
                facts.append((code, initiative.title, []))
                for fourth, articulation in enumerate(initiative.articulations, start=1):
                    terms = [term for printed in articulation.mechanisms for term in PRINTED[printed]]
                    facts.append((f"{code}.A{fourth}", articulation.title, list(dict.fromkeys(terms))))
    return facts


def facts_read(text):
    (plan,) = read(text).plans
    return [(node.code, node.title, node.mechanisms) for node in plan.nodes]


def halves(row, draw):
    """A row cut by a page: the sentence of its deepest cell goes on, in lower case, in a row of its own."""
    said = row[3].split(" ")
    cut = draw(st.integers(1, len(said) - 1))
    if not said[cut][0].islower():
        return [row]
    return [[*row[:3], " ".join(said[:cut]), row[4]], ["", "", "", " ".join(said[cut:]), ""]]


def crumbs(text, draw):
    """A cell as converters leave it: in paragraph marks, with doubled spaces at its ends, or plain."""
    return draw(st.sampled_from((text, f"<p>{text}</p>", f"  {text} "))) if text else text


@settings(max_examples=60)
@given(st.data(), plans(), st.sampled_from((", ", " y ", " ", "; ")), st.booleans())
def test_pages_cut_it_anywhere(data, plan, separator, repeats_header):
    pieces = [[list(HEADER)]]
    for row in rows(plan, separator):
        cut = data.draw(st.sampled_from(("", "", "", "before", "within")))
        parts = halves(row, data.draw) if cut == "within" else [row]
        for part in parts:
            if (cut == "before" or part is not parts[0]) and len(pieces[-1]) > 1:
                pieces.append([list(HEADER)] if repeats_header else [])
            pieces[-1].append([crumbs(text, data.draw) for text in part])
    lines = ["\n".join("\t".join(row) for row in piece) for piece in pieces]
    assert facts_read("Plan Cantonal 2025-2030\n\n" + "\n\n\n".join(lines)) == facts_written(plan)


@settings(max_examples=40)
@given(st.data(), plans())
def test_rows_move_to_the_left(data, plan):
    """Rows that open an initiative, printed two columns to the left, are read in their own columns and said."""
    printed, moved = [list(HEADER)], 0
    for row in rows(plan, ", "):
        movable = not row[0] and not row[1] and row[2]
        if movable and data.draw(st.booleans()):
            printed.append([*row[2:], "", ""])
            moved += 1
        else:
            printed.append(row)
    draft = read("\n".join("\t".join(row) for row in printed))
    assert [(node.code, node.title, node.mechanisms) for node in draft.plans[0].nodes] == facts_written(plan)
    assert len([finding for finding in draft.findings if finding.code == "broken-row"]) == moved
