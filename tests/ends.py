"""Where a report with a defect ends when the first proposal is taken again and again, and whether the truth was ever shown."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from diagnosed import MOST_ROUNDS, Changes, Press
from jslint.diagnosis.limits import MOST_ROUNDED
from jslint.diagnostic import Diagnostic
from jslint.editing.fixing import with_edits

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
CENT = Decimal("0.01")

State = Literal["as it was", "not at an end", "clean but false"]
"""`not at an end` is said of a report of which findings remain, with or without a proposal."""


class Step(Struct, frozen=True):
    """A proposal that was taken: whether it undid the defect, whether one shown beside it would have, what it says of itself.

    `is_near` where the truth is one of those shown but for what rounding leaves open.
    """

    title: str
    reason: str
    is_true: bool
    is_shown: bool
    is_near: bool
    findings: int


class End(Struct, frozen=True):
    """What became of a report with a defect."""

    state: State
    steps: tuple[Step, ...]
    left: tuple[Diagnostic, ...]

    @property
    def was_shown(self) -> bool:
        """Whether the truth was among the proposals at some step."""
        return any(step.is_true or step.is_shown for step in self.steps)

    @property
    def was_told_open(self) -> bool:
        """Whether a proposal that was taken said that cells stay open; those of rounding, where the truth is not farther off."""
        return any(
            "应为多少不能确定" in step.reason
            or "各为多少不能确定" in step.reason
            or (step.is_near and "以内不能确定" in step.reason)
            for step in self.steps
        )


def plain(text: str) -> str:
    """A report's text with each nil written alike, without quotes and marks of thousands."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", text.replace('"', ""))
    return re.sub(r"~|(?<![\d.])-?0(?:\.0+)?(?![\d.])", "0", text)


def gains(reason: str) -> bool:
    """Whether what a proposal says of itself is more good than bad."""
    mended, spoilt = (re.search(each, reason) for each in (r"可使 (\d+) 条", r"会使另外 (\d+) 条"))
    return spoilt is None or mended is None or int(mended[1]) > int(spoilt[1])


def are_near(text: str, other: str) -> bool:
    """Whether two texts differ only in numbers, and in these no more than a worked-out number may be off."""
    if NUMBER.sub("", text) != NUMBER.sub("", other):
        return False
    pairs = zip(NUMBER.findall(text), NUMBER.findall(other), strict=True)
    return all(abs(Decimal(one) - Decimal(two)) <= MOST_ROUNDED * CENT for one, two in pairs)


def end_of(press: Press, changes: Changes) -> End | None:
    """Follow the first proposal of the first finding that has one until none is left; None where nothing notices the defect.

    One that says that it breaks as many relations as it mends is none.
    """
    text, truth = press.told(changes).text, plain(press.text)
    steps: list[Step] = []
    found = press.findings(text)
    if not found:
        return None
    seen = {text}
    while len(steps) < MOST_ROUNDS:
        speaking = next((each for each in found if each.likeliest is not None and gains(each.likeliest.reason)), None)
        if speaking is None or speaking.likeliest is None:
            break
        first = with_edits(text, speaking.likeliest.edits)
        ends = {plain(with_edits(text, fix.edits)) for each in found for fix in each.fixes}
        near = any(are_near(each, truth) for each in ends)
        repair = speaking.likeliest
        steps.append(Step(repair.title, repair.reason, plain(first) == truth, truth in ends, near, len(found)))
        text = first
        if text in seen:
            break
        seen.add(text)
        found = press.findings(text)
    state: State = "as it was" if plain(text) == truth else "not at an end" if found else "clean but false"
    return End(state, tuple(steps), tuple(found))
