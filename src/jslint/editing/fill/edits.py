"""What filling changed, as edits of the text before: only the words and numbers that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from jslint.diagnostic import Edit
from jslint.source import Span

_WORDS = re.compile(r"[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?[%％]?|.", re.DOTALL)


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that make one text of the other, numbers whole, lines compared first."""
    return tuple(
        edit
        for (start, old), (_, new) in _different(before.splitlines(keepends=True), after.splitlines(keepends=True))
        for edit in _within(start, old, new)
    )


def _within(start: int, old: str, new: str) -> Iterator[Edit]:
    pairs = _different(_WORDS.findall(old), _WORDS.findall(new))
    return (Edit(Span(start + at, start + at + len(gone)), came) for (at, gone), (_, came) in pairs)


def _different(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """The runs that differ: where each starts in its text, and what it is."""
    starts = [list(accumulate(map(len, each), initial=0)) for each in (old, new)]
    for kind, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield (starts[0][i], "".join(old[i:j])), (starts[1][k], "".join(new[k:n]))
