"""Counts written in the ways of a numbered list or a date: 十二, 二〇二三, xii, L, ⑫."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SPOKEN = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)


def numeral(value: int, form: str) -> str:
    """A count in one of Word's forms (ECMA-376, 17.18.59); a form that is not known here is written in digits."""
    if form in _SPOKEN:
        return chinese(value)
    if form in {"ideographDigital", "japaneseDigitalTenThousand"}:
        return digit_by_digit(value)
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if form in {"ideographTraditional", "ideographZodiac"}:
        signs = _STEMS if form == "ideographTraditional" else _BRANCHES
        return signs[value - 1] if 1 <= value <= len(signs) else str(value)
    if form in {"upperLetter", "lowerLetter"} and 1 <= value <= 780:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"upperRoman", "lowerRoman"} and 1 <= value < 4000:
        return roman(value).upper() if form == "upperRoman" else roman(value)
    return _in_digits(value, form)


def _in_digits(value: int, form: str) -> str:
    if form == "decimalFullWidth":
        return str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)


def digit_by_digit(value: int) -> str:
    """A count as a year is written: 二〇二三."""
    return "".join(_DIGITS[int(digit)] for digit in str(abs(value)))


def chinese(value: int) -> str:
    """A count below ten thousand as it is spoken (十二, 一百零三); any other one digit by digit."""
    if not 0 < value < 10_000:
        return digit_by_digit(value)
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def roman(value: int) -> str:
    """A count in small Roman numerals."""
    text = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        text += letters * times
    return text
