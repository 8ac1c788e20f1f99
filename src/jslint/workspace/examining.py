"""Files to verdicts: a file, or a text that lies somewhere, is examined with the reports that it names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from jslint.engine.examination import Examination, examine
from jslint.engine.result import Result, result_of
from jslint.settings import Settings
from jslint.workspace.files import UsageError, read_text, shown, write_text
from jslint.workspace.related import related_of

if TYPE_CHECKING:
    from jslint.editing.fixing import Fixed


class Checked(Struct, frozen=True):
    """A report file with its examination; `path` as it was given or found."""

    path: str
    examination: Examination


def check_file(path: str, settings: Settings) -> Checked:
    """Read and examine one file with those that it names; raises UsageError where it cannot be read."""
    text = read_text(path)
    return Checked(path, examine(text, path=path, settings=settings, related=related_of(path, text)))


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
        if not os.access(path, os.W_OK):
            raise UsageError(f"{path} 是只读文件，没有改动它。")
        if read_text(path) != before:
            raise UsageError(f"{path} 在修改期间被改动过，没有改动它。请再运行一次。")
        write_text(path, fixed.text)
    return before, fixed
