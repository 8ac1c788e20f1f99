"""What a page of a PDF draws, as the child process sends it: characters, rules, filled areas, pictures; y grows downwards."""

from __future__ import annotations

from msgspec import Struct

from jslint.document.read.pdf.geometry import Box as Box


class Run(Struct, frozen=True, array_like=True):
    """What all characters of one text object share.

    `angle` is in degrees, anticlockwise, as shown; `mode` the text render mode of ISO 32000-1, table 106; `darkness` 0 for white
    (or wholly transparent) to 1 for black; `order` its place in the drawing order; `is_artifact` where it is marked as a watermark; `is_clipped` where
    nothing of it shows;    `rise` how far the baseline stands above the foot of its letters' boxes, in points.
    """

    size: float
    angle: float
    mode: int
    darkness: float
    alpha: float
    order: int
    is_artifact: bool
    is_clipped: bool
    rise: float


class Glyph(Struct, frozen=True, array_like=True):
    """A printed character and the box of its font's height and its own advance; `run` is an index into the page's runs.

    `space` is 1 where pdfium supposes a space behind it, 2 where one is printed; a space is no character of its own: its box says little.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    run: int
    space: int = 0


class Rule(Struct, frozen=True, array_like=True):
    """A straight rule along an axis, or an edge of an outlined or filled rectangle (`is_side` where it is only filled)."""

    left: float
    top: float
    right: float
    bottom: float
    darkness: float
    order: int
    is_side: bool


class Fill(Struct, frozen=True, array_like=True):
    """A filled rectangle; `covers` where nothing that was drawn before shows through it."""

    box: Box
    darkness: float
    order: int
    covers: bool


class Page(Struct, frozen=True, array_like=True):
    """One page as it is shown (after /Rotate)."""

    width: float
    height: float
    runs: list[Run]
    glyphs: list[Glyph]
    rules: list[Rule]
    fills: list[Fill]
    pictures: list[Box]
    outlines: int
    """Paths that are drawn, of whatever form."""
    fields: int
    """Form fields and typed notes that lie over the page; their text is none of the page's."""


class Opened(Struct, frozen=True, tag="opened"):
    """The document could be opened."""

    pages: int


class Torn(Struct, frozen=True, tag="torn"):
    """Something packed in the document breaks off: a page may lack text."""


class Drawn(Struct, frozen=True, tag="drawn"):
    """The next page, and how often each number token stands on it by the second reading."""

    page: Page
    numbers: dict[str, int]


class Refused(Struct, frozen=True, tag="refused"):
    """Why the document cannot be read any further; `page` is 0 where it is no page's fault."""

    reason: str
    page: int = 0
    amount: int = 0


Frame = Opened | Torn | Drawn | Refused
