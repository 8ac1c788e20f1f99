"""Files to verdicts: a file, or a text that lies somewhere, is examined with the reports that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jslint.engine.examination import Examination, examine
from jslint.engine.result import Result, result_of
from jslint.settings import Settings
from jslint.workspace.files import read_text, replace_text, shown
from jslint.workspace.kinds import is_document
from jslint.workspace.related import related_of

if TYPE_CHECKING:
    from jslint.editing.fixing import Fixed

_NO_YAML = "JS001"


class Checked(Struct, frozen=True):
    """A report file with its examination; `path` as it was given or found."""

    path: str
    examination: Examination


def check_file(path: str, settings: Settings) -> Checked:
    """Read and examine one file with those that it names, a document as what it is imported as.

    Raises UsageError where it cannot be read.
    """
    if is_document(path):
        return Checked(path, _imported(path, settings))
    text = read_text(path)
    return Checked(path, examine(text, path=path, settings=settings, related=related_of(path, text)))


def _imported(path: str, settings: Settings) -> Examination:
    """The examination of an office document; that its YAML can be read is no statement about it."""
    from jslint.workspace.documents import import_files

    text = import_files([path]).text
    seen = examine(text, path=path, settings=settings, related=related_of(path, text))
    return replace(seen, ledger=tuple(check for check in seen.ledger if check.code != _NO_YAML))


def check_text(path: str, text: str, settings: Settings, *, figures: bool = True) -> Result:
    """Examine a text with the files that it names.

    `path` is where it lies and what it is called in the result, `figures` whether guarded figures are counted.
    """
    examination = examine(text, path=path, settings=settings, related=related_of(path, text))
    return result_of(shown(path), examination, figures=figures)


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
