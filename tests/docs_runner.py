"""Runs the commands of a page of docs/ and compares what they print; as a program, writes what they print into the pages.

A block ```console holds commands after `$ ` and what they print; a line `...` stands for any lines. A block with
`title="FILE"` is a file that is written before the next command. A page's blocks run in order in one folder that holds the
examples; `$ echo $?` gives the exit code of the command before.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.zh-CN.md"])
_BLOCK = re.compile(r"^```(?P<kind>[\w-]+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$", re.M | re.S)


@dataclass
class Step:
    """A command with the output that the page shows, and where that output stands in the page."""

    command: str
    shown: str
    start: int
    end: int


def steps(page: str) -> Iterator[Step | tuple[str, str]]:
    """The commands, and the files to write as (name, text), in order."""
    for block in _BLOCK.finditer(page):
        if block["title"]:
            yield (block["title"], block["body"])
        elif block["kind"] == "console":
            yield from _commands(block["body"], block.start("body"))


def _commands(body: str, offset: int) -> Iterator[Step]:
    starts = [match.start() for match in re.finditer(r"^\$ ", body, re.M)]
    for start, stop in zip(starts, [*starts[1:], len(body)], strict=True):
        line_end = body.index("\n", start) + 1
        yield Step(body[start + 2 : line_end].strip(), body[line_end:stop], offset + line_end, offset + stop)


class Shell:
    """A folder with the examples in it, and the command's answers there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = 0
        shutil.copytree(ROOT / "examples", folder / "examples")
        commands = folder / ".bin"
        commands.mkdir()
        commands.joinpath("jslint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jslint "$@"\n')
        commands.joinpath("jslint").chmod(0o755)
        commands.joinpath("pytest").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pytest "$@"\n')
        commands.joinpath("pytest").chmod(0o755)

    def write(self, name: str, text: str) -> None:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def run(self, command: str) -> str:
        if command == "echo $?":
            return f"{self.code}\n"
        environment = {
            **os.environ,
            "PATH": f"{self.folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
            "JSLINT_CACHE_DIR": str(self.folder / ".cache"),
            "COLUMNS": "100",
            "PYTEST_ADDOPTS": "-p no:cacheprovider",
        }
        done = subprocess.run(  # noqa: S602 - the pages are ours
            command,
            shell=True,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        self.code = done.returncode
        return done.stdout + done.stderr


def agrees(shown: str, printed: str) -> bool:
    """Whether what a page shows is what is printed; a line `...` in it is any lines."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.M)]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None


def run_page(path: Path, folder: Path) -> list[tuple[Step, str]]:
    """Every command of a page with what it printed."""
    shell = Shell(folder)
    told = []
    for step in steps(path.read_text("utf-8")):
        if isinstance(step, tuple):
            shell.write(*step)
        else:
            told.append((step, shell.run(step.command)))
    return told


def update(path: Path) -> bool:
    """Put into a page what its commands print now, where it does not agree; whether anything changed."""
    text = path.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        told = run_page(path, Path(folder))
    changed = text
    for step, printed in reversed(told):
        if not agrees(step.shown, printed):
            changed = changed[: step.start] + printed + changed[step.end :]
    if changed != text:
        path.write_text(changed, "utf-8")
    return changed != text


if __name__ == "__main__":
    for page in [Path(name) for name in sys.argv[1:]] or PAGES:
        print(page, "updated" if update(page) else "unchanged")
