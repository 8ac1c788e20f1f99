"""Office documents as report files: read from disk and imported, with the place that every figure came from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import json

from jslint.document.read.reader import Progress
from jslint.document.recognise import Document, Imported, UnreadableError, import_documents
from jslint.report.layout import layout_ids
from jslint.spot import Spot
from jslint.workspace.files import UsageError, reason

MOST_BYTES = 512 * 1024 * 1024


def import_files(paths: Sequence[str], layout_id: str | None = None, progress: Progress | None = None) -> Imported:
    """The documents of one report as a report file, `progress` told of every page; raises UsageError for what cannot be read."""
    if layout_id and layout_id not in layout_ids():
        raise UsageError(f"没有版式“{layout_id}”。现有版式：{'、'.join(layout_ids())}。")
    documents = [Document(Path(path).name, _bytes(path)) for path in paths]
    try:
        return import_documents(documents, layout_id=layout_id, progress=progress)
    except UnreadableError as error:
        raise UsageError(str(error)) from error


def _bytes(path: str) -> bytes:
    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise UsageError(f"{path} 超过 {MOST_BYTES // 1024 // 1024} MB，大得不正常，没有读取。")
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"无法读取 {path}：{reason(error)}") from error


def places_text(imported: Imported, report: str, sources: Sequence[str]) -> str:
    """The side file: where every value of the report file came from, one to a line."""
    head = {
        "格式": 1,
        "报告": report,
        "来源": list(sources),
        "版式": imported.layout.id,
        "数字": {
            "放入": len(imported.of_fate("placed")),
            "版式再印": len(imported.of_fate("again")),
            "页码、行次、栏次": len(imported.of_fate("furniture")),
            "未归入": len(imported.of_fate("rest")),
        },
    }
    entries = [
        {
            "行": mark.line + 1,
            "列": mark.start + 1,
            "止": mark.end + 1,
            "路径": mark.path,
            "原文": mark.printed,
            "文件": mark.spot.document,
            "原处": mark.spot.words,
            **_on_page(mark.spot),
        }
        for mark in imported.marks
    ]
    lines = ",\n".join(f"  {_in_a_line(entry)}" for entry in entries)
    body = json.format(json.encode(head), indent=1).decode()
    return f'{body[:-2]},\n "处": [\n{lines}\n ]\n}}\n'


def _in_a_line(entry: dict[str, object]) -> str:
    return json.format(json.encode(entry), indent=0).decode()


def _on_page(spot: Spot) -> dict[str, object]:
    """The page (counted from 1) and the box on it, for a document that has pages."""
    number = "".join(filter(str.isdigit, spot.part))
    return {"页": int(number), "框": spot.box} if spot.box is not None and number else {}


def balance_text(imported: Imported) -> str:
    """The account of all numbers in one sentence: what became of them, and whether a second reading has the same."""
    fates = (("placed", "放入"), ("again", "由版式再印"), ("furniture", "页码、行次、栏次"), ("rest", "未归入"))
    counts = "、".join(f"{words} {len(imported.of_fate(fate))}" for fate, words in fates)  # type: ignore[arg-type]
    known = [balance for balance in imported.balances if balance.is_known]
    if len(known) < len(imported.balances):
        return f"数字 {len(imported.entries)} 个：{counts}。这种文件没有第二种读法可以对照。"
    if imported.faults:
        return f"数字 {len(imported.entries)} 个：{counts}；与另一种读法不一致。"
    return f"数字 {len(imported.entries)} 个：{counts}；与另一种读法逐处一致。"


def faults_text(imported: Imported) -> str:
    """Where the numbers are not those of the second reading, for an error message."""
    places = "；".join(balance.words() for balance in imported.faults)
    return f"导入不完整，请不要使用，并把这一段告诉维护者：{places}。"
