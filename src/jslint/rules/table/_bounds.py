"""Bounds propagation through signed sums that must be zero: exact, on integers, with a bounded amount of work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct


class Link(NamedTuple):
    """A sum that must be zero: its variables by number, and the sign (1 or -1) of each."""

    variables: tuple[int, ...]
    signs: tuple[int, ...]


Box = list[tuple[int, int]]
"""The closed interval of each variable, by its number; in whole grid steps."""


class ExhaustedError(Exception):
    """The allowed work is used up before an answer was found."""


class Budget(Struct):
    """How many more terms may be looked at; raises ExhaustedError beyond."""

    left: int

    def spend(self, terms: int) -> None:
        """Take the work of looking at a sum of that many terms."""
        self.left -= terms
        if self.left < 0:
            raise ExhaustedError


class Net(Protocol):
    """Links over variables, which may come into being only when they are asked for."""

    def link(self, number: int) -> Link:
        """The link of that number."""

    def interval(self, variable: int) -> tuple[int, int]:
        """What a variable of a link that was given may be at first."""

    def links_at(self, variable: int) -> Iterable[int]:
        """The numbers of the links that a variable stands in."""


class Links:
    """A net of given links."""

    def __init__(self, links: Sequence[Link], box: Box) -> None:
        """`box` holds the interval of each variable, by its number."""
        self.numbers = range(len(links))
        self._links = links
        self._box = box
        self._at: dict[int, list[int]] = {}
        for number, link in enumerate(links):
            for variable in link.variables:
                self._at.setdefault(variable, []).append(number)

    def link(self, number: int) -> Link:
        """The link of that number."""
        return self._links[number]

    def interval(self, variable: int) -> tuple[int, int]:
        """What a variable may be at first."""
        return self._box[variable]

    def links_at(self, variable: int) -> Iterable[int]:
        """The numbers of the links that a variable stands in."""
        return self._at[variable]


class Propagation:
    """Tightens the intervals of a net's variables until nothing changes, or until a link can no longer be zero."""

    def __init__(self, net: Net, budget: Budget) -> None:
        """The net is not changed; `box` holds the variables that were looked at, tightened."""
        self.box: dict[int, tuple[int, int]] = {}
        self._net = net
        self._budget = budget
        self._tightened: dict[int, list[int]] = {}

    def run(self, start: Iterable[int]) -> int | None:
        """The number of a link that has become impossible, or None where all bounds have settled.

        `start` are the links that may tighten anything at first. Every bound stays on the grid, so this ends; raises
        ExhaustedError where that takes more than the budget.
        """
        pending = deque(start)
        waiting = set(pending)
        while pending:
            number = pending.popleft()
            waiting.discard(number)
            changed = self._tighten(number)
            if changed is None:
                return number
            for variable in changed:
                self._tightened.setdefault(variable, []).append(number)
                for other in self._net.links_at(variable):
                    if other != number and other not in waiting:
                        waiting.add(other)
                        pending.append(other)
        return None

    def _tighten(self, number: int) -> list[int] | None:
        """The variables whose interval became smaller through a link; None where the link is impossible."""
        link, box = self._net.link(number), self.box
        self._budget.spend(len(link.variables))
        low = high = 0
        for variable, sign in zip(link.variables, link.signs, strict=True):
            if variable not in box:
                box[variable] = self._net.interval(variable)
            below, above = box[variable]
            low += below if sign > 0 else -above
            high += above if sign > 0 else -below
        if low > 0 or high < 0:
            return None
        changed = []
        for variable, sign in zip(link.variables, link.signs, strict=True):
            below, above = box[variable]
            if sign > 0:
                narrow = (max(below, above - high), min(above, below - low))
            else:
                narrow = (max(below, above + low), min(above, below + high))
            if narrow != (below, above):
                box[variable] = narrow
                changed.append(variable)
                own_low, own_high = (below, above) if sign > 0 else (-above, -below)
                new_low, new_high = narrow if sign > 0 else (-narrow[1], -narrow[0])
                low += new_low - own_low
                high += new_high - own_high
        return changed

    def causes(self, number: int) -> list[int]:
        """The links that may have had a part in making a link impossible, itself included, in order."""
        reached, pending = {number}, [number]
        while pending:
            for variable in self._net.link(pending.pop()).variables:
                for cause in self._tightened.get(variable, ()):
                    if cause not in reached:
                        reached.add(cause)
                        pending.append(cause)
        return sorted(reached)


def impossible(links: Sequence[Link], box: Box, budget: Budget) -> bool:
    """Whether propagation finds that the links cannot all be zero within the box."""
    net = Links(links, box)
    return Propagation(net, budget).run(net.numbers) is not None


def irreducible(candidates: Sequence[int], conflicting: Callable[[Sequence[int]], bool]) -> list[int]:
    """A smallest-by-inclusion part of the candidates that is still conflicting (QuickXplain, Junker 2004).

    `conflicting` must hold for all candidates together, and for every set that contains a conflicting one.
    """

    def explain(background: list[int], added: list[int], rest: list[int]) -> list[int]:
        if added and conflicting(background):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        from_second = explain(background + first, first, second)
        from_first = explain(background + from_second, from_second, first)
        return from_first + from_second

    return sorted(explain([], [], list(candidates)))
