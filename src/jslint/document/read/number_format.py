"""A stored number as a spreadsheet shows it: the figure is what is printed, so the cell's format decides its digits.

The grammar is that of ECMA-376 (18.8.31); what it leaves open is as Excel does it.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from jslint.document.read.date_format import shown_date
from jslint.document.read.format_code import Mark, Section, sections

_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
"""Digits that Excel keeps of a number: what stands behind them is the noise of binary fractions."""
_EXACT = Context(prec=400)
_WIDTH = 11
"""Characters that the format General shows, the decimal point among them."""
_MOST_PLACES = 30
_MOST_EXPONENT = 308
_CURRENCIES = frozenset({"¥", "￥", "$", "US$", "€", "CNY", "RMB", "人民币"})
_HOLDS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne}


@lru_cache(maxsize=16384)
def shown(number: Decimal, form: str, *, since_1904: bool = False) -> str:
    """What a number format prints for a number, "" where it prints nothing.

    Three things are read for what they mean: a negative number that only its red colour or brackets tell from a positive one gets its
    sign, a currency sign is left out, and a figure printed without a digit before its point (.50) gets the 0.
    """
    if number and abs(number.adjusted()) > _MOST_EXPONENT:
        return f"{number}"  # no number of a spreadsheet
    number = number.normalize(_KEPT)
    chosen, is_bare = _chosen(number, sections(form))
    value = abs(number) if is_bare else number
    if not chosen.marks:
        return "-" if number < 0 and not is_bare else ""
    if chosen.has("date"):
        return shown_date(number, chosen, since_1904=since_1904) or general(number)
    text = _number(abs(value), chosen.marks)
    if number < 0 and is_bare:
        if text[:1] in {"(", "（"} and text[-1:] in {")", "）"}:
            return f"-{text[1:-1].strip()}"
        return f"-{text}" if chosen.is_red and not any(sign in text for sign in "-－−△▲") else text
    return f"-{text}" if value < 0 else text


def shown_text(text: str, form: str) -> str:
    """What a format prints for a text: its fourth section, or the one with a place for text."""
    parts = sections(form)
    chosen = parts[3] if len(parts) > 3 else parts[-1]
    if len(parts) > 3 or chosen.has("text"):
        return "".join(text if mark.kind == "text" else mark.text for mark in chosen.marks)
    return text


def _chosen(number: Decimal, parts: Sequence[Section]) -> tuple[Section, bool]:
    """The section that a number falls in, and whether that section prints it without a sign of its own."""
    if any(part.condition for part in parts[:3]):
        for place, part in enumerate(parts[:3]):
            if part.condition is None or _HOLDS[part.condition[0]](number, part.condition[1]):
                below = part.condition is not None and part.condition[0] in {"<", "<="} and part.condition[1] <= 0
                return part, below or (place == 1 and part.condition is None and parts[0].condition is not None and parts[0].condition[1] <= 0)  # fmt: skip
        return parts[0], False
    if number < 0 and len(parts) > 1:
        return parts[1], True
    return (parts[2] if not number and len(parts) > 2 else parts[0]), False


def general(number: Decimal) -> str:
    """As 「常规」 shows it, without an exponent.

    A number of at most two decimals is an amount as somebody typed it, and stays whole even where the column cuts it.
    """
    kept = number.normalize(_KEPT)
    plain = f"{kept:f}"
    decimals = plain.partition(".")[2]
    if len(decimals) > 2 and len(plain.lstrip("-")) > _WIDTH:
        places = _WIDTH - 1 - len(plain.lstrip("-").partition(".")[0])
        step = Decimal((0, (1,), -places)) if places > 0 else Decimal(1)
        if abs(kept) < Decimal("0.0001"):
            step = Decimal((0, (1,), kept.adjusted() - 5))
        plain = f"{kept.quantize(step, ROUND_HALF_UP, _EXACT):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def _number(value: Decimal, marks: Sequence[Mark]) -> str:
    """A number that is not negative, by the marks of its section."""
    kinds = _kinds(marks)
    if "power" in kinds:
        return _scientific(value, marks)
    if "slash" in kinds and "digit" in kinds[: kinds.index("slash")]:
        return _fraction(value, marks)
    if "general" in kinds or ("text" in kinds and "digit" not in kinds):
        return "".join(general(value) if mark.kind in {"general", "text"} else mark.text for mark in marks).strip()
    scaled = value.scaleb(2 * kinds.count("percent") - 3 * _scaling(kinds), _EXACT)
    printed = [mark for mark in marks if not (mark.kind == "literal" and mark.text.strip() in _CURRENCIES)]
    return _laid_out(scaled, printed, groups=_groups(kinds)).strip()


def _kinds(marks: Sequence[Mark]) -> tuple[str, ...]:
    return tuple([mark.kind for mark in marks])


@lru_cache(maxsize=512)
def _digit_places(kinds: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """Where the digit places before and after the point stand."""
    point = kinds.index("point") if "point" in kinds else len(kinds)
    places = [at for at, kind in enumerate(kinds) if kind == "digit"]
    return [at for at in places if at < point], [at for at in places if at > point]


@lru_cache(maxsize=512)
def _scaling(kinds: tuple[str, ...]) -> int:
    """How many commas stand directly behind the last place before the point, or behind the last of all."""
    count = 0
    for places in _digit_places(kinds):
        at = places[-1] + 1 if places else len(kinds)
        while at < len(kinds) and kinds[at] == "comma":
            count, at = count + 1, at + 1
    return count


@lru_cache(maxsize=512)
def _groups(kinds: tuple[str, ...]) -> bool:
    """Whether a comma between two places before the point asks for thousands commas."""
    before, _ = _digit_places(kinds)
    return bool(before) and "comma" in kinds[before[0] : before[-1]]


def _laid_out(value: Decimal, marks: Sequence[Mark], *, groups: bool) -> str:
    """The digits in their places, the literal text between them; commas, and a point that no digit follows, are not printed."""
    before, after = _digit_places(_kinds(marks))
    places = min(len(after), _MOST_PLACES)
    rounded = value.quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP, _EXACT)
    whole, _, decimals = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    printed = _whole_digits(whole, [(at, marks[at].text) for at in before], groups=groups)
    printed |= _decimal_digits(decimals, [(at, marks[at].text) for at in after])
    has_decimals = any(printed[at] for at in after[:places])
    if has_decimals and not any(character.isdigit() for at in before for character in printed[at]):
        where = before[-1] if before else next(at for at, mark in enumerate(marks) if mark.kind == "point")
        printed[where] = "0" if before else "0."
    texts = []
    for at, mark in enumerate(marks):
        if mark.kind == "point":
            texts.append(printed.get(at, "." if has_decimals else ""))
        elif mark.kind != "comma":
            texts.append(printed.get(at, mark.text))
    return "".join(texts)


def _whole_digits(digits: str, places: list[tuple[int, str]], *, groups: bool) -> dict[int, str]:
    """The digits before the point from right to left; the first place takes all that are left."""
    printed: dict[int, str] = {}
    count = 0
    for number, (at, place) in enumerate(reversed(places), 1):
        taken = len(digits) if number == len(places) else min(1, len(digits))
        own, digits = digits[len(digits) - taken :], digits[: len(digits) - taken]
        own = own or ("0" if place == "0" else "")
        text = ""
        for digit in reversed(own):
            text = ("," if groups and count and count % 3 == 0 else "").join((digit, text)) if count else digit + text
            count += 1
        printed[at] = text
    return printed


def _decimal_digits(digits: str, places: list[tuple[int, str]]) -> dict[int, str]:
    """The digits after the point; a # prints nothing for zeros at the end."""
    due = max((number for number, (_, place) in enumerate(places, 1) if place == "0"), default=0)
    kept = max(len(digits.rstrip("0")), due)
    return {at: digits[number] if number < min(kept, len(digits)) else "" for number, (at, _) in enumerate(places)}


def _scientific(value: Decimal, marks: Sequence[Mark]) -> str:
    at = next(place for place, mark in enumerate(marks) if mark.kind == "power")
    mantissa, rest = marks[:at], marks[at + 1 :]
    _, after = _digit_places(_kinds(mantissa))
    rounded = value.normalize(Context(prec=len(after) + 1, rounding=ROUND_HALF_UP))
    exponent = rounded.adjusted() if rounded else 0
    sign = "-" if exponent < 0 else "+" if marks[at].text.endswith("+") else ""
    width = sum(mark.kind == "digit" for mark in rest)
    tail = "".join(mark.text for mark in rest if mark.kind == "literal")
    head = _laid_out(rounded.scaleb(-exponent, _EXACT), mantissa, groups=False)
    return f"{head.strip()}E{sign}{abs(exponent):0{max(1, width)}d}{tail}".strip()


def _fraction(value: Decimal, marks: Sequence[Mark]) -> str:
    at = next(place for place, mark in enumerate(marks) if mark.kind == "slash")
    below = "".join(mark.text for mark in marks[at + 1 :])
    fixed = "".join(character for character in below if character.isdigit())
    if fixed.strip("0"):
        above, under = round(Fraction(value) * int(fixed)), int(fixed)
    else:
        near = Fraction(value).limit_denominator(10 ** max(1, min(4, sum(c in "?#0" for c in below))) - 1)
        above, under = near.numerator, near.denominator
    separate = any(mark.kind == "literal" and not mark.text.strip() for mark in marks[:at])
    whole, rest = divmod(above, under) if separate else (0, above)
    if not rest:
        return str(whole)
    return (f"{whole} " if whole else "") + f"{rest}/{under}"
