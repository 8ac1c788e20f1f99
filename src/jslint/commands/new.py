"""The command that starts a report: `new`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

EARLIEST, LATEST = 2000, 2100


def _file_name(body: str) -> str:
    """The body's name without what file systems refuse."""
    kept = "".join("_" if character in '/\\:*?"<>|' else character for character in body)
    return kept.strip(" .") or "报告"


def _list(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click passes it
    if not value or context.resilient_parsing:
        return
    from jslint.report.layout import layout_ids, shipped_layout

    for layout_id in layout_ids():
        layout = shipped_layout(layout_id)
        click.echo(f"{layout_id}  {layout.title if layout else ''}")
    context.exit()


def _prompted(text: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Asks for what was not given, unless last year's report says it."""

    def asked(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        if value is None and not context.params.get("last") and not context.resilient_parsing:
            return click.prompt(text, type=parameter.type)
        return value

    return asked


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option("--from", "last", metavar="FILE", is_eager=True, type=click.Path(), help="从上年的报告文件开始。")
@click.option(
    "--layout", callback=_prompted("版式（国家-2022、上海-2024）"), help="版式的名称；jslint new --layouts 列出全部。"
)
@click.option(
    "--year",
    type=click.IntRange(EARLIEST, LATEST),
    callback=_prompted("决算年度"),
    help="决算年度，如 2024。",
)
@click.option("--name", callback=_prompted("单位全称"), help="封面上的单位名称。")
@click.option(
    "--scope", type=click.Choice(("部门决算", "单位决算")), default="部门决算", show_default=True, help="口径。"
)
@click.option("--layouts", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="列出全部版式。")
def new(file: str | None, last: str | None, layout: str | None, year: int | None, name: str | None, scope: str) -> None:
    """新建一份报告：版式要求的表、节都在，只等填数；或从上年的报告开始，名称、行、栏都留着。"""
    from jslint.workspace.files import STDIN, UsageError

    if file == STDIN:
        raise UsageError("新报告要写一个文件名，不能写到标准输出")
    if last is None:
        path, title = _from_layout(file, layout or "", year or 0, name or "", scope)
    elif layout or year or name:
        raise UsageError("--from 从上年的报告取单位、年度和版式，不再写 --layout、--year、--name")
    else:
        path, title = _from_last_year(file, last)
    click.echo(f"已新建 {path}：{title}。请从“决算表”开始填写，空着的格子保留 ~；随时可用 jslint check {path} 核对。")
    if not path.endswith(".report.yaml"):
        click.echo("提示：文件名不以 .report.yaml 结尾，检查文件夹时不会自动找到它。")


def _from_layout(file: str | None, layout: str, year: int, name: str, scope: str) -> tuple[str, str]:
    """Write an empty report of a layout; its path and what it is. Raises UsageError."""
    from jslint.document.skeleton import skeleton
    from jslint.report.layout import layout_ids, shipped_layout
    from jslint.workspace.files import UsageError, write_new

    spec = shipped_layout(layout.strip())
    body = " ".join(name.split())
    if spec is None:
        raise UsageError(f"没有版式“{layout}”。现有版式：{'、'.join(layout_ids())}。")
    if not body or not body.isprintable():
        raise UsageError("单位名称不能为空，也不能有控制字符。")
    path = file or f"{_file_name(body)}-{year}.report.yaml"
    write_new(path, skeleton(spec, body=body, year=year, scope=scope))
    return path, spec.title


def _from_last_year(file: str | None, last: str) -> tuple[str, str]:
    """Write the report of the year after `last`; its path and what it is. Raises UsageError."""
    from jslint.document.next_year import NoReportError, next_year
    from jslint.editing.alignment import aligned
    from jslint.workspace.files import UsageError, read_text, write_new
    from jslint.workspace.targets import report_file

    before = read_text(report_file(last))
    try:
        _, body, year = next_year(before, last)
        path = file or f"{_file_name(body)}-{year}.report.yaml"
        reference = Path(os.path.relpath(last, Path(path).parent)).as_posix()
        text, _, _ = next_year(before, reference)
    except NoReportError as error:
        raise UsageError(f"{last}：{error}，不能从它开始") from error
    write_new(path, aligned(text))
    return path, f"{year} 年度，名称、行和栏沿用 {last}，并与它对照年初数和上年数"
