"""Articulation mechanisms: free text understood in the contract's terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.mechanisms import read_mechanisms

PRINTED = {
    "Acuerdos": ["agreement"],
    "CONVENIOS": ["convention"],
    "Convenios de delegación": ["delegation"],
    "Consortios": ["consortium"],
    "Mancomunidades con Gobiernos Autónomos Descentralizados Circunvecinos": ["commonwealth"],
    "Alianzas público–privadas": ["public_private"],
    "Alianza Público-Privada": ["public_private"],
    "Alianzas Público Privadas": ["public_private"],
    "Alianza estratégica": ["strategic_alliance"],
    "reuniones bilaterales": ["bilateral_meeting"],
    "Carta de intención": ["letter_of_intent"],
    "Mesas técnicas permanentes": ["technical_table"],
    "Contratación": ["contract"],
    "Contrato": ["contract"],
    "Consultoría": ["consultancy"],
    "Fideicomisos": ["trust"],
    "Capacitaciones": ["training"],
    "Estrategia": ["strategy"],
    "acta de reuniones": ["minutes"],
    "Otros": ["other"],
}


@pytest.mark.parametrize(("printed", "terms"), PRINTED.items())
def test_each_mechanism_has_its_term(printed, terms):
    assert read_mechanisms(printed).terms == terms
    assert read_mechanisms(printed).unknown == ()


@pytest.mark.parametrize(
    ("printed", "terms"),
    [
        ("Convenios, acuerdos.", ["convention", "agreement"]),
        ("Convenios o Cartas de intención o acuerdos", ["convention", "letter_of_intent", "agreement"]),
        ("Convenios Consortios Cartas de intención", ["convention", "consortium", "letter_of_intent"]),
        ("Convenios y/o, Alianzas Público–Privadas", ["convention", "public_private"]),
        ("Convenios/Acuerdos", ["convention", "agreement"]),
        ("Convenios\nConvenios de delegación\nAcuerdos", ["convention", "delegation", "agreement"]),
        ("<p>Alianzas estratégicas</p> <p>Convenios</p>", ["strategic_alliance", "convention"]),
        ("Alianzas estratégicas y público-privadas", ["strategic_alliance", "public_private"]),
    ],
)
def test_separators_of_any_kind_or_none(printed, terms):
    assert read_mechanisms(printed).terms == terms


def test_a_mechanism_printed_twice_is_one_term():
    read = read_mechanisms("Convenios Mesas técnicas permanentes Convenios")
    assert read.terms == ["convention", "technical_table"]
    assert [mention.printed for mention in read.mentions] == ["Convenios", "Mesas técnicas permanentes", "Convenios"]


@pytest.mark.parametrize("printed", ["", "-", "N/A", "No aplica", "Por definir", "Ninguno", "—"])
def test_nothing_is_no_mechanism(printed):
    assert read_mechanisms(printed).mentions == ()


def test_an_unknown_word_is_other_and_said():
    read = read_mechanisms("Convenios, Ferias rodantes")
    assert (read.terms, read.unknown) == (["convention", "other"], ("Ferias rodantes",))


@pytest.mark.parametrize(
    "printed",
    [
        "Convenios interinstitucionales",
        "Firma de convenios",
        "Convenio marco de cooperación",
        "Convenios con universidades y gremios",
    ],
)
def test_words_that_qualify_a_mechanism_belong_to_it(printed):
    read = read_mechanisms(printed)
    assert (read.terms, read.unknown) == (["convention"], ())


def test_a_title_that_opens_with_a_mechanism_is_not_bare():
    assert read_mechanisms("Convenios y acuerdos").is_bare
    assert not read_mechanisms("Estrategia de espacios saludables").is_bare


@given(
    st.lists(st.sampled_from(sorted(PRINTED)), min_size=1, max_size=8),
    st.sampled_from([" ", ", ", " y ", " o ", "; ", "\n"]),
)
def test_any_list_reads_back_in_order(printed, separator):
    wanted = list(dict.fromkeys(term for each in printed for term in PRINTED[each]))
    assert read_mechanisms(separator.join(printed)).terms == wanted


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    read = read_mechanisms(text)
    assert set(read.terms) <= {term for terms in PRINTED.values() for term in terms}
