"""What was made anew and says the same: relations, figures that were read again, and which trials of two ledgers differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import is_

from msgspec import Struct
from msgspec.structs import astuple

from jslint.diagnosis.trials import figures_of
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.report.tables import Table


class Anew:
    """Figures that were read anew and say what they said, by the figures that they take the place of."""

    def __init__(self) -> None:
        """None yet."""
        self.figures: dict[Figure, Figure] = {}

    def is_alike(self, old: object, new: object) -> bool:
        """Whether two relations, or parts of them, are the same but for such figures."""
        return is_same(old, new, self._says_the_same)

    def _says_the_same(self, old: Figure, new: Figure) -> bool:
        return _says(old) == _says(new) and self.figures.setdefault(old, new) is new


def is_same(old: object, new: object, are_alike: Callable[[Figure, Figure], bool] = is_) -> bool:
    """Whether two relations, or other things, are the same part by part; of figures, only the very same ones where nothing else is asked."""
    if old is new:
        return True
    if type(old) is not type(new) or isinstance(old, Table):  # a table that was read anew has other figures
        return False
    if isinstance(old, Figure) and isinstance(new, Figure):
        return are_alike(old, new)
    if isinstance(old, Struct) and isinstance(new, Struct):
        old, new = astuple(old), astuple(new)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(is_same(*pair, are_alike) for pair in zip(old, new, strict=True))
    return old == new


def changed(before: Sequence[Check], now: Sequence[Check]) -> Iterator[Figure]:
    """The figures of the trials that are in one of two ledgers only, or say something else in the other.

    One whose relation was made anew over the very same figures is in both.
    """
    gone = {id(check.relation): check for check in before if check.relation is not None}
    come: list[Check] = []
    for check in now:
        old = gone.get(id(check.relation))
        if old is not None and (old.outcome, old.reason) == (check.outcome, check.reason):
            del gone[id(old.relation)]
        elif check.relation is not None:
            come.append(check)
    alike = {(check.code, check.place, figures_of(check)): check for check in gone.values()}
    for check in come:
        old = alike.pop((check.code, check.place, figures_of(check)), None)
        if old is not None and is_same(_said(old), _said(check)):
            del gone[id(old.relation)]
        else:
            yield from figures_of(check)
    for check in gone.values():
        yield from figures_of(check)


def _said(check: Check) -> tuple[object, ...]:
    return check.relation, check.outcome, check.reason


def _says(figure: Figure) -> tuple[object, ...]:
    """All of a figure but where in its piece it stands."""
    place, anchor, *rest = astuple(figure)
    return place, anchor.piece, anchor.file, *rest
