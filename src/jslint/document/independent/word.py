"""The numbers of a Word document: what is not printed is cut out of its XML, and every text that is left is counted."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, fromstring

from jslint.document.independent.token import count
from jslint.document.independent.word_lists import Lists

_DECIMAL = re.compile(r"\d\.\d")
_DELETED = frozenset({"del", "moveFrom"})
_CUT = _DELETED | frozenset({"rt", "delText", "instrText", "delInstrText", "fldData"})
_GONE = frozenset({"moveFrom", "del", "hidden"})
"""Marks by which a row may be one that is not printed."""
_WRITES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


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
            wanted = {_said(each, "id") for each in body.iter() if each.tag == f"{kind}Reference"}
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
        found = (name for known, name in self._related(self._main) if known == kind)
        return next((_parsed(self._archive.read(name)) for name in found), None)

    def margins(self) -> list[Element]:
        """The headers and footers."""
        names = {name for kind, name in self._related(self._main) if kind in {"header", "footer"}}
        return [_parsed(self._archive.read(name)) for name in sorted(names)]


def _parsed(part: bytes) -> Element:
    """The root of a part; its elements bear their names without namespaces, strict and transitional alike."""
    root = fromstring(part)  # noqa: S314 - read once already, with its entities refused
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
    return root


def _said(element: Element | None, name: str, default: str = "") -> str:
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def _number(element: Element | None) -> int:
    text = _said(element, "val")
    return int(text) if text.isdecimal() else 0


def _is_on(element: Element) -> bool:
    return _said(element, "val", "1").lower() not in {"0", "false", "off"}


def _hidden_styles(styles: Element | None) -> set[str]:
    """The styles that hide text, each with those that rest on it; "" where the default style of paragraphs does."""
    under: dict[str, str] = {}
    own: dict[str, bool] = {}
    default = ""
    for style in styles if styles is not None else ():
        identifier = _said(style, "styleId")
        under[identifier] = _said(style.find("basedOn"), "val")
        if (mark := style.find("rPr/vanish")) is not None:
            own[identifier] = _is_on(mark)
        if _said(style, "type") == "paragraph" and _said(style, "default") == "1":
            default = identifier

    def hides(identifier: str, left: int = 32) -> bool:
        return own.get(identifier, bool(left) and identifier in under and hides(under[identifier], left - 1))

    return {identifier for identifier in under if hides(identifier)} | ({""} if hides(default) else set())


def _texts(root: Element, hidden: set[str], lists: Lists) -> list[str]:
    """The printed texts of a story, a paragraph each; paragraphs without a mark between them are one."""
    present = {each.tag for each in root.iter()}
    if not present.isdisjoint(_GONE):
        _cut(root, lambda each: each.tag == "tr" and _is_gone(each))
    if "cellDel" in present:
        _cut(root, lambda each: each.tag == "tc" and each.find("tcPr/cellDel") is not None)
    if not present.isdisjoint(_DELETED):
        for mark in list(root.iter("rPr")):
            for each in mark:
                each.tag = "gone" if each.tag in _DELETED else each.tag  # a paragraph's mark, not a wrapper
    if not present.isdisjoint(_CUT):
        _cut(root, lambda each: each.tag in _CUT)
    for choice in list(root.iter("AlternateContent")):
        _keep_one_way(choice)
    hides = bool(hidden) or "vanish" in present
    for paragraph in list(root.iter("p")) if hides else ():
        style = _said(paragraph.find("pPr/pStyle"), "val")
        _cut(paragraph, lambda each, style=style: each.tag == "r" and _is_hidden(each, style, hidden))  # type: ignore[misc]
    for table in list(root.iter("tbl")) if "vMerge" in present else ():
        _cut_covered(table)
    return list(_lines(root, lists))


def _cut(root: Element, is_cut: Callable[[Element], bool]) -> None:
    for parent in list(root.iter()):
        for each in [child for child in parent if is_cut(child)]:
            if each.tag == "r":  # what a hidden run begins or ends of a field stays
                marks = [mark for mark in each.iter() if mark.tag == "fldChar"]
                each[:] = marks
            else:
                parent.remove(each)


def _keep_one_way(choice: Element) -> None:
    ways = list(choice)
    full = [way for way in ways if any(each.tag == "t" and (each.text or "").strip() for each in way.iter())]
    kept = (full or ways)[:1]
    for way in ways:
        if way not in kept:
            choice.remove(way)


def _is_hidden(run: Element, style: str, hidden: set[str]) -> bool:
    mark = run.find("rPr/vanish")
    if mark is not None:
        return _is_on(mark)
    return (style in hidden) != (_said(run.find("rPr/rStyle"), "val", "-") in hidden - {""})


def _is_gone(row: Element) -> bool:
    marks = [each.find("pPr/rPr/moveFrom") for each in row.iter() if each.tag == "p"]
    if marks and all(mark is not None for mark in marks):
        return True
    about = row.find("trPr")
    if about is None:
        return False
    hidden = about.find("hidden")
    return about.find("del") is not None or (hidden is not None and _is_on(hidden))


def _cut_covered(table: Element) -> None:
    """Empties the cells that a vertical merge hides: begun or gone on in the row above, over the same columns."""
    above: set[tuple[int, int]] = set()
    for row in _parts(table, "tr"):
        at = _number(row.find("trPr/gridBefore"))
        merged: set[tuple[int, int]] = set()
        for cell in _parts(row, "tc"):
            width = max(1, _number(cell.find("tcPr/gridSpan")))
            merge = cell.find("tcPr/vMerge")
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
        if each.tag == wanted:
            yield each
        elif each.tag not in {"tbl", "tc", "tr"}:
            yield from _parts(each, wanted)


def _lines(root: Element, lists: Lists) -> Iterator[str]:
    """The paragraphs in the order in which they begin; those of a text box are its own."""
    last = {id(each) for parent in root.iter() for each in [part for part in parent if part.tag == "p"][-1:]}
    order: list[tuple[list[str], bool]] = []
    stack: list[tuple[Element, list[str] | None]] = [(root, None)]
    codes: list[bool] = []
    while stack:
        element, line = stack.pop()
        name = element.tag
        if name == "p":
            codes = [code for code in codes if not code]
            line = []
            mark = element.find("pPr/rPr")
            goes_on = mark is not None and any(
                each.tag == "gone" or (each.tag == "vanish" and _is_on(each)) for each in mark
            )
            order.append((line, not goes_on or id(element) in last))
            line += lists.label(element)
        elif name == "fldChar":
            kind = _said(element, "fldCharType")
            codes = [*codes, True] if kind == "begin" else [*codes[:-1], False] if kind == "separate" else codes[:-1]
        elif line is not None and not any(codes):
            line.append((element.text or "") if name == "t" else _WRITES.get(name, ""))
        if not name.endswith("Pr"):
            stack.extend((each, line) for each in reversed(element))
    text = ""
    for line, ends in order:
        text += "".join(line)
        if ends:
            yield text
            text = ""
    yield text
