"""The text and its lines: what an edit leaves is what a fresh look would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jslint.source import Source, Span

TEXTS = st.text(alphabet="ab\r\n\u2028\u0085😀中", max_size=30)


def lines_of(source: Source) -> list[int]:
    return [source.line_of(offset) for offset in range(len(source.text) + 1)] + [source.line_count()]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), TEXTS), max_size=6))
def test_lines_after_edits_are_those_of_the_text(text: str, edits: list[tuple[int, int, str]]) -> None:
    source = Source(text)
    for first, second, new in edits:
        low, high = sorted((min(first, len(source.text)), min(second, len(source.text))))
        source = source.replaced(Span(low, high), new)
        text = text[:low] + new + text[high:]
        assert source.text == text
        assert lines_of(source) == lines_of(Source(text))
