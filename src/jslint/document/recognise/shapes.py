"""What table a grid is by its columns and codes, for grids that have lost their title."""

from __future__ import annotations

from jslint.amount import parse_amount
from jslint.document.recognise.columns import code_at, label_cells
from jslint.document.recognise.draft import amount_text
from jslint.document.stream import Row, is_wide
from jslint.report.layout import Layout, shipped_terms
from jslint.report.titles import normalise

_HEAD_WORDS = frozenset(
    {"项目", "科目名称", "科目编码", "功能分类科目编码", "支出功能分类科目编码", "经济分类科目编码", "栏次", "行次"}
)
_BY_COLUMNS = (
    ("收入决算表", "财政拨款收入"),
    ("支出决算表", "上缴上级支出"),
    ("政府性基金预算财政拨款收入支出决算表", "年末结转和结余"),
)
_SIDES_LEAST, _CODES_LEAST = 4, 2


def holds_anything(rows: list[Row]) -> bool:
    """Whether any cell is an amount with decimals, so that the table is no empty form."""
    return any("." in cell.text and parse_amount(amount_text(cell.text)) for row in rows for cell in row)


def is_head_row(row: Row) -> bool:
    """Whether a row is the head of a table rather than its data."""
    labels = {normalise(cell.text) for _, cell in label_cells(row)}
    return bool(labels & _HEAD_WORDS) or {"收入", "支出"} <= labels


def same_head(rows: list[Row], before: list[Row]) -> bool:
    """Whether a grid has the head of the table that began with `before`, printed again on its next page."""
    first = {normalise(cell.text) for cell in rows[0] if cell.text}
    return first == {normalise(cell.text) for cell in before[0] if cell.text} if before else False


def table_like(rows: list[Row], seen: set[str], layout: Layout) -> str | None:
    """The canonical key of the table that a grid without a title is, or None where its columns and codes do not say."""
    words = {normalise(cell.text) for row in rows for cell in row if is_wide(cell.text)}
    codes = [code for row in rows for at in range(min(len(row), 12)) if (code := code_at(row, at)[0])]
    key = _sides(rows, words) or _economic(codes) or _three_public(words) or _by_columns(words, codes, seen)
    return key if key and key not in seen and layout.table(key) else None


def _sides(rows: list[Row], words: set[str]) -> str | None:
    rows_known = shipped_terms().rows
    labels = {
        rows_known.get(normalise(cell.text.partition("、")[2])) for row in rows for cell in row if "、" in cell.text
    }
    if sum(label is not None for label in labels) < _SIDES_LEAST:
        return None
    is_grant = any("财政拨款结转和结余" in word for word in words) or any(
        word.startswith("国有资本经营预算财政拨款") for word in words if "、" not in word
    )
    return "财政拨款收入支出决算总表" if is_grant else "收入支出决算总表"


def _economic(codes: list[str]) -> str | None:
    economic = [code for code in codes if code.startswith("3") and len(code) in {3, 5}]
    return "一般公共预算财政拨款基本支出决算明细表" if len(economic) > _CODES_LEAST else None


def _three_public(words: set[str]) -> str | None:
    terms = shipped_terms()
    columns = {terms.columns.get(word) for word in words}
    wanted = {"因公出国（境）费", "公务用车运行维护费", "公务接待费"}
    return "财政拨款三公经费支出决算表" if wanted <= columns else None


def _by_columns(words: set[str], codes: list[str], seen: set[str]) -> str | None:
    if not codes and "科目名称" not in words:
        return None
    state = any(code.startswith("223") for code in codes)
    for key, mark in _BY_COLUMNS:
        if mark in words:
            return "国有资本经营预算财政拨款支出决算表" if state and key.startswith("政府性") else key
    if {"基本支出", "项目支出"} <= words:
        general = "一般公共预算财政拨款支出决算表"
        return "国有资本经营预算财政拨款支出决算表" if state or general in seen else general
    return None
