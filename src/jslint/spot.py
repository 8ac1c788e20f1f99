"""A place in a source document, which has no lines that its user knows."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """A place in a source document, in the words of its reader: 第 12 页第 3 行, 工作表“收入”C7.

    `part` is the page or sheet that it is in, as `jslint.document.independent` names it; "" where a document has no parts.
    `box` is left, top, right, bottom in points from the top left corner of its page as shown; None where there are no pages.
    `text` are the characters there that a finding is about, `before` and `after` what is printed around them at the same place; all
    are "" where the whole place is meant. `goes_on` are the places where a stretch of printed lines is continued, each with its part of it.
    """

    document: str
    words: str
    part: str = ""
    box: tuple[float, float, float, float] | None = None
    before: str = ""
    text: str = ""
    after: str = ""
    goes_on: tuple[Spot, ...] = ()
