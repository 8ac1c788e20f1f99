"""A Word document with a comment at every finding, on the very characters; what findings are related to is coloured."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from jslint.document.annotate.note import AUTHOR, Note, reach
from jslint.document.read.archive import Archive, local
from jslint.document.read.word import places
from jslint.document.read.word_text import GONE
from jslint.spot import Spot

_NOWHERE = GONE | {"txbxContent"}
"""What holds no characters that a comment can stand on: deletions, and text boxes, where Word allows none."""
_PROPERTIES = qn("w:rPr")


def annotated_docx(name: str, data: bytes, notes: Sequence[Note]) -> bytes:
    """The document with its notes; one without a place stands at the first paragraph. Raises what python-docx raises for its file."""
    document = Document(io.BytesIO(data))
    body = document.element.body
    known = _Places(document, places(Archive(name, data), body))
    for note in notes:
        for spot in note.related:
            _colour(known.characters(spot), WD_COLOR_INDEX.TURQUOISE)
    for note in notes:
        runs = known.characters(note.spot)
        _colour(runs, WD_COLOR_INDEX.YELLOW)
        document.add_comment(runs or known.whole(note.spot), note.text, AUTHOR, "js")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


class _Places:
    """The elements of a body by the words of spots."""

    def __init__(self, document: WordDocument, elements: dict[str, list[Any]]) -> None:
        self._document = document
        self._body: Any = document.element.body
        self._elements = elements

    def characters(self, spot: Spot | None) -> list[Run]:
        """The runs that hold a spot's own characters and nothing else; none where they cannot be told."""
        for element in self._at(spot):
            shown = "".join(text.text[at] for text, at in _characters(element))
            if spot is not None and (found := reach(shown, spot)) is not None:
                return [Run(run, self._document) for run in _alone(element, *found)]
        return []

    def whole(self, spot: Spot | None) -> list[Run]:
        """The runs of the whole paragraph or cell; of the first paragraph where the spot has none."""
        element = next(iter(self._at(spot)), None)
        if element is None:
            element = next(self._body.iter(qn("w:p")), None)
        if element is None:
            element = self._document.add_paragraph()._p
        runs = [Run(text.getparent(), self._document) for text, _ in _characters(element)]
        if runs:
            return runs
        paragraph = element if element.tag == qn("w:p") else next(element.iter(qn("w:p")))
        return [Paragraph(paragraph, self._document).add_run()]

    def _at(self, spot: Spot | None) -> list[Any]:
        """The elements of a place; for a text box or a note, which take no comments, the paragraph that holds it."""
        if spot is None:
            return []
        own = [each for each in self._elements.get(spot.words, ()) if self._takes_comments(each)]
        return own or self._elements.get(spot.words.partition("的")[0], [])

    def _takes_comments(self, element: Any) -> bool:
        above = list(element.iterancestors())
        return self._body in above and not any(local(each.tag) in _NOWHERE for each in above)


def _characters(element: Any) -> list[tuple[Any, int]]:
    """The printed characters of a paragraph or cell, each as its `w:t` and the index in it."""
    found = []
    for text in element.iter(qn("w:t")):
        if text.getparent().tag == qn("w:r") and not _is_nowhere(text, element):
            found += [(text, at) for at in range(len(text.text or ""))]
    return found


def _is_nowhere(text: Any, top: Any) -> bool:
    """Whether a text is deleted or in a text box, as seen from an element around it."""
    for each in text.iterancestors():
        if each is top:
            return False
        if local(each.tag) in _NOWHERE:
            return True
    return False


def _alone(element: Any, start: int, end: int) -> list[Any]:
    """The runs (`w:r`) that hold the characters from start to end of an element, split where they held more."""
    _split(*_characters(element)[end - 1], after=True)
    _split(*_characters(element)[start], after=False)
    return list(dict.fromkeys(text.getparent() for text, _ in _characters(element)[start:end]))


def _split(text: Any, at: int, *, after: bool) -> None:
    """Divide the run of a `w:t` before (or after) one of its characters; nothing is done where it ends there anyway."""
    cut = at + after
    run = text.getparent()
    place = run.index(text)
    later = deepcopy(run)
    for each in run[place + 1 :]:
        run.remove(each)
    for each in later[:place]:
        if each.tag != _PROPERTIES:
            later.remove(each)
    _set(text, text.text[:cut])
    behind = next(each for each in later if each.tag != _PROPERTIES)
    _set(behind, behind.text[cut:])
    if _holds_nothing(run):
        run.getparent().replace(run, later)
    elif not _holds_nothing(later):
        run.addnext(later)


def _set(text: Any, characters: str) -> None:
    """Give a `w:t` its characters; without any it goes."""
    if characters:
        text.text = characters
        text.set(qn("xml:space"), "preserve")
    else:
        text.getparent().remove(text)


def _holds_nothing(run: Any) -> bool:
    return all(each.tag == _PROPERTIES for each in run)


def _colour(runs: Sequence[Run], colour: WD_COLOR_INDEX) -> None:
    for run in runs:
        run.font.highlight_color = colour
