"""What filling writes, step by step: each edit with the figures that it rests on, and the text as it is after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from jslint.diagnostic import Edit
from jslint.editing.atlas import Atlas
from jslint.editing.fill.sources import Sources
from jslint.editing.fixing import with_edits
from jslint.engine.examination import examine
from jslint.figure import Anchor, Figure, Place
from jslint.memo import Memo
from jslint.other_file import Related
from jslint.settings import Settings
from jslint.source import Span

ROUNDS = 6
"""Times that one step is made: a figure that repeats one that repeats a cell takes two."""


class Made(Struct, frozen=True):
    """An edit with what is told of it, and the figures that say it."""

    edit: Edit
    place: Place
    source: str
    figures: frozenset[Anchor] = frozenset()


class Change(Struct, frozen=True):
    """What was written: on which line, where in words, instead of what, and where it comes from."""

    line: int
    place: str
    before: str
    after: str
    source: str


Step = Callable[[Sources], Iterable[Made]]


class Writing:
    """A text that is being filled.

    `known` is what is known of it as it stands, `changes` what was written, `at` an offset that stays where it is in the text
    while the text around it changes, `touched` where something was written, as it stands now.
    """

    def __init__(self, text: str, read: Callable[[str], Sources], at: int = 0) -> None:
        """Nothing is written yet; `read` gives what is known of a text."""
        self._read = read
        self.known = read(text)
        self.changes: list[Change] = []
        self.touched: tuple[Span, ...] = ()
        self.at = at

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.known.atlas.source.text

    def told(self) -> tuple[Change, ...]:
        """What was written, each place once, in the order of the lines."""
        return tuple(_joined(self.changes))

    def figure(self) -> Figure | None:
        """The figure at the offset."""
        return self.known.atlas.figure_at(self.at)

    def take(self, step: Step) -> None:
        """Make a step until it has nothing to write."""
        for _ in range(ROUNDS):
            made = _apart(step(self.known))
            if not made:
                break
            self.write(made)

    def write(self, made: Iterable[Made]) -> None:
        """Write some edits that lie apart."""
        ordered = sorted(made, key=lambda each: each.edit.span)
        if not ordered:
            return
        self.changes.extend(_told(self.known, each) for each in ordered)
        edits = [each.edit for each in ordered]
        self.touched = (*(_moved(span, edits) for span in self.touched), *_written(edits))
        self.at = _moved(Span(self.at, self.at), edits).start
        self.known = self._read(with_edits(self.text, edits))


def _joined(changes: Iterable[Change]) -> list[Change]:
    """What was written twice at one place, as once; in the order of the lines."""
    kept: list[Change] = []
    for change in changes:
        at = (change.line, change.place, change.before.rstrip("%％"))
        earlier = next((each for each in kept if (each.line, each.place, each.after.rstrip("%％")) == at), None)
        if earlier is not None:
            kept.remove(earlier)
            change = Change(change.line, change.place, earlier.before, change.after, change.source)
        kept.append(change)
    return sorted(kept, key=lambda change: change.line)


def reader(settings: Settings | None, related: Related | None) -> Callable[[str], Sources]:
    """What reads a text again and again, each time only what has changed."""
    memo = Memo()
    return lambda text: Sources(Atlas(examine(text, settings=settings, related=related, memo=memo)))


def _apart(made: Iterable[Made]) -> list[Made]:
    """Those that touch none before them; the same characters are written once in a round."""
    taken: list[Span] = []
    kept = []
    for each in made:
        span = each.edit.span
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
            kept.append(each)
    return kept


def _moved(span: Span, edits: Iterable[Edit]) -> Span:
    """Where a stretch of a text stands once edits before it are made."""
    by = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits if edit.span.end <= span.start)
    return span.shifted(by)


def _written(edits: Iterable[Edit]) -> Iterator[Span]:
    """Where the edits stand once they are made; in the order of the text."""
    by = 0
    for edit in edits:
        start = edit.span.start + by
        yield Span(start, start + len(edit.text))
        by += len(edit.text) - (edit.span.end - edit.span.start)


def _told(sources: Sources, made: Made) -> Change:
    source, span = sources.atlas.source, made.edit.span
    return Change(
        source.line_of(span.start) + 1,
        made.place.words(),
        source.text[span.start : span.end].strip(),
        made.edit.text.strip(),
        made.source,
    )
