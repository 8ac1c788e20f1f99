"""The command: calls and shows; knows no rule."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jslint import __version__
from jslint.cli_format import format_tables
from jslint.cli_new import new
from jslint.cli_views import figures, ledger

if TYPE_CHECKING:
    from jslint.workspace import Checked

FORMATS = ("text", "concise", "json")
FAIL_ON = ("error", "warning", "information", "hint")
CLEAN, FINDINGS, USAGE, INTERNAL = 0, 1, 2, 3


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jslint")
def main() -> None:
    """检查部门决算报告（*.report.yaml）的勾稽关系。"""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _selection(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--select", multiple=True, metavar="CODE", help="只用这些规则（JS101 或前缀 JS1，可多次）。"),
        click.option("--ignore", multiple=True, metavar="CODE", help="不用这些规则。"),
    )
    for option in options:
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=click.Path(dir_okay=False), help="写到这个文件而不是屏幕。")
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), default="warning", show_default=True, help="达到这个程度即以 1 退出。"
)
@click.option("--show-rounding", is_flag=True, help="也列出尾差。")
@click.option("--fix", is_flag=True, help="先作安全的修改（只有一种改法的），再报告其余的问题。")
@click.option("--diff", is_flag=True, help="只显示 --fix 会改什么，不改文件；有要改的即以 1 退出。")
@_selection
def check(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    fail_on: str,
    show_rounding: bool,  # noqa: FBT001 - click passes flags so
    fix: bool,  # noqa: FBT001
    diff: bool,  # noqa: FBT001
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> None:
    """检查报告文件或文件夹；“-”为标准输入。"""
    from jslint.cli_fix import fix_files
    from jslint.diagnostic import RANK
    from jslint.settings import Settings
    from jslint.workspace import UsageError, check_file, discover, write_text

    changes: dict[str, Any] = {"show_rounding": show_rounding, "ignore": ignore}
    if select:
        changes["select"] = select
    settings = Settings(**changes)
    try:
        files = discover(paths or (".",))
        if not files:
            raise UsageError("没有找到报告文件（*.report.yaml）。")
        if diff:
            sys.exit(FINDINGS if fix_files(files, lambda _: settings, diff=True) else CLEAN)
        if fix:
            fix_files(files, lambda _: settings, diff=False)
        checked = [check_file(path, settings) for path in files]
        text = _rendered(checked, form)
        if output:
            write_text(output, click.unstyle(text) + "\n")
        else:
            click.echo(text)
    except UsageError as error:
        click.echo(f"jslint: {error}", err=True)
        sys.exit(USAGE)
    told = [diagnostic for each in checked for diagnostic in each.examination.diagnostics]
    if any(diagnostic.code == "JS000" for diagnostic in told):
        sys.exit(INTERNAL)
    threshold = RANK[fail_on]  # type: ignore[index]
    sys.exit(FINDINGS if any(RANK[diagnostic.severity] >= threshold for diagnostic in told) else CLEAN)


def _rendered(checked: list[Checked], form: str) -> str:
    pairs = [(each.path, each.examination) for each in checked]
    if form == "json":
        from jslint.output import json_format

        return json_format.render(pairs)
    from jslint.output import text

    lines = [line for path, examination in pairs for line in text.render(path, examination, concise=form == "concise")]
    return "\n".join([*lines, text.summary(pairs)])


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """显示一条规则：查什么、为什么、依据、怎么办。"""
    from jslint.explain import page
    from jslint.rules import shipped_rules

    wanted = code.upper()
    for rule in shipped_rules():
        if wanted in {rule.about.code, rule.about.name.upper()}:
            click.echo(page(rule.about))
            return
    click.echo(f"jslint: 没有规则 {code}；用 jslint rules 查看全部规则。", err=True)
    sys.exit(USAGE)


@main.command()
def rules() -> None:
    """列出全部规则。"""
    from jslint.output.text import SEVERITY_WORDS
    from jslint.rules import shipped_rules

    for rule in shipped_rules():
        about = rule.about
        click.echo(f"{about.code}  {SEVERITY_WORDS[about.severity]}  {about.title}  ({about.name})")


@main.command()
@click.option("--stdio", is_flag=True, help="经标准输入输出与编辑器通信（默认）。")
@click.option("--tcp", metavar="[主机:]端口", help="改在这个端口等编辑器来连接。")
def lsp(stdio: bool, tcp: str | None) -> None:  # noqa: FBT001 - click passes flags so
    """为编辑器运行语言服务器。"""
    from jslint.lsp.transport import AddressError, serve

    if stdio and tcp:
        raise click.UsageError("--stdio 与 --tcp 只能用一个。")
    try:
        serve(tcp)
    except AddressError as error:
        raise click.UsageError(str(error)) from error


main.add_command(ledger)
main.add_command(figures)
main.add_command(new)
main.add_command(format_tables)

if __name__ == "__main__":
    main(prog_name=Path(sys.argv[0]).name)
