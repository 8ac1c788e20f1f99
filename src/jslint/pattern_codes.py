"""Regular expressions ready for the matcher, as the build of a wheel leaves them: compiling them took a sixth of a check.

What `re.compile` works out (the parser's and the compiler's part) depends on the source, the flags and the version of the
interpreter alone. It is kept in a file that is named for the interpreter that made it; any other compiles as ever.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Raw, Struct, msgpack

PACKAGE = Path(__file__).parent
_WORD = 4
"""Bytes of one word of the matcher's code."""


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
        return re.compile(source, flags)
    code = msgpack.decode(code_of, type=Code)
    names: list[str | None] = [None] * (code.groups + 1)
    for name, group in code.names.items():
        names[group] = name
    words = memoryview(code.words).cast("I").tolist()
    matcher: Any = import_module("_sre")
    made: re.Pattern[str] = matcher.compile(source, code.flags, words, code.groups, code.names, tuple(names))
    return made


def packed(patterns: Iterable[tuple[str, int]]) -> bytes:
    """The file's content for these sources with their flags; raises ImportError or AttributeError where `re` is built otherwise."""
    return msgpack.encode({_key(source, flags): _code(source, flags) for source, flags in patterns})


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
    """What the build left for this interpreter, by flags and source; nothing in a checkout or for another interpreter."""
    file = PACKAGE / file_name()
    return msgpack.decode(file.read_bytes(), type=dict[str, Raw]) if file.is_file() else {}
