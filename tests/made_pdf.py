"""PDFs written by hand for tests: text in any direction, colour and mode, rules, areas, forms; nothing is embedded."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

BLACK, WHITE, GREY = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.85, 0.85, 0.85)
Colour = tuple[float, float, float]

_WIDTHS = {" ": 0.278, ".": 0.278, ",": 0.278, "-": 0.333, "%": 0.889, "(": 0.333, ")": 0.333}
_FONTS = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/DW 1000"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 752/Descent -271/CapHeight 737/StemV 58>>>>]>>",
)


@dataclass
class Sheet:
    """A page under construction; y is measured from the top left corner, as one reads."""

    width: float = 842.0
    height: float = 595.0
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    parts: list[bytes] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, *, size: float = 9, colour: Colour = BLACK, angle: float = 0, mode: int = 0
    ) -> Sheet:
        """Text that begins at x on the baseline y, turned anticlockwise by the angle."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        for piece in _scripts(text):
            is_ascii = piece.isascii()
            shown = (
                b"(" + piece.encode().replace(b"(", b"\\(").replace(b")", b"\\)") + b")"
                if is_ascii
                else b"<" + piece.encode("utf-16-be").hex().encode() + b">"
            )
            self.parts.append(
                b"q %.3f %.3f %.3f rg BT /F%d %.2f Tf %d Tr %.5f %.5f %.5f %.5f %.2f %.2f Tm %s Tj ET Q"
                % (*colour, 1 if is_ascii else 2, size, mode, cos, sin, -sin, cos, x, self.height - y, shown)
            )
            width = sum(_WIDTHS.get(one, 0.556) for one in piece) if is_ascii else len(piece)
            x, y = x + width * size * cos, y - width * size * sin
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, *, colour: Colour = BLACK, width: float = 0.75) -> Sheet:
        """A stroked line."""
        drawn = (*colour, width, x0, self.height - y0, x1, self.height - y1)
        self.parts.append(b"q %.3f %.3f %.3f RG %.2f w %.2f %.2f m %.2f %.2f l S Q" % drawn)
        return self

    def area(self, left: float, top: float, right: float, bottom: float, *, colour: Colour) -> Sheet:
        """A filled rectangle."""
        drawn = (*colour, left, self.height - bottom, right - left, bottom - top)
        self.parts.append(b"q %.3f %.3f %.3f rg %.2f %.2f %.2f %.2f re f Q" % drawn)
        return self

    def ruled(
        self,
        rows: Sequence[Sequence[str]],
        *,
        left: float = 40,
        top: float = 120,
        widths: Sequence[float],
        row: float = 20,
    ) -> Sheet:
        """A table with all its rules."""
        xs = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
        ys = [top + row * at for at in range(len(rows) + 1)]
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self.written(rows, left=left, top=top, widths=widths, row=row)

    def written(
        self,
        rows: Sequence[Sequence[str]],
        *,
        left: float = 40,
        top: float = 120,
        widths: Sequence[float],
        row: float = 20,
    ) -> Sheet:
        """The text of a table without a rule."""
        for at, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                self.text(left + sum(widths[:place]) + 3, top + row * at + 0.65 * row, cell)
        return self


def _scripts(text: str) -> Iterable[str]:
    piece = ""
    for one in text:
        if piece and piece[-1].isascii() != one.isascii():
            yield piece
            piece = ""
        piece += one
    if piece:
        yield piece


def pdf(*sheets: Sheet, extra: Sequence[bytes] = ()) -> bytes:
    """The pages as a PDF; `extra` objects are numbered from 5 + 2 × pages."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(len(sheets)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(sheets)), *_FONTS]
    for at, sheet in enumerate(sheets):
        crop = b"/CropBox[%g %g %g %g]" % sheet.crop if sheet.crop else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]%s/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</X %d 0 R>>>>>>"
            % (sheet.width, sheet.height, crop, sheet.rotate, 6 + 2 * at, 5 + 2 * len(sheets))
        )
        objects.append(stream(b"\n".join(sheet.parts)))
    return assembled([*objects, *extra])


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A deflated stream object with more entries in its dictionary."""
    packed = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def assembled(objects: Sequence[bytes]) -> bytes:
    """Numbered objects, their table and trailer; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(out),
    )
