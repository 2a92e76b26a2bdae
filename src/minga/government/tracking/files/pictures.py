"""Pictures: really decoded, and drawn anew for the public copy, which carries nothing but what is seen.

Runs in a confined child (`looking.py`). A pure module.
"""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from minga.government.tracking.files.types import JPEG, PNG, WEBP
from minga.government.tracking.files.verdicts import refuse

FORMATS = {JPEG: ("JPEG", "MPO"), PNG: ("PNG",), WEBP: ("WEBP",)}
"""By media type, what the library calls it: a JPEG with a second picture for depth is an MPO."""
LONGEST_SIDE = 3000
"""Pixels of the public copy's longer side: enough to read a document, too few for most faces in a crowd."""
QUALITY = 85
START, SCAN, COMMENT = 0xD8, 0xDA, 0xFE
TOLD = frozenset({*range(0xE1, 0xF0), COMMENT}) - {0xE2, 0xEE}
"""The parts of a JPEG that tell something and draw nothing: Exif, XMP, notes of programs, comments. The colour profile
(0xE2) and Adobe's mark (0xEE) say how to draw."""


def check_picture(content: bytes, media_type: str, *, pixels: int) -> dict[str, Any]:
    """The size of a picture, once all of it was decoded.

    Raises:
        Refused: with the code of the reason, for one that does not decode, moves, or has more than `pixels`.
    """
    width, height = _decoded(content, media_type, pixels).size
    return {"width": width, "height": height}


def clean_picture(content: bytes, media_type: str, *, pixels: int) -> bytes:
    """The picture drawn anew, upright: without place, camera, comments, thumbnails, profile and further pictures."""
    upright = ImageOps.exif_transpose(_decoded(content, media_type, pixels))
    transparent = media_type != JPEG and ("A" in upright.getbands() or "transparency" in upright.info)
    drawn = upright.convert("RGBA" if transparent else "RGB")
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    made = io.BytesIO()
    if media_type == PNG:
        bare.save(made, "PNG", optimize=True)
    else:
        bare.save(made, FORMATS[media_type][0], quality=QUALITY)
    return made.getvalue()


def bare_jpeg(content: bytes) -> bytes:
    """The same drawing, byte by byte, without what a camera or a program says about it. Raises Refused when it is broken."""
    if content[:2] != bytes((0xFF, START)):
        refuse("damaged")
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004  every part begins so
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if mark == SCAN:
            return b"".join([*kept, content[at:]])
        end = at + 2 + length
        told = mark in TOLD or (mark == 0xE2 and not content[at + 4 : end].startswith(b"ICC_PROFILE"))  # noqa: PLR2004
        kept.extend([] if told else [content[at:end]])
        at = end
    return refuse("damaged")


def _decoded(content: bytes, media_type: str, pixels: int) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # the size is looked at right below, before anything is decoded
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS[media_type])
        if picture.format not in FORMATS[media_type]:
            refuse("damaged")
        if picture.width * picture.height > pixels:
            refuse("too-many-pixels")
        if media_type != JPEG and getattr(picture, "n_frames", 1) > 1:
            refuse("moves")
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError):
        refuse("damaged")
    return picture
