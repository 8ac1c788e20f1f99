"""Files to verdicts: a file, or a text that lies somewhere, is examined with the reports that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from jslint.engine.examination import examine
from jslint.output.examined import Examined
from jslint.settings import Settings
from jslint.workspace.files import UsageError, read_text, replace_text
from jslint.workspace.related import related_of
from jslint.workspace.targets import is_document

if TYPE_CHECKING:
    from jslint.editing.fixing import Fixed

_NO_YAML = "JS001"
"""That its YAML can be read is no statement about a document."""


def examined(path: str, settings: Settings) -> Examined:
    """Read and examine one file with those that it names, a document as what it is imported as.

    Raises UsageError where it cannot be read.
    """
    if not is_document(path):
        text = read_text(path)
        return Examined(path, examine(text, path=path, settings=settings, related=related_of(path, text)))
    from jslint.workspace.documents import faults_text, import_files
    from jslint.workspace.jobs import Lines

    imported = import_files([path])
    if imported.faults:
        raise UsageError(f"{path}：{faults_text(imported)}")
    seen = examine(imported.text, path=path, settings=settings)
    lines = Lines(imported.text)
    told = replace(seen, ledger=tuple(check for check in seen.ledger if check.code != _NO_YAML))
    return Examined(path, told, lambda span: imported.spot_at(*lines.place(span.start)))


def fix_file(path: str, settings: Settings, *, write: bool) -> tuple[str, Fixed]:
    """A file's text and what its safe repairs make of it; `write` puts it in the file's place.

    Raises UsageError where the file cannot be read or written, or was changed by somebody else meanwhile.
    """
    from jslint.editing.fixing import fix_text

    before = read_text(path)
    fixed = fix_text(before, settings, path=path, related=related_of(path, before))
    if write and fixed.text != before:
        replace_text(path, before, fixed.text)
    return before, fixed
