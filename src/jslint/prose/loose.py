"""Which figures nothing else is known to be tied to, and what the words beside them make of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from jslint.prose.numbers import Number
from jslint.prose.reader import Read
from jslint.prose.reading import Reading
from jslint.prose.reckoning import Reckoning, reckoned
from jslint.prose.text import Prose

REPEATS_NOTHING = {"数量的增减，报告中没有对应的数": "count", "工作覆盖面，报告中没有对应的数": "percent"}
"""Why figures repeat nothing that may still be made of those beside them, and of which kind they are."""
VEHICLES = frozenset({"辆", "台", "部"})
_start = attrgetter("start")
_TIED = frozenset({"share", "change", "change_rate", "completion_rate"})


class WorkedOut(NamedTuple):
    """A figure worked out of others: of which passage and section, in which of its sentences."""

    passage: int
    topic: str
    sentence: int
    reckoning: Reckoning


def worked_out(proses: Sequence[Prose], readings: Sequence[Reading], reads: Sequence[Read]) -> list[WorkedOut]:
    """What the words beside the figures that nobody could bind make them of, in all passages, and the figures that those are made of."""
    by_passage: dict[int, list[Reading]] = {}
    for reading in readings:
        by_passage.setdefault(reading.passage, []).append(reading)
    found: list[WorkedOut] = []
    for index, (prose, read) in enumerate(zip(proses, reads, strict=True)):
        found += _of_passage(index, prose, by_passage.get(index, []), read)
    return [*found, *_operands(found, readings)]


def _of_passage(index: int, prose: Prose, own: Sequence[Reading], read: Read) -> Iterator[WorkedOut]:
    """What is worked out in a passage; `own` are its readings in the order of the text."""
    numbers = {reading.number.start: reading.number for reading in own if reading.number is not None}
    loose = _loose(own, read)
    made = reckoned(prose.text, (numbers | loose).values(), loose.values())
    names = {each.number.start: each.subject.name for each in reversed(own) if each.number is not None} if made else {}
    for each in made:
        at = bisect_right(own, each.number.start, key=_start)
        topic, sentence = (own[at - 1].topic, own[at - 1].sentence) if at else ("", 0)
        name = names.get(each.number.start, each.name)
        yield WorkedOut(index, topic, sentence, replace(each, name=name))


def _loose(own: Sequence[Reading], read: Read) -> dict[int, Number]:
    """The figures of a passage that nothing is known to be tied to, by where they begin."""
    loose = {number.start: number for number, _ in read.unbound}
    loose |= {
        each.start: each.restored(REPEATS_NOTHING[each.free]) for each in read.free if each.free in REPEATS_NOTHING
    }
    loose |= {each.number.start: each.number for each in own if each.number is not None and _is_loose(each)}
    return loose


def _operands(made: Sequence[WorkedOut], readings: Sequence[Reading]) -> Iterator[WorkedOut]:
    """The figures that others are worked out of and of which nothing else is said."""
    said = {(each.passage, each.number.start) for each in readings if each.number is not None}
    said |= {(each.passage, each.reckoning.number.start) for each in made}
    for each in made:
        for number in each.reckoning.operands:
            if (each.passage, number.start) not in said:
                said.add((each.passage, number.start))
                yield each._replace(reckoning=Reckoning(number, "operand", (), name=each.reckoning.name))


def _is_loose(reading: Reading) -> bool:
    """Whether a ratio or a change has found no figure that it was made from; a number of what is counted, and a score, may be a sum."""
    if reading.role == "score":
        return True
    if reading.role == "count":
        return reading.number is not None and reading.number.unit not in VEHICLES
    unsaid = reading.part is None or reading.role == "change_rate" or (reading.role == "share" and not reading.of)
    return reading.role in _TIED and reading.base is None and unsaid
