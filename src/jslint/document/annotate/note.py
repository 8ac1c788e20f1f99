"""What is written at a place of a document, and which characters there it is about."""

from __future__ import annotations

from msgspec import Struct

from jslint.diagnostic import Severity
from jslint.spot import Spot

AUTHOR = "jslint"
"""Whose comments these are."""

COLOURS: dict[Severity, tuple[int, int, int]] = {
    "error": (248, 180, 180),
    "warning": (255, 230, 130),
    "information": (205, 225, 255),
    "hint": (225, 228, 232),
}
"""Red, green and blue (0 to 255) of what a finding is about."""
RELATED = (185, 235, 240)
"""The colour of what a finding is related to."""


class Note(Struct, frozen=True):
    """A finding: where (None where it has no place in the document), what is said, how grave, and the places it is related to.

    `subject` is the short heading that a pop-up has above what is said.
    """

    spot: Spot | None
    text: str
    severity: Severity
    related: tuple[Spot, ...] = ()
    subject: str = ""


def reach(shown: str, spot: Spot) -> tuple[int, int] | None:
    """Where a spot's own characters stand in what its place shows (start and end in it), spaces and breaks aside.

    None where they are not there, or could be in more than one place. What is printed around them tells equal ones apart; its
    beginning may be missing in `shown`, as the label of a list is.
    """
    at = [index for index, character in enumerate(shown) if not character.isspace()]
    flat = "".join(shown[index] for index in at)
    before, text, after = ("".join(each.split()) for each in (spot.before, spot.text, spot.after))
    for behind in (after, "") if text else ():
        for cut in range(len(before) + 1):
            found = flat.find(before[cut:] + text + behind)
            if found >= 0:
                start = found + len(before) - cut
                alone = flat.find(before[cut:] + text + behind, found + 1) < 0
                return (at[start], at[start + len(text) - 1] + 1) if alone else None
    return None
