"""Columns of a text, and patterns that were compiled before."""

from __future__ import annotations

import re

import pytest
from msgspec import Raw, msgpack

from jslint import pattern_codes
from jslint.columns import columns_of
from jslint.pattern import Pattern


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("a b", 3), ("决算", 4), ("（１）", 6), ("a决\u0301", 3), ("\u200b", 0), ("“…”", 3), ("ｱ", 1), ("𠮷", 2)],
)
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    assert columns_of(text) == columns


@pytest.mark.parametrize(
    ("source", "flags"),
    [(r"(?P<year>[0-9]{4})年(度)?", 0), (r"^[、，。；]\s*(?i:x)", re.MULTILINE), (r"[\ud800-\udfff]", 0)],
)
def test_a_pattern_out_of_its_code_is_the_pattern(source: str, flags: int, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = msgpack.decode(pattern_codes.packed([(source, flags)]), type=dict[str, Raw])
    monkeypatch.setattr(pattern_codes, "kept", lambda: kept)
    made, ready = re.compile(source, flags), pattern_codes.compiled(source, flags)
    assert (ready, ready.flags, ready.groups) == (made, made.flags, made.groups)
    assert dict(ready.groupindex) == dict(made.groupindex)
    text = "2023年度。\n，x"
    assert [match.span() for match in Pattern(source, flags).finditer(text)] == [m.span() for m in made.finditer(text)]
