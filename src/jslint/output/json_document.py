"""A JSON document of many files written as they come: the same text as if it had been put together in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

VERSION = 1


def document(files: Iterable[object], rest: Iterable[tuple[str, object]] = ()) -> Iterator[str]:
    """The document in stretches: its version, the files one after another, then what `rest` gives when they are told."""
    yield f'{{\n  "version": {VERSION},\n  "files": ['
    before = ""
    for each in files:
        yield f"{before}\n    {_indented(each, 4)}"
        before = ","
    yield "\n  ]" if before else "]"
    for name, value in rest:
        yield f",\n  {_indented(name, 2)}: {_indented(value, 2)}"
    yield "\n}"


def _indented(value: Any, by: int) -> str:
    """A value's text as it stands that many columns in; a line end within JSON is never part of a text."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * by)
