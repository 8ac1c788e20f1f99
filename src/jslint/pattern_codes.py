"""Regular expressions ready for the matcher: compiling them took a sixth of a check.

What `re.compile` works out (the parser's and the compiler's part) depends on the source, the flags and the version of the
interpreter alone. It is kept in a file that is named for the interpreter that made it: by the build of a wheel for all that the
package has, by a process that ends in a checkout for those that it needed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from typing import Any

from msgspec import DecodeError, Raw, Struct, msgpack

from jslint.prepared import built_file, keep_file, kept_file

_WORD = 4
"""Bytes of one word of the matcher's code."""
_MISSED: list[tuple[str, int]] = []
"""What was not kept when it was needed."""


class Code(Struct, frozen=True, array_like=True):
    """What the matcher is given: all flags, how many groups, their numbers by their names, and the words of the code."""

    flags: int
    groups: int
    names: dict[str, int]
    words: bytes


def file_name() -> str:
    """What the file of this interpreter is called, within the package."""
    matcher: Any = import_module("_sre")
    return f"patterns-{sys.implementation.cache_tag}-{matcher.MAGIC}-{sys.byteorder}.msgpack"


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`."""
    code_of = kept().get(_key(source, flags))
    if code_of is None:
        made = re.compile(source, flags)
        _MISSED.append((source, flags))
        return made
    code = msgpack.decode(code_of, type=Code)
    names: list[str | None] = [None] * (code.groups + 1)
    for name, group in code.names.items():
        names[group] = name
    words = memoryview(code.words).cast("I").tolist()
    matcher: Any = import_module("_sre")
    ready: re.Pattern[str] = matcher.compile(source, code.flags, words, code.groups, code.names, tuple(names))
    return ready


def keep_missed() -> None:
    """Keep in a checkout what this process had to compile."""
    if not _MISSED or built_file(file_name()) is not None:
        return
    with suppress(AttributeError, ImportError):
        keep_file(file_name(), msgpack.encode({**kept(), **_codes(_MISSED)}))


def packed(patterns: Iterable[tuple[str, int]]) -> bytes:
    """The file's content for these sources with their flags; raises ImportError or AttributeError where `re` is built otherwise."""
    return msgpack.encode(_codes(patterns))


def _codes(patterns: Iterable[tuple[str, int]]) -> dict[str, Raw | Code]:
    return {_key(source, flags): _code(source, flags) for source, flags in patterns}


def _code(source: str, flags: int) -> Code:
    """As `re._compiler.compile` does it, which gives its result to the matcher at once."""
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    parsed = parser.parse(source, flags)
    words = b"".join(word.to_bytes(_WORD, sys.byteorder) for word in compiler._code(parsed, flags))
    return Code(int(flags | parsed.state.flags), parsed.state.groups - 1, parsed.state.groupdict, words)


def _key(source: str, flags: int) -> str:
    return f"{int(flags)}:{source}"


@lru_cache(maxsize=1)
def kept() -> dict[str, Raw]:
    """What is kept for this interpreter, by flags and source."""
    built = built_file(file_name())
    content = kept_file(file_name()) if built is None else built
    try:
        return msgpack.decode(content, type=dict[str, Raw])
    except DecodeError:  # nothing is kept, or nothing that makes sense
        return {}
