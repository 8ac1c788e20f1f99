"""One defect, one finding: where broken trials see the same figures, the most telling speaks for the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jslint.ledger import Check
from jslint.rule import About


def group(checks: Iterable[Check], abouts: Mapping[str, About]) -> tuple[Check, ...]:
    """The ledger with every broken trial that yields to another attached to that other as its consequence.

    A trial yields where its rule says so (`yields_to`) and the two share a figure. Chains end at the one that yields to none.
    """
    ledger = tuple(checks)
    broken = [check for check in ledger if check.outcome == "broken"]
    masters = {id(check): _master(check, broken, abouts) for check in broken}
    followers: dict[int, list[Check]] = {}
    for check in broken:
        top = _top(check, masters)
        if top is not check:
            followers.setdefault(id(top), []).append(check)
    if not followers:
        return ledger
    silent = {id(check) for group_ in followers.values() for check in group_}
    return tuple(
        check.with_changes(consequences=tuple(followers[id(check)])) if id(check) in followers else check
        for check in ledger
        if id(check) not in silent
    )


def _master(check: Check, broken: list[Check], abouts: Mapping[str, About]) -> Check | None:
    about = abouts.get(check.code)
    if about is None or not about.yields_to:
        return None
    own = {id(figure) for figure in check.figures}
    for code in about.yields_to:
        for other in broken:
            if other.code == code and other is not check and any(id(figure) in own for figure in other.figures):
                return other
    return None


def _top(check: Check, masters: Mapping[int, Check | None]) -> Check:
    seen = {id(check)}
    at = check
    while (above := masters.get(id(at))) is not None and id(above) not in seen:
        seen.add(id(above))
        at = above
    return at
