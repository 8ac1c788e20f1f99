"""Chinese ordinals as headings have them."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_TEN = 10


def ordinal(number: int) -> str:
    """A number from 1 to 99 in Chinese: 21 → 二十一."""
    tens, ones = divmod(number, _TEN)
    left = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return left + (_DIGITS[ones] if ones or not tens else "")
