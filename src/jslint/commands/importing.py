"""The commands that bring in what exists: `import` for documents, `paste` for rows of a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

SUFFIX = ".report.yaml"


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="写到这个文件（默认按第一个文件的名字，以 .report.yaml 结尾）。",
)
@click.option("--layout", metavar="版式", help="不自动辨认，用这个版式；jslint new --layouts 列出全部。")
@click.option("--force", is_flag=True, help="目标文件已经存在也覆盖。")
def import_report(files: tuple[str, ...], output: str | None, layout: str | None, force: bool) -> None:  # noqa: FBT001 - click passes flags so
    """把已有的报告（Word、Excel、PDF、网页、文本）变成报告文件；同一份报告的几个文件一起给出。"""
    from jslint.commands.progress import Progress
    from jslint.workspace.documents import balance_text, faults_text, import_files, places_text
    from jslint.workspace.files import UsageError, write_text
    from jslint.workspace.targets import document_file

    files = tuple(map(document_file, files))
    target = Path(output or Path(files[0]).stem.removesuffix(".report") + SUFFIX)
    places = target.with_name(target.name.removesuffix(".yaml").removesuffix(".report") + ".report.places.json")
    for path in (target, places):
        if path.exists() and not force:
            raise UsageError(f"{path} 已经存在；用 -o 换一个名字，或加 --force 覆盖。")
    with Progress("读取文件") as progress:
        imported = import_files(files, layout, progress.reach)
    write_text(target, imported.text)
    write_text(places, places_text(imported, target.name, files))
    others = f"、{len(imported.loose)} 张其他表" if imported.loose else ""
    click.echo(
        f"已写入 {target}（版式 {imported.layout.id}）：{len(imported.tables)} 张表{others}、{len(imported.sections)} 节说明。"
    )
    click.echo(balance_text(imported))
    missing = [table.title for table in imported.layout.tables if table.due and table.key not in imported.tables]
    if missing:
        click.echo(f"没有找到：{'、'.join(missing)}。")
    for doubt in imported.doubts:
        click.echo(f"请核对：{doubt}")
    if imported.rest:
        click.echo(f"未归入的 {len(imported.rest)} 处内容以注释列在 {target.name} 的末尾，注明了原处。")
    if imported.faults:
        raise UsageError(faults_text(imported))
    click.echo(f"每个数字的原处在 {places.name}。下一步：jslint check {target}")


@click.command()
@click.argument("table")
@click.option("--columns", metavar="栏目", help="报告里这张表的栏目，用逗号分开；不给时按版式。")
@click.option("--layout", default="", metavar="版式", help="按哪个版式；默认按第一个有这张表的版式。")
def paste(table: str, columns: str | None, layout: str) -> None:
    """把从 Excel 复制的行（标准输入，制表符分隔）变成报告里那张表的行。"""
    from jslint.document.recognise.paste import PasteError, paste_rows
    from jslint.workspace.files import STDIN, UsageError, read_text

    titles = [title.strip() for title in (columns or "").replace("，", ",").split(",") if title.strip()]
    if sys.stdin is not None and sys.stdin.isatty():
        click.echo("请粘贴从 Excel 复制的行，然后按 Ctrl-D（Windows 按 Ctrl-Z 再按回车）", err=True)
    text = read_text(STDIN)
    try:
        click.echo(paste_rows(table, titles, text, layout_id=layout), nl=False)
    except PasteError as error:
        raise UsageError(str(error)) from error
