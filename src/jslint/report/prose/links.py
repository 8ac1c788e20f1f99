"""Ties each ratio and change to the stated figures it was made from, within its section."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from jslint.report.prose.claims import AMOUNTS, BUDGETS
from jslint.report.prose.numbers import Number
from jslint.report.prose.rivals import settle
from jslint.report.prose.state import Draft

HALVES = {"收支总计": "收入总计", "财政拨款收支总计": "财政拨款收入总计"}
"""Where a text states income and expenditure apart, both totals are the same number."""

GRAND = frozenset({"收入总计", "支出总计", "收支总计"})
"""Totals with what was carried over; shares of a section on the year's income or expenditure are not of these."""

Key = tuple[str, str, int]


def link(drafts: list[Draft], defaults: dict[str, str]) -> None:
    """Set `part` and `base` of every share, completion rate and change whose figures the section states."""
    settle(drafts)
    index = _Index(drafts)
    for at, draft in enumerate(drafts):
        if draft.role == "completion_rate":
            draft.part = index.near(draft, at, AMOUNTS, final_first=True)
            draft.base = index.near(draft, at, _budget_roles(draft.of))
        elif draft.role == "share":
            _link_share(draft, at, drafts, index, defaults)
        elif draft.role in {"change", "change_rate"}:
            _link_change(draft, at, index)


def _budget_roles(of: str) -> frozenset[str]:
    return BUDGETS if of == "budget" else frozenset({of, "budget"})


def _link_change(draft: Draft, at: int, index: _Index) -> None:
    amount = index.near(draft, at, AMOUNTS, final_first=True)
    if draft.role == "change":
        if draft.of in BUDGETS:
            draft.part, draft.base = amount, index.near(draft, at, _budget_roles(draft.of))
        else:
            draft.base = amount
    else:
        draft.base = index.near(draft, at, _budget_roles(draft.of)) if draft.of in BUDGETS else amount
        if draft.sense:
            draft.part = draft.part or index.change(draft)
        else:  # 预决算差异率: of the amount itself
            draft.part = amount


def _link_share(draft: Draft, at: int, drafts: list[Draft], index: _Index, defaults: dict[str, str]) -> None:
    if draft.of:
        draft.base = index.named(draft.topic, draft.of, at)
        return
    for other in reversed(drafts[max(0, at - 400) : at]):
        if other.role == "total" and other.topic == draft.topic and other.passage == draft.passage:
            if other.subject.name == draft.subject.name or _is_beyond(other, index, defaults, at):
                continue
            draft.base, draft.of = other.number, other.subject.name
            return
    draft.of = defaults.get(draft.topic, "")
    draft.base = index.named(draft.topic, draft.of, at)


def _is_beyond(other: Draft, index: _Index, defaults: dict[str, str], at: int) -> bool:
    """Whether a total holds more than the section's own, which is stated too: 支出总计 …，其中本年支出合计 …."""
    own = defaults.get(other.topic, "")
    return other.subject.name in GRAND and own not in GRAND and index.named(other.topic, own, at) is not None


class _Index:
    """The amounts and budgets of a section by subject and role, in the order of the text."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._found: dict[tuple[Key, str], list[tuple[int, Draft]]] = {}
        self._changes: dict[tuple[str, str, int, int, int], Number] = {}
        for at, draft in enumerate(drafts):
            if draft.number is not None and draft.role == "change":
                self._changes.setdefault((*_key(draft), draft.passage, draft.sentence), draft.number)
            if draft.number is not None and draft.role in AMOUNTS | BUDGETS:
                self._found.setdefault((_key(draft), draft.role), []).append((at, draft))

    def near(self, draft: Draft, at: int, roles: frozenset[str], *, final_first: bool = False) -> Number | None:
        """The figure of that subject in one of the roles: the last one before in the passage, else the first of the section."""
        topic, name, entry = _key(draft)
        for key in ((topic, name, entry), (topic, HALVES.get(name, ""), entry)):
            sought = [["final"], sorted(roles - {"final"})] if final_first else [sorted(roles)]
            lists = [[self._found.get((key, role), []) for role in group] for group in sought]
            for group in lists:
                if (before := _last_before(group, at, draft.passage)) is not None:
                    return before
            for group in lists:
                firsts = [found[0] for found in group if found]
                if firsts:
                    return min(firsts, key=lambda item: item[0])[1].number
        return None

    def change(self, draft: Draft) -> Number | None:
        """The change of the same subject in the same sentence, or None."""
        return self._changes.get((*_key(draft), draft.passage, draft.sentence))

    def named(self, topic: str, name: str, at: int) -> Number | None:
        """The amount of a subject that stands nearest before, else the first after."""
        lists = [self._found.get(((topic, name, 0), role), []) for role in sorted(AMOUNTS)]
        before = _last_before(lists, at, None)
        firsts = [found[0] for found in lists if found]
        if before is not None or not firsts:
            return before
        return min(firsts, key=lambda item: item[0])[1].number


def _last_before(lists: list[list[tuple[int, Draft]]], at: int, passage: int | None) -> Number | None:
    """The number of the last draft before `at`, of that passage if one is given."""
    best: tuple[int, Draft] | None = None
    for found in lists:
        index = bisect_left(found, at, key=lambda item: item[0]) - 1
        if index >= 0 and (passage is None or found[index][1].passage == passage):
            best = found[index] if best is None or found[index][0] > best[0] else best
    return best[1].number if best is not None else None


def _key(draft: Draft) -> Key:
    return (draft.topic, draft.subject.name, draft.subject.entry)
