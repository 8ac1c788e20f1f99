"""What a grid without a title looks like, and how like it is to each form of table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from jslint.document.forms.columns import CODE, NAME, code_at, frame_of
from jslint.document.stream import Row, is_wide
from jslint.report.layout import TableSpec
from jslint.report.terms import Terms
from jslint.report.titles import normalise, without_ordinal

_SIDES_LEAST, _CODES_LEAST, _ITEMS_LEAST = 4, 2, 3


class Look(Struct, frozen=True):
    """The words of a grid's cells (normalised), those that had an ordinal before them, and its subject codes."""

    words: frozenset[str]
    numbered: frozenset[str]
    codes: tuple[str, ...]

    @classmethod
    def at(cls, rows: Sequence[Row]) -> Look:
        """How some rows look."""
        texts = [cell.text for row in rows for cell in row if is_wide(cell.text)]
        bare = {text: without_ordinal(text) for text in texts}
        return cls(
            frozenset(map(normalise, texts)),
            frozenset(normalise(bare[text]) for text in texts if bare[text] != text.strip()),
            tuple(code for row in rows for at in range(min(len(row), 12)) if (code := code_at(row, at)[0])),
        )


def like_sides(look: Look, spec: TableSpec, terms: Terms) -> int:
    """How many of a two-sided table's rows are there; those that only this one of the two-sided tables has count double."""
    labels = look.words | look.numbered
    canonical = {terms.rows_in.get((spec.key, label)) or terms.rows.get(label) or label for label in labels}
    names = {normalise(name) for name in canonical} | labels
    rows = {normalise(row.key): row for side in spec.sides for row in side.rows}
    known = [key for key in rows if key in names]
    exact = [key for key in known if key in labels]
    sides = [sum(normalise(row.key) in names for row in side.rows) for side in spec.sides]
    if len(known) < _SIDES_LEAST or not all(sides) or look.codes:
        return 0
    columns = {normalise(column.key) for side in spec.sides if len(side.columns) > 1 for column in side.columns}
    return len(known) + len(exact) + (len(columns & look.words) if columns else 0)


def like_codes(look: Look, spec: TableSpec, terms: Terms) -> int:
    """How many of a table's columns are there, if all that it alone has are; nothing for a grid without codes or names."""
    if not look.codes and not {frame_of(word) for word in look.words} & {CODE, NAME}:
        return 0
    if any(code.startswith("3") and len(code) > 3 for code in look.codes):
        return 0
    known = {normalise(column.key) for column in spec.columns}
    found = {
        normalise(terms.columns_in.get((spec.key, word)) or terms.columns.get(word) or word) for word in look.words
    }
    if not known or len(known - found) > (1 if len(known) > _ITEMS_LEAST else 0):
        return 0
    own = any(code.startswith(spec.classes) for code in look.codes) if spec.classes else False
    return 2 * len(known & found) - len(known - found) + own


def like_economic(look: Look) -> int:
    """How many economic kinds are there."""
    kinds = [code for code in look.codes if code.startswith("3") and len(code) in {3, 5}]
    return len(kinds) if len(kinds) > _CODES_LEAST and len(kinds) == len(look.codes) else 0


def like_three_public(look: Look, spec: TableSpec, terms: Terms) -> int:
    """How many of the items are there."""
    known = {normalise(column.key) for column in spec.columns}
    labels = look.words | look.numbered
    found = {terms.columns_in.get((spec.key, word)) or terms.columns.get(word) or word for word in labels}
    matched = known & set(map(normalise, found))
    names = {normalise(row.key) for row in spec.rows}
    bare = {word.removesuffix("万元").removesuffix("元") for word in look.words}
    figures = names & (bare | {normalise(terms.rows_in.get((spec.key, word), "")) for word in bare})
    return len(matched) if len(matched) >= _ITEMS_LEAST and figures and not look.codes else 0
