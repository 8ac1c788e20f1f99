"""Other report files that a report names, as they were found: their texts, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

Kin = Literal["previous", "unit", "official", "budget"]
"""What another file is to a report.

The same body's report of the year before; that of a body which it consolidates; the official tables (in 元) that it publishes;
the published budget that its 年初预算 repeats.
"""

KINS: tuple[Kin, ...] = get_args(Kin)

KIN_KEYS: dict[str, Kin] = {
    "上年报告": "previous",
    "所属单位报告": "unit",
    "决算报表": "official",
    "预算报告": "budget",
}
"""The keys of 报告 that name other files."""

Trouble = Literal["missing", "outside", "itself", "unreadable", "too large", "not read"]


class OtherFile(Struct, frozen=True):
    """A file that a reference came to.

    `path` is what findings call it; `text` is None where it could not be read, and then `trouble` says why, with the system's
    own words in `detail`.
    """

    path: str
    text: str | None = None
    trouble: Trouble | None = None
    detail: str = ""


Related = Mapping[str, str | Sequence[OtherFile]]
"""The other reports that one names, by the reference as it is written in it: a text, or the files that it came to."""


def files_of(related: Related | None) -> dict[str, tuple[OtherFile, ...]]:
    """The files by reference; a bare text is a file that is called as the reference is written."""
    return {
        reference: (OtherFile(reference, files),) if isinstance(files, str) else tuple(files)
        for reference, files in (related or {}).items()
    }
