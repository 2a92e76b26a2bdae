"""PDF files: whether one does more than show pages, and its copy without metadata, notes, forms and what is attached.

Runs in a confined child (`looking.py`): qpdf reads what is hostile. A pure module.
"""

from __future__ import annotations

import io
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from minga.government.tracking.files.pictures import bare_jpeg
from minga.government.tracking.files.verdicts import refuse

FORBIDDEN_ACTIONS = {
    *("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/ResetForm", "/GoToE", "/GoToR", "/GoTo3DView"),
    *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/Hide", "/SetOCGState", "/Trans", "/Thread"),
}
"""What a PDF may not do: only going to one of its own pages and opening an address that a person chooses is left."""
SCRIPTS = {"/JS", "/JavaScript"}
FORBIDDEN_NOTES = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"}
PRIVATE = ("/Metadata", "/PieceInfo", "/AF", "/LastModified", "/AA", "/OpenAction", "/Threads", "/Perms", "/Collection")
"""What the public copy carries nowhere: who wrote it and with what, and what happens on its own."""
ROOT_PRIVATE = ("/AcroForm", "/Legal", "/SpiderInfo", "/OutputIntents", "/URI")
UNWRAP: dict[str, Callable[[bytes], bytes]] = {
    "/FlateDecode": lambda packed: zlib.decompressobj().decompress(packed, MOST_UNWRAPPED),
    "/ASCII85Decode": lambda packed: a85decode(packed.strip().removeprefix(b"<~").removesuffix(b"~>")),
    "/ASCIIHexDecode": lambda packed: bytes.fromhex(packed.decode("ascii").strip().removesuffix(">")),
}
"""How the wrapping around a picture is taken off."""
MOST_UNWRAPPED = 100 * 1024 * 1024
FOLLOWED = {"/URI", "/GoTo", "/Named"}
MOST_OBJECTS = 200_000
DEEPEST = 60
TRAIL = 1024
"""Blank bytes that may stand after the end of the file."""


def check_pdf(content: bytes, *, pages: int, unpacked: int) -> dict[str, Any]:
    """What a PDF is made of: its number of pages.

    Raises:
        Refused: with the code of the reason, for one that is locked, does something on its own, carries other files,
            or is larger than `pages` or `unpacked` bytes inside.
    """
    _check_end(content)
    with _opened(content) as pdf:
        if len(pdf.pages) > pages:
            refuse("too-many-pages")
        if not len(pdf.pages):
            refuse("damaged")
        left = unpacked
        for found in _objects(pdf):
            _check_object(found)
            if isinstance(found, Stream):
                left -= _size(found, left)
        _check_start(pdf)
        return {"pages": len(pdf.pages)}


def clean_pdf(content: bytes) -> bytes:
    """The same pages in a new file without properties, notes, forms, attachments and earlier versions.

    What is drawn by a form or a note stays drawn. The same file always gives the same bytes.
    """
    with _opened(content) as pdf:
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
        for page in pdf.pages:
            _clean_notes(page.obj)
        for found in _objects(pdf):
            _clean_object(found)
        _clean_root(pdf.Root)
        del pdf.docinfo
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, encryption=False, fix_metadata_version=False)
    return made.getvalue()


def _opened(content: bytes) -> Pdf:
    try:
        return Pdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError:
        refuse("locked")
    except (pikepdf.PdfError, ValueError, RuntimeError):
        refuse("damaged")


def _check_end(content: bytes) -> None:
    """Nothing may be glued to the end of a PDF, where another program would find it."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        refuse("damaged")
    rest = content[end + len(b"%%EOF") :]
    if rest.strip(b"\x00\t\r\n\x0c ") or len(rest) > TRAIL:
        refuse("two-in-one")


def _objects(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """Every dictionary and stream of the file, direct ones and those that no page reaches included."""
    if len(pdf.objects) > MOST_OBJECTS:
        refuse("too-large-inside")
    for found in (pdf.trailer, *pdf.objects):
        yield from _within(found, 0)


def _within(found: Any, depth: int) -> Iterator[Dictionary | Stream]:
    if depth > DEEPEST:
        refuse("damaged")
    if isinstance(found, Stream):
        yield found
        values = [value for _key, value in found.stream_dict.items()]
    elif isinstance(found, Dictionary):
        yield found
        values = [value for _key, value in found.items()]
    elif isinstance(found, pikepdf.Array):
        values = list(found)
    else:
        return
    for value in values:
        if isinstance(value, Object) and not value.is_indirect:  # what is indirect comes by itself
            yield from _within(value, depth + 1)


def _check_object(found: Dictionary | Stream) -> None:
    if any(name in found for name in SCRIPTS):
        refuse("scripts")
    kind = found.get("/S")
    if isinstance(kind, Name) and str(kind) in FORBIDDEN_ACTIONS:
        refuse("scripts" if kind == Name.JavaScript else "actions")
    if "/EmbeddedFiles" in found or "/EF" in found or found.get("/Type") == Name.EmbeddedFile:
        refuse("attachments")
    if "/XFA" in found:
        refuse("forms")
    note = found.get("/Subtype")
    if isinstance(note, Name) and str(note) in FORBIDDEN_NOTES and "/Rect" in found:
        refuse("attachments" if note == Name.FileAttachment else "actions")


def _check_start(pdf: Pdf) -> None:
    """What happens on opening may only be going to a page."""
    start = pdf.Root.get("/OpenAction")
    if isinstance(start, Dictionary) and start.get("/S") != Name.GoTo:
        refuse("actions")


def _size(stream: Stream, most: int) -> int:
    """How many bytes a packed stream unpacks to. Refuses what unpacks to more than `most`, and what is packed twice."""
    names = _filters(stream)
    packings = [name for name in names if name in ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode")]
    if len(packings) > 1:
        refuse("bomb")
    if names[:1] != ["/FlateDecode"] and names[:1] != ["/Fl"]:
        return 0
    reader, size, rest = zlib.decompressobj(), 0, stream.read_raw_bytes()
    try:
        while rest and not reader.eof:
            size += len(reader.decompress(rest, 1 << 20))
            rest = reader.unconsumed_tail
            if size > most:
                refuse("bomb")
    except zlib.error:
        return size  # readers show what they can of a damaged picture
    return size


def _filters(stream: Stream) -> list[str]:
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        return [str(one) for one in filters]
    return [str(filters)] if filters else []


def _unwrapped(stream: Stream) -> bytes:
    """The JPEG of a picture, which carries the place and the camera of a photograph along into the PDF."""
    content = stream.read_raw_bytes()
    try:
        for name in _filters(stream)[:-1]:
            content = UNWRAP[name](content)
    except (KeyError, ValueError, zlib.error):
        refuse("damaged")
    return content


def _clean_object(found: Dictionary | Stream) -> None:
    """Takes away what an object carries besides what is drawn, and what a photograph tells of its camera."""
    for name in PRIVATE:
        if name in found:
            del found[name]
    if isinstance(found, Stream) and _filters(found)[-1:] in (["/DCTDecode"], ["/DCT"]):
        found.write(bare_jpeg(_unwrapped(found)), filter=Name.DCTDecode)


def _clean_root(root: Any) -> None:
    for name in ROOT_PRIVATE:
        if name in root:
            del root[name]
    names = root.get("/Names")
    for name in ("/EmbeddedFiles", "/JavaScript", "/AlternatePresentations", "/Renditions"):
        if isinstance(names, Dictionary) and name in names:
            del names[name]


def _clean_notes(page: Any) -> None:
    """Leaves of a page's notes only the links that a person follows; the others name their author."""
    notes = page.get("/Annots")
    if notes is None:
        return
    kept = [note for note in notes if _is_link(note)]
    if kept:
        page.Annots = pikepdf.Array(kept)
    else:
        del page["/Annots"]
    for note in kept:
        for name in ("/T", "/Contents", "/M", "/NM", "/RC", "/Popup"):
            if name in note:
                del note[name]


def _is_link(note: Any) -> bool:
    if note.get("/Subtype") != Name.Link:
        return False
    action = note.get("/A")
    return "/Dest" in note or (isinstance(action, Dictionary) and str(action.get("/S")) in FOLLOWED)
