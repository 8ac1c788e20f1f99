"""What became of every number token of a stream, unit by unit (a line or a cell); what nothing placed is left over by name."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct, field

from jslint.document.conservation import Entry, Fate
from jslint.document.draft import Rest
from jslint.document.independent.token import tokens
from jslint.document.stream import Block, Paragraph, Spot
from jslint.pattern import Pattern

_ORDINAL = Pattern(
    r"^\W*(?:附[件表]|表|公开|财决|其中|第|注释?|说明|备注)?\W*(?P<number>[0-9]{1,3})(?:[、.．)）]|\s|部分|表|：|:)"
)
_BRACKETED = Pattern(r"[（(]([0-9]{1,2})[）)]")
_REASON = "没有放得下的地方"
_tokens = lru_cache(maxsize=16384)(tokens)
"""Of a cell, which often says what others say."""


class Units(Struct):
    """The texts of a stream by their places; a place may hold several lines."""

    texts: dict[Spot, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, stream: Iterable[Block]) -> Units:
        """The lines and cells of a stream, sheets' names aside, which are printed nowhere."""
        units = cls()
        for block in stream:
            if isinstance(block, Paragraph):
                if not block.is_name:
                    units.texts.setdefault(block.spot, []).append(block.text)
                continue
            for row in block.rows:
                for cell in row:
                    if cell.text:
                        units.texts.setdefault(cell.spot, []).append(cell.text)
        return units


class Known(Struct):
    """What explains tokens that stand in no value: places, words that became keys, the year and date of the cover.

    `numbering` are cells that may hold 行次, 栏次 or a column's number; `frame` are lines and cells whose words the format prints
    again; `again` are the tokens in what the layout itself prints (a table's number, its note).
    """

    page_numbers: set[Spot] = field(default_factory=set)
    numbering: set[Spot] = field(default_factory=set)
    frame: set[Spot] = field(default_factory=set)
    keys: Counter[str] = field(default_factory=Counter)
    year: str = ""
    date: str = ""
    again: set[str] = field(default_factory=set)


def settle(
    units: Units, placed: Iterable[tuple[Spot, str]], rest: list[Rest], known: Known
) -> tuple[tuple[Entry, ...], list[Rest]]:
    """The fate of every token, and what has to be left over beside `rest`.

    A token that is written and does not stand at its place is an entry all the same: the second reading will not have it.
    """
    entries: list[Entry] = []
    told_of: dict[Spot, list[str]] = defaultdict(list)
    for fate, told in (("placed", placed), ("rest", ((one.spot, one.text) for one in rest))):
        for spot, text in told:
            found = _tokens(text)
            told_of[spot] += found
            entries += [Entry(spot.document, spot.part, fate, token) for token in found]  # type: ignore[arg-type]
    left: list[Rest] = []
    for spot, texts in units.texts.items():
        owed = _tokens("\n".join(texts))
        if owed == told_of.get(spot, []):
            continue
        remaining = Counter(owed)
        remaining.subtract(told_of.get(spot, []))
        fates = [(token, _fate(token, spot, units, known)) for token in (+remaining).elements()]
        entries += [Entry(spot.document, spot.part, fate, token) for token, fate in fates]
        if any(fate == "rest" for _, fate in fates):
            left.append(Rest(_told(spot, units, fates), spot, _REASON))
    return tuple(entries), left


def _fate(token: str, spot: Spot, units: Units, known: Known) -> Fate:
    text = units.texts[spot][0].strip()
    if spot in known.page_numbers and token.lstrip("-−").isdigit():  # -9-
        return "furniture"
    if token.isdigit() and spot in known.numbering and _is_number(text):
        return "furniture"
    if spot in known.frame or spot in known.numbering:
        if known.keys[token] > 0:
            known.keys[token] -= 1
            return "placed"
        if token.isdigit() and (token in known.again or token in set(_explained(text, known))):
            return "again"
    return "rest"


def _explained(text: str, known: Known) -> Iterator[str]:
    """The tokens of a line that the format prints again: the report's year and date, an ordinal."""
    if known.year:
        yield known.year
    text = unicodedata.normalize("NFKC", text)
    if ordinal := _ORDINAL.match(text):
        yield ordinal["number"]
    yield from _BRACKETED.findall(text)
    if known.date and "年" in text:
        year, _, month = known.date.partition("-")
        yield from (year, month, str(int(month)))


def _is_number(text: str) -> bool:
    return len(text) <= 3 and text.isdigit()


def _told(spot: Spot, units: Units, fates: list[tuple[str, Fate]]) -> str:
    """A cell as it is; of a line that is written but for a number, the number."""
    texts = units.texts[spot]
    whole = " ".join(texts)
    left = [token for token, fate in fates if fate == "rest"]
    return whole if sorted(tokens(whole)) == sorted(left) else " ".join(left)
