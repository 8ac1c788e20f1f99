"""Findings written into copies of the documents that were checked; a report file, and what takes no notes, becomes a web page."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from jslint.document.annotate.note import Note
from jslint.document.read.names import suffix_of
from jslint.output.finding_rows import proposal
from jslint.output.text import SEVERITY_WORDS
from jslint.printable import printable
from jslint.workspace.checking import MOST_DOCUMENT_BYTES
from jslint.workspace.files import UsageError, is_stream, read_bytes, reason, shown, write_bytes, write_text

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic
    from jslint.engine.result import Result
    from jslint.workspace.targets import Target

_NEEDED = {".docx": "docx", ".xlsx": "openpyxl", ".pdf": "pypdf"}
"""The documents that take notes, with the library that writes them."""


class Annotating:
    """Copies with notes in a folder, under the names of their originals; `outside` are the reports that do not lie in it."""

    def __init__(self, folder: str, found: Sequence[Target]) -> None:
        """Raises UsageError where the folder would hold originals and copies alike, or what is needed is not installed."""
        self._folder = Path(folder).absolute()
        self.outside = tuple(each for each in found if not self._is_inside(each))
        if not self.outside:
            raise UsageError(f"要检查的文件都在 {shown(folder)} 里；批注过的副本请写到另一个文件夹")
        paths = [path for each in self.outside for path in each.paths]
        if any(map(is_stream, paths)):
            raise UsageError("--annotate 要写原件的副本，不能用于标准输入和管道")
        for path in paths:
            needed = _NEEDED.get(suffix_of(path))
            if needed and find_spec(needed) is None:
                raise UsageError("写批注要另装一个部件：pip install 'juesuan-lint[annotate]'")
        self._top = os.path.commonpath([os.path.dirname(os.path.abspath(path)) for path in paths])  # noqa: PTH100, PTH120 - as files are named
        self._targets = {shown(each.name): each for each in self.outside}

    def _is_inside(self, target: Target) -> bool:
        return any(self._folder in Path(path).absolute().parents for path in target.paths)

    def annotated(self, results: Iterable[Result], warn: Callable[[str], None]) -> Iterator[Result]:
        """The results, each with its copies written; `warn` hears of a document that takes no notes."""
        for result in results:
            target = self._targets[result.path]
            if target.document:
                self._documents(target, result, warn)
            else:
                self._page(target.name, result)
            yield result

    def _documents(self, target: Target, result: Result, warn: Callable[[str], None]) -> None:
        notes = _notes(result, os.path.basename(target.name))  # noqa: PTH119 - as jobs name it
        for path in target.paths:
            own = notes.get(os.path.basename(path), [])  # noqa: PTH119 - as above
            data = read_bytes(path, MOST_DOCUMENT_BYTES)
            copy = _copy(path, data, own)
            if copy is not None:
                write_bytes(self._beside(path), copy)
                continue
            if suffix_of(path) in _NEEDED:
                warn(f"{shown(path)} 写不进批注（文件的写法特殊），它的问题写成了网页")
            self._page(path, result)

    def _page(self, path: str, result: Result) -> None:
        from jslint.output.html_format import stream

        write_text(self._beside(f"{path}.html"), "".join(stream([result], [])))

    def _beside(self, path: str) -> Path:
        """Where the copy of a file lies: under the folder as the file lies under all of them together."""
        copy = self._folder / os.path.relpath(path, self._top)
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"无法建立文件夹 {shown(str(copy.parent))}：{reason(error)}") from error
        if copy.exists() and any(copy.samefile(each) for target in self.outside for each in target.paths):
            raise UsageError(f"{shown(str(copy))} 就是原件（链接），没有写；批注过的副本请写到另一个文件夹")
        return copy


def _copy(path: str, data: bytes, notes: Sequence[Note]) -> bytes | None:
    """A document with its notes; None where it takes none."""
    from zipfile import BadZipFile

    kind = suffix_of(path)
    try:
        if kind == ".docx":
            from jslint.document.annotate.word import annotated_docx

            return annotated_docx(path, data, notes)
        if kind == ".xlsx":
            from jslint.document.annotate.excel import annotated_xlsx

            return annotated_xlsx(data, notes)
        if kind == ".pdf":
            from jslint.document.annotate.pdf import annotated_pdf

            return annotated_pdf(data, notes)
    except (BadZipFile, AttributeError, KeyError, IndexError, TypeError, ValueError, RuntimeError):
        return None  # what the library does not write, the importer may well have read
    return None


def _notes(result: Result, first: str) -> dict[str, list[Note]]:
    """The notes of each document by its name; findings without a place are those of the first."""
    notes: dict[str, list[Note]] = defaultdict(list)
    for each in result.diagnostics:
        document = each.spot.document if each.spot is not None else first
        related = tuple(
            other.spot
            for other in each.related
            if other.spot is not None and other.spot.document == document and other.spot != each.spot
        )
        heading = f"{SEVERITY_WORDS[each.severity]} {each.code}"
        notes[document].append(Note(each.spot, _words(each, heading), each.severity, related, heading))
    return notes


def _words(each: Diagnostic, heading: str) -> str:
    """What a note says: the finding, what to do, and the places that it is related to."""
    lines = [f"【{heading}】{each.message}"]
    if told := proposal(each):
        lines.append(f"建议：{told}")
    places = [f"{other.spot.words}（{other.message}）" for other in each.related if other.spot is not None]
    if places:
        lines.append(f"有关：{'；'.join(places)}")
    return "\n".join(printable(line) for line in lines)
