"""The commands that show what stands behind the findings: `ledger` and `figures`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from jslint.diagnostic import OUTCOMES

if TYPE_CHECKING:
    from jslint.output.examined import Examined
    from jslint.output.ledger_format import Wanted

USAGE = 2
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
    reports = Reports(paths)
    if form == "xlsx":
        _write_check_sheet(reports, wanted, output)
    elif form == "json":
        _show(_documents(reports, lambda each: ledger_format.as_json(each, wanted)), output)
    else:
        _show(_lines(reports, lambda each: ledger_format.text(each, wanted)), output)
    reports.end()


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--state", multiple=True, type=click.Choice(STATES), help="只列出这种状态的数字（可多次）。")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--explain", is_flag=True, help="只列出情况说明的数字，说明每个数字读作什么。")
def figures(paths: tuple[str, ...], state: tuple[Any, ...], form: str, *, explain: bool) -> None:
    """列出每一个数字：有没有勾稽关系约束它，没有的为什么没有。"""
    from jslint.output import claims_format, figures_format

    reports = Reports(paths)
    if form == "json":
        as_json = claims_format.as_json if explain else (lambda each: figures_format.as_json(each, state))
        _show(_documents(reports, as_json))
    else:
        text = claims_format.text if explain else (lambda each: figures_format.text(each, state))
        _show(_lines(reports, text))
    reports.end()


class Reports:
    """The reports that paths name, examined one after another; one that cannot be read is told of and does not stop the others."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        """Find them and read the first; raises UsageError where there are none, and ends the command where none can be read."""
        from jslint.workspace.configuration import Configurations
        from jslint.workspace.targets import targets

        self._configurations = Configurations()
        self._found = targets(paths or (".",), self._configurations.excluded).found
        self._are_missed = False
        readable = self._readable()
        first = list(islice(readable, 1))
        self._left = chain(first, readable)
        if not first:
            self.end()

    def __iter__(self) -> Iterator[Examined]:
        """Each is let go of before the next is read."""
        return self._left

    def _readable(self) -> Iterator[Examined]:
        from jslint.commands.check import warn
        from jslint.workspace.examining import examined
        from jslint.workspace.files import UsageError

        for each in self._found:
            try:
                yield examined(each.name, self._configurations.settings_of(each.name))
            except UsageError as error:
                self._are_missed = True
                warn(str(error))

    def end(self) -> None:
        """The command's exit code says whether all could be read."""
        if self._are_missed:
            click.get_current_context().exit(USAGE)


def _write_check_sheet(reports: Reports, wanted: Wanted, output: str | None) -> None:
    from jslint.output.workbook import check_sheet
    from jslint.workspace.files import UsageError, write_bytes

    if output is None:
        raise UsageError("xlsx 是 Excel 文件，不能显示在屏幕上；请用 --output 文件名.xlsx 指定写到哪里")
    write_bytes(output, check_sheet(reports, wanted))


def _documents(reports: Reports, as_json: Callable[[Examined], object]) -> Iterator[str]:
    from jslint.output.json_document import document

    yield from document(map(as_json, reports))
    yield "\n"


def _lines(reports: Reports, text: Callable[[Examined], Iterator[str]]) -> Iterator[str]:
    return (f"{line}\n" for each in reports for line in text(each))


def _show(stretches: Iterator[str], output: str | None = None) -> None:
    """Print what comes as it comes, or write it to a file."""
    if output is not None:
        from jslint.workspace.files import write_text

        write_text(output, "".join(stretches))
        return
    for stretch in stretches:
        click.echo(stretch, nl=False)
