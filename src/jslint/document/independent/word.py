"""The numbers of a Word document: what is not printed is cut out of its XML, and every text that is left is counted."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from jslint.document.independent.token import count
from jslint.document.independent.whole import whole
from jslint.document.independent.word_lists import Lists
from jslint.pattern import Pattern

Element = Any
"""An element of lxml, which has no types."""

_DECIMAL = Pattern(r"\d\.\d")
_DELETED = ("{*}del", "{*}moveFrom")
_CUT = (*_DELETED, *(f"{{*}}{name}" for name in ("rt", "delText", "instrText", "delInstrText", "fldData")))
_WRITES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SPEAKING = ("{*}p", "{*}t", "{*}fldChar", *(f"{{*}}{name}" for name in _WRITES))
"""What makes the lines of a story: paragraphs, texts, the marks of fields, breaks."""


def numbers(content: bytes) -> dict[str, Counter[str]]:
    """The number tokens of the whole document, which has no parts.

    Headers and footers count where a paragraph of theirs holds a figure with decimals: without one it is a running title.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = _Package(archive)
        styles = package.part("styles")
        lists = Lists(package.part("numbering"), styles)
        hidden = _hidden_styles(styles)
        texts = []
        for margin in package.margins():
            texts += [text for text in _texts(margin, hidden, lists) if _DECIMAL.search(text)]
        body = package.main()
        texts += _texts(body, hidden, lists)
        for kind in ("footnote", "endnote"):
            wanted = {_said(each, "id") for each in body.iter(f"{{*}}{kind}Reference")}
            notes = package.part(f"{kind}s")
            for note in () if notes is None else list(notes):
                if _said(note, "id") in wanted:
                    texts += _texts(note, hidden, lists)
    return {"": count(texts)}


class _Package:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._main = next(name for kind, name in self._related("") if kind == "officeDocument")
        self._parts = list(self._related(self._main))

    def _related(self, part: str) -> Iterator[tuple[str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        for each in _parsed(self._archive.read(path)) if path in self._names else ():
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            if each.get("TargetMode") != "External" and target in self._names:
                yield each.get("Type", "").rpartition("/")[2], target

    def main(self) -> Element:
        """The text of the document."""
        return _parsed(self._archive.read(self._main))

    def part(self, kind: str) -> Element | None:
        """The part of a kind."""
        found = (name for known, name in self._parts if known == kind)
        return next((_parsed(self._archive.read(name)) for name in found), None)

    def margins(self) -> list[Element]:
        """The headers and footers."""
        names = {name for kind, name in self._parts if kind in {"header", "footer"}}
        return [_parsed(self._archive.read(name)) for name in sorted(names)]


def _parsed(part: bytes) -> Element:
    """The root of a part, read once already, with its entities refused; elements are known by their names without namespaces."""
    etree = import_module("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(part, parser)


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _said(element: Element | None, name: str, default: str = "") -> str:
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if _name(str(key)) == name), default)


def _number(element: Element | None) -> int:
    return whole(_said(element, "val"))


def _is_on(element: Element) -> bool:
    return _said(element, "val", "1").lower() not in {"0", "false", "off"}


def _hidden_styles(styles: Element | None) -> set[str]:
    """The styles that hide text, each with those that rest on it; "" where the default style of paragraphs does."""
    under: dict[str, str] = {}
    own: dict[str, bool] = {}
    default = ""
    for style in styles if styles is not None else ():
        identifier = _said(style, "styleId")
        under[identifier] = _said(style.find("{*}basedOn"), "val")
        if (mark := style.find("{*}rPr/{*}vanish")) is not None:
            own[identifier] = _is_on(mark)
        if _said(style, "type") == "paragraph" and _said(style, "default") == "1":
            default = identifier

    def hides(identifier: str, left: int = 32) -> bool:
        return own.get(identifier, bool(left) and identifier in under and hides(under[identifier], left - 1))

    return {identifier for identifier in under if hides(identifier)} | ({""} if hides(default) else set())


def _texts(root: Element, hidden: set[str], lists: Lists) -> list[str]:
    """The printed texts of a story, a paragraph each; paragraphs without a mark between them are one."""
    if _has(root, *_DELETED, "{*}hidden"):
        _cut(row for row in list(root.iter("{*}tr")) if _is_gone(row))
    if _has(root, "{*}cellDel"):
        _cut(cell for cell in list(root.iter("{*}tc")) if cell.find("{*}tcPr/{*}cellDel") is not None)
    for mark in list(root.iter(*_DELETED)):
        if _is_in(mark, "rPr"):
            mark.tag = "gone"  # a paragraph's mark, not a wrapper
    _cut(list(root.iter(*_CUT)))
    for choice in list(root.iter("{*}AlternateContent")):
        _keep_one_way(choice)
    if hidden or _has(root, "{*}vanish"):
        _cut_hidden(root, hidden)
    if _has(root, "{*}vMerge"):
        for table in list(root.iter("{*}tbl")):
            _cut_covered(table)
    return list(_lines(root, lists))


def _has(root: Element, *tags: str) -> bool:
    return next(root.iter(*tags), None) is not None


def _is_in(element: Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and _name(str(parent.tag)) == name


def _cut(elements: Iterable[Element]) -> None:
    for each in elements:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)


def _keep_one_way(choice: Element) -> None:
    ways = list(choice)
    full = [way for way in ways if any((each.text or "").strip() for each in way.iter("{*}t"))]
    kept = (full or ways)[:1]
    _cut(way for way in ways if way not in kept)


def _cut_hidden(root: Element, hidden: set[str]) -> None:
    """Empties hidden runs of all but what begins or ends a field."""
    for run in list(root.iter("{*}r")):
        paragraph = next(run.iterancestors("{*}p"), None)
        style = "" if paragraph is None else _said(paragraph.find("{*}pPr/{*}pStyle"), "val")
        if _is_hidden(run, style, hidden):
            run[:] = list(run.iter("{*}fldChar"))


def _is_hidden(run: Element, style: str, hidden: set[str]) -> bool:
    mark = run.find("{*}rPr/{*}vanish")
    if mark is not None:
        return _is_on(mark)
    return (style in hidden) != (_said(run.find("{*}rPr/{*}rStyle"), "val", "-") in hidden - {""})


def _is_gone(row: Element) -> bool:
    marks = [each.find("{*}pPr/{*}rPr/{*}moveFrom") for each in row.iter("{*}p")]
    if marks and all(mark is not None for mark in marks):
        return True
    about = row.find("{*}trPr")
    if about is None:
        return False
    hidden = about.find("{*}hidden")
    return about.find("{*}del") is not None or (hidden is not None and _is_on(hidden))


def _cut_covered(table: Element) -> None:
    """Empties the cells that a vertical merge hides: begun or gone on in the row above, over the same columns."""
    above: set[tuple[int, int]] = set()
    for row in _parts(table, "tr"):
        at = _number(row.find("{*}trPr/{*}gridBefore"))
        merged: set[tuple[int, int]] = set()
        for cell in _parts(row, "tc"):
            width = max(1, _number(cell.find("{*}tcPr/{*}gridSpan")))
            merge = cell.find("{*}tcPr/{*}vMerge")
            starts = merge is not None and _said(merge, "val") == "restart"
            if merge is not None and (starts or (at, width) in above):
                merged.add((at, width))
                if not starts:
                    cell.clear()
            at += width
        above = merged


def _parts(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, not those of a table inside it."""
    for each in element:
        name = _name(str(each.tag))
        if name == wanted:
            yield each
        elif name not in {"tbl", "tc", "tr"}:
            yield from _parts(each, wanted)


def _lines(root: Element, lists: Lists) -> Iterator[str]:
    """The paragraphs in the order in which they begin; those of a text box are its own."""
    may_go_on = _has(root, "{*}vanish", "gone")
    order: dict[Element, list[str]] = {}
    codes: list[bool] = []
    for element in root.iter(*_SPEAKING):
        name = _name(str(element.tag))
        if name == "p":
            codes = [code for code in codes if not code]
            order[element] = lists.label(element)
        elif name == "fldChar":
            kind = _said(element, "fldCharType")
            codes = [*codes, True] if kind == "begin" else [*codes[:-1], False] if kind == "separate" else codes[:-1]
        elif not any(codes) and (name == "t" or _is_in(element, "r")):
            paragraph = next(element.iterancestors("{*}p"), None)
            if paragraph is not None:
                text = (element.text or "") if name == "t" else _WRITES[name]
                order[paragraph].append(f" {text} " if _stands_apart(element) else text)
    text = ""
    for paragraph, line in order.items():
        text += "".join(line)
        if not (may_go_on and _goes_on(paragraph)):
            yield text
            text = ""
    yield text


def _stands_apart(element: Element) -> bool:
    """Whether a text is raised, lowered or struck out: its numbers are its own."""
    about = element.getparent().find("{*}rPr")
    if about is None:
        return False
    raised = _said(about.find("{*}vertAlign"), "val") in {"superscript", "subscript"}
    return raised or any(mark is not None and _is_on(mark) for mark in map(about.find, ("{*}strike", "{*}dstrike")))


def _goes_on(paragraph: Element) -> bool:
    """Whether the mark of a paragraph is gone or hidden, and another paragraph follows beside it."""
    mark = paragraph.find("{*}pPr/{*}rPr")
    has_no_end = mark is not None and any(
        each.tag == "gone" or (_name(str(each.tag)) == "vanish" and _is_on(each)) for each in mark
    )
    return has_no_end and next(paragraph.itersiblings("{*}p"), None) is not None
