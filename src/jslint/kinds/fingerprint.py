"""A name for a finding that stays while its figures stay, wherever they move in the file."""

from __future__ import annotations

from jslint.digest import blake2b
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.pattern import Pattern

_DOUBLED = Pattern(r"#[0-9]+$")


def fingerprint(check: Check) -> str:
    """`k` and eight hexadecimal digits over the rule and the places and texts of its figures.

    Zeros and blanks are left out but for the judged figure, so that an empty row more or less changes nothing. A finding
    without figures is named by its subject.
    """
    figures = [*check.figures, *_elsewhere(check)]
    telling = [figure for index, figure in enumerate(figures) if index == 0 or not figure.is_zero]
    parts = [check.code, *(_name(figure) for figure in telling)] if telling else [check.code, check.subject]
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"k{digest}"


def _elsewhere(check: Check) -> list[Figure]:
    """The figures of other reports that it weighs, which are none of its own."""
    return [figure for figure in check.relation.figures if figure.place.report] if check.relation is not None else []


def _name(figure: Figure) -> str:
    place = figure.place
    names = (place.report, _DOUBLED.sub("", place.piece)) if place.report else (_DOUBLED.sub("", place.piece),)
    return "\x1e".join((*names, place.row, place.column, figure.printed))
