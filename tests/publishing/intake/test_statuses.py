"""Status words are understood in seven words and kept as printed."""

import pytest

from minga.publishing.intake.statuses import canonical, is_status, read_status, split_mark


@pytest.mark.parametrize(
    ("printed", "understood"),
    [
        ("Cumplido", "completed"),
        ("CUMPLIDAS", "completed"),
        ("Finalizado.", "completed"),
        ("Cumplida, con observaciones", "completed"),
        ("100% cumplido", "completed"),
        ("Cumplido parcialmente", "in_progress"),
        ("Parcialmente cumplido", "in_progress"),
        ("Cumplido (60%)", "in_progress"),
        ("En proceso", "in_progress"),
        ("en Marcha", "in_progress"),
        ("En ejecución (45%)", "in_progress"),
        ("No iniciados", "not_started"),
        ("Sin iniciar", "not_started"),
        ("Planificada", "not_started"),
        ("Pendiente", "pending"),
        ("No cumplido", "pending"),
        ("Suspendidos", "suspended"),
        ("Paralizada", "suspended"),
        ("Cancelado", "cancelled"),
        ("Sin efecto", "cancelled"),
        ("Se cumplió", "completed"),
        ("No se cumplió", "pending"),
        ("No se ha ejecutado", "pending"),
        ("Ejecutándose", "in_progress"),
        ("Revisado por la comisión", "unknown"),
    ],
)
def test_printed_words_and_what_they_mean(printed, understood):
    assert canonical(printed) == understood


@pytest.mark.parametrize(
    ("printed", "shown", "marked"),
    [
        ("Cumplido", "Cumplido", False),
        ("Cumplido*", "Cumplido*", True),
        ("Cumplido **", "Cumplido **", True),
        ("**Cumplido**", "Cumplido", False),
        ("**Cumplido***", "Cumplido*", True),
        ("<p>Pendiente</p>", "Pendiente", False),
        ("Cumplido<sup>1</sup>", "Cumplido¹", True),
        ("Cumplido (1)", "Cumplido (1)", True),
        ("Cumplido\\*", "Cumplido*", True),
    ],
)
def test_a_note_mark_is_seen_and_kept(printed, shown, marked):
    status = read_status(printed)
    assert (status.printed, status.marked) == (shown, marked)
    assert status.canonical != "unknown"


@pytest.mark.parametrize("printed", ["", "  ", "—", "<p></p>", "N/A", "No aplica"])
def test_an_empty_cell_is_no_status(printed):
    assert read_status(printed) is None


def test_a_word_outside_the_vocabulary_is_kept_as_unknown():
    status = read_status("Reagendado")
    assert (status.printed, status.canonical, status.marked) == ("Reagendado", "unknown", False)


def test_only_a_status_is_a_status():
    assert [is_status(text) for text in ("Cumplido*", "Anexo 1.1 Informe", "")] == [True, False, False]
    assert split_mark("Cumplido†") == ("Cumplido", "†")
