"""The reader: every character of every scalar has its place or the text is refused; pieces and the whole agree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from conftest import ROOT, how_many
from jslint import Memo, examine
from jslint.engine.examination import Examination
from jslint.reading.invisible import INVISIBLE
from jslint.reading.pieces import read
from jslint.reading.yaml_reader import compose
from jslint.source import Span
from jslint.tree import Mapping, Node, Scalar, Sequence, UnplaceableError, walk

FEW = settings(
    max_examples=how_many(150, 5_000), deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

CHARACTERS = st.sampled_from(
    list("ab09 .,:#-'\"\\|>[]{}?&*!%@`\t\u3000\u00a0０９（）“”：、。，元万\U0001f600\u0301\u200b")
)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
WORDS = st.text(CHARACTERS, min_size=1, max_size=24)
LINES = st.lists(st.text(CHARACTERS, max_size=20), min_size=1, max_size=6)


def scalars(node: Node | None) -> list[Scalar]:
    return [each for each in walk(node) if isinstance(each, Scalar)] if node is not None else []


def assert_placed(text: str, scalar: Scalar) -> None:
    """Every run says the truth, runs are in order and apart, and what no run covers is white space or was escaped."""
    covered = [False] * len(scalar.value)
    before = (0, 0)
    for run in scalar.runs:
        assert run.length > 0
        assert run.value_start >= before[0]
        assert run.source_start >= before[1]
        assert scalar.span.start <= run.source_start
        assert run.source_start + run.length <= scalar.span.end
        end = run.value_start + run.length
        assert scalar.value[run.value_start : end] == text[run.source_start : run.source_start + run.length]
        covered[run.value_start : end] = [True] * run.length
        before = (end, run.source_start + run.length)
    for index, placed in enumerate(covered):
        if placed:
            span = scalar.span_of(index, index + 1)
            assert text[span.start : span.end] == scalar.value[index]
        elif scalar.runs and scalar.style != '"':
            assert scalar.value[index] in " \n", "only what YAML made of a line end has no place"
        else:
            with pytest.raises(UnplaceableError):
                scalar.span_of(index, index + 1)


def check_text(text: str) -> Node | None:
    composed = compose(text)
    for scalar in scalars(composed.node):
        assert_placed(text, scalar)
    for fault in composed.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
    return composed.node


def value_of(node: Node | None) -> Scalar:
    assert isinstance(node, Mapping)
    value = node.entries[0].value
    assert isinstance(value, Scalar)
    return value


# one scalar of each style


@FEW
@given(LINES, st.integers(1, 4), st.sampled_from(["", "-", "+"]), LINE_ENDS, st.booleans())
@example(["  indented first", "x"], 2, "-", "\n", True)
@example(["", "", "a"], 2, "+", "\r\n", False)
def test_literal_blocks(lines: list[str], indent: int, chomp: str, end: str, explicit: bool) -> None:
    header = f"|{indent if explicit else ''}{chomp}"
    text = f"k: {header}{end}" + "".join(f"{' ' * indent}{line}{end}" for line in lines) + f"z: 1{end}"
    node = check_text(text)
    if node is None:
        assert compose(text).faults
        return
    scalar = value_of(node)
    assert scalar.style in {"|", ""}
    if explicit and scalar.style == "|":
        assert scalar.value.rstrip("\n") == INVISIBLE.sub("", "\n".join(lines)).rstrip("\n") or compose(text).faults
    if scalar.value.strip(" \n"):
        assert scalar.runs, "a literal block is always placeable"


@FEW
@given(LINES, LINE_ENDS, st.sampled_from([">", ">-", ">+"]))
def test_folded_blocks(lines: list[str], end: str, header: str) -> None:
    text = f"k: {header}{end}" + "".join(f"  {line}{end}" for line in lines) + f"z: 1{end}"
    check_text(text)


@FEW
@given(WORDS, LINE_ENDS)
def test_plain_scalars_alone_in_rows_and_over_lines(words: str, end: str) -> None:
    check_text(f"k: {words}{end}z: 1{end}")
    check_text(f"k: [{words}, {words}]{end}")
    check_text(f"k: 头{words}{end}   {words}{end}z: 1{end}")


@FEW
@given(LINES, LINE_ENDS)
def test_single_quoted(lines: list[str], end: str) -> None:
    inner = f"{end}   ".join(line.replace("'", "''") for line in lines)
    node = check_text(f"k: '{inner}'{end}z: 1{end}")
    if len(lines) == 1 and node is not None and "\t" not in lines[0]:
        assert value_of(node).value == INVISIBLE.sub("", lines[0])


ESCAPES = ("\\n", "\\t", "\\u4e07", "\\U0001F600", "\\x41", '\\"', "\\\\")


@FEW
@given(st.lists(st.one_of(st.sampled_from(ESCAPES), WORDS), max_size=6))
def test_double_quoted(parts: list[str]) -> None:
    inner = "".join(part if part in ESCAPES else part.replace("\\", "").replace('"', "") for part in parts)
    text = f'k: "{inner}"\nz: 1\n'
    node = check_text(text)
    if node is not None:
        scalar = value_of(node)
        escapes = sum(part in ESCAPES for part in parts)
        placed = sum(run.length for run in scalar.runs)
        if scalar.runs:
            assert placed == len(scalar.value) - escapes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_every_kind_of_line_end_and_a_byte_order_mark(end: str, bom: str) -> None:
    lines = [
        "格式: 1",
        "报告:",
        "  单位名称: 某局😀",
        "情况说明:",
        "  甲: |2-",
        "      两 格😀 12.34",
        "",
        "    后 文",
        "  乙: >",
        "    折 行",
        "    续 12",
    ]
    text = bom + end.join(lines) + end
    reading = read(text)
    assert reading.faults == ()
    seen = {}
    for piece in reading.pieces:
        assert piece.faults == ()
        for scalar in scalars(piece.node):
            for run in scalar.runs:
                span = reading.absolute(piece.id, Span(run.source_start, run.source_start + run.length))
                assert text[span.start : span.end] == scalar.value[run.value_start : run.value_start + run.length]
            seen[piece.id] = scalar.value
    assert seen["情况说明/甲"] == "  两 格😀 12.34\n\n后 文"
    assert seen["情况说明/乙"].strip() == "折 行 续 12"


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x00", "\x07", "\ufffe", "\ud800", "\x7f"])
def test_what_yaml_may_not_hold_is_refused_at_its_place_and_moves_nothing(character: str) -> None:
    text = f"格式: 1\n情况说明:\n  甲: |\n    前{character}后 12.34\n  乙: |\n    别处 5.67\n"
    reading = read(text)
    assert [(fault.kind, text[fault.span.start : fault.span.end]) for fault in reading.faults] == [
        ("unsupported-character", character)
    ]
    for piece in reading.pieces:
        for scalar in scalars(piece.node):
            at = scalar.value.find("12.34" if piece.id.endswith("甲") else "5.67")
            if at >= 0:
                span = reading.absolute(piece.id, scalar.span_of(at, at + 4))
                assert text[span.start : span.end] in {"12.3", "5.67"}


@pytest.mark.parametrize(
    ("printed", "read_as", "kinds"),
    [
        ("1\u200b2.00 万元", "12.00 万元", ["invisible-in-figure"]),
        ("12\u2060\ufeff.00\u00ad 万元", "12.00 万元", [*["invisible-in-figure"] * 2, "invisible-character"]),
        ("12\u00a0345.00 万元", "12345.00 万元", ["invisible-in-figure"]),
        ("12,\u00a0345.00 万元", "12,345.00 万元", ["invisible-in-figure"]),
        ("12\u00a0.5%", "12.5%", ["invisible-in-figure"]),
        ("1.\u00a02023 年度", "1.\u00a02023 年度", []),
        ("2023\u00a0年 12.00\u00a0万元", "2023\u00a0年 12.00\u00a0万元", []),
        ("2023\u00a012.00 万元", "2023\u00a012.00 万元", []),
        ("☑\ufe0f 已完成", "☑ 已完成", ["invisible-character"]),
    ],
)
def test_what_prints_nothing_is_left_out_and_moves_nothing(printed: str, read_as: str, kinds: list[str]) -> None:
    text = f"情况说明:\n  甲: |\n    前，{printed}，后\n  乙: 别处 5.67\n"
    reading = read(text)
    assert [fault.kind for fault in reading.faults if not fault.kind.startswith("text")] == kinds
    piece = next(each for each in reading.pieces if each.id.endswith("甲"))
    assert isinstance(piece.node, Scalar)
    assert piece.node.value.rstrip("\n") == f"前，{read_as}，后"
    span = reading.absolute(piece.id, piece.node.span_of(2, 2 + len(read_as)))
    assert text[span.start : span.end] == printed
    assert text[slice(*reading.absolute(piece.id, piece.node.span_of(3 + len(read_as), 4 + len(read_as))))] == "后"


# the C parser and the pure one, pieces and the whole


def shape(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return (node.value, node.style, node.span, node.runs)
    if isinstance(node, Sequence):
        return ("seq", node.span, tuple(map(shape, node.items)))
    if isinstance(node, Mapping):
        return ("map", node.span, tuple((shape(entry.key), shape(entry.value)) for entry in node.entries))
    return None


DOCUMENT = st.recursive(
    st.one_of(
        st.sampled_from(["12.34", "~", "甲乙", "'引 号'", '"双\\n引"', "0.00", "a#b", "是否?", '"1,234.56"', "a - b"]),
        st.lists(st.sampled_from(["1.00", "~", "文字", "'x, y'", '"q"']), max_size=4).map(
            lambda cells: f"[{', '.join(cells)}]"
        ),
    ),
    lambda children: st.dictionaries(st.sampled_from(["甲", "乙", "丙", "键 4"]), children, min_size=1, max_size=3),
    max_leaves=8,
)


def as_text(data: object, indent: str = "") -> str:
    if not isinstance(data, dict):
        return f" {data}\n"
    lines = []
    for key, value in data.items():
        inner = as_text(value, indent + "  ")
        lines.append(f"{indent}{key}:" + (f"\n{inner}" if isinstance(value, dict) else inner))
    return "".join(lines)


@FEW
@given(st.dictionaries(st.sampled_from(["决算表", "情况说明", "附件", "名词解释", "报告"]), DOCUMENT, min_size=1))
def test_the_pure_parser_places_the_same(data: dict[str, object]) -> None:
    text = as_text(data)
    assert shape(compose(text).node) == shape(compose(text, pure=True).node)


def flattened(text: str) -> dict[tuple[str | int, ...], tuple[str, object]]:
    """Every scalar of the pieces by its path, with its place in the whole text."""
    reading = read(text)
    found: dict[tuple[str | int, ...], tuple[str, object]] = {}
    for piece in reading.pieces:
        if piece.header and not isinstance(piece.node, Mapping):
            continue
        _flatten(piece.node, piece.path, piece.start, found)
    return found


def _flatten(node: Node | None, path: tuple[str | int, ...], by: int, found: dict) -> None:  # type: ignore[type-arg]
    if isinstance(node, Scalar):
        moved = tuple(replace_run(run, by) for run in node.runs)
        found[path] = (node.value, (node.span.shifted(by), moved))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            _flatten(item, (*path, number), by, found)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            _flatten(entry.value, (*path, entry.key.value), by, found)


def replace_run(run: tuple[int, int, int], by: int) -> tuple[int, int, int]:
    return run[0], run[1] + by, run[2]


def whole(text: str) -> dict[tuple[str | int, ...], tuple[str, object]]:
    found: dict[tuple[str | int, ...], tuple[str, object]] = {}
    _flatten(compose(text).node, (), 0, found)
    return found


@FEW
@given(st.dictionaries(st.sampled_from(["决算表", "情况说明", "附件", "名词解释", "报告"]), DOCUMENT, min_size=1))
def test_pieces_and_the_whole_agree(data: dict[str, object]) -> None:
    text = as_text(data)
    if isinstance(compose(text).node, Mapping):
        assert flattened(text) == whole(text)


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*.report.yaml")), ids=lambda path: path.name)
def test_the_examples_read_in_pieces_as_whole(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text("utf-8")
    assert flattened(text) == whole(text)
    for piece in read(text).pieces:
        for scalar in scalars(piece.node):
            assert_placed(piece.text, scalar)
    assert shape(compose(text).node) == shape(compose(text, pure=True).node)


# a memo changes nothing

EXAMPLE = (ROOT / "examples" / "shanghai-2024.report.yaml").read_text("utf-8")
SNIPPETS = [
    "3",
    "\n",
    "  ",
    "[",
    "]",
    '"',
    "'",
    ": ",
    "- ",
    "#",
    "~",
    "\t",
    "😀",
    "甲: 1\n",
    "决算表:\n",
    "|",
    "&a ",
    "*a",
    "\u2028",
    "\r",
]


def answer(examination: Examination) -> object:
    ledger = [
        (check.code, check.place, check.outcome, check.reason, [figure.printed for figure in check.figures])
        for check in examination.ledger
    ]
    return examination.diagnostics, ledger


class Editing(RuleBasedStateMachine):
    """One document edited as in an editor, examined with one memo and each time also without."""

    @initialize()
    def open(self) -> None:
        self.text, self.memo = EXAMPLE, Memo()

    @rule(at=st.floats(0, 1), cut=st.integers(0, 12), put=st.sampled_from(["", *SNIPPETS]))
    def edit(self, at: float, cut: int, put: str) -> None:
        place = int(at * len(self.text))
        self.text = self.text[:place] + put + self.text[place + cut :]
        self.compare()

    @rule()
    def undo_all(self) -> None:
        self.text = EXAMPLE
        self.compare()

    @rule(first=st.floats(0, 1), second=st.floats(0, 1))
    def move_a_block(self, first: float, second: float) -> None:
        low, high = sorted((int(first * len(self.text)), int(second * len(self.text))))
        self.text = self.text[:low] + self.text[high:] + self.text[low:high]
        self.compare()

    def compare(self) -> None:
        assert answer(examine(self.text, memo=self.memo)) == answer(examine(self.text))


Editing.TestCase.settings = settings(
    max_examples=how_many(4, 60), stateful_step_count=how_many(5, 20), deadline=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
test_a_memo_changes_no_answer = pytest.mark.long(Editing.TestCase)
