"""The neutral stream that every reader gives: paragraphs and grids of cells, each with its place in the source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from jslint.pattern import Pattern
from jslint.spot import Spot as Spot

FIGURE = Pattern(r"\d[\d,]*(?:\.\d+)?%?")
"""A figure as a reader counts them: digits with commas, decimals and a percent sign."""

DECIMAL = Pattern(r"\d\.\d")
"""What a page number or a running title does not hold, and an amount does."""

_FIELD_CODE = Pattern(r"(?:PAGEREF|HYPERLINK|TOC|REF)\s+(?:\\l\s+)?\"?_?Toc\w*\"?(?:\s+\\?[hHzZuU]\b)*")
_RADICALS = str.maketrans(
    "⻔⻋⻅⻉⻓⻙⻚⻛⻜⻢⻥⻦⻨⻩⻬⻮⻰⻳⻄⻆⻘⻣⻤⻝⻁⻊⻑",
    "门车见贝长韦页风飞马鱼鸟麦黄齐齿龙龟西角青骨鬼食虎足长",
)
"""CJK radicals that some PDF fonts give in place of the ideograph of the same shape."""
_NOTE_MARK = Pattern(r"[\[［(（]?(?:[0-9０-９]{1,2}|[①-⑳*＊])[\])）］]?")
_BETWEEN_WIDE = Pattern(r"(?<=[^\x00-\x7f])[ \t\u3000\xa0]+(?=[^\x00-\x7f])")
_BREAK = Pattern(r"[ \t]*[\r\n\v]+[ \t]*")


class Cell(NamedTuple):
    """A cell as it is printed; `covered` where it belongs to a cell further left or up that spans it.

    `whole` is what stands in the source where `text` is only the number, or the part of it, that is meant.
    """

    text: str
    spot: Spot
    covered: bool = False
    whole: str = ""

    @property
    def printed(self) -> str:
        """What stands in the source."""
        return self.whole or self.text


Row = tuple[Cell, ...]


class Paragraph(Struct, frozen=True):
    """A line of text; `continues` where it goes on with the paragraph before it. A `name` is printed nowhere.

    A reader that knows a line for the number of its page says so and gives it all the same: no number is dropped unsaid.
    `aside` says why a text that stands in the document is none of the report's (a watermark, text that cannot be seen): it is listed.
    """

    text: str
    spot: Spot
    continues: bool = False
    is_name: bool = False
    is_page_number: bool = False
    aside: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the line is part of what the report says."""
        return not (self.is_name or self.is_page_number or self.aside)


NOTE_MARK, STRUCK_OUT = "上标或下标的注号，不是数字的一部分", "加了删除线的文字"
"""Why a raised number or a struck-out text is none of the text that it stands in."""


class Grid(Struct, frozen=True):
    """A table as it is drawn, or the part of it that stands on one page."""

    rows: tuple[Row, ...]


class Remark(Struct, frozen=True):
    """What a reader says of the document itself: something that is not printed, or that it could not read."""

    text: str
    spot: Spot


class Reread(Struct, frozen=True):
    """The number tokens of a part by its second reading, of a document whose parts are read twice while they are open."""

    spot: Spot
    numbers: Counter[str]


Block = Paragraph | Grid
Given = Block | Remark | Reread
"""What a reader gives."""


def clean(text: str) -> str:
    """Printed text without what no reader sees: field codes, control and format characters, radicals for ideographs."""
    if text.isascii() and text.isprintable() and "_Toc" not in text:
        return text
    text = _FIELD_CODE.sub("", text) if "_Toc" in text else text
    return "".join(map(_seen, text.translate(_RADICALS)))


@lru_cache(maxsize=16384)
def _seen(character: str) -> str:
    if character in "\n\t\r\v":
        return character
    if "\u2f00" <= character <= "\u2fd5":
        return unicodedata.normalize("NFKC", character)
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else character


def squeeze(text: str) -> str:
    """A printed label in one line: no space between wide characters, no line break; a space beside a digit stays."""
    if len(words := text.split()) < 2:
        return "".join(words)
    joined = _BREAK.sub(_joint, text.strip())
    return _BETWEEN_WIDE.sub("", joined).replace("\xa0", " ").replace("\u3000", " ").strip()


def _joint(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() else ""


def is_note_mark(text: str, before: str) -> bool:
    """Whether raised or lowered text is the number of a note, behind the character that stands before it."""
    return bool(_NOTE_MARK.fullmatch(text.strip())) and (before.isdigit() or is_wide(before))


def is_wide(text: str) -> bool:
    """Whether a cell holds words, not only a number or a mark."""
    return not text.isascii() and any("\u4e00" <= character <= "\u9fff" for character in text)
