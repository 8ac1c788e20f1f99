"""A stored day and time as a spreadsheet's date format shows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from jslint.document.read.format_code import Section
from jslint.document.read.numerals import chinese, digit_by_digit

_MOST_DAYS = 2_958_465
"""The last day of the year 9999."""
_DAY = 86400
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"


def shown_date(serial: Decimal, section: Section, *, since_1904: bool = False) -> str:
    """A serial day (days since 1900 or 1904, its fraction the time) by the marks of a section; "" where it is no day."""
    if not 0 <= serial <= _MOST_DAYS:
        return ""
    seconds = int((serial * _DAY).quantize(Decimal(1), ROUND_HALF_UP))
    moment = _moment(seconds, since_1904=since_1904)
    parts = [mark.text for mark in section.marks if mark.kind == "date"]
    has_halves = any(part in {"am/pm", "a/p", "上午/下午"} for part in parts)
    texts: list[str] = []
    place = -1
    for mark in section.marks:
        if mark.kind != "date":
            texts.append(mark.text)
            continue
        place += 1
        around = (parts[place - 1] if place else "", parts[place + 1] if place + 1 < len(parts) else "")
        if mark.text.startswith("m") and (around[0].strip("[]")[:1] == "h" or around[1][:1] == "s"):
            texts.append(f"{moment.minute:0{len(mark.text[:2])}d}")
        elif mark.text.startswith("["):
            texts.append(str(seconds // {"h": 3600, "m": 60, "s": 1}[mark.text[1]]))
        else:
            text = _part(mark.text, moment, has_halves=has_halves, is_chinese=section.is_chinese)
            is_nought = seconds < _DAY and not since_1904 and mark.text in {"d", "dd"}
            texts.append("0" * len(mark.text) if is_nought else text)
    return "".join(texts).strip()


def _moment(seconds: int, *, since_1904: bool) -> datetime:
    """Excel counts a 29 February 1900, so that days before it stand one off; its day 0 is that before the first of 1900."""
    if since_1904:
        return datetime(1904, 1, 1) + timedelta(seconds=seconds)  # noqa: DTZ001 - a printed day has no zone
    if seconds < _DAY:
        return datetime(1900, 1, 1) + timedelta(seconds=seconds)  # noqa: DTZ001 - as above
    first = datetime(1899, 12, 31 if seconds < 60 * _DAY else 30)  # noqa: DTZ001 - as above
    return first + timedelta(seconds=seconds)


def _part(code: str, moment: datetime, *, has_halves: bool, is_chinese: bool) -> str:
    width = len(code)
    if code[0] in "ye":
        year = moment.year % 100 if code == "yy" else moment.year
        return digit_by_digit(year) if is_chinese else f"{year:02d}"
    if code in {"am/pm", "a/p", "上午/下午"}:
        return code.split("/")[moment.hour >= 12].upper()
    if code[0] == "a":
        return ("星期" if width > 3 else "") + _WEEK[moment.weekday()]
    if width > 2 and code[0] in "md":
        name = _MONTHS[moment.month - 1] if code[0] == "m" else _DAYS[moment.weekday()]
        return name if width == 4 else name[:1] if width > 4 else name[:3]
    hour = (moment.hour + 11) % 12 + 1 if has_halves else moment.hour
    value = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[code[0]]
    return chinese(value) if is_chinese else f"{value:0{min(width, 2)}d}"
