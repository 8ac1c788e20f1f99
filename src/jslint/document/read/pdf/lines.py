"""Letters of a page to lines of text, whatever small differences of height their fonts have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import inf
from operator import attrgetter

from msgspec import Struct

from jslint.document.read.pdf.page import Box
from jslint.document.stream import clean

_WORD_GAP = 0.6
"""A gap this many times the type size stands between two numbers, not inside one."""
_LEAST_GAP = 0.12
"""A gap this many times the type size may be a space."""
_NO_GAP = 0.1
"""A gap this many times the type size is none: letters stand as close in any word."""
_LIKELY_GAP = 0.35
"""A gap this many times the type size is a space where none is printed; less stands between scripts in any good setting."""
PRINTED = 2
"""What `space` of a letter is where a space is printed behind it."""
_SIGNS = frozenset("-−－")
"""Before a sign a space counts wherever there is one: without it, it is a dash."""
_COLUMN_GAP = 1.2
"""A gap this many times the type size stands between two columns."""
_SCRIPT_SIZE = 0.88
"""A letter of at most this part of its line's size, off the middle of the line, is a sub- or superscript."""
_SCRIPT_SHIFT = 0.12
_MARK = re.compile(r"[\d①-⑳*＊]")
_BRACKETED = re.compile(r"[\[［(（〔]\s*\d{1,2}\s*[\]］)）〕]")


class Letter(Struct, frozen=True):
    """A character in an upright frame; `size` is the type size in points, `space` as in Glyph."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    space: int = 0


class Line(Struct, frozen=True):
    """A line of a page: its text and the box around it, in points from the top left.

    `marks` are raised or lowered figures behind a figure or a word (a footnote's number), each as it is printed: no part of the text.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    letters: tuple[Letter, ...]
    marks: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (self.left, self.top, self.right, self.bottom)


def lines_of(letters: Iterable[Letter]) -> list[Line]:
    """The lines from top to bottom; letters that overlap by half their height stand in one line."""
    groups: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: (one.top + one.bottom, one.left)):
        if groups and _overlaps(groups[-1], letter):
            groups[-1].append(letter)
        else:
            groups.append([letter])
    return [line for line in map(_line, groups) if line.text or line.marks]


def words_of(line: Line, gap: float = _COLUMN_GAP) -> list[Line]:
    """The parts of a line that wide gaps keep apart (in type sizes)."""
    parts: list[list[Letter]] = []
    for letter in line.letters:
        if not letter.text.strip():
            continue
        if parts and letter.left - parts[-1][-1].right <= gap * line.size:
            parts[-1].append(letter)
        else:
            parts.append([letter])
    return [_line(part) for part in parts]


def _overlaps(group: Sequence[Letter], letter: Letter) -> bool:
    top, bottom = letter.top, letter.bottom
    last = group[-1]
    if last.top == top and last.bottom == bottom:
        return True
    for other in group[-3:]:
        shared = min(other.bottom, bottom) - max(other.top, top)
        if shared >= 0.5 * min(other.bottom - other.top, bottom - top):
            return True
    return False


def _line(group: list[Letter]) -> Line:
    ordered = sorted(group, key=attrgetter("left"))
    sizes = [one.size for one in ordered]
    size = max(sizes) or 1.0
    letters, marks = (ordered, []) if min(sizes) > _SCRIPT_SIZE * size else _without_marks(ordered, size)
    inked = [one for one in letters if one.text.strip()] or letters or ordered
    return Line(
        clean(_text(letters)).strip(),
        min([one.left for one in inked]),
        max([one.right for one in inked]),
        min([one.top for one in inked]),
        max([one.bottom for one in inked]),
        size,
        tuple(letters),
        tuple("".join(letter.text for letter in mark) for mark in marks),
    )


def _text(letters: Sequence[Letter]) -> str:
    parts: list[str] = []
    text, left, right = "", 0.0, inf
    before: Letter | None = None
    for letter in letters:
        if letter.text == text and abs(letter.left - left) < 0.2 * letter.size:
            continue  # bold faked by printing twice
        if letter.left - right > _NO_GAP * letter.size and before is not None and _are_apart(before, letter):
            parts.append(" ")
        before, text, left, right = letter, letter.text, letter.left, letter.right
        parts.append(text)
    return "".join(parts)


def _without_marks(ordered: list[Letter], size: float) -> tuple[list[Letter], list[list[Letter]]]:
    """The letters of a line, and the raised or lowered figures that a figure or a wide character stands before."""
    full = [one for one in ordered if one.size > _SCRIPT_SIZE * size]
    if not full:  # type of no size
        return ordered, []
    middle = sum(one.top + one.bottom for one in full) / (2 * len(full))
    kept: list[Letter] = []
    marks: list[list[Letter]] = []
    for is_raised, together in groupby(ordered, lambda one: _is_raised(one, size, middle)):
        letters = list(together)
        before = kept[-1].text if kept else ""
        is_unit = before.isascii() and before.isalpha()  # m² is a word
        if not is_raised or not before or is_unit:
            kept += letters
            continue
        is_mark = bool(_BRACKETED.fullmatch("".join(letter.text for letter in letters)))
        kept += [letter for letter in letters if not is_mark and not _MARK.match(letter.text)]
        _gather(marks, [letter for letter in letters if is_mark or _MARK.match(letter.text)])
    return kept, marks


def _is_raised(letter: Letter, size: float, middle: float) -> bool:
    """Whether a letter is a sub- or superscript of a line."""
    return letter.size <= _SCRIPT_SIZE * size and abs(_middle(letter) - middle) > _SCRIPT_SHIFT * size


def _gather(marks: list[list[Letter]], letters: Iterable[Letter]) -> None:
    """Adds letters to the marks of a line: those that stand together are one."""
    for letter in letters:
        if marks and letter.left - marks[-1][-1].right < _WORD_GAP * letter.size:
            marks[-1].append(letter)
        else:
            marks.append([letter])


def _middle(letter: Letter) -> float:
    return (letter.top + letter.bottom) / 2


def _are_apart(before: Letter, letter: Letter) -> bool:
    """Whether a space stands between two letters: within a number only one that is printed, or a wide gap."""
    left, right = before.text[-1:], letter.text[:1]
    gap = (letter.left - before.right) / letter.size
    if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
        return gap > _WORD_GAP or (before.space == PRINTED and gap > _LEAST_GAP)
    if right in _SIGNS:
        return before.space > 0 and gap > _LEAST_GAP
    if not left.isascii() and not right.isascii():
        return before.space == PRINTED and gap > _LEAST_GAP
    return gap > (_LEAST_GAP if before.space == PRINTED else _LIKELY_GAP) and before.space > 0
