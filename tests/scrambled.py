"""Reports with the figures of their narrative scrambled: every digit another, all else as it was."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from jslint import examine
from jslint.diagnostic import Edit
from jslint.editing.atlas import Atlas
from jslint.editing.fill.sources import Sources
from jslint.editing.fixing import with_edits
from jslint.figure import Anchor, Figure
from jslint.source import Span


class Narrative:
    """The figures of a report's narrative that say something, with their spans, and which of them have a source."""

    def __init__(self, text: str) -> None:
        self.text = text
        examination = examine(text)
        sections = examination.report.sections()
        free = {figure.anchor for section in sections for figure, _ in section.free_figures()}
        figures: dict[Anchor, Figure] = {figure.anchor: figure for section in sections for figure in section.figures()}
        self.spans: dict[Anchor, Span] = {
            anchor: examination.locate(anchor)
            for anchor, figure in figures.items()
            if anchor not in free and figure.number is not None and not figure.blank
        }
        self.sourced = Sources(Atlas(examination)).sourced() & self.spans.keys()

    def scrambled(self, anchors: Iterable[Anchor], dice: random.Random) -> str:
        """The text with every digit of these figures changed."""
        return with_edits(
            self.text, [Edit(span, self._other(span, dice)) for span in map(self.spans.get, anchors) if span]
        )

    def _other(self, span: Span, dice: random.Random) -> str:
        return re.sub(
            "[0-9]",
            lambda match: dice.choice([digit for digit in "123456789" if digit != match[0]]),
            self.text[span.start : span.end],
        )


def without_figures(text: str) -> str:
    """The text with every number, every word of direction and every reason that is asked for taken out: what filling never changes."""
    text = re.sub("决算数与预算数有差异的主要原因：【原因】。|的主要原因：【原因】", "", text)
    return re.sub("[增加多减少增长下降上升]+|大于|小于|等于|高于|低于|与|持平|相等|一致|[0-9,.]+", "", text)
