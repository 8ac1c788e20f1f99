"""The command that sets the narrative to what the tables say: `fill`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from jslint.printable import printable

if TYPE_CHECKING:
    from jslint.editing.fill import Filled

CLEAN, CHANGED = 0, 1
LONGEST = 60
MOST_LEFT = 10
"""Figures without a source that are named; the rest is counted."""


@click.command()
@click.argument("path", metavar="FILE", type=click.Path())
@click.option("--section", "sections", metavar="节名", multiple=True, help="只填这一节（可写多次）；不写则填全部各节。")
@click.option("--diff", is_flag=True, help="只显示会改什么，不改文件；有要改的以 1 退出。")
def fill(path: str, sections: tuple[str, ...], diff: bool) -> None:  # noqa: FBT001 - click passes flags so
    """按决算表填写情况说明：重复表中数字的、由它们算出的数，以及增减、大小的说法，照表改好；没有出处的只列出，不动。"""
    from jslint.editing.fill import fill_text
    from jslint.editing.fixing import unified_diff
    from jslint.workspace.configuration import Configurations
    from jslint.workspace.files import read_text, replace_text
    from jslint.workspace.related import related_of
    from jslint.workspace.targets import report_file

    before = read_text(report_file(path))
    _check_sections(before, sections)
    settings = Configurations().settings_of(path)
    filled = fill_text(before, settings, related=related_of(path, before), sections=sections)
    if diff:
        click.echo(unified_diff(path, before, filled.text), nl=False)
    elif filled.text != before:
        replace_text(path, before, filled.text)
    _tell(path, filled, diff=diff)
    sys.exit(CHANGED if diff and filled.text != before else CLEAN)


def _check_sections(text: str, sections: tuple[str, ...]) -> None:
    """Raises UsageError for a section that the report does not have."""
    from jslint.editing.fill import section_names
    from jslint.workspace.files import UsageError

    names = section_names(text) if sections else ()
    for section in sections:
        if section not in names:
            raise UsageError(f"报告的情况说明里没有“{section}”这一节；现有：{'、'.join(names) or '无'}")


def _short(text: str) -> str:
    """A text as one line that can be read at a glance."""
    line = " ".join(text.split())
    return (line if len(line) <= LONGEST else f"{line[:LONGEST]}…") or "空白"


def _tell(path: str, filled: Filled, *, diff: bool) -> None:
    """What was written and what was left, on the error stream: the other holds the difference."""
    for change in filled.changes:
        line = (
            f"{path}:{change.line}: {change.place}：{_short(change.before)} → {_short(change.after)}（{change.source}）"
        )
        click.echo(printable(line), err=True)
    word = "可按表填写" if diff else "已按表填写"
    click.echo(printable(f"{word} {len(filled.changes)} 处。"), err=True)
    if filled.table_errors:
        click.echo(
            f"注意：决算表里还有 {filled.table_errors} 处错误，照错的格子填写的数也会错；请先用 jslint check 核对表。",
            err=True,
        )
    if filled.left:
        click.echo(f"另有 {len(filled.left)} 个数没有出处，没有动：", err=True)
    for left in filled.left[:MOST_LEFT]:
        click.echo(printable(f"  第 {left.line} 行 {left.place} {left.printed}：{left.reason}"), err=True)
    if len(filled.left) > MOST_LEFT:
        click.echo(f"  …等，共 {len(filled.left)} 个", err=True)
