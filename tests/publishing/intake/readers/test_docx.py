from __future__ import annotations

from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Document, Paragraph, Place, Table
from minga.publishing.intake.readers.docx import read_docx
from tests.publishing.intake.making import add_docx_table, saved_docx, with_part

W = nsdecls("w")


def read(document: WordDocument) -> Document:
    return read_docx(saved_docx(document), "a.docx")


def paragraphs(document: WordDocument) -> list[Paragraph]:
    return list(read(document).paragraphs())


def table_texts(document: WordDocument) -> list[list[tuple[str, ...]]]:
    return [[row.texts for row in table.rows] for table in read(document).tables()]


def with_markup(*markup: str) -> WordDocument:
    """A document whose body is the given elements."""
    document = docx.Document()
    for element in markup:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(element))
    return document


def paragraph(inner: str) -> WordDocument:
    return with_markup(f"<w:p {W}>{inner}</w:p>")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


def test_paragraphs_and_tables_come_in_order_with_their_places():
    document = docx.Document()
    document.add_paragraph("Antecedentes")
    add_docx_table(document, [["HITO", "ESTADO"], ["Mapeo", "Cumplido"]])
    document.add_paragraph("")
    document.add_paragraph("Conclusiones")
    found = read(document)
    assert [type(block) for block in found.blocks] == [Paragraph, Table, Paragraph]
    assert [block.place for block in found.blocks] == [Place(paragraph=1), Place(table=1), Place(paragraph=3)]
    assert next(found.tables()).rows[1].cells[0].place == Place(table=1, row=2)


def test_headings_have_the_level_of_their_style():
    document = docx.Document()
    document.add_heading("Informe", 0)
    document.add_heading("Antecedentes", 1)
    document.add_heading("Hitos", 3)
    document.add_paragraph("Texto")
    assert [found.level for found in paragraphs(document)] == [1, 1, 3, 0]


def test_spanish_styles_based_on_headings_are_headings():
    document = docx.Document()
    style = document.styles.add_style("Subtítulo de la secretaría", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Hitos", style=style)
    assert [found.level for found in paragraphs(document)] == [2]


def test_an_outline_level_makes_a_heading():
    document = paragraph(f'<w:pPr><w:outlineLvl w:val="1"/></w:pPr>{run("Hitos")}')
    assert [found.level for found in paragraphs(document)] == [2]


@pytest.mark.parametrize(
    ("inner", "bold"),
    [
        (run("Uno", "<w:b/>") + run(" ", "") + run("dos", "<w:b/>"), True),
        (run("Uno", "<w:b/>") + run("dos"), False),
        (run("Uno", '<w:b w:val="0"/>'), False),
    ],
)
def test_a_paragraph_is_bold_when_all_its_words_are(inner: str, bold: bool):
    assert [found.bold for found in paragraphs(paragraph(inner))] == [bold]


def test_bullets_by_style_and_by_hand_are_taken_off():
    document = docx.Document()
    document.add_paragraph("Mapeo", style="List Bullet")
    document.add_paragraph("Plan", style="List Bullet 2")
    document.add_paragraph("❖ Taller")
    document.add_paragraph("- Feria")
    assert [(item.bullet, item.text) for item in paragraphs(document)] == [
        (True, "Mapeo"),
        (True, "Plan"),
        (True, "Taller"),
        (True, "Feria"),
    ]


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%4"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def listed(*items: tuple[int, int, str]) -> Document:
    """A document of list items: list, depth, text."""
    document = with_markup(
        *(
            f'<w:p {W}><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
            f"{run(text)}</w:p>"
            for number, depth, text in items
        )
    )
    return read_docx(with_part(saved_docx(document), "word/numbering.xml", NUMBERING), "a.docx")


def test_numbers_that_word_draws_are_part_of_the_text():
    document = listed(
        (1, 0, "Antecedentes"), (1, 1, "Hitos"), (1, 1, "Anexos"), (1, 2, "uno"), (1, 3, "cuatro"), (1, 0, "Fin")
    )
    assert [found.text for found in document.paragraphs()] == [
        "1. Antecedentes",
        "1.1 Hitos",
        "1.2 Anexos",
        "a) uno",
        "IV cuatro",
        "2. Fin",
    ]


def test_a_list_that_begins_anew_is_numbered_anew():
    document = listed((1, 0, "Uno"), (1, 0, "Dos"), (3, 0, "Otra"), (3, 0, "Más"), (2, 0, "Punto"))
    assert [found.text for found in document.paragraphs()] == ["1. Uno", "2. Dos", "1. Otra", "2. Más", "Punto"]
    assert [found.bullet for found in document.paragraphs()] == [False] * 4 + [True]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<w:hyperlink>{run('Código Municipal')}</w:hyperlink>", "Código Municipal"),
        (f"<w:sdt><w:sdtContent>{run('Control')}</w:sdtContent></w:sdt>", "Control"),
        (f"<w:ins>{run('nuevo')}</w:ins><w:del><w:r><w:delText>viejo</w:delText></w:r></w:del>", "nuevo"),
        (f"<w:moveFrom>{run('antes')}</w:moveFrom><w:moveTo>{run('después')}</w:moveTo>", "después"),
        (f"{run('Uno')}<w:r><w:br/></w:r>{run('dos')}<w:r><w:tab/></w:r>{run('tres')}", "Uno\ndos\ttres"),
        (f"{run('Uno')}<w:r><w:br w:type='page'/></w:r>{run(' dos')}", "Uno dos"),
        (f"{run('SGP')}<w:r><w:noBreakHyphen/></w:r>{run('2022')}<w:r><w:softHyphen/></w:r>{run('O')}", "SGP-2022O"),
        (f"{run('Visto')}{run(' oculto', '<w:vanish/>')}", "Visto"),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('7')}", "7"),
        (f"<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>{run(' Cumplido')}", "☑ Cumplido"),
        (f"{run('en 2023')}{run('1', SUPERSCRIPT)}{run(' actores')}{run('2', SUPERSCRIPT)}", "en 2023 actores"),
        (f"{run('40 km')}{run('2', SUPERSCRIPT)}{run(', 1')}{run('er', SUPERSCRIPT)}", "40 km2, 1er"),
        (f"<w:fldSimple w:instr='REF'>{run('Tabla 1')}</w:fldSimple>", "Tabla 1"),
    ],
)
def test_the_text_is_what_the_page_prints(inner: str, text: str):
    assert [found.text for found in paragraphs(paragraph(inner))] == [text]


def test_the_text_of_a_box_is_read_once():
    box = f"<w:txbxContent><w:p>{run('Portada')}</w:p></w:txbxContent>"
    alternate = (
        f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{run("Texto")}<w:r>'
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert [found.text for found in paragraphs(with_markup(alternate))] == ["Texto", "Portada"]


def test_headers_and_footers_are_not_read():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Membrete"
    document.sections[0].footer.paragraphs[0].text = "Página 1"
    document.add_paragraph("Texto")
    assert [found.text for found in paragraphs(document)] == ["Texto"]


def test_footnotes_follow_the_body_placed_where_they_are_called():
    document = paragraph(f"{run('Actores')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' y más')}")
    notes = f"<w:footnotes {W}><w:footnote w:id='2'><w:p>{run('Sociedad civil.')}</w:p></w:footnote></w:footnotes>"
    data = with_part(saved_docx(document), "word/footnotes.xml", notes)
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        ' Target="footnotes.xml"/></Relationships>'
    )
    found = list(read_docx(with_part(data, "word/_rels/document.xml.rels", relation), "a.docx").paragraphs())
    assert [(note.text, note.place.paragraph) for note in found] == [("Actores y más", 1), ("Sociedad civil.", 1)]


def merged(rows: int, columns: int, merge: Callable[[docx.table.Table], None]) -> list[tuple[str, ...]]:
    document = docx.Document()
    texts = [[f"{row}{column}" for column in range(columns)] for row in range(rows)]
    table = add_docx_table(document, texts)
    merge(table)
    return table_texts(document)[0]


def test_cells_merged_across_keep_the_column_count():
    def merge(table: docx.table.Table) -> None:
        table.cell(0, 1).text = ""
        table.cell(0, 0).merge(table.cell(0, 1))

    assert merged(2, 3, merge) == [("00", "", "02"), ("10", "11", "12")]


def test_cells_merged_down_are_empty_below_the_first():
    def merge(table: docx.table.Table) -> None:
        table.cell(1, 0).text = ""
        table.cell(0, 0).merge(table.cell(1, 0))

    assert merged(3, 2, merge) == [("00", "01"), ("", "11"), ("20", "21")]


def test_a_block_of_merged_cells_keeps_the_shape():
    def merge(table: docx.table.Table) -> None:
        for row, column in ((0, 1), (1, 0), (1, 1)):
            table.cell(row, column).text = ""
        table.cell(0, 0).merge(table.cell(1, 1))

    assert merged(3, 3, merge) == [("00", "", "02"), ("", "", "12"), ("20", "21", "22")]


def test_rows_with_missing_cells_are_filled():
    table = f"""<w:tbl {W}><w:tr><w:tc><w:p>{run("A")}</w:p></w:tc><w:tc><w:p>{run("B")}</w:p></w:tc></w:tr>
    <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p>{run("C")}</w:p></w:tc></w:tr>
    <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run("borrada")}</w:p></w:tc></w:tr>
    <w:tr><w:tc><w:p>{run("D")}</w:p></w:tc></w:tr></w:tbl>"""
    assert table_texts(with_markup(table)) == [[("A", "B"), ("", "C"), ("D", "")]]


def test_the_paragraphs_and_tables_of_a_cell_become_its_text():
    document = docx.Document()
    table = add_docx_table(document, [["HITO", "VERIFICABLES"], ["Mapeo", "Anexo 1.1"]])
    table.cell(1, 1).add_paragraph("Anexo 1.2")
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Anexo", "1.3"
    assert table_texts(document) == [[("HITO", "VERIFICABLES"), ("Mapeo", "Anexo 1.1\nAnexo 1.2\nAnexo 1.3")]]


def test_tables_inside_content_controls_are_read():
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('A')}</w:p></w:tc></w:tr></w:tbl>"
    assert table_texts(with_markup(f"<w:sdt {W}><w:sdtContent>{table}</w:sdtContent></w:sdt>")) == [[("A",)]]


def test_a_document_without_a_body_is_refused():
    data = with_part(saved_docx(docx.Document()), "word/document.xml", f"<w:document {W}/>")
    with pytest.raises(Refused) as refusal:
        read_docx(data, "a.docx")
    assert refusal.value.reason == "El archivo a.docx no contiene el texto de un documento; expórtalo de nuevo."
