"""Every command on every kind of path: one exit code and one line each, never a traceback, and nobody waits for a pipe."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from conftest import CORRECTED, ROOT
from jslint.cli import main

DOCUMENTS = ROOT / "tests" / "documents"

PATHS = {
    "report": "局.report.yaml",
    "folder": "夹",
    "docx": "whole.docx",
    "xlsx": "nine-sheets.xlsx",
    "xls": "nine-sheets.xls",
    "pdf": "whole.pdf",
    "html": "whole.html",
    "txt": "文本.txt",
    "doc": "旧.doc",
    "pipe": "管.report.yaml",
    "missing": "没有.report.yaml",
    "unreadable": "读不出.report.yaml",
    "empty": "空夹",
    "stdin": "-",
    "loop": "圈.report.yaml",
    "circle": "圈夹",
}
"""The kinds of paths: `unreadable` is a file whose reading fails, whoever reads; `circle` a folder with a link to itself above."""

COMMANDS = {
    "check": "check --no-cache --select JS140 {}",
    "check, cached": "check --select JS140 {}",
    "check --documents": "check --no-cache --documents --select JS140 {}",
    "check --together": "check --no-cache --together --select JS140 {}",
    "check --fix": "check --no-cache --fix --select JS140 {}",
    "check --diff": "check --no-cache --diff --select JS140 {}",
    "check --annotate": "check --no-cache --annotate 批注 --select JS140 {}",
    "ledger": "ledger {}",
    "figures": "figures {}",
    "config": "config {}",
    "format": "format {}",
    "import": "import --force {}",
    "fill": "fill {}",
    "publish": "publish {} -o 公开.html --force",
    "waive": "waive {} JS140 0123456789abcdef --reason 事实 --by 张三",
    "new": "new {} --layout 国家-2022 --year 2024 --name 某局",
    "new --from": "new 新.report.yaml --from {}",
}

WORDS = {
    "none": "没有这个文件或文件夹：{}",
    "absent": "无法读取 {}：文件不存在（可能刚被删除或改名）",
    "broken": "无法读取 {}：磁盘读写出错",
    "loop": "链接互相指向，没有尽头：{}",
    "looped": "无法读取 {}：链接互相指向，没有尽头",
    "nothing": "没有找到报告文件（文件名以 .report.yaml 结尾）",
    "no tables": "{} 里没有找到决算表，也没有找到情况说明；请确认是部门决算报告。",
    "old": "{} 是旧的 Word 或 WPS 文字格式；请在 Word 或 WPS 中打开，另存为 .docx 后再导入。",
    "document": "{} 不是报告文件；请先用 jslint import 变成 .report.yaml",
    "only checked": "办公文件只能检查：{}；要修改，请先用 jslint import 变成报告文件",
    "no document": "--together 是把几个办公文件当作一份报告；{} 不是办公文件",
    "in folder": "--together 是把几个办公文件当作一份报告；{}/乙.report.yaml 不是办公文件",
    "folder": "{} 是一个文件夹；这里要写一个报告文件",
    "is folder": "无法读取 {}：这是一个文件夹",
    "new folder": "FILE 不能用：这是一个文件夹；用 jslint new --help 查看用法",
    "stream": "{} 是管道或设备；这里要写一个报告文件",
    "stdin": "这里要写一个报告文件，不能用标准输入",
    "no stdin": "办公文件要写文件名，不能从标准输入读",
    "no fix": "--fix 不能用于标准输入和管道；可以用 --diff 查看改动。",
    "no notes": "--annotate 要写原件的副本，不能用于标准输入和管道",
    "no name": "新报告要写一个文件名，不能写到标准输出",
    "report": "{0} 已经是报告文件，不必导入；直接检查：jslint check {0}",
    "exists": "{} 已经存在，没有改动它。请换一个文件名。",
    "no finding": "{}：这份报告里没有 JS140 的问题",
}
"""What the error stream says with exit code 2; `ok` is exit code 0."""

TABLE = """
                  | report     | folder     | docx         | xlsx         | xls          | pdf          | html         | txt          | doc          | pipe        | missing | unreadable  | empty      | stdin       | loop        | circle
check             | ok         | ok         | ok           | ok           | ok           | ok           | ok           | no tables    | old          | ok          | none    | broken      | nothing    | ok          | loop        | nothing
check, cached     | ok         | ok         | ok           | ok           | ok           | ok           | ok           | no tables    | old          | ok          | none    | broken      | nothing    | ok          | loop        | nothing
check --documents | ok         | ok         | ok           | ok           | ok           | ok           | ok           | no tables    | old          | ok          | none    | broken      | nothing    | ok          | loop        | nothing
check --together  | no document| in folder  | ok           | ok           | ok           | ok           | ok           | no tables    | old          | no document | none    | no document | nothing    | no document | loop        | nothing
check --fix       | ok         | ok         | only checked | only checked | only checked | only checked | only checked | only checked | only checked | no fix      | none    | broken      | nothing    | no fix      | loop        | nothing
check --diff      | ok         | ok         | only checked | only checked | only checked | only checked | only checked | only checked | only checked | ok          | none    | broken      | nothing    | ok          | loop        | nothing
check --annotate  | ok         | ok         | ok           | ok           | ok           | ok           | ok           | no tables    | old          | no notes    | none    | broken      | nothing    | no notes    | loop        | nothing
ledger            | ok         | ok         | ok           | ok           | ok           | ok           | ok           | no tables    | old          | ok          | none    | broken      | nothing    | ok          | loop        | nothing
figures           | ok         | ok         | ok           | ok           | ok           | ok           | ok           | no tables    | old          | ok          | none    | broken      | nothing    | ok          | loop        | nothing
config            | ok         | ok         | ok           | ok           | ok           | ok           | ok           | ok           | ok           | ok          | ok      | ok          | ok         | ok          | ok          | ok
format            | ok         | ok         | document     | document     | document     | document     | document     | document     | old          | stream      | none    | broken      | nothing    | ok          | loop        | nothing
import            | report     | is folder  | ok           | ok           | ok           | ok           | ok           | no tables    | old          | report      | absent  | report      | is folder  | no stdin    | looped      | is folder
fill              | ok         | folder     | document     | document     | document     | document     | document     | document     | old          | stream      | absent  | broken      | folder     | stdin       | looped      | folder
publish           | ok         | folder     | document     | document     | document     | document     | document     | document     | old          | ok          | absent  | broken      | folder     | ok          | looped      | folder
waive             | no finding | folder     | document     | document     | document     | document     | document     | document     | old          | stream      | absent  | broken      | folder     | stdin       | looped      | folder
new               | exists     | new folder | exists       | exists       | exists       | exists       | exists       | exists       | exists       | exists      | ok      | exists      | new folder | no name     | exists      | new folder
new --from        | ok         | folder     | document     | document     | document     | document     | document     | document     | old          | stream      | absent  | broken      | folder     | stdin       | looped      | folder
"""


def expected(command: str) -> dict[str, str]:
    """Of each kind of path, what the table says of the command."""
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines())
    (row,) = (row[1:] for row in rows if row[0] == command)
    return dict(zip(head[1:], row, strict=True))


def lay_out(folder: Path) -> None:
    """One path of each kind but the standard input and the missing one."""
    folder.joinpath("夹").mkdir()
    folder.joinpath("空夹").mkdir()
    folder.joinpath("圈夹").mkdir()
    folder.joinpath("圈夹", "内").symlink_to("..")
    shutil.copy(CORRECTED, folder / PATHS["report"])
    shutil.copy(CORRECTED, folder / "夹" / "乙.report.yaml")
    for kind in ("docx", "xlsx", "xls", "pdf", "html"):
        shutil.copy(DOCUMENTS / PATHS[kind], folder / PATHS[kind])
    folder.joinpath(PATHS["txt"]).write_text("不是报告\n", "utf-8")
    folder.joinpath(PATHS["doc"]).write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 600)
    folder.joinpath(PATHS["unreadable"]).symlink_to("/proc/self/mem")
    folder.joinpath(PATHS["loop"]).symlink_to(PATHS["loop"])
    os.mkfifo(folder / PATHS["pipe"])


def feed(pipe: Path) -> None:
    """Write a report into a pipe once somebody reads from it."""
    with suppress(BrokenPipeError), pipe.open("wb") as stream:
        stream.write(CORRECTED.read_bytes())


def told(command: str, kind: str, folder: Path) -> tuple[int, str]:
    """The exit code of the command on a path of that kind, and its error stream."""
    pipe = folder / PATHS["pipe"]
    feeding = threading.Thread(target=feed, args=(pipe,))
    if kind == "pipe":
        feeding.start()
    arguments = [each.replace("{}", PATHS[kind]) for each in COMMANDS[command].split()]
    text = CORRECTED.read_text("utf-8") if kind == "stdin" else None
    done = CliRunner().invoke(main, arguments, input=text, prog_name="jslint", catch_exceptions=False)
    if kind == "pipe":
        left = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # lets go of a writer that nobody listened to
        feeding.join()
        os.close(left)
    assert "Traceback" not in done.output
    return done.exit_code, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="pipes and /proc are made here")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_on_every_kind_of_path(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, due = {}, {}
    for kind, key in expected(command).items():
        folder = tmp_path / kind
        folder.mkdir()
        lay_out(folder)
        monkeypatch.chdir(folder)
        code, words = told(command, kind, folder)
        seen[kind] = (code, "" if code == 0 else words)
        due[kind] = (0, "") if key == "ok" else (2, f"jslint: {WORDS[key].format(PATHS[kind])}\n")
    assert seen == due


def test_the_table_is_complete() -> None:
    """Each command that takes a path, on each kind of path."""
    assert [line.partition("|")[0].strip() for line in TABLE.strip("\n").splitlines()[1:]] == list(COMMANDS)
    assert all(list(expected(command)) == list(PATHS) for command in COMMANDS)
    takes_paths = {
        name
        for name in main.list_commands(click.Context(main))
        for parameter in main.get_command(click.Context(main), name).params
        if isinstance(parameter.type, click.Path) and isinstance(parameter, click.Argument)
    }
    assert takes_paths == {line.split()[0] for line in COMMANDS.values()}
