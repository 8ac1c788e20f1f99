"""A name of the format typed with one slip: which name was meant, where it can be only one."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def is_one_slip(printed: str, meant: str) -> bool:
    """Whether one character is another, lost or too many, or two neighbours have changed places."""
    if printed == meant or abs(len(printed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(printed), len(meant)) and printed[start] == meant[start]:
        start += 1
    one, other = printed[start:], meant[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
    return one[1:] == other or one == other[1:]


def meant_name(printed: str, names: Iterable[str], taken: Collection[str]) -> str | None:
    """The one name, not taken by another, that this is with a slip; None where it is a name itself, or no or several may be meant."""
    names = tuple(names)
    if printed in names:
        return None
    found = [name for name in names if name not in taken and is_one_slip(printed, name)]
    return found[0] if len(found) == 1 else None
