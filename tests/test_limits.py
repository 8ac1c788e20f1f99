"""No limit of the diagnosis can be changed without a test failing: each is tried on both of its sides."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest

import searches
from jslint.amount import ZERO
from jslint.diagnosis import Proposals, group, limits
from jslint.diagnosis.copied import _are_telling
from jslint.diagnosis.displaced import least_promise
from jslint.diagnosis.grid import Grid
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, is_enough, leaves_little, spoils_little, weigh
from jslint.diagnosis.nearby import nearby
from jslint.diagnosis.sequences import Entry, astray
from jslint.diagnosis.siblings import Siblings
from jslint.diagnosis.slips import followed
from jslint.diagnosis.standing import asked
from jslint.diagnosis.telling import told_with
from jslint.diagnosis.trials import Trials, solvable
from jslint.diagnosis.turned import Turned
from jslint.diagnosis.what_if import Effect, WhatIf
from jslint.ledger import Cause
from jslint.relation import AtMost, Same, Sum, Term
from searches import PIECE, STEP, check, figure, table


def added(total: str, *parts: str) -> Sum:
    return Sum((Term(figure(total)),), tuple(Term(figure(part, at)) for at, part in enumerate(parts, 10)))


def weighed(explained: int, spoilt: int = 0, left: int = 0) -> Weighed:
    effect = Effect(tuple(range(explained)), tuple(range(100, 100 + spoilt)))
    return Weighed(Hypothesis("figure", ()), effect, left)


def repeated(count: int) -> int:
    """Cells that are changed together where so many print one figure, each known by the next, and one of them is wrong."""
    wrong = [figure("7.00", at) for at in range(count)]
    same = [check(Same(one, other)) for one, other in pairwise(wrong)]
    what_if = WhatIf(Trials((check(Same(wrong[0], figure("9.00", 999))), *same)))
    return len(followed(what_if, wrong[0], Decimal("9.00"))[0])


def turned(by: int) -> bool:
    """Whether a class is found that stands so many rows too high."""
    amounts = ["91.00", *(f"{at}.00" for at in range(1, 14))]
    class_ = table(*amounts[by:], *amounts[:by])
    cells = [row.cells["合计"] for row in class_.rows]
    what_if = WhatIf(Trials((check(Sum((Term(cells[0]),), tuple(map(Term, cells[1:])))),)))
    return Turned({PIECE: class_}).best(what_if) is not None


def spoken(broken: int) -> int:
    """Findings left of so many identities with one wrong figure."""
    wrong = figure("5.00")
    return len(group([check(Same(figure("6.00", at), wrong)) for at in range(1, broken + 1)], {}))


def together(parts: int) -> int:
    """Findings left of a sum with so many wrong parts, each told by two other findings."""
    wrong = [figure("5.00", at) for at in range(parts)]
    whole = check(Sum((Term(figure(f"{6 * parts}.00", 500)),), tuple(map(Term, wrong))), "JS102")
    others = [check(Same(each, figure("6.00", 600 + at)), "JS103") for at, each in enumerate(wrong)]
    return len(group([whole, *others], {})) - parts


def rounded(steps: int) -> bool:
    """Whether a found number that is so many steps off is taken as settling a relation over it."""
    part = figure("1.00")
    what_if = WhatIf(Trials((check(Same(figure("9.00", 9), part)),)))
    change = (part, Decimal("9.00") + steps * STEP)
    return bool(what_if.effect([change], found=[change]).mended)


def near(total: str, parts: int, number: str) -> int:
    """How many numbers near a solution are tried, in a sum of so many parts."""
    wrong = figure("1.00", 5)
    others = tuple(Term(figure("1.00", 10 + at)) for at in range(parts))
    what_if = WhatIf(Trials((check(Sum((Term(figure(total)),), (Term(wrong), *others))),)))
    return len(list(what_if.near(wrong, Decimal(number))))


def run(length: int, *, also: int = 0) -> int:
    """Rows held to be astray, of a column whose first amounts stand one name below where the sister has them."""
    amounts = [f"{3 + at}.1{at}" for at in range(length)]
    own = [Entry("0", figure("0.00"))] + [Entry(str(at + 1), figure(text)) for at, text in enumerate(amounts)]
    sister = [Entry(str(at), figure(text)) for at, text in enumerate(amounts)] + [Entry(str(length), figure("0.00"))]
    more = [f"{50 + at}.3{at}" for at in range(also)]
    own += [Entry("90", figure("77.77")), Entry("91", figure("0.00"))]
    own += [Entry(f"{92 + at}", figure(text)) for at, text in enumerate(more)]
    sister += [Entry("90", figure("77.77"))] + [Entry(f"{91 + at}", figure(text)) for at, text in enumerate(more)]
    return len(astray(own, [*sister, Entry(f"{91 + also}", figure("0.00"))], complete=True))


def off(lost: int) -> int:
    """Repairs shown beside one, of so many lost cells each of which is known but for a step."""
    cells = [figure("5.00", at) for at in range(lost)]
    sums = [Sum((Term(figure(f"{9 + at}.31")),), (Term(each), Term(figure("3.00")))) for at, each in enumerate(cells)]
    what_if = WhatIf(Trials([check(each) for each in sums]))
    changes = tuple((each, Decimal(f"{6 + at}.31")) for at, each in enumerate(cells))
    return len(nearby(what_if, weigh(what_if, Hypothesis("copied", changes, worked_out=changes))))


def told(cells: int) -> int:
    """Places that the message about so many cells names."""
    changes = tuple((figure("1.00", at), ZERO) for at in range(cells))
    finding = told_with(check(added("9.00", "1.00", "2.00")), Cause("exchanged", changes, words="互换", remedy="换回"))
    return len(finding.related) if finding else 0


def suspects(parts: int) -> int:
    """Proposals where one part is likelier than all others: it alone is one key away."""
    total = Decimal("9.00") + parts * Decimal("7.95")
    found = check(added(str(total), "5.00", *["7.95"] * parts))
    return len(Proposals((found,), {}).of(found))


def siblings(blank: int) -> int:
    """Repairs shown where a row exceeds its limit and so many of its class print nothing."""
    class_ = table("91.00", "91.00", *["0.00"] * blank)
    total, wrong, *_ = figures = list(class_.figures())
    limit, whole = figure("5.00", 900, piece="另一张表"), figure("5.00", 910, piece="另一张表")
    sums = Sum((Term(total),), tuple(map(Term, figures[1:]))), Same(limit, whole)
    what_if = WhatIf(Trials([*map(check, sums), check(AtMost((Term(wrong),), (Term(limit),)))]))
    found = Siblings({PIECE: class_}).best(what_if)
    return 0 if found is None else 1 + len(found.rivals)


PROBES: dict[str, tuple[Callable[[], object], Callable[[], object], object, object]] = {
    "ENOUGH": (lambda: is_enough(weighed(1)), lambda: is_enough(weighed(2)), False, True),
    "CLEARLY": (lambda: spoils_little(weighed(9, 1)), lambda: spoils_little(weighed(10, 1)), False, True),
    "MOSTLY": (lambda: leaves_little(weighed(3, left=1)), lambda: leaves_little(weighed(4, left=1)), False, True),
    "TELLING": (lambda: asked(1), lambda: asked(2), 3, 2),
    "WITNESSES": (lambda: least_promise(9), lambda: least_promise(10), 1, 2),
    "TELLING_DIGITS": (
        lambda: _are_telling([figure("5.30"), figure("5.30", 4)]),
        lambda: _are_telling([figure("5.31"), figure("5.31", 4)]),
        False,
        True,
    ),
    "MOST_PARTS": (
        lambda: len(solvable(check(added("1.00", *["1.00"] * 59)))),
        lambda: len(solvable(check(added("1.00", *["1.00"] * 60)))),
        60,
        60,
    ),
    "MOST_REPEATED": (lambda: repeated(12), lambda: repeated(13), 12, 1),
    "FARTHEST": (lambda: turned(9), lambda: turned(8), True, False),
    "MOST_BROKEN": (lambda: spoken(2000), lambda: spoken(2001), 1, 2001),
    "MOST_SHARED": (lambda: together(8), lambda: together(9), 0, 1),
    "MOST_ROUNDED": (lambda: rounded(5), lambda: rounded(6), True, False),
    "MOST_PLACES": (
        lambda: len(Grid(table(*["5.00"] * 8)).printing("合计", Decimal(5), Decimal(5))),
        lambda: len(Grid(table(*["5.00"] * 9)).printing("合计", Decimal(5), Decimal(5))),
        8,
        0,
    ),
    "MOST_STEPS": (lambda: near("900.00", 70, "831.00"), lambda: near("900.00", 50, "851.00"), 60, 52),
    "BESIDE_ROUNDING": (lambda: near("7.30", 6, "1.30"), lambda: near("7.36", 6, "1.36"), 6, 6),
    "FEWEST_AMOUNTS": (lambda: run(3), lambda: run(4), 0, 4),
    "FEWEST_JOINED": (lambda: run(4, also=2), lambda: run(4, also=3), 4, 7),
    "MOST_TOLD": (lambda: told(24), lambda: told(25), 24, 24),
    "MOST_SIBLINGS": (lambda: siblings(12), lambda: siblings(13), 12, 0),
    "MOST_SUSPECTS": (lambda: suspects(3), lambda: suspects(4), 3, 3),
    "MOST_DRAFTS": (lambda: searches.drafts(48), lambda: searches.drafts(49), 48, 48),
    "MOST_TAKEN": (lambda: searches.taken(8), lambda: searches.taken(9), 8, 8),
    "MOST_RIVALS": (lambda: searches.rivals(41), lambda: searches.rivals(42), 40, 40),
    "MOST_BLOCKS": (lambda: searches.blocks(9), lambda: searches.blocks(20), 16, 16),
    "MOST_SPOILT": (lambda: searches.grown(3), lambda: searches.grown(4), 22, 2),
    "MOST_PAIRED": (lambda: searches.paired(22), lambda: searches.paired(23), True, False),
    "MOST_NEAR": (lambda: off(2), lambda: off(3), 8, 12),
    "SEVERAL": (lambda: searches.borne(2), lambda: searches.borne(3), False, True),
    "FEWEST_TOUCHING": (lambda: searches.touching(1), lambda: searches.touching(2), 4, 6),
    "MOST_ENDS": (lambda: searches.ended(7), lambda: searches.ended(8), 5, 5),
    "REACH": (lambda: searches.reached(30), lambda: searches.reached(40), 6, 6),
}


@pytest.mark.parametrize("name", PROBES)
def test_a_limit_is_where_it_is_said_to_be(name: str) -> None:
    below, above, expected, beyond = PROBES[name]
    assert (below(), above()) == (expected, beyond)


@pytest.mark.parametrize("name", PROBES)
def test_another_limit_would_be_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    below, above, expected, beyond = PROBES[name]
    old = getattr(limits, name)
    for other in (old - 1, old + 1):
        monkeypatch.setattr(limits, name, other)
        assert (below(), above()) != (expected, beyond), f"{name} = {other}"


def test_every_limit_is_tried() -> None:
    assert {name for name in vars(limits) if name.isupper()} == PROBES.keys()
