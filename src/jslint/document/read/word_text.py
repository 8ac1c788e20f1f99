"""The text of a Word paragraph as it is printed: wrappers are transparent, deletions, field codes and hidden text are not there."""

from __future__ import annotations

from typing import Any, NamedTuple

from jslint.document.read.archive import attribute, is_on, local
from jslint.document.read.word_numbering import Numbering
from jslint.document.read.word_styles import Styles, child, listed, vanished
from jslint.document.stream import NOTE_MARK, STRUCK_OUT, clean, is_note_mark

GONE = frozenset({"del", "moveFrom"})
"""Wrappers of what was deleted or moved away under 修订."""
_NO_TEXT = GONE | {
    "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "ffData", "delText", "instrText",
    "delInstrText", "rt", "rubyPr", "annotationRef", "footnoteRef", "endnoteRef",
}  # fmt: skip
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OBJECTS = {"chart": "图表", "relIds": "SmartArt 图形", "OLEObject": "嵌入的对象（如 Excel 表格）"}
"""Elements whose content lies in another part of the file, by what the person calls them."""


class Said(NamedTuple):
    """A paragraph: its text with the list's label, whether the next one goes on in the same line, and what hangs on it.

    `asides` are text boxes (`w:txbxContent`), `notes` are the references to footnotes and endnotes, as (kind, identifier),
    `objects` names embedded objects that hold text which is not read. `beside` are texts that stand in the paragraph and are no
    part of it, with the reason: a note's raised number, what was struck out.
    """

    text: str
    runs_on: bool
    asides: tuple[Any, ...]
    notes: tuple[tuple[str, str], ...]
    objects: tuple[str, ...]
    beside: tuple[tuple[str, str], ...]


class Texts:
    """Reads the paragraphs of one document in their order: lists count, and fields go over several paragraphs."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._fields: list[bool] = []

    def said(self, paragraph: Any) -> Said:
        """One paragraph (`w:p`)."""
        properties = child(paragraph, "pPr")
        style = child(properties, "pStyle")
        walk = _Walk(self._styles, "" if style is None else attribute(style, "val"), self._fields)
        walk.go(paragraph)
        self._fields[:] = [is_result for is_result in self._fields if is_result]  # a code that never ends hides nothing
        text = clean("".join(walk.parts))
        ended = _has_no_end(properties)
        is_there = bool(text.strip()) or not ended
        label = self._label(properties, walk.style) if is_there and self._numbering else ""
        return Said(
            label + text.lstrip() if label else text,
            ended,
            tuple(walk.asides),
            tuple(walk.notes),
            tuple(dict.fromkeys(walk.objects)),
            tuple(walk.beside),
        )

    def _label(self, properties: Any, style: str) -> str:
        own = listed(properties)
        inherited = self._styles.listed(style)
        return self._numbering.label(
            own._replace(
                number=inherited.number if own.number is None else own.number,
                level=inherited.level if own.level is None else own.level,
            )
        )


def _has_no_end(properties: Any) -> bool:
    """Whether the paragraph's mark is deleted, moved away or hidden: then the next paragraph goes on in its line."""
    mark = child(properties, "rPr")
    return mark is not None and (any(local(each.tag) in GONE for each in mark) or vanished(mark) is True)


class _Walk:
    def __init__(self, styles: Styles, style: str, fields: list[bool]) -> None:
        self._styles = styles
        self.style = style
        self._fields = fields
        self.parts: list[str] = []
        self.asides: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.objects: list[str] = []
        self.beside: list[tuple[str, str]] = []

    def go(self, element: Any) -> None:
        """Everything inside an element, in the order of the document (no recursion beyond the parser's depth)."""
        for each in element:
            name = local(each.tag)
            if name in _NO_TEXT or not name:
                continue
            if name == "r":
                self._run(each)
            elif name == "AlternateContent":
                self._alternate(each)
            elif name == "txbxContent":
                self.asides.append(each)
            else:
                self._piece(each, name)

    def _run(self, run: Any) -> None:
        about = child(run, "rPr")
        if not self._styles.is_hidden(self.style, about):
            first = len(self.parts)
            self.go(run)
            self._take_beside(first, about)
            return
        for mark in run.iter("{*}fldChar"):  # a hidden field still begins and ends
            self._field(mark)

    def _take_beside(self, first: int, about: Any) -> None:
        """Takes what a run has put, from the first of its parts on, out of the text where it is none of it."""
        if about is None or len(self.parts) == first:
            return
        marks = {local(mark.tag): mark for mark in about}
        text = "".join(self.parts[first:])
        before = "".join(self.parts[:first]).rstrip()[-1:]
        raised = attribute(marks["vertAlign"], "val") in {"superscript", "subscript"} if "vertAlign" in marks else False
        if any(name in marks and is_on(marks[name]) for name in ("strike", "dstrike")):
            self.beside.append((text, STRUCK_OUT))
        elif raised and is_note_mark(text, before):
            self.beside.append((text, NOTE_MARK))
        else:
            return
        del self.parts[first:]

    def _alternate(self, element: Any) -> None:
        """One of the ways in which the same thing is drawn: the first that holds any text."""
        ways = [each for each in element if local(each.tag) in {"Choice", "Fallback"}]
        told = (way for way in ways if any((text.text or "").strip() for text in way.iter("{*}t")))
        chosen = next(told, ways[0] if ways else None)
        if chosen is not None:
            self.go(chosen)

    def _piece(self, element: Any, name: str) -> None:
        if name == "t":
            self._put(element.text or "")
        elif name in _BREAKS:
            self._put(_BREAKS[name])
        elif name == "fldChar":
            self._field(element)
        elif name in {"footnoteReference", "endnoteReference"}:
            self.notes.append((name.removesuffix("Reference"), attribute(element, "id")))
        elif name in _OBJECTS:
            if not attribute(element, "ProgID").startswith("Equation"):
                self.objects.append(_OBJECTS[name])
        else:
            self.go(element)

    def _put(self, text: str) -> None:
        if all(self._fields):
            self.parts.append(text)

    def _field(self, mark: Any) -> None:
        """Between its beginning and its separator a field holds its code, between that and its end what it shows."""
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()
