"""The command: calls and shows; knows no rule."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from jslint import __version__

FORMATS = ("text", "concise", "json", "sarif", "junit", "github", "gitlab", "csv", "html", "xlsx")
FAIL_ON = ("error", "warning", "information", "hint")
USAGE = 2


_ELSEWHERE = {
    "fill": "jslint.commands.fill:fill",
    "figures": "jslint.commands.views:figures",
    "format": "jslint.commands.format:format_tables",
    "import": "jslint.commands.importing:import_report",
    "ledger": "jslint.commands.views:ledger",
    "new": "jslint.commands.new:new",
    "paste": "jslint.commands.importing:paste",
    "publish": "jslint.commands.publish:publish",
    "waive": "jslint.commands.waive:waive",
}
"""Commands that are imported when they are asked for, so that each starts as fast as if it were alone."""


class _Context(click.Context):
    """A context whose help pages are in Chinese."""

    def make_formatter(self) -> click.HelpFormatter:
        """What lays out a help page."""
        from jslint.commands.words import Formatter

        return Formatter(width=self.terminal_width, max_width=self.max_content_width)


class Commands(click.Group):
    """The commands; whatever ends one is told in one line and never as a traceback."""

    context_class = _Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in order."""
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        command: click.Command | None
        if cmd_name in _ELSEWHERE:
            module, _, name = _ELSEWHERE[cmd_name].partition(":")
            command = getattr(import_module(module), name)
        else:
            command = super().get_command(ctx, cmd_name)
        if command is not None:
            command.context_class = _Context
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; of one that is mistyped, the nearest is named."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0].lower(), self.list_commands(ctx), 1)
            raise click.UsageError(
                f"没有这个命令：{args[0]}" + (f"（是不是 {near[0]}？）" if near else ""), ctx
            ) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; where its reader has seen enough, all is well, whatever click thinks of it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            from jslint.commands.boundary import told

            return told(error)

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """Run a command and end with its exit code; what stops it is told by `jslint.commands.boundary`."""
        try:
            code = super().main(*args, **{**options, "standalone_mode": False}) or 0
            if sys.stdout is not None and not sys.stdout.closed:  # a language server closes it
                sys.stdout.flush()
        except Exception as error:  # noqa: BLE001 - the outermost place: an error of our own ends with 3
            from jslint.commands.boundary import told

            code = told(error)
        sys.exit(code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jslint", help="显示版本。")
def main() -> None:
    """检查部门决算报告（*.report.yaml）的勾稽关系。"""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        click.get_current_context().color = False


def _selection(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option(
            "--select", multiple=True, metavar="CODE", help="只用这些规则（JS101 或前缀 JS1，可多次，也可用逗号隔开）。"
        ),
        click.option("--ignore", multiple=True, metavar="CODE", help="不用这些规则（写法同上）。"),
    )
    for option in options:
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="输出格式。")
@click.option("--output", metavar="FILE", type=click.Path(), help="写到这个文件而不是屏幕。")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="达到这个程度即以 1 退出（默认 warning）。")
@click.option("--show-rounding", is_flag=True, default=None, help="也列出尾差。")
@click.option("--fix", is_flag=True, help="先作安全的修改（只有一种改法的），再报告其余的问题。")
@click.option("--diff", is_flag=True, help="只显示 --fix 会改什么，不改文件；有要改的即以 1 退出。")
@_selection
@click.option("--config", metavar="FILE", type=click.Path(), help="用这个配置文件，不再向上查找。")
@click.option(
    "--force-exclude", is_flag=True, help="配置里 exclude 排除的文件，即使写在命令里也不查（pre-commit 用）。"
)
@click.option(
    "--annotate", metavar="DIR", type=click.Path(), help="把问题批注在原件的副本上，写到这个文件夹；原件不动。"
)
@click.option("--documents", is_flag=True, help="文件夹里的 PDF、Word、Excel 也查。")
@click.option("--together", is_flag=True, help="所给的办公文件合起来是一份报告（如表在 Excel、文字在 Word）。")
@click.option("--scheduler", metavar="ADDRESS", help="交给这个 Dask 集群去查（如 tcp://主机:8786）。")
@click.option("--jobs", type=click.IntRange(0), default=0, help="最多几个进程（默认 0：全部核心）。")
@click.option("--no-cache", "use_cache", flag_value=False, default=True, help="不用缓存。")
@click.option(
    "--stdin-filename", "stdin_name", metavar="FILE", type=click.Path(), help="标准输入叫这个名字，并用它的配置。"
)
@click.option("--statistics", is_flag=True, help="最后按规则统计。")
@click.option("--baseline", metavar="FILE", type=click.Path(), help="不报告这个基线里登记过的问题。")
@click.option("--write-baseline", is_flag=True, help="把现有的问题登记为基线。")
@click.option("--prune", is_flag=True, help="从基线里删去不再出现的问题。")
def check(
    show_rounding: bool | None,  # noqa: FBT001 - click passes flags so
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    **options: Any,
) -> None:
    """检查报告文件或文件夹（也可直接检查 PDF、Word、Excel）；“-”为标准输入。"""
    from jslint.commands.check import CheckCommand

    changes = {"show_rounding": show_rounding, "select": select or None, "ignore": ignore or None}
    told = {key: value for key, value in changes.items() if value is not None}
    sys.exit(CheckCommand(changes=told, **options).run())


@main.command()
@click.argument("path", type=click.Path())
@click.option("--config", "named", metavar="FILE", type=click.Path(), help="用这个配置文件，不再向上查找。")
@_selection
def config(path: str, named: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    """显示一份报告适用哪些配置，各从哪里来。"""
    from jslint.workspace.applied import applied_lines
    from jslint.workspace.configuration import Configurations

    told = {key: value for key, value in (("select", select), ("ignore", ignore)) if value}
    for line in applied_lines(path, Configurations(told, Path(named) if named else None)):
        click.echo(line)


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
        off = "  默认关闭" if about.off else ""
        click.echo(f"{about.code}  {SEVERITY_WORDS[about.severity]}  {about.title}  ({about.name}){off}")


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
