"""A font's objects in a PDF: the part of its file that the book uses, its widths, and what its glyphs say."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from storyboard.engines.comic.document import Font
from storyboard.engines.comic.pdf_fonts import PdfFont, hb_font

if TYPE_CHECKING:
    import pikepdf


def embedded(pdf: pikepdf.Pdf, font: PdfFont, called: Font) -> pikepdf.Object:
    """A font's dictionary, with the part of its file that holds its glyphs."""
    from pikepdf import Array, Dictionary, Name, String

    body, outlines = _part(font.face, sorted(set(font.glyphs.values())))
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(body).digest()[:6])
    base = Name("/" + f"{tag}+{called['name']}-{called['style']}".replace(" ", ""))
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if outlines == "cff" else Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, font, base, body, outlines)),
        W=Array(
            [
                part
                for code in sorted(font.glyphs)
                for part in (code, Array([font.advance(font.glyphs[code])]))
            ]
        ),
    )
    if outlines != "cff":
        inner.CIDToGIDMap = _numbers(pdf, font)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(_to_unicode(font.spelling)),
        )
    )


def _numbers(pdf: pikepdf.Pdf, font: PdfFont) -> pikepdf.Object:
    """Which glyph each code is; those that nothing is written with are none, so that it packs well."""
    from pikepdf import Name

    if all(code == glyph for code, glyph in font.glyphs.items()):
        return Name.Identity
    numbers = bytearray(2 * max(font.glyphs) + 2)
    for code, glyph in font.glyphs.items():
        numbers[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return pdf.make_stream(bytes(numbers))


def _part(face: Any, glyphs: list[int]) -> tuple[bytes, str]:
    """The part of a font's file that draws some glyphs, under their own numbers, and its kind of outlines."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
    wanted.glyph_set.update(glyphs)
    part = hb.subset(face, wanted)
    return bytes(part.blob.data), "cff" if "CFF " in face.table_tags else "glyf"


def _descriptor(pdf: pikepdf.Pdf, font: PdfFont, base: Any, body: bytes, outlines: str) -> pikepdf.Object:
    from pikepdf import Array, Dictionary, Name

    extents = hb_font(font.face).get_font_extents("ltr")
    up, down = (round(edge * 1000 / font.face.upem) for edge in (extents.ascender, extents.descender))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=Array([-1000, down, 2000, up]),
        ItalicAngle=0,
        Ascent=up,
        Descent=down,
        CapHeight=up,
        StemV=80,
    )
    if outlines == "cff":
        descriptor.FontFile3 = pdf.make_stream(body, Subtype=Name.OpenType)
    else:
        descriptor.FontFile2 = pdf.make_stream(body, Length1=len(body))
    return descriptor


def _to_unicode(spelling: Mapping[int, str]) -> bytes:
    """The map by which a reader finds the text of glyphs again."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    spelt = iter([(glyph, text) for glyph, text in spelling.items() if text])
    while some := list(islice(spelt, 100)):
        lines.append(f"{len(some)} beginbfchar")
        lines += [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in some]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"]).encode()
