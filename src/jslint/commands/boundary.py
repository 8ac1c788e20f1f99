"""What becomes of an error that ends a command: one clear line, and the exit code of the contract; never a traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from jslint import __version__
from jslint.printable import one_line
from jslint.workspace.configuration import ConfigurationError
from jslint.workspace.files import UsageError, reason

CLEAN, USAGE, INTERNAL, INTERRUPTED = 0, 2, 3, 130
TRACEBACK_VARIABLE = "JSLINT_TRACEBACK"
"""Set to anything, it shows maintainers the whole traceback of an error of our own."""


def told(error: BaseException) -> int:
    """Say on the error stream what happened; the exit code. The gravest is an error of our own."""
    if isinstance(error, KeyboardInterrupt | click.Abort):
        _say(
            f"已中断{_more(error)}", before="" if isinstance(error, click.Abort) else "\n"
        )  # click breaks the line itself
        return INTERRUPTED
    from jslint.kinds.rule_file import RuleFileError  # with it comes the engine

    if isinstance(error, UsageError | ConfigurationError | RuleFileError):
        _say(str(error))
        return USAGE
    if isinstance(error, click.ClickException):
        return _usage(error)
    if isinstance(error, BrokenPipeError):
        discard_output()  # the reader has seen enough
        return CLEAN
    if isinstance(error, OSError):
        return _refused(error)
    if isinstance(error, MemoryError):
        _say("内存不够，没有做完；请关掉别的程序，或用 --jobs 1 再试")
        return INTERNAL
    return _our_own(error)


def discard_output() -> None:
    """Send what is still buffered nowhere, so that Python's own flush at the end is quiet."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _more(error: BaseException) -> str:
    """What the command adds to the word of its interruption; click wraps it."""
    inner = error.__cause__ if isinstance(error, click.Abort) and error.__cause__ else error
    return str(inner.args[0]) if inner.args else ""


def _usage(error: click.ClickException) -> int:
    from jslint.commands.words import is_help, usage_words

    if is_help(error):
        click.echo(error.format_message(), err=True)
        return USAGE
    context = getattr(error, "ctx", None)
    hint = f"；用 {context.command_path} --help 查看用法" if context else ""
    _say(f"{usage_words(error).rstrip('。')}{hint}")
    return USAGE


def _refused(error: OSError) -> int:
    """The system would not do something: most often the output, or the folder that we stand in, is gone."""
    if error.filename is not None:
        _say(f"{os.fsdecode(error.filename)}：{reason(error)}")
    elif _folder_is_gone():
        _say("当前文件夹已经不存在；请先用 cd 进入别的文件夹")
    else:
        discard_output()
        _say(f"无法输出结果：{reason(error)}")
    return USAGE


def _folder_is_gone() -> bool:
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _our_own(error: BaseException) -> int:
    import traceback  # it takes a while, and there is hardly ever one

    if os.environ.get(TRACEBACK_VARIABLE):
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if f"{os.sep}jslint{os.sep}" in frame.filename] or list(frames)
    place = f"，{Path(own[-1].filename).name} 第 {own[-1].lineno} 行" if own else ""
    _say(
        f"内部出错（{type(error).__name__}: {error}{place}，jslint {__version__}）。这是 jslint 自己的缺陷，不是报告的问题；"
        "请把这一行和所用的命令反馈给维护者"
    )
    return INTERNAL


def _say(message: str, *, before: str = "") -> None:
    click.echo(f"{before}jslint: {one_line(message)}", err=True)
