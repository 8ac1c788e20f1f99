"""Ties each ratio and change to the stated figures it was made from, within its section."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from jslint.prose.claims import AMOUNTS, BUDGETS
from jslint.prose.context import RECENT
from jslint.prose.numbers import Number
from jslint.prose.reading import Reading
from jslint.prose.rivals import settle

HALVES = {"收支总计": "收入总计", "财政拨款收支总计": "财政拨款收入总计"}
"""Where a text states income and expenditure apart, both totals are the same number."""

GRAND = frozenset({"收入总计", "支出总计", "收支总计"})
"""Totals with what was carried over; shares of a section on the year's income or expenditure are not of these."""

GENERIC = frozenset({"项目"})
"""What many things of one section are called: the figures of one go with those of no other."""

_LINKED = frozenset({"share", "completion_rate", "change", "change_rate"})
"""Roles of figures that are made from others,"""
_STATED = AMOUNTS | BUDGETS
"""and of those that they are made from."""
_Sought = tuple[tuple[str, ...], ...]
"""Roles of which a figure is sought, those first that go before the others."""
_AMOUNTS: _Sought = (("final",), tuple(sorted(AMOUNTS - {"final"})))
_BUDGETS: _Sought = (tuple(sorted(BUDGETS)),)
_SHARE_REACH = 400
"""Readings before a share without a base among which its total is sought."""

Key = tuple[str, str, int]


def link(readings: Sequence[Reading], defaults: dict[str, str]) -> tuple[Reading, ...]:
    """The readings, each share, completion rate and change with the stated figures that it was made from."""
    settled = settle(readings)
    index = _Index(settled)
    linked: list[Reading] = []
    for at, reading in enumerate(settled):
        if reading.role in _LINKED:
            reading = _linked(_with_base(reading, linked), at, settled, index, defaults)
        linked.append(reading)
    return tuple(linked)


def _with_base(reading: Reading, before: Sequence[Reading]) -> Reading:
    """A 占本年收入合计的 P%，B 占 Q%: the second share is of the same base as the first of its enumeration."""
    if reading.role != "share" or reading.of:
        return reading
    parts = set()
    before = before[-RECENT:]
    for other in reversed(before):
        if (other.passage, other.sentence, other.topic) != (reading.passage, reading.sentence, reading.topic):
            break
        if other.role == "part":
            parts.add(other.subject.name)
    for other in reversed(before):
        if (other.passage, other.sentence, other.topic) != (reading.passage, reading.sentence, reading.topic):
            break
        if other.role == "share" and other.of not in parts:  # 占教育支出的 P% is of a part only where it is said
            return replace(reading, of=other.of)
    return reading


def _linked(reading: Reading, at: int, readings: Sequence[Reading], index: _Index, defaults: dict[str, str]) -> Reading:
    match reading.role:
        case "completion_rate":
            part = index.near(reading, at, _AMOUNTS)
            return replace(reading, part=part, base=index.near(reading, at, _budget_roles(reading.of)))
        case "share":
            return _linked_share(reading, at, readings, index, defaults)
        case "change":
            amount = index.near(reading, at, _AMOUNTS)
            if reading.of not in BUDGETS:
                return replace(reading, base=amount)
            return replace(reading, part=amount, base=index.near(reading, at, _budget_roles(reading.of)))
        case "change_rate":
            return _linked_rate(reading, at, index)
    return reading


def _budget_roles(of: str) -> _Sought:
    return _BUDGETS if of == "budget" else (("budget", of),)


def _linked_rate(reading: Reading, at: int, index: _Index) -> Reading:
    amount = index.near(reading, at, _AMOUNTS)
    base = index.near(reading, at, _budget_roles(reading.of)) if reading.of in BUDGETS else amount
    if not reading.sense:  # 预决算差异率: of the amount itself
        return replace(reading, part=amount, base=base)
    return replace(reading, part=reading.part or index.change(reading), base=base)


def _linked_share(
    reading: Reading, at: int, readings: Sequence[Reading], index: _Index, defaults: dict[str, str]
) -> Reading:
    if reading.of:
        return replace(reading, base=index.named(reading.topic, reading.of, at))
    for other in reversed(readings[max(0, at - _SHARE_REACH) : at]):
        if other.role == "total" and other.topic == reading.topic and other.passage == reading.passage:
            if other.subject.name == reading.subject.name or _is_beyond(other, index, defaults, at):
                continue
            return replace(reading, base=other.number, of=other.subject.name)
    of = defaults.get(reading.topic, "")
    return replace(reading, of=of, base=index.named(reading.topic, of, at))


def _is_beyond(other: Reading, index: _Index, defaults: dict[str, str], at: int) -> bool:
    """Whether a total holds more than the section's own, which is stated too: 支出总计 …，其中本年支出合计 …."""
    own = defaults.get(other.topic, "")
    return other.subject.name in GRAND and own not in GRAND and index.named(other.topic, own, at) is not None


class _Index:
    """The amounts and budgets of a section by subject and role, in the order of the text."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._found: dict[tuple[Key, str], list[tuple[int, Reading]]] = {}
        self._changes: dict[tuple[str, str, int, int, int], Number] = {}
        self._generic: list[tuple[int, Reading]] = []
        for at, reading in enumerate(readings):
            if reading.number is not None and reading.role == "change":
                self._changes.setdefault((*_key(reading), reading.passage, reading.sentence), reading.number)
            if reading.number is not None and reading.role in _STATED:
                self._found.setdefault((_key(reading), reading.role), []).append((at, reading))
                if reading.subject.name in GENERIC:
                    self._generic.append((at, reading))

    def near(self, reading: Reading, at: int, roles: _Sought) -> Number | None:
        """The figure of that subject in one of the roles: the last one before in the passage, else the first of the section."""
        topic, name, entry = _key(reading)
        if name in GENERIC:
            return self._of_one(reading, at, roles)
        for key in ((topic, name, entry), (topic, HALVES.get(name, ""), entry)):
            lists = [[self._found.get((key, role), []) for role in group] for group in roles]
            for group in lists:
                if (before := _last_before(group, at, reading.passage)) is not None:
                    return before
            for group in lists:
                firsts = [found[0] for found in group if found]
                if firsts:
                    return min(firsts, key=lambda item: item[0])[1].number
        return None

    def _of_one(self, reading: Reading, at: int, roles: _Sought) -> Number | None:
        """The figure of the one thing that the sentence has come to: not beyond the amount of another one before it."""
        amounts = 0
        for index in range(bisect_left(self._generic, at, key=lambda item: item[0]) - 1, -1, -1):
            other = self._generic[index][1]
            amounts += other.role in AMOUNTS
            if amounts > 1 or (other.passage, other.sentence) != (reading.passage, reading.sentence):
                return None
            if any(other.role in group for group in roles):
                return other.number
        return None

    def change(self, reading: Reading) -> Number | None:
        """The change of the same subject in the same sentence, or None."""
        return self._changes.get((*_key(reading), reading.passage, reading.sentence))

    def named(self, topic: str, name: str, at: int) -> Number | None:
        """The amount of a subject that stands nearest before, else the first after."""
        lists = [self._found.get(((topic, name, 0), role), []) for role in sorted(AMOUNTS)]
        before = _last_before(lists, at, None)
        firsts = [found[0] for found in lists if found]
        if before is not None or not firsts:
            return before
        return min(firsts, key=lambda item: item[0])[1].number


def _last_before(lists: list[list[tuple[int, Reading]]], at: int, passage: int | None) -> Number | None:
    """The number of the last reading before `at`, of that passage if one is given."""
    best: tuple[int, Reading] | None = None
    for found in lists:
        index = bisect_left(found, at, key=lambda item: item[0]) - 1
        if index >= 0 and (passage is None or found[index][1].passage == passage):
            best = found[index] if best is None or found[index][0] > best[0] else best
    return best[1].number if best is not None else None


def _key(reading: Reading) -> Key:
    return (reading.topic, reading.subject.name, reading.subject.entry)
