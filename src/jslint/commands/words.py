"""click's own words in Chinese: what is wrong with a command line, and the headings of a help page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import click

_PATTERNS = (
    (re.compile(r"No such command '?(?P<what>[^'.]+)'?"), "没有这个命令：{what}"),
    (re.compile(r"Got unexpected extra arguments? \((?P<what>.*)\)"), "命令后面多了：{what}"),
    (re.compile(r"Option '?(?P<what>[^' ]+)'? does not take a value"), "{what} 后面不写内容"),
    (re.compile(r"Missing command"), "没有写要做什么"),
)
_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
_HELP = (
    (re.compile(r"Show this message and exit\."), "显示这些用法。"),
    (re.compile(r"\[default: "), "[默认 "),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"\[x>=0\]"), ""),
)


def is_help(error: click.ClickException) -> bool:
    """Whether this is no error but the help page, given because nothing was asked for."""
    return type(error).__name__ == "NoArgsIsHelpError"  # click 8.2 has it, 8.1 has not


def usage_words(error: click.ClickException) -> str:
    """What is wrong with the command line; our own messages, and what is not known, as they stand."""
    if isinstance(error, click.NoSuchOption):
        near = f"；是不是 {'、'.join(sorted(error.possibilities))}？" if error.possibilities else ""
        return f"没有这个选项：{error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_named(error.param)}"
    if isinstance(error, click.BadOptionUsage) and "requires" in error.message:
        return f"{error.option_name} 后面要写内容"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error.param, error.message)
    for pattern, words in _PATTERNS:
        if match := pattern.search(error.message):
            return words.format(**match.groupdict())
    return error.format_message()


def _named(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "内容"
    return parameter.opts[-1] if isinstance(parameter, click.Option) else (parameter.name or "").upper()


def _bad_value(parameter: click.Parameter, message: str) -> str:
    kind, name = parameter.type, _named(parameter)
    if isinstance(kind, click.Choice):
        return f"{name} 应是 {'、'.join(map(str, kind.choices))} 之一"
    if isinstance(kind, click.IntRange):
        ends = [
            f"不小于 {kind.min} " if kind.min is not None else "",
            f"不大于 {kind.max}" if kind.max is not None else "",
        ]
        return f"{name} 应是{'、'.join(filter(None, ends))}的整数"
    if isinstance(kind, click.Path):
        return f"{name} 不能用：这是一个文件夹" if "is a directory" in message else f"{name} 不能用：{message}"
    return f"{name}：{message}"


class Formatter(click.HelpFormatter):
    """Help pages with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        told = args.replace("[OPTIONS]", "[选项]").replace("COMMAND", "命令").replace("[ARGS]", "[参数]")
        super().write_usage(prog, told, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """A heading of a list."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """A list of options or commands."""
        super().write_dl([(name, _in_chinese(text)) for name, text in rows], *args, **kwargs)


def _in_chinese(text: str) -> str:
    for pattern, words in _HELP:
        text = pattern.sub(words, text)
    return text.rstrip()
