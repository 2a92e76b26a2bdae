from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Document, Paragraph, Place, Table
from minga.publishing.intake.readers.pdf import read_pdf
from tests.publishing.intake.making import PAGE_BREAK, Content, pdf

LONG = (
    "El Municipio del Distrito Metropolitano de Quito inició la implementación de Gobierno Abierto con la expedición"
    " de la Ordenanza 184, del 29 de septiembre de 2017, que establece las normas generales para su ejercicio."
)


def read(content: Content, **options: object) -> Document:
    return read_pdf(pdf(content, **options), "a.pdf")


def texts(document: Document) -> list[list[tuple[str, ...]]]:
    return [[row.texts for row in table.rows] for table in document.tables()]


def drawn(draw, pages: int = 1) -> Document:
    """The document of pages drawn by hand."""
    data = io.BytesIO()
    canvas = Canvas(data)
    for page in range(pages):
        draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return read_pdf(data.getvalue(), "a.pdf")


def test_wrapped_lines_are_joined_into_the_paragraphs_they_were():
    content = [LONG, LONG + " " + LONG, "Corto.", LONG]
    assert [paragraph.text for paragraph in read(content).paragraphs()] == content


def test_paragraphs_go_on_over_the_page():
    content = [f"{number}. {LONG} {LONG}".replace(".", ",") for number in range(40)]
    document = read(content)
    assert [paragraph.text for paragraph in document.paragraphs()] == content
    assert {paragraph.place.page for paragraph in document.paragraphs()} == {1, 2, 3, 4}


def test_headings_bold_and_bullets_are_seen():
    found = list(read(["# Informe de gestión", "<b>Hito 1</b>", "• Mapeo", "- Taller", LONG]).paragraphs())
    assert [(item.text[:20], item.level, item.bold, item.bullet) for item in found] == [
        ("Informe de gestión", 1, True, False),
        ("Hito 1", 0, True, False),
        ("Mapeo", 0, False, True),
        ("Taller", 0, False, True),
        (LONG[:20], 0, False, False),
    ]


def test_a_hyphen_at_the_end_of_a_line_is_neither_lost_nor_invented():
    def draw(canvas: Canvas, page: int) -> None:
        canvas.drawString(72, 700, "Oficio " + "m" * 40 + " GADDMQ-SGP-")
        canvas.drawString(72, 686, "2022-1266-O de agosto")

    (paragraph,) = drawn(draw).paragraphs()
    assert paragraph.text.endswith("GADDMQ-SGP-2022-1266-O de agosto")


def test_repeated_headers_footers_and_page_numbers_are_left_out():
    def on_page(canvas: Canvas, template: object) -> None:
        canvas.drawString(72, 810, "Secretaría General de Planificación")
        canvas.drawString(280, 30, f"Página {canvas.getPageNumber()} de 3")

    content = ["Uno", PAGE_BREAK, "Dos", PAGE_BREAK, "Tres"]
    assert [paragraph.text for paragraph in read(content, on_page=on_page).paragraphs()] == ["Uno", "Dos", "Tres"]


def test_headings_that_count_something_else_than_pages_stay():
    content = [
        "Compromiso 1",
        LONG,
        PAGE_BREAK,
        LONG,
        PAGE_BREAK,
        "Compromiso 2",
        LONG,
        PAGE_BREAK,
        "Compromiso 3",
        LONG,
    ]
    found = [paragraph.text for paragraph in read(content).paragraphs()]
    assert [text for text in found if text.startswith("Compromiso")] == ["Compromiso 1", "Compromiso 2", "Compromiso 3"]


def test_ruled_tables_are_full_grids_placed_by_page_table_and_row():
    rows = [["HITO", "ESTADO", "VERIFICABLES"], [LONG, "Cumplido*", ""], ["Plan", "Pendiente", "Anexo 1.1"]]
    document = read(["Antes", rows, "Después"])
    assert [type(block) for block in document.blocks] == [Paragraph, Table, Paragraph]
    assert texts(document) == [[tuple(row) for row in rows]]
    table = next(document.tables())
    assert (table.place, table.rows[1].cells[2].place) == (Place(page=1, table=1), Place(page=1, table=1, row=2))


def test_merged_cells_keep_their_text_in_the_first_square():
    rows = [["Objetivo", "", "Meta"], ["Seguridad", "Barrios", "Uno"], ["", "Parques", "Dos"]]
    spans = [("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 1), (0, 2))]
    assert texts(read([rows], styles=spans)) == [[tuple(row) for row in rows]]


def test_a_table_over_pages_is_one_table_a_page_with_its_header_again():
    rows = [["HITO", "ESTADO"]] + [[f"Hito {number}: {LONG}", "Cumplido"] for number in range(20)]
    document = read([rows])
    found = texts(document)
    assert len(found) > 1
    assert {table[0] for table in found} == {("HITO", "ESTADO")}
    assert [row for table in found for row in table[1:]] == [tuple(row) for row in rows[1:]]
    assert [table.place for table in document.tables()] == [
        Place(page=number, table=number) for number in range(1, len(found) + 1)
    ]


def test_a_row_cut_by_the_page_end_is_two_rows_even_without_a_line_between():
    rows = [["HITO", "ESTADO"], ["Mapeo", "Cumplido"], [" ".join([LONG] * 30), "Pendiente"]]
    first, second = texts(read([rows], splitInRow=1))[:2]
    assert first[0] == second[0] == ("HITO", "ESTADO")
    assert second[1][1] == ""
    assert f"{first[-1][0]} {second[1][0]}".startswith(f"{LONG} {LONG}")


def test_words_cut_in_narrow_columns_are_put_together_again():
    rows = [["Iniciativa", "Mecanismo"], ["Implementación del Plan", "Fortalecimiento institucional del municipio"]]
    document = read([rows, "El fortalecimiento institucional."], widths=[62, 62])
    assert texts(document) == [[tuple(row) for row in rows]]


def test_names_of_files_and_words_cut_after_other_words_are_put_together_again():
    def draw(canvas: Canvas, page: int) -> None:
        canvas.grid([72, 160, 250], [700, 640])
        canvas.drawString(78, 685, "A ANTECEDE")
        canvas.drawString(78, 670, "ES - Insumo")
        canvas.drawString(166, 685, "plan_de_obrad")
        canvas.drawString(166, 670, "ores_del_agua")
        canvas.drawString(72, 600, "Los antecedees son otros.")

    table = texts(drawn(draw))[0]
    assert table == [("A ANTECEDEES - Insumo", "plan_de_obradores_del_agua")]


def test_whole_words_that_fill_their_line_stay_apart():
    def draw(canvas: Canvas, page: int) -> None:
        canvas.grid([72, 164, 228], [700, 650])
        canvas.drawString(78, 685, "desnutriciones")
        canvas.drawString(78, 670, "crónicas de")
        canvas.drawString(78, 655, "la infancia")

    assert texts(drawn(draw)) == [[("desnutriciones crónicas de la infancia", "")]]


def test_lines_around_coloured_cells_and_no_lines_at_all():
    def draw(canvas: Canvas, page: int) -> None:
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        for row in range(2):
            for column in range(2):
                canvas.rect(72 + 100 * column, 600 + 40 * row, 98, 38, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        for row, pair in enumerate([("Uno", "1"), ("Meta", "Valor")]):
            for column, text in enumerate(pair):
                canvas.drawString(80 + 100 * column, 615 + 40 * row, text)
        canvas.drawString(72, 500, "Texto sin tabla")

    document = drawn(draw)
    assert texts(document) == [[("Meta", "Valor"), ("Uno", "1")]]
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Texto sin tabla"]


def test_tables_without_outer_edges_are_tables():
    def draw(canvas: Canvas, page: int) -> None:
        for height in (700, 670, 640):
            canvas.line(72, height, 372, height)
        canvas.line(222, 640, 222, 700)
        for row, pair in enumerate([("Meta", "Valor"), ("Uno", "21")]):
            canvas.drawString(80, 680 - 30 * row, pair[0])
            canvas.drawString(230, 680 - 30 * row, pair[1])

    assert texts(drawn(draw)) == [[("Meta", "Valor"), ("Uno", "21")]]


def test_a_frame_around_the_page_is_no_table():
    def draw(canvas: Canvas, page: int) -> None:
        canvas.rect(30, 30, 535, 780)
        canvas.drawString(72, 700, "Texto dentro del marco")
        canvas.grid([72, 172, 272], [600, 570, 540])
        canvas.drawString(80, 580, "Meta")

    document = drawn(draw)
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Texto dentro del marco"]
    assert texts(document) == [[("Meta", ""), ("", "")]]


def test_underlines_and_drawn_bullets_do_not_disturb():
    def draw(canvas: Canvas, page: int) -> None:
        canvas.drawString(90, 700, "Mapeo de actores")
        canvas.line(90, 697, 170, 697)
        canvas.circle(80, 704, 2, stroke=0, fill=1)

    assert [(item.bullet, item.text) for item in drawn(draw).paragraphs()] == [(True, "Mapeo de actores")]


def test_raised_numbers_that_call_notes_are_no_part_of_words_and_figures():
    raised = "<super size=7>{}</super>"
    document = read(
        [f"<font>En 2023{raised.format(1)} los actores{raised.format(2)} cuidan 40 km{raised.format(2)}.</font>"]
    )
    assert [paragraph.text for paragraph in document.paragraphs()] == ["En 2023 los actores cuidan 40 km2."]


def test_turned_text_in_a_narrow_header_is_read():
    def draw(canvas: Canvas, page: int) -> None:
        canvas.grid([72, 100, 228], [720, 600])
        canvas.saveState()
        canvas.translate(90, 604)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Unidad de medida")
        canvas.restoreState()
        canvas.drawString(110, 650, "Número")

    assert texts(drawn(draw)) == [[("Unidad de medida", "Número")]]


def test_a_scanned_page_is_listed_as_unread():
    from PIL import Image

    def draw(canvas: Canvas, page: int) -> None:
        if page:
            canvas.drawInlineImage(Image.new("RGB", (40, 40), "gray"), 72, 400, 300, 300)
        else:
            canvas.drawString(72, 700, "Texto")

    document = drawn(draw, pages=2)
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Texto"]
    assert document.unread == [(Place(page=2), "la página es una imagen sin texto")]


def test_a_page_drawn_like_a_map_keeps_its_text():
    def draw(canvas: Canvas, page: int) -> None:
        canvas.drawString(72, 800, "Mapa de barrios")
        for step in range(2100):
            x, y = 40 + step % 50 * 10, 50 + step // 50 * 16
            canvas.line(x, y, x + 7, y)
            canvas.line(x, y + 5, x, y + 12)

    document = drawn(draw)
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Mapa de barrios"]
    assert document.unread == [(Place(page=1), "la página tiene demasiadas líneas dibujadas para reconocer sus tablas")]


def test_more_pages_than_the_limit_are_refused():
    with pytest.raises(Refused) as refusal:
        read_pdf(pdf(["Uno", PAGE_BREAK, "Dos", PAGE_BREAK, "Tres"]), "a.pdf", most_pages=2)
    assert refusal.value.reason == "El archivo a.pdf tiene 3 páginas y el límite es de 2; divídelo."


def test_a_font_of_pictures_is_read_as_what_it_prints():
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.setFont("ZapfDingbats", 12)
    canvas.drawString(72, 700, "v")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(90, 700, "COMPROMISO 1: Abrir los datos")
    canvas.save()
    (paragraph,) = read_pdf(data.getvalue(), "marks.pdf").paragraphs()
    assert (paragraph.text, paragraph.bullet) == ("COMPROMISO 1: Abrir los datos", True)
