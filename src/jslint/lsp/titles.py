"""What a menu calls the repair of a finding: the cell, what stands there, what comes, at how many places, what it mends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jslint.amount import parse_amount
from jslint.diagnostic import Fix
from jslint.editing.repairs import changed_words
from jslint.figure import Figure
from jslint.lsp.asking import Asked

INSTEAD = "改为"
MOST_QUOTED = 24
"""Characters of the text to be replaced that a title quotes."""


def titles_of(about: Asked, fixes: Iterable[Fix], piece: str) -> Iterator[str]:
    """The title of each fix, as `307 债务利息及费用支出：6.31 → 0.00，共 2 处（可使 2 条勾稽关系成立）`.

    `piece` is where the cursor is: its table or section goes without saying. What would be called as one before is called by its own title.
    """
    told: set[str] = set()
    for fix in fixes:
        title = _of_figures(about, fix, piece) or _of_words(about, fix)
        title = fix.title if title in told else title
        told.add(title)
        yield f"{title}（{fix.reason}）" if fix.reason else title


def _of_figures(about: Asked, fix: Fix, piece: str) -> str | None:
    """The title of a fix that gives figures other values; None for any other."""
    changes: list[tuple[Figure, str]] = []
    for edit in fix.edits:
        figure = next((each for span, each in about.atlas.figures(edit.span) if span == edit.span), None)
        if figure is None:
            return None
        changes.append((figure, edit.text))
    if not changes or _change_places(changes):
        return None
    figure, text = changes[0]
    title = changed_words(figure, text, is_here=figure.place.piece == piece)
    return f"{title}，共 {len(changes)} 处" if len(changes) > 1 else title


def _change_places(changes: Sequence[tuple[Figure, str]]) -> bool:
    """Whether the numbers only change places: then no single one of them says what happened."""
    amounts = [(figure.value, parse_amount(text)) for figure, text in changes]
    return len(changes) > 1 and sorted(old for old, _ in amounts) == sorted(new.number for _, new in amounts if new)


def _of_words(about: Asked, fix: Fix) -> str:
    """The fix's own title; one that names only what comes is led by what stands there, as a menu has no place to look at."""
    if len(fix.edits) != 1 or not fix.title.startswith(INSTEAD):
        return fix.title
    span = fix.edits[0].span
    gone = " ".join(about.atlas.source.text[span.start : span.end].split())
    return f"“{gone}”{fix.title}" if 0 < len(gone) <= MOST_QUOTED else fix.title
