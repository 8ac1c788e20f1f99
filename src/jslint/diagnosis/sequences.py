"""Two columns of amounts laid beside each other: runs of amounts that stand against other names than in the sister column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from jslint.diagnosis import limits
from jslint.figure import Figure


class Entry(Struct, frozen=True):
    """A row's name (its code) and its amount in one column."""

    name: str
    figure: Figure


class Astray(Struct, frozen=True):
    """A row that prints another row's amount: which entry, and the sister's entry that the amount belongs to."""

    index: int
    sister: Entry


def astray(own: Sequence[Entry], sister: Sequence[Entry], *, complete: bool = False) -> tuple[Astray, ...]:
    """The rows of a column that print, one after the other, amounts that the sister column has against other names.

    Zeros are passed over, so the distance in rows may change within a run. A row counts where its own name stands in the
    sister column with another amount (with `complete`, a name that is not there counts as zero).
    """
    numbers = {entry.name: entry.figure.number for entry in sister}
    telling = [index for index, entry in enumerate(own) if not entry.figure.is_zero and entry.figure.number is not None]
    theirs = [entry for entry in sister if not entry.figure.is_zero and entry.figure.number is not None]
    wrong = {
        index
        for index in telling
        if (own[index].name in numbers or complete) and numbers.get(own[index].name) != own[index].figure.number
    }
    if len({own[index].figure.number for index in wrong}) < limits.FEWEST_AMOUNTS - 1:
        return ()
    runs = sorted(_runs(own, telling, theirs), key=lambda run: (-len(run), run[0]))
    taken: dict[int, int] = {}
    long = [run for run in runs if _tells(own, telling, wrong, run)]
    for run in (*long, *(run for run in runs if long and run not in long and len(run) >= limits.FEWEST_TOUCHING)):
        touches = any(at - 1 in taken or at + 1 in taken for at, _ in run)
        joins = touches or len(run) >= limits.FEWEST_JOINED
        if joins and not any(at in taken for at, _ in run):
            taken.update(run)
    return tuple(Astray(telling[at], theirs[there]) for at, there in sorted(taken.items()))


def _runs(own: Sequence[Entry], telling: Sequence[int], theirs: Sequence[Entry]) -> Iterator[list[tuple[int, int]]]:
    """Neighbouring amounts that are neighbours in the sister column too, under other names: as pairs of positions."""
    places: dict[object, list[int]] = {}
    for there, entry in enumerate(theirs):
        places.setdefault(entry.figure.number, []).append(there)
    begun: dict[int, list[tuple[int, int]]] = {}
    for at, index in enumerate(telling):
        going = {}
        spots = places.get(own[index].figure.number, [])
        for there in spots if len(spots) <= limits.MOST_PLACES else ():
            if theirs[there].name != own[index].name:
                going[there - at] = [*begun.pop(there - at, []), (at, there)]
        yield from begun.values()
        begun = going
    yield from begun.values()


def _tells(own: Sequence[Entry], telling: Sequence[int], wrong: set[int], run: Sequence[tuple[int, int]]) -> bool:
    """Whether a run is too long for chance, and its names have other amounts in the sister column."""
    amounts = {own[telling[at]].figure.number for at, _ in run}
    astray_ = {own[telling[at]].figure.number for at, _ in run if telling[at] in wrong}
    return len(amounts) >= limits.FEWEST_AMOUNTS and len(astray_) >= limits.FEWEST_AMOUNTS - 1
