"""The command that starts a report: `new`."""

from __future__ import annotations

import sys

import click

USAGE = 2
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


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option("--layout", prompt="版式（国家-2022、上海-2024）", help="版式的名称；jslint new --layouts 列出全部。")
@click.option("--year", prompt="决算年度", type=click.IntRange(EARLIEST, LATEST), help="决算年度，如 2024。")
@click.option("--name", prompt="单位全称", help="封面上的单位名称。")
@click.option(
    "--scope", type=click.Choice(("部门决算", "单位决算")), default="部门决算", show_default=True, help="口径。"
)
@click.option("--layouts", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="列出全部版式。")
def new(file: str | None, layout: str, year: int, name: str, scope: str) -> None:
    """新建一份空白报告：版式要求的表、节都在，只等填数。"""
    from jslint.document.skeleton import skeleton
    from jslint.report.layout import layout_ids, shipped_layout
    from jslint.workspace.files import UsageError, write_new

    spec = shipped_layout(layout.strip())
    body = " ".join(name.split())
    try:
        if spec is None:
            raise UsageError(f"没有版式“{layout}”。现有版式：{'、'.join(layout_ids())}。")
        if not body or not body.isprintable():
            raise UsageError("单位名称不能为空，也不能有控制字符。")
        path = file or f"{_file_name(body)}-{year}.report.yaml"
        write_new(path, skeleton(spec, body=body, year=year, scope=scope))
    except UsageError as error:
        click.echo(f"jslint: {error}", err=True)
        sys.exit(USAGE)
    click.echo(
        f"已新建 {path}：{spec.title}。请从“决算表”开始填写，空着的格子保留 ~；随时可用 jslint check {path} 核对。"
    )
    if not path.endswith(".report.yaml"):
        click.echo("提示：文件名不以 .report.yaml 结尾，检查文件夹时不会自动找到它。")
