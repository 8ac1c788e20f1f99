"""The command that lines up tables: `format`."""

from __future__ import annotations

import sys

import click

from jslint.printable import printable

CLEAN, UNALIGNED = 0, 1


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--check", is_flag=True, help="只看是否对齐，不改文件；有没对齐的以 1 退出。")
def format_tables(paths: tuple[str, ...], check: bool) -> None:  # noqa: FBT001 - click passes flags so
    """把决算表的各栏对齐，只动空格；“-”为标准输入到标准输出。"""
    from jslint.editing.alignment import aligned
    from jslint.workspace.configuration import Configurations
    from jslint.workspace.files import STDIN, read_text, replace_text
    from jslint.workspace.targets import report_file, targets

    unaligned = 0
    for target in targets(paths or (".",), Configurations().excluded).found:
        path = report_file(target.name, stdin=target.name == STDIN)
        text = read_text(path)
        lined = aligned(text)
        if path == STDIN and not check:
            sys.stdout.buffer.write(lined.encode("utf-8", "surrogateescape"))
        elif lined != text:
            unaligned += 1
            if not check:
                replace_text(path, text, lined)
            click.echo(printable(f"{'没有对齐' if check else '已对齐'}：{path}"))
    sys.exit(UNALIGNED if check and unaligned else CLEAN)
