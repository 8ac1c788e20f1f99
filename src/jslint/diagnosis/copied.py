"""Amounts of one class that were copied over another, and a total that was copied into one of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.filling import fill
from jslint.diagnosis.grid import digits_of
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, broken_tables, effective, weigh
from jslint.diagnosis.keys import keys_between
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.report.tables import Table


class Class(Struct, frozen=True, eq=False):
    """A parent's cell and those of its children, in printed order, in one column; all could be read."""

    code: str
    total: Figure
    items: tuple[Figure, ...]

    @property
    def cells(self) -> tuple[Figure, ...]:
        """The parent's first."""
        return (self.total, *self.items)


class Copies:
    """Classes whose first amounts are those of another class, and items that print their class's total."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The copy that explains most."""
        found = [
            weighed
            for table in broken_tables(what_if, self._tables)
            for hypothesis in _of_table(what_if, table)
            if _stands(weighed := weigh(what_if, hypothesis))
        ]
        best = best_of(found)
        if best is None:
            return None
        held = dict(self._held_elsewhere(what_if, best))
        own = tuple(figure for figure, number in best.hypothesis.worked_out[1:] if number)
        shared = (*own, *held) if len(held) >= limits.ENOUGH else ()
        others = (each for each in found if each is not best and _is_as_good(each, best))
        rivals = (*held.values(), *(changes for each in others for changes in self._ways(what_if, each)))
        return replace(best, hypothesis=replace(best.hypothesis, shared=shared), rivals=rivals[: limits.MOST_RIVALS])

    def _ways(self, what_if: WhatIf, weighed: Weighed) -> Iterator[tuple[Change, ...]]:
        yield weighed.hypothesis.changes
        yield from dict(self._held_elsewhere(what_if, weighed)).values()

    def _held_elsewhere(self, what_if: WhatIf, best: Weighed) -> Iterator[tuple[Figure, tuple[Change, ...]]]:
        """What is left of a class that was copied over, by its items that print nothing: any of them, or several, may have held it."""
        hypothesis = best.hypothesis
        numbers = {**dict(hypothesis.worked_out), **dict.fromkeys(hypothesis.lost, ZERO)}
        total = hypothesis.worked_out[0][0] if hypothesis.kind == "class" and hypothesis.worked_out else None
        if total is None or not numbers[total]:
            return
        classes = (each for columns in _classes(self._tables[total.place.piece]) for each in columns)
        items = next((each.items for each in classes if each.total is total), ())
        copied = [item for item in items if item in numbers]
        held = numbers[total] - sum((what_if.number(item) for item in items if item not in numbers), ZERO)
        if sum(bool(numbers[item]) for item in copied) > 1:
            return
        for other in items:
            if other.is_zero and other not in numbers:
                moved = {total: numbers[total], other: held, **dict.fromkeys(copied, ZERO)}
                changes = tuple(effective(what_if, list(moved.items())))
                effect = what_if.effect(changes)
                if set(best.effect.mended) <= set(effect.mended) and not effect.broken:
                    yield other, changes


def _is_as_good(weighed: Weighed, best: Weighed) -> bool:
    """Whether it explains the very same and is worth as much: that the other class is the copy."""
    return weighed.explained == best.explained and weighed.order == best.order


def _stands(weighed: Weighed) -> bool:
    """Whether all that is broken over it is explained, nothing breaks, and more speaks for it than one relation alone."""
    return (
        bool(weighed.effect.mended) and not weighed.effect.spoilt and not weighed.left and weighed.gain >= limits.ENOUGH
    )


def _of_table(what_if: WhatIf, table: Table) -> Iterator[Hypothesis]:
    for classes in _classes(table):
        alike: dict[tuple[Decimal, Decimal], list[Class]] = {}
        for each in classes:
            alike.setdefault((each.total.value, each.items[0].value), []).append(each)
            yield from _total_copied(what_if, each)
        for same in alike.values():
            if 1 < len(same) <= limits.MOST_PLACES:
                for copy in reversed(same):
                    others = (each for each in same if not _are_one_line(each.code, copy.code))
                    if (original := next(others, None)) is not None:
                        yield from _class_copied(what_if, original, copy)


def _classes(table: Table) -> Sequence[list[Class]]:
    return table.index("classes", lambda: _classes_of(table))


def _classes_of(table: Table) -> Sequence[list[Class]]:
    columns: dict[str, list[Class]] = {}
    for row in table.coded():
        children = table.children(row)
        for key, total in row.cells.items() if children else ():
            items = tuple(child.cells[key] for child in children if key in child.cells)
            if items and all(figure.number is not None for figure in (total, *items)):
                columns.setdefault(key, []).append(Class(row.code or "", total, items))
    return tuple(columns.values())


def _class_copied(what_if: WhatIf, original: Class, copy: Class) -> Iterator[Hypothesis]:
    if not what_if.open_over(copy.cells):
        return
    lost = []
    for mine, theirs in zip(copy.cells, original.cells, strict=False):
        if what_if.number(mine) != what_if.number(theirs):
            break
        if mine.number:
            lost.append(mine)
    if len(lost) < limits.ENOUGH or not (_are_telling(lost) or _are_placed(lost, copy)):
        return
    item = next((at for at, each in enumerate(copy.items) if each in lost), 0)
    first = "" if item else "第一款"
    words = (
        f"《{copy.total.place.title}》“{copy.total.place.row}”及其{first}“{copy.items[item].place.row}”"
        f"与“{original.total.place.row}”及其{first}“{original.items[item].place.row}”的数字相同，疑为整类抄错"
    )
    for changes in (tuple((figure, ZERO) for figure in lost), tuple(fill(what_if, lost))):
        known = {figure for figure, _ in changes}
        left = tuple(figure for figure in lost if figure not in known)
        found = changes if any(number for _, number in changes) else ()
        moved = tuple(effective(what_if, changes))
        if len(moved) + len(left) < limits.ENOUGH:
            continue
        yield Hypothesis(
            "class",
            moved,
            left,
            found,
            words=words,
            remedy="改回它自己的数字",
            evidence=len(lost),
            worked_out=found,
        )


def _are_telling(figures: Iterable[Figure]) -> bool:
    """Whether amounts that stand elsewhere too are such that chance does not explain them: two different, or one long."""
    numbers = {figure.value for figure in figures}
    digits = max(map(digits_of, numbers))
    return len(numbers) > 1 or digits >= limits.TELLING_DIGITS


def _are_placed(figures: Iterable[Figure], copy: Class) -> bool:
    """Whether short amounts stand behind as many items of nothing in both classes: chance puts them there as seldom as a digit more."""
    return copy.items[0].is_zero and not all(digits_of(figure.value) < 2 for figure in figures)


def _are_one_line(code: str, other: str) -> bool:
    """Whether one class is within the other: then good reports print the same amounts in both."""
    return code.startswith(other) or other.startswith(code)


def _total_copied(what_if: WhatIf, each: Class) -> Iterator[Hypothesis]:
    total = what_if.number(each.total)
    copies = [item for item in each.items if what_if.number(item) == total]
    others = [item for item in each.items if item.number and item not in copies]
    if not total or not others or len(copies) != 1:
        return
    if len(others) == 1 and keys_between(others[0], ZERO) <= 1:
        return  # rather one item, and a slip in a zero
    (copy,) = copies
    for number in what_if.solutions(copy):
        change: Change = (copy, number)
        words = f"{copy.place.words()}与“{each.total.place.row}”的合计相同，而同类另有 {len(others)} 款不为零，疑为抄错"
        yield Hypothesis("total", (change,), words=words, remedy="改回它自己的数字", evidence=1, worked_out=(change,))
