"""Edits that belong together and would mend a finding, with what speaks for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.grid import digits_of
from jslint.diagnosis.keys import keys_between, shown
from jslint.diagnosis.units import FACTORS, is_converted
from jslint.diagnosis.what_if import Change
from jslint.figure import Figure
from jslint.ledger import Cause

SETTLES = "可使这一处相符"
"""What a repair does where the finding is no relation that must hold."""

NOTHING_ELSE = "且不影响其他关系"


class Proposal(Struct, frozen=True, eq=False):
    """Edits that belong together, and what speaks for them.

    `mended`, `spoilt`, `stays`: relations that hold then, good ones that break, own ones that stay broken.
    `usual`: what it mends less what it breaks of the relations that only usually hold.
    `keys`: how many lie between the first number and what is printed; `twice`: that amount stands in another row of the column
    too, whose own it may be; `only`: no other single figure could mend all that the finding speaks for; `exact`: nor could this
    one with another number.
    `cause`: what happened, where that is known; `exchanged`: numbers only change places, or several cells are wrong at once,
    which is one thing that happened, whatever the number of cells.
    `beside`: sums that were not weighed, their total being blank, and would add up; `favour`: what other places of the report
    are witness to; `carried`: how far down the balances it puts what was nothing.
    `within`: how far rounding leaves numbers of it open, and `among`: of how many repairs it is one then; `apart`: the cells in
    which it differs from the first of these, where its title would not tell.
    `settles`: whether it does what the finding says where that is no relation that must hold.
    `alike`: of how many repairs of other cells it is one that are as likely as the first.
    `loose`: all that speaks for it is a limit that other amounts would keep as well.
    """

    changes: tuple[Change, ...]
    mended: int
    spoilt: int = 0
    stays: int = 0
    usual: int = 0
    keys: int = 0
    only: bool = False
    exact: bool = False
    cause: Cause | None = None
    twice: bool = False
    exchanged: bool = False
    beside: int = 0
    favour: int = 0
    within: Decimal = ZERO
    among: int = 1
    apart: tuple[Change, ...] = ()
    settles: bool = False
    alike: int = 1
    carried: int = 0
    loose: bool = False

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """Ranks proposals: firm relations first, then usual ones, then how few cells and keys it takes."""
        return (*self._worth, -self.keys)

    @property
    def _worth(self) -> tuple[int, int, int]:
        return (self.mended - self.spoilt + self.beside, self.usual, -1 if self.exchanged else -len(self.changes))

    @property
    def likelihood(self) -> tuple[int, ...]:
        """What witnesses speak for first; then one key before an amount copied from another row, and that before any other."""
        return (*self._worth, self.favour, self.slip, self.twice, -self.keys, self.carried)

    @property
    def slip(self) -> int:
        """How much of a slip it undoes: one key in what is printed, and more surely the other unit, a sign or a digit in a zero."""
        is_key = self.exchanged or (self.keys <= 1 and not (self.changes and self.changes[0][0].is_zero))
        return is_key + (len(self.changes) == 1 and _is_telling(*self.changes[0]))

    @property
    def rank(self) -> tuple[int, int, int, bool]:
        """Those of one rank are as likely: all are shown."""
        return (*self._worth, self.keys <= 1)

    def title(self) -> str:
        """What the edits do, by the names of the cells, and in which it is not as the first of several that are alike."""
        if not self.apart:
            return self._done()
        names = [f"“{figure.place.inner_words()}”为 {shown(figure, number)}" for figure, number in self.apart]
        more = f"等 {len(names)} 格" if len(names) > limits.MOST_SUSPECTS else ""
        return f"{self._done()}，其中{'、'.join(names[: limits.MOST_SUSPECTS])}{more}"

    def _done(self) -> str:
        if len(self.changes) == 1:
            ((figure, number),) = self.changes
            return f"把{figure.place.words()}由 {figure.shown} 改为 {shown(figure, number)}"
        if (swapped := self._swapped()) is not None:
            return swapped
        places = [figure.place for figure, _ in self.changes]
        together = len({place.piece for place in places}) == 1
        names = [place.inner_words() if together else place.words() for place in places]
        where = f"《{places[0].title}》" if together else ""
        if len({(number, figure.unit, figure.printed_unit) for figure, number in self.changes}) == 1:
            return f"把{where}{_listed(_counted(names))} {len(places)} 格都改为 {shown(*self.changes[0])}"
        cells = f"把{where}{_listed([f'“{name}”' for name in names])} {len(places)} 格"
        spelled = "、".join(shown(figure, number) for figure, number in self.changes[: limits.MOST_SUSPECTS])
        return f"{cells}依次改为 {spelled}{'…' if len(places) > limits.MOST_SUSPECTS else ''}"

    def _swapped(self) -> str | None:
        """What the edits do where they let two cells, rows or columns of a table change places."""
        pairs = list(zip(self.changes[::2], self.changes[1::2], strict=False))
        places = [figure.place for figure, _ in self.changes]
        if len({place.piece for place in places}) > 1 or 2 * len(pairs) != len(places):
            return None
        if any(one.value != here or other.value != there for (one, there), (other, here) in pairs):
            return None
        names = [{place.row for place in places[side::2]} for side in (0, 1)], "行"
        if any(len(each) > 1 for each in names[0]) or names[0][0] == names[0][1]:
            names = [{place.column for place in places[side::2]} for side in (0, 1)], "栏"
        if len(pairs) == 1:
            names = [{place.inner_words()} for place in places], "格"
        if any(len(each) > 1 for each in names[0]) or names[0][0] == names[0][1]:
            return None
        (one,), (other,) = names[0]
        rows = _rows(list(dict.fromkeys(place.row for place in places))) if names[1] == "栏" else ""
        return f"把《{places[0].title}》{rows}“{one}”与“{other}”两{names[1]}的数字换回"

    def reason(self, figure: Figure, number: Decimal) -> str:
        """Why one of the figures should be that number, in words."""
        others = len(self.changes) - 1
        together = f"，须与另外 {others} 格一并改正" if others else ""
        return "，".join(part for part in (f"改为 {shown(figure, number)}{together}", self.effect()) if part)

    def effect(self) -> str:
        """What the edits mend, and what they leave or break; nothing where no relation was tried that tells."""
        if not self.mended and not self.settles:
            return ""
        text = f"{f'可使 {self.mended} 条勾稽关系成立' if self.mended else SETTLES}，{self._beyond()}"
        if self.alike > 1:
            text = f"{text}；同样说得通的改法共 {self.alike} 种，不能确定是哪一种"
        elif self.loose:
            text = f"{text}；也可能另有原因，不能确定"
        if self.cause is not None and self.cause.lost:
            text = f"{text}；另有 {len(self.cause.lost)} 格应为多少不能确定"
        if self.cause is not None and self.cause.shared:
            text = f"{text}；{_named(self.cause.shared)}只知道合起来是多少，各为多少不能确定"
        if self.within:
            text = f"{text}；{self.within} 以内不能确定"
        if self.among > 1:
            least = "至少 " if self.among > limits.MOST_NEAR else ""
            text = f"{text}，这是同样成立的{least or ' '}{self.among} 种改法之一"
        return text

    def _beyond(self) -> str:
        if self.only:
            far = "" if self.exact or self.within else "（四舍五入，尾数可能差一点）"
            return f"只改这一处就能使全部 {self.mended} 条成立，没有别的单一改法{far}"
        if self.spoilt:
            return f"但会使另外 {self.spoilt} 条不成立"
        if self.stays:
            return f"另有 {self.stays} 条仍不成立"
        return NOTHING_ELSE


def _rows(names: Sequence[str]) -> str:
    """Of several rows the first and the last, with how many they are."""
    return f"从“{names[0]}”到“{names[-1]}” {len(names)} 行的" if len(names) > 1 else f"“{names[0]}”一行的"


def _named(figures: Sequence[Figure]) -> str:
    """Some cells by the names of the first, with how many they are."""
    names = [f"“{figure.place.inner_words()}”" for figure in figures]
    return f"{_listed(names)} {len(figures)} 格"


def _counted(names: Iterable[str]) -> list[str]:
    """Each name once; of one that several cells have, as where sentences say a thing again, how many they are."""
    return [f"“{name}”" + (f"（{count} 处）" if count > 1 else "") for name, count in Counter(names).items()]


def _listed(names: Sequence[str]) -> str:
    more = "等" if len(names) > limits.MOST_SUSPECTS else ""
    return f"{'、'.join(names[: limits.MOST_SUSPECTS])}{more}"


def _is_telling(figure: Figure, number: Decimal) -> bool:
    """Whether all digits stay, which chance would not leave: the other unit, or a minus sign too many.

    Or one digit only stands where nothing may: amounts are hardly ever so round, and often nothing.
    """
    if number == ZERO and figure.unit in FACTORS:
        return digits_of(figure.value) == 1 and keys_between(figure, number) == 1
    return is_converted(figure, number) or number == -figure.value > ZERO
