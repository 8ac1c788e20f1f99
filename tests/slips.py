"""Slips of writing laid into a good report's text: one character, one key or one line, as a hand at the keyboard makes them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from conftest import ROOT
from generate import department, text_of
from jslint import Memo, examine
from jslint.diagnostic import RANK, Diagnostic
from jslint.report.layout import shipped_layout
from jslint.source import Span

EXAMPLES = ("jiaozuo-2023-corrected", "shanghai-2024")

LAYOUTS = ("国家-2022", "上海-2024")
"""Layouts of the reports, named so that a new layout changes no counted share."""


class Slip(NamedTuple):
    """Characters of the good text that others take the place of."""

    span: Span
    new: str

    def laid(self, text: str) -> str:
        """The text with the slip in it."""
        return text[: self.span.start] + self.new + text[self.span.end :]


Slips = Callable[[str], Iterator[Slip]]

_BLOCK = re.compile(r"^( *)(?:- )?[^\s#\[{][^\n]*: \|\n(?:(?:\1 +[^\n]*)?\n)+", re.MULTILINE)
_KEY = r"(?<=[\n ])(?P<key>[^\s:#\"'\[\]{},\-~][^:#\"'\[\]{},\n]*)"


@lru_cache(maxsize=64)
def _prose(text: str) -> tuple[Span, ...]:
    return tuple(Span(text.index("\n", match.start()) + 1, match.end()) for match in _BLOCK.finditer(text))


def _found(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """The matches outside text blocks and comments."""
    prose = iter(_prose(text))
    block = next(prose, None)
    for match in re.finditer(pattern, text, re.MULTILINE):
        while block is not None and block.end <= match.start():
            block = next(prose, None)
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not (block is not None and block.start <= match.start()) and "#" not in line:
            yield match


def _each(pattern: str, new: str | Callable[[re.Match[str]], str], group: str | int = 0) -> Slips:
    def slips(text: str) -> Iterator[Slip]:
        for match in _found(pattern, text):
            yield Slip(Span(*match.span(group)), new if isinstance(new, str) else new(match))

    return slips


_COMMA = r"(?<=[^\n]),(?= )"
_ROW_COMMA = r"(?<=[\d~\u4e00-\u9fff\"）]),(?= [^\n]*\]$)"
_AMOUNT = r"(?<=[ \[])\d+\.\d\d(?=[,\]\n])"
_LINE = r"^(?! *#)[^\n]*\S[^\n]*\n"


def _mistyped(match: re.Match[str]) -> str:
    key = match["key"]
    at = len(key) // 2
    return key[:at] + key[at + 1 :] if len(key) > 3 else key[:at] + "项" + key[at + 1 :]


def _doubled_keys(text: str) -> Iterator[Slip]:
    """A key that says what the one above says."""
    above: dict[str, str] = {}
    for match in _found(rf"^(?P<indent> *){_KEY.replace('(?<=[' + chr(92) + 'n ])', '')}(?=:[ \n])", text):
        indent = match["indent"]
        for deeper in [each for each in above if len(each) > len(indent)]:
            del above[deeper]
        if above.get(indent, match["key"]) != match["key"]:
            yield Slip(Span(*match.span("key")), above[indent])
        above[indent] = match["key"]


def _halves(text: str) -> Iterator[Slip]:
    starts = [match.start() for match in re.finditer(r"^[^\s#]", text, re.MULTILINE)]
    for start in starts[2:]:
        yield Slip(Span(len(text), len(text)), text[start:])
    yield Slip(Span(len(text), len(text)), text)


SLIPS: dict[str, Slips] = {
    "comma lost": _each(_ROW_COMMA, ""),
    "comma doubled": _each(_ROW_COMMA, ",,"),
    "full-width comma": _each(_ROW_COMMA + " +", "，"),
    "full-width colon": _each(rf"{_KEY}(?P<colon>:)(?=[ \n])", "：", "colon"),
    "full-width colon for colon and space": _each(rf"{_KEY}(?P<colon>: +)(?=\S)", "：", "colon"),
    "space after colon lost": _each(rf"{_KEY}(?P<colon>: +)(?=\S)", ":", "colon"),
    "colon lost": _each(rf"{_KEY}(?P<colon>:)(?=[ \n])", "", "colon"),
    "quote lost": _each(r"\"", ""),
    "bracket lost": _each(r"[\[\]{}]", ""),
    "one space more": _each(r"^ *(?=[^\s#])", lambda match: match.group() + " "),
    "one space less": _each(r"^ +(?=[^\s#])", lambda match: match.group()[1:]),
    "tab for indentation": _each(r"^ +(?=[^\s#])", "\t"),
    "tab for a space": _each(r"(?<=[,:]) +(?=\S)", "\t"),
    "key doubled": _doubled_keys,
    "key mistyped": _each(rf"{_KEY}(?=:[ \n])", _mistyped, "key"),
    "thousands comma unquoted": _each(r"\"(\d{1,3}(?:,\d{3})+(?:\.\d+)?)\"", lambda match: match[1]),
    "bar lost": _each(r" \|(?=\n)", ""),
    "dash lost": _each(r"(?<= )- (?=\S)", "  "),
    "dash and space lost": _each(r"(?<= )- (?=\S)", ""),
    "decimal 。": _each(_AMOUNT, lambda match: match.group().replace(".", "。")),
    "decimal ．": _each(_AMOUNT, lambda match: match.group().replace(".", "．")),
    "letter O": _each(r"(?<=[ \[])(?=[\d.]*0)\d+\.\d\d(?=[,\]\n])", lambda match: match.group().replace("0", "O", 1)),
    "line duplicated": _each(_LINE, lambda match: match.group() * 2),
    "line deleted": _each(_LINE, ""),
    "half pasted twice": _halves,
    "full-width tilde": _each(r"~(?=[,\]\n])", "～"),
    "comment without space": _each(r"(?<=[\d\]\u4e00-\u9fff])(?=\n)", "#核对过"),
    "bad byte": _each(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]", "\udcb2"),
}


class Page:
    """A report with slips laid into it, and what is said then that was not said before."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._memo = Memo()
        self.before = {(each.code, each.message) for each in examine(text, memo=self._memo).diagnostics}

    @property
    def is_good(self) -> bool:
        """Whether nothing is said of the figures and of the writing."""
        return not any(code[:3] in {"JS0", "JS1", "JS2"} or code in QUIET for code, _ in self.before)

    def findings(self, slip: Slip) -> tuple[Diagnostic, ...]:
        """The findings that the slip brings, the gravest first."""
        return self.told(slip.laid(self.text))

    def told(self, text: str) -> tuple[Diagnostic, ...]:
        """What is said of another text and not of this one, the gravest first."""
        told = examine(text, memo=self._memo).diagnostics
        new = (each for each in told if (each.code, each.message) not in self.before)
        return tuple(sorted(new, key=lambda each: -RANK[each.severity]))

    def slips(self, kind: str, count: int) -> list[Slip]:
        """So many places of a kind, drawn with a fixed seed."""
        places = list(SLIPS[kind](self.text))
        return random.Random(f"{kind} {self.name}").sample(places, min(count, len(places)))


QUIET = frozenset({"JS507"})
"""Rules beside those of reading and of the tables whose findings name figures of a table."""


@lru_cache
def pages(count: int) -> tuple[Page, ...]:
    """The full examples, then generated honest reports of every layout in turn."""
    layouts = [layout for name in LAYOUTS if (layout := shipped_layout(name)) is not None]
    found = [Page(name, (ROOT / "examples" / f"{name}.report.yaml").read_text("utf-8")) for name in EXAMPLES[:count]]
    seed = 0
    while len(found) < count:
        layout = layouts[len(found) % len(layouts)]
        page = Page(f"{seed}", text_of(department(random.Random(seed), layout), layout))
        found.extend([page] if page.is_good else [])
        seed += 1
    return tuple(found)


def mended(text: str, diagnostic: Diagnostic, *, safe: bool) -> str | None:
    """The text with the first repair of a finding, safe or any; None where it offers none."""
    fix = next((fix for fix in diagnostic.fixes if fix.safe or not safe), None)
    if fix is None:
        return None
    for edit in sorted(fix.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def line_of(text: str, at: int) -> int:
    """The number of the line that a place is on."""
    return text.count("\n", 0, at)
