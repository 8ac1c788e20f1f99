"""The digits that a number format prints, worked out by filling its places from the right, for the second reading alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from jslint.pattern import Pattern

_PLAIN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0;-#,##0", 6: "#,##0;-#,##0", 7: "#,##0.00;-#,##0.00",
          8: "#,##0.00;-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy",
          16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
          27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "上午/下午h时mm分", 35: "上午/下午h时mm分ss秒", 36: "yyyy年m月",
          37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
          41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"',
          45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
          54: "m月d日", 55: "上午/下午h时mm分", 56: "上午/下午h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日"}  # fmt: skip
_TEXTS = Pattern(r'"([^"]*)"|[\\!](.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_ELAPSED = Pattern(r"\[([hms])+\]", re.IGNORECASE)
_OF_DAY, _OPEN_PLACE, _PLACE = Pattern("[ymdhs]"), Pattern("[#?]"), Pattern("[0#?]")
_RED = Pattern(r"\[(?:red|红色|color3)\]", re.IGNORECASE)
_BRACKETED, _SIGN = Pattern("[(（].*[)）]"), Pattern("[-－−△▲]")
_CONDITION = Pattern(r"\[([<>=]+)\s*(-?[\d.]+)\]")
_UP_TO_LAST = Pattern("^(.*[0#?])(?=[^0#?]*$)", re.DOTALL)
_BEHIND_LAST = Pattern("[0#?]([^0#?]*)$")
_COMMA_BETWEEN = Pattern("[0#?][^0#?]*,[^0#?]*[0#?]")
_GENERAL = Pattern("general|@", re.IGNORECASE)
_MONEY = ("¥", "￥", "$", "US$", "€", "CNY", "RMB", "人民币")
_HELD = "\ue000"
"""Stands for a literal, whose text is put back at the end."""
_SHORT = Context(prec=15, rounding=ROUND_HALF_UP)


def as_shown(number: Decimal, builtin: int, own: str, *, since_1904: bool = False) -> str:
    """The text of a number under a format: its own code, or the number of one that is built in."""
    if number and abs(number.adjusted()) > 308:
        return str(number)
    return _as_shown(number.normalize(_SHORT), own or _PLAIN.get(builtin, "General"), since_1904=since_1904)


class _Part(NamedTuple):
    """A section of a format: its places with a mark for each literal, those, and what its brackets say."""

    skeleton: str
    literals: tuple[str, ...]
    is_day: bool
    is_red: bool
    is_spoken: bool
    is_blank: bool


@lru_cache(maxsize=512)
def _prepared(part: str) -> _Part:
    bracket = _ELAPSED.search(part)
    literals = () if bracket else tuple(match[1] or match[2] or match[3] or " " for match in _TEXTS.finditer(part))
    skeleton = part if bracket else _TEXTS.sub(_HELD, part)
    is_day = _OF_DAY.search(skeleton.lower().replace("general", "")) and not _OPEN_PLACE.search(skeleton)
    is_red = _RED.search(part)
    return _Part(skeleton, literals, bool(is_day), bool(is_red), "[dbnum1]" in part.lower(), not part.strip())


@lru_cache(maxsize=8192)
def _as_shown(number: Decimal, code: str, *, since_1904: bool) -> str:
    section, bare = _part(number, code)
    part = _prepared(section)
    if part.is_blank:
        return ""
    if part.is_day:
        return _day(number, part.skeleton, [*part.literals], since_1904=since_1904, spoken=part.is_spoken)
    text = _digits(abs(number), part.skeleton)
    for literal in part.literals:
        text = text.replace(_HELD, "" if literal.strip() in _MONEY else literal, 1)
    text = text.strip()
    if number < 0 and bare and _BRACKETED.fullmatch(text):
        return f"-{text[1:-1].strip()}"
    red = part.is_red and bare and not _SIGN.search(text)
    return ("-" if number < 0 and (red or not bare) else "") + text.strip()


def text_as_shown(text: str, builtin: int, own: str) -> str:
    """The text of a text under a format, whose fourth section may hide it."""
    parts = _split(own or _PLAIN.get(builtin, "General"))
    if len(parts) > 3 or "@" in parts[-1]:
        return _TEXTS.sub(lambda match: match[1] or match[2] or "", parts[3] if len(parts) > 3 else parts[-1]).replace(
            "@", text
        )
    return text


@lru_cache(maxsize=512)
def _split(code: str) -> list[str]:
    parts, quoted, skip = [""], False, False
    for letter in code:
        if letter == ";" and not quoted and not skip:
            parts.append("")
            continue
        quoted ^= letter == '"' and not skip
        skip = letter in "\\!" and not skip and not quoted
        parts[-1] += letter
    return parts


@lru_cache(maxsize=512)
def _conditions(code: str) -> list[re.Match[str] | None]:
    """The conditions of the first three sections, none where no section has one."""
    found = [_CONDITION.search(part) for part in _split(code)[:3]]
    return found if any(found) else []


def _part(number: Decimal, code: str) -> tuple[str, bool]:
    parts, conditions = _split(code), _conditions(code)
    if conditions:
        for at, (part, found) in enumerate(zip(parts[:3], conditions, strict=True)):
            if found is None:
                first = conditions[0]
                return part, at == 1 and first is not None and Decimal(first[2]) <= 0
            limit = Decimal(found[2])
            holds = {"<": number < limit, ">": number > limit, "=": number == limit, "<=": number <= limit,
                     ">=": number >= limit, "<>": number != limit}  # fmt: skip
            if holds[found[1]]:
                return part, found[1].startswith("<") and found[1] != "<>" and limit <= 0
        return parts[0], False
    if number < 0 and len(parts) > 1:
        return parts[1], True
    return (parts[2] if number == 0 and len(parts) > 2 else parts[0]), False


class _Places(NamedTuple):
    """The places of a section with digits: before and behind its point, and what its commas and percent signs do."""

    before: str
    after: str
    behind: str
    factor: Decimal
    step: Decimal
    groups: bool


@lru_cache(maxsize=512)
def _places(skeleton: str) -> _Places:
    head, tail = _UP_TO_LAST.search(skeleton), _BEHIND_LAST.search(skeleton)
    assert head is not None and tail is not None  # noqa: S101, PT018 - there is a place
    behind = tail[1].lstrip(",")
    before, point, after = head[1].partition(".")
    inner = len(before) - len(before.rstrip(",")) if point else 0
    thousands = len(tail[1]) - len(behind) + inner
    with localcontext(prec=400):
        factor = Decimal(100) ** skeleton.count("%") / Decimal(1000) ** thousands
    step = Decimal(1).scaleb(-len(_PLACE.findall(after)))
    groups = bool(_COMMA_BETWEEN.search(before))
    return _Places(before.rstrip(",") if inner else before, after, behind, factor, step, groups)


def _digits(number: Decimal, skeleton: str) -> str:
    if "general" in skeleton.lower() or not _PLACE.search(skeleton):
        return _GENERAL.sub(lambda _: _general(number), skeleton)
    if "e+" in skeleton.lower() or "e-" in skeleton.lower():
        return _power(number, skeleton)
    if "/" in skeleton:
        return _broken(number, skeleton)
    places = _places(skeleton)
    with localcontext(prec=400):
        text = f"{(number * places.factor).quantize(places.step, ROUND_HALF_UP):f}"
    whole, _, rest = text.partition(".")
    printed = _after(rest, places.after)
    front = _before(whole.lstrip("0"), places.before, groups=places.groups)
    if any(map(str.isdigit, printed)) and not any(map(str.isdigit, front)):
        front += "0"
    return front + printed + places.behind


def _before(digits: str, places: str, *, groups: bool) -> str:
    """The places before the point filled from the right; the first of them takes what is left."""
    first = min((at for at in map(places.find, "0#?") if at >= 0), default=-1)
    filled: list[str] = []
    used = 0
    for at in range(len(places) - 1, -1, -1):
        letter = places[at]
        if letter == ",":
            continue
        if letter not in "0#?":
            filled.append(letter)
            continue
        goes_on = True
        while goes_on:
            digit, digits = (digits[-1], digits[:-1]) if digits else ("0" if letter == "0" else "", "")
            if digit:
                filled.append(digit + ("," if groups and used and used % 3 == 0 else ""))
                used += 1
            goes_on = bool(digits) and at == first
            letter = "#" if goes_on else letter
    return "".join(reversed(filled))


def _after(digits: str, places: str) -> str:
    """The places behind the point; a # at the end prints no zero."""
    text, at = "", 0
    for index, letter in enumerate(places):
        if letter not in "0#?":
            text += letter if letter != "," else ""
            continue
        ends = not digits[at:].strip("0") and "0" not in places[index:]
        text += "" if ends else digits[at]
        at += 1
    return ("." if any(map(str.isdigit, text)) else "") + text


def _general(number: Decimal) -> str:
    text = f"{number:f}"
    if "." not in text:
        return text
    if len(text.partition(".")[2]) > 2 and len(text) > 11:
        with localcontext(prec=400):
            if number < Decimal("0.0001"):
                return f"{number.normalize(Context(prec=6, rounding=ROUND_HALF_UP)):f}"
            room = max(0, 10 - len(text.partition(".")[0]))
            text = f"{number.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _power(number: Decimal, skeleton: str) -> str:
    places = len(_PLACE.findall(skeleton.lower().partition("e")[0].partition(".")[2]))
    number = number.normalize(Context(prec=places + 1, rounding=ROUND_HALF_UP))
    mantissa, _, exponent = f"{number:.{places}e}".lower().partition("e")
    width = len(_PLACE.findall(skeleton.lower().replace("e-", "e+").split("e+")[1]))
    exponent = exponent if number else "0"
    sign = "-" if exponent.startswith("-") else "+" if "+" in skeleton else ""
    return f"{mantissa}E{sign}{exponent.lstrip('+-').zfill(width)}"


def _broken(number: Decimal, skeleton: str) -> str:
    from fractions import Fraction

    below = skeleton.partition("/")[2]
    fixed = "".join(filter(str.isdecimal, below))
    fixed = fixed if fixed.strip("0") else ""
    most = 10 ** min(4, max(1, len(_PLACE.findall(below)))) - 1
    value = Fraction(number) if fixed else Fraction(number).limit_denominator(most)
    under = int(fixed) if fixed else value.denominator
    whole, rest = divmod(round(value * under), under)
    if not re.search(r"[#?0] ", skeleton):
        whole, rest = 0, whole * under + rest
    return f"{whole or ''} {rest}/{under}".strip() if rest else str(whole)


def _day(number: Decimal, skeleton: str, literals: list[str], *, since_1904: bool, spoken: bool) -> str:
    """A day and its time; only what is printed in digits matters here."""
    seconds = int((number * 86400).to_integral_value(ROUND_HALF_UP))
    days, time = divmod(seconds, 86400)
    if not 0 <= number <= 2_958_465:
        return ("-" if number < 0 else "") + _general(abs(number))
    day = (
        date(1900, 1, 1)
        if not days and not since_1904
        else (date(1904, 1, 1) if since_1904 else date(1899, 12, 31 if days < 60 else 30)) + timedelta(days)
    )
    hour, minute, second = time // 3600, time // 60 % 60, time % 60
    halves = re.search(r"am/pm|a/p|上午/下午", skeleton, re.IGNORECASE)
    shown_hour = (hour + 11) % 12 + 1 if halves else hour
    parts = re.findall(
        r"am/pm|a/p|上午/下午|\[h+\]|\[m+\]|\[s+\]|y+|e+|m+|d+|h+|s+|aaaa?|.", skeleton.lower(), re.DOTALL
    )
    times = [part for part in parts if re.match(r"\[?[ymdhsea]", part)]
    texts: list[str] = []
    place = -1
    for part in parts:
        if part not in times:
            texts.append(literals.pop(0) if part == _HELD and literals else part)
            continue
        place += 1
        near = (times[place - 1] if place else ""), (times[place + 1] if place + 1 < len(times) else "")
        is_minute = part[0] == "m" and ("h" in near[0] or near[1].startswith("s"))
        values = {"y": day.year % 100 if part == "yy" else day.year, "e": day.year, "d": day.day if days or since_1904 else 0, "h": shown_hour,
                  "s": second, "m": minute if is_minute else day.month}  # fmt: skip
        if part[0] == "[":
            texts.append(str(seconds // {"h": 3600, "m": 60, "s": 1}[part[1]]))
        elif spoken:
            texts.append("·")
        elif part[0] in values and (len(part) < 3 or part[0] in "ye"):
            texts.append(str(values[part[0]]).zfill(min(len(part), 2)))
        else:
            texts.append("·")
    return "".join(texts)
