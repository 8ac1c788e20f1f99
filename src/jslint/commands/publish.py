"""The command that makes of a checked report the document that is published: `publish`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jslint.printable import printable
from jslint.workspace.files import UsageError

if TYPE_CHECKING:
    from jslint.output.examined import Examined

_SHOWN = 5
"""Errors, and places left open, that a refusal names one by one."""


@click.command()
@click.argument("file", type=click.Path())
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), required=True, help="写到这个文件（.docx、.pdf 或 .html）。"
)
@click.option("--force", is_flag=True, help="还有没有说明的错误、没有填写的【…】也照样生成。")
def publish(file: str, output: str, *, force: bool) -> None:
    """把核对过的报告排成可以公开的文件：封面、目录、各表、情况说明、名词解释、附件。"""
    from jslint.document.lay_out import lay_out
    from jslint.workspace.files import write_bytes
    from jslint.workspace.publishing import writer_of
    from jslint.workspace.targets import report_file

    writer = writer_of(output)
    seen = _examined(report_file(file, stdin=True))
    if not force:
        _refuse_unready(seen)
    told = writer(lay_out(seen.examination))
    write_bytes(output, told.data)
    click.echo(f"已写入 {output}。")
    for remark in told.remarks:
        click.echo(remark)


def _examined(file: str) -> Examined:
    from jslint.workspace.configuration import Configurations
    from jslint.workspace.examining import examined

    return examined(file, Configurations().settings_of(file))


def _refuse_unready(seen: Examined) -> None:
    """Raise UsageError while errors stand that nobody has explained, or places in 【】 that nobody has written."""
    from jslint.editing.unready import unready

    text, left = seen.examination.source.text, unready(seen.examination)
    errors, unwritten = left.errors, left.unwritten
    for each in errors[:_SHOWN]:
        click.echo(f"{seen.path}:{seen.where(each.span)}: 错误 {each.code} {printable(each.message)}", err=True)
    for place in unwritten[:_SHOWN]:
        click.echo(f"{seen.path}:{seen.where(place)}: 还没有填写 {printable(text[place.start : place.end])}", err=True)
    told = [
        *([f"{len(errors)} 处错误没有改正，也没有在“核实说明”里说明"] if errors else []),
        *([f"{len(unwritten)} 处【…】没有填写"] if unwritten else []),
    ]
    if told:
        raise UsageError(
            f"{seen.path} 还有 {'；'.join(told)}，没有生成（用 jslint check 看全部）。"
            "改正、填写或用 jslint waive 说明以后再生成；确实要先看样子，加 --force"
        )
