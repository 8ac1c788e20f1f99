"""The law of conservation: every number token of a document is placed, printed again, furniture or left over; none is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from jslint.document.independent import Numbers

Fate = Literal["placed", "again", "furniture", "rest"]
"""What became of a token: written in the report file; printed again by the format itself (the year, an ordinal, a table's
number); furniture (a page number, 行次, 栏次, a column's number; never with decimals); left over and listed."""

MOST_TOLD = 12


class Entry(NamedTuple):
    """A number token of the source with its fate; `part` is the page or sheet."""

    document: str
    part: str
    fate: Fate
    token: str


class Balance(Struct, frozen=True):
    """One page, sheet or document without parts: how many tokens had which fate, what is missing and what is new.

    `is_known` is false where the kind of document has no second reading; then nothing is weighed.
    """

    document: str
    part: str
    counts: dict[Fate, int]
    lost: tuple[str, ...]
    invented: tuple[str, ...]
    is_known: bool

    @property
    def holds(self) -> bool:
        """Whether both readings have the same numbers."""
        return not (self.lost or self.invented)

    def words(self) -> str:
        """What is wrong, for the person who imports."""
        found = [
            f"{name} {len(tokens)} 个数字（{'、'.join(tokens[:MOST_TOLD])}{'…' if len(tokens) > MOST_TOLD else ''}）"
            for name, tokens in (("原文有而没有读出", self.lost), ("读出而原文没有", self.invented))
            if tokens
        ]
        return f"{self.document} {self.part}".strip() + "：" + "，".join(found)


def balances(entries: Iterable[Entry], readings: Mapping[str, Numbers | None]) -> tuple[Balance, ...]:
    """The balance of each part; `readings` are the second readings by document, None for a kind that has none."""
    held: dict[tuple[str, str], list[Entry]] = {}
    names: dict[tuple[str, str], str] = {}
    for entry in entries:
        key = (entry.document, _bare(entry.part))
        names.setdefault(key, entry.part)
        held.setdefault(key, []).append(entry)
    read: dict[tuple[str, str], Counter[str]] = {}
    for document, numbers in readings.items():
        for part, tokens in (numbers or {}).items():
            key = (document, _bare(part))
            names.setdefault(key, part)
            read[key] = tokens
    return tuple(
        _balance(
            key[0], names[key], held.get(key, []), read.get(key, Counter()), known=readings.get(key[0]) is not None
        )
        for key in names
    )


def _balance(document: str, part: str, entries: Sequence[Entry], read: Counter[str], *, known: bool) -> Balance:
    ours = Counter(entry.token for entry in entries)
    counts: dict[Fate, int] = dict(Counter(entry.fate for entry in entries))
    lost, invented = (read - ours, ours - read) if known else (Counter[str](), Counter[str]())
    _mend_seams(lost, invented)
    _mend_seams(invented, lost)
    return Balance(document, part, counts, tuple(sorted(lost.elements())), tuple(sorted(invented.elements())), known)


def _mend_seams(whole: Counter[str], halves: Counter[str]) -> None:
    """Take away what differs only in a line that broke at a point or comma: 38. | 30 beside 38.30."""
    for token in list(whole):
        for at, mark in enumerate(token):
            left, right = token[:at], token[at + 1 :]
            if mark in ".," and left and right:
                times = min(whole[token], halves[left], halves[right]) if left != right else 0
                if times > 0:
                    whole[token] -= times
                    halves[left] -= times
                    halves[right] -= times
    for counter in (whole, halves):
        for token in [token for token, count in counter.items() if count <= 0]:
            del counter[token]


def _bare(part: str) -> str:
    return "".join(part.split())
