"""A job: the bytes of one report, in whatever file it stands, and all that its verdict depends on; its answer is a result."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jslint.other_file import OtherFile
from jslint.settings import Settings
from jslint.source import Span
from jslint.spot import Spot
from jslint.workspace.files import UsageError, decoded, shown

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic, Edit
    from jslint.document.recognise import Imported
    from jslint.engine.result import Result


class Job(Struct, frozen=True):
    """One report to be checked.

    `name` is what the result calls it. `parts` are the bytes of its documents by their names, or those of the one report file.
    `files` are the other reports that it names, as they were found. `figures` asks for the counts of guarded figures, `page` for the report as it will be printed.
    """

    name: str
    parts: tuple[tuple[str, bytes], ...]
    settings: Settings
    document: bool = False
    files: dict[str, tuple[OtherFile, ...]] = {}
    figures: bool = False
    page: bool = False


def answer(job: Job) -> Result:
    """The result of a job: nothing but the job is looked at. Raises UsageError for what cannot be read."""
    from jslint.engine.examination import examine
    from jslint.engine.result import result_of

    imported = _imported(job) if job.document else None
    text = imported.text if imported is not None else decoded(job.name, job.parts[0][1])
    examination = examine(text, path=job.name, settings=job.settings, related=job.files)
    result = result_of(shown(job.name), examination, figures=job.figures)
    if job.page:
        from jslint.document.write.web import preview

        result = replace(result, page=preview(examination, "utf-32"))
    return result if imported is None else in_document(result, imported)


def _imported(job: Job) -> Imported:
    from jslint.document.recognise import Document, UnreadableError, import_documents

    try:
        return import_documents([Document(name, data) for name, data in job.parts])
    except UnreadableError as error:
        raise UsageError(str(error)) from error


def in_document(result: Result, imported: Imported) -> Result:
    """The result with its places in the documents that were imported; its repairs are for a person to make there."""
    from jslint.workspace.documents import faults_text

    lines = Lines(imported.text)

    def spot(span: Span) -> Spot | None:
        line, column = lines.place(span.start)
        return imported.stretch_at(line, column, column + span.end - span.start)

    def edited(edit: Edit) -> Edit:
        return replace(edit, spot=spot(edit.span))

    def placed(each: Diagnostic) -> Diagnostic:
        related = tuple(other if other.path else replace(other, spot=spot(other.span)) for other in each.related)
        suspects = tuple(replace(guess, spot=spot(guess.span)) for guess in each.suspects)
        fixes = tuple(replace(fix, edits=tuple(map(edited, fix.edits)), safe=False) for fix in each.fixes)
        return replace(each, spot=spot(each.span), related=related, suspects=suspects, fixes=fixes)

    told = tuple(placed(each) for each in result.diagnostics)
    return replace(result, diagnostics=told, document=True, incomplete=faults_text(imported) if imported.faults else "")


class Lines:
    """Lines and columns, both from 0, of offsets in an imported text, whose only line ends are LF."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset in code points."""
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]
