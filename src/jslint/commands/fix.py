"""`jslint check --fix` and `--diff`: make the safe repairs, or show what they would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from jslint.printable import printable

if TYPE_CHECKING:
    from jslint.settings import Settings


def fix_files(files: Iterable[str], settings_of: Callable[[str], Settings], *, diff: bool) -> int:
    """Repair the files, or with `diff` print what repairing would change and touch nothing; how many files that concerns.

    Raises UsageError where a file cannot be read or written.
    """
    from jslint.editing.fixing import unified_diff
    from jslint.workspace.examining import fix_file
    from jslint.workspace.files import UsageError, is_stream

    concerned = 0
    for path in files:
        if is_stream(path) and not diff:
            raise UsageError("--fix 不能用于标准输入和管道；可以用 --diff 查看改动。")
        before, fixed = fix_file(path, settings_of(path), write=not diff)
        if fixed.text == before:
            continue
        concerned += 1
        if diff:
            click.echo(unified_diff(path, before, fixed.text), nl=False)
        else:
            for made in fixed.applied:
                click.echo(printable(f"{path}:{made.line}: {made.code} 已修复：{made.title}"), err=True)
    return concerned
