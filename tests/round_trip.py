"""A report published and imported again: what differs between the two files."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML

from jslint.amount import is_nil
from jslint.document.lay_out import lay_out
from jslint.document.recognise import Document, import_documents
from jslint.engine.examination import examine
from jslint.report.layout import shipped_layout
from jslint.report.titles import normalise, without_ordinal
from jslint.workspace.publishing import writer_of

LEFT_OUT = {"格式", "目录", "核实说明"}
"""What publishing writes anew or does not print."""
RELATED = {"版式", "封面", "上年报告", "所属单位报告", "决算报表", "预算报告", "公开日期"}
Path = tuple[str, ...]
"""The keys that lead to a figure or a text, titles of columns by what the layout calls them."""


def again(text: str, ending: str) -> str:
    """The report file that is imported from what is published of one."""
    written = writer_of(f"report{ending}")(lay_out(examine(text)))
    return import_documents([Document(f"report{ending}", written.data)]).text


def facts(text: str) -> dict[Path, str]:
    """Every figure and sentence of a report by its path."""
    told = _plain(YAML(typ="safe").compose(text))
    layout = shipped_layout(dict(dict(told)["报告"])["版式"])
    assert layout is not None
    known = {
        (_key(table.key), _key(column.title)): _key(column.key) for table in layout.tables for column in table.columns
    }
    return {_canonical(path, known): value for path, value in _facts((), told)}


def _canonical(path: Path, known: dict[tuple[str, str], str]) -> Path:
    if len(path) < 3 or path[0] != "决算表":
        return path
    return *path[:-1], known.get((path[1], path[-1]), path[-1])


def _told_alike(before: dict[Path, str], after: dict[Path, str]) -> None:
    """A section that one file has whole and the other by its parts becomes whole in both, its headings among the text."""
    whole = {path for path in (*before, *after) if path[0] == "情况说明" and len(path) == 2}
    for told in (before, after):
        for section in whole:
            parts = [path for path in told if path[:2] == section]
            if parts:
                told[section] = "".join(f"{''.join(path[2:])}{told.pop(path)}" for path in parts)
                told[section] = _bare(told[section])


def _bare(text: str) -> str:
    """A text without the marks that headings of parts have beside their words."""
    return re.sub(r"（[一二三四五六七八九十]+）|[。“”]", "", text)


def differences(text: str, ending: str) -> list[tuple[tuple[str, ...], str, str]]:
    """Where the imported report says something else, or nothing, or too much."""
    before, after = facts(text), facts(again(text, ending))
    _told_alike(before, after)
    return [
        (path, before.get(path, ""), after.get(path, ""))
        for path in sorted({*before, *after})
        if before.get(path, "") != after.get(path, "")
    ]


def _plain(node: Any) -> Any:
    if node.id == "mapping":
        return [(_plain(key), _plain(value)) for key, value in node.value]
    if node.id == "sequence":
        return {"items": [_plain(item) for item in node.value]}
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _facts(path: tuple[str, ...], value: Any) -> Any:
    if path and (path[0] in LEFT_OUT or (path[0] == "报告" and path[-1] in RELATED)):
        return
    if isinstance(value, list):
        titles = dict(value).get("栏目")
        for key, inner in value:
            if key != "栏目":
                yield from (
                    _facts((*path, _key(key)), inner) if titles is None else _rows((*path, _key(key)), inner, titles)
                )
    elif isinstance(value, dict):
        for at, item in enumerate(value["items"]):
            yield from _facts((*path, str(at)), item)
    elif not is_nil(value):
        yield path, _text(value)


def _rows(path: tuple[str, ...], value: Any, titles: Any) -> Any:
    names = [_key(title) for title in titles["items"]]
    items = value["items"] if isinstance(value, dict) else []
    if not isinstance(value, dict):
        yield from _facts(path, value)
    elif items and isinstance(items[0], dict):
        coded = path[0] == "决算表"
        for at, row in enumerate(items):
            cells = row["items"]
            name, cells = (cells[0], cells[2:]) if coded else (str(at), cells)
            if coded:
                yield (*path, name), _text(row["items"][1])
            for title, cell in zip(names, cells, strict=False):
                yield from _facts((*path, name, title), cell)
    else:
        for title, cell in zip(names, items, strict=False):
            yield from _facts((*path, title), cell)


def _key(text: str) -> str:
    return normalise(without_ordinal(text))


def _text(text: str) -> str:
    """A text without the spaces and line ends that setting it moves."""
    return re.sub(r"\s+", "", text)
