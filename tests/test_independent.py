"""The second reading of documents: what a number token is, and that it finds every number by a way of its own."""

from __future__ import annotations

from collections import Counter

import pytest

from jslint.document.independent import numbers
from jslint.document.independent.token import tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支出20,323.21万元，占98%", ["20,323.21", "98"]),
        ("2023-09 与 2023年", ["2023", "09", "2023"]),
        ("-46.80", ["-46.80"]),
        ("（-46.80）", ["-46.80"]),
        ("7-1", ["7", "1"]),
        ("１２．５０", ["12.50"]),
        ("1\u200b2.5", ["12.5"]),
        ("1,2,3", ["1", "2", "3"]),
        ("PAGEREF _Toc25831 h 3", ["3"]),
        ("1.基本支出", ["1"]),
        ("2023.12.31", ["2023.12", "31"]),
        ("支出合计", []),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert tokens(text) == found


def test_numbers_of_text_in_three_encodings() -> None:
    text = "收入合计\t120.50\n支出，占 37.5%\n"
    expected = {"": Counter({"120.50": 1, "37.5": 1})}
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert numbers("一.txt", text.encode(encoding)) == expected


def test_numbers_of_a_page_end_with_cells_and_lines_and_skip_what_is_not_shown() -> None:
    page = (
        "<html><head><title>9</title><style>p{margin:3px}</style></head><body><p>合<b>计1</b>2.5<br>7</p>"
        "<table><tr><td><p>12</p><p>34</p></td><td>5</td></tr></table><script>var a = 8</script></body></html>"
    )
    assert numbers("一.html", page.encode()) == {"": Counter(["12.5", "7", "12", "34", "5"])}


def test_a_kind_without_a_second_reading_says_so() -> None:
    assert numbers("一.bin", b"PK\x03\x04") is None
