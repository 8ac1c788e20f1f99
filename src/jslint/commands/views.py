"""The commands that show what stands behind the findings: `ledger` and `figures`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from jslint.diagnostic import OUTCOMES

if TYPE_CHECKING:
    from jslint.output.examined import Examined

STATES = ("guarded", "free", "unbound")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--outcome", multiple=True, type=click.Choice(OUTCOMES), help="只列出这种结果（可多次）。")
@click.option("--rule", multiple=True, metavar="CODE", help="只列出这些规则（JS101 或前缀 JS1，可多次）。")
@click.option("--table", multiple=True, metavar="NAME", help="只列出名称里有这几个字的表、节或附表（可多次）。")
@click.option("--format", "form", type=click.Choice(("text", "json", "xlsx")), default="text", show_default=True)
@click.option("--output", metavar="FILE", type=click.Path(), help="写到这个文件（xlsx 必填）。")
def ledger(
    paths: tuple[str, ...],
    outcome: tuple[str, ...],
    rule: tuple[str, ...],
    table: tuple[str, ...],
    form: str,
    output: str | None,
) -> None:
    """列出每一条勾稽关系：公式、两边的数、结果和理由。"""
    from jslint.output import ledger_format

    wanted = ledger_format.Wanted(outcome, tuple(code.upper() for code in rule), table)
    if form == "xlsx":
        from jslint.output.workbook import check_sheet
        from jslint.workspace.files import UsageError, write_bytes

        if output is None:
            raise UsageError("xlsx 是 Excel 文件，不能显示在屏幕上；请用 --output 文件名.xlsx 指定写到哪里")
        write_bytes(output, check_sheet(_examined(paths), wanted))
    elif form == "json":
        _show(paths, lambda seen: ledger_format.as_json(seen, wanted), output)
    else:
        _show(paths, lambda seen: _joined(ledger_format.text, seen, wanted), output)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--state", multiple=True, type=click.Choice(STATES), help="只列出这种状态的数字（可多次）。")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--explain", is_flag=True, help="只列出情况说明的数字，说明每个数字读作什么。")
def figures(paths: tuple[str, ...], state: tuple[Any, ...], form: str, *, explain: bool) -> None:
    """列出每一个数字：有没有勾稽关系约束它，没有的为什么没有。"""
    from jslint.output import claims_format, figures_format

    if explain and form == "json":
        _show(paths, claims_format.as_json)
    elif explain:
        _show(paths, lambda seen: "\n".join(line for each in seen for line in claims_format.text(each)))
    elif form == "json":
        _show(paths, lambda seen: figures_format.as_json(seen, state))
    else:
        _show(paths, lambda seen: _joined(figures_format.text, seen, state))


def _joined(text: Callable[..., Any], seen: list[Examined], chosen: object) -> str:
    return "\n".join(line for each in seen for line in text(each, chosen))


def _show(paths: tuple[str, ...], render: Callable[[list[Examined]], str], output: str | None = None) -> None:
    text = render(_examined(paths))
    if output is None:
        click.echo(text)
    else:
        from jslint.workspace.files import write_text

        write_text(output, f"{text}\n")


def _examined(paths: tuple[str, ...]) -> list[Examined]:
    """The reports that paths name, examined; raises UsageError where there are none or one cannot be read."""
    from jslint.workspace.configuration import Configurations
    from jslint.workspace.examining import examined
    from jslint.workspace.targets import targets

    configurations = Configurations()
    found = targets(paths or (".",), configurations.excluded).found
    return [examined(each.name, configurations.settings_of(each.name)) for each in found]
