"""The commands that show what stands behind the findings: `ledger` and `figures`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from jslint.ledger import OUTCOMES

if TYPE_CHECKING:
    from jslint.engine import Examination

USAGE = 2
STATES = ("guarded", "free", "unbound")


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--outcome", multiple=True, type=click.Choice(OUTCOMES), help="只列出这种结果（可多次）。")
@click.option("--rule", multiple=True, metavar="CODE", help="只列出这些规则（JS101 或前缀 JS1，可多次）。")
@click.option("--table", multiple=True, metavar="NAME", help="只列出名称里有这几个字的表、节或附表（可多次）。")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def ledger(
    paths: tuple[str, ...], outcome: tuple[str, ...], rule: tuple[str, ...], table: tuple[str, ...], form: str
) -> None:
    """列出每一条勾稽关系：公式、两边的数、结果和理由。"""
    from jslint.output import ledger_format

    wanted = ledger_format.Wanted(outcome, tuple(code.upper() for code in rule), table)
    if form == "json":
        _show(paths, lambda pairs: ledger_format.as_json(pairs, wanted))
    else:
        _show(paths, lambda pairs: _joined(ledger_format.text, pairs, wanted))


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--state", multiple=True, type=click.Choice(STATES), help="只列出这种状态的数字（可多次）。")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def figures(paths: tuple[str, ...], state: tuple[Any, ...], form: str) -> None:
    """列出每一个数字：有没有勾稽关系约束它，没有的为什么没有。"""
    from jslint.output import figures_format

    if form == "json":
        _show(paths, lambda pairs: figures_format.as_json(pairs, state))
    else:
        _show(paths, lambda pairs: _joined(figures_format.text, pairs, state))


def _joined(text: Callable[..., Any], pairs: list[tuple[str, Examination]], chosen: object) -> str:
    return "\n".join(line for path, examination in pairs for line in text(path, examination, chosen))


def _show(paths: tuple[str, ...], render: Callable[[list[tuple[str, Examination]]], str]) -> None:
    from jslint.settings import Settings
    from jslint.workspace import UsageError, check_file, discover

    try:
        files = discover(paths or (".",))
        if not files:
            raise UsageError("没有找到报告文件（*.report.yaml）。")
        checked = [check_file(path, Settings()) for path in files]
    except UsageError as error:
        click.echo(f"jslint: {error}", err=True)
        sys.exit(USAGE)
    click.echo(render([(each.path, each.examination) for each in checked]))
