"""What ends a command: always one clear line in Chinese and the exit code of the contract, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from jslint.cli import main

ONLY = ("--select", "JS140")


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: str) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "局.report.yaml"
    path.write_text(published, "utf-8")
    return path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin, prog_name="jslint", catch_exceptions=False)


def shell(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **more, "JSLINT": f"{sys.executable} -m jslint"}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "--formt"), "没有这个选项：--formt；是不是 --format？；用 jslint check --help 查看用法"),
        (("chekc",), "没有这个命令：chekc（是不是 check？）；用 jslint --help 查看用法"),
        (("explain",), "缺少 CODE；用 jslint explain --help 查看用法"),
        (("explain", "JS101", "多"), "命令后面多了：多；用 jslint explain --help 查看用法"),
        (("check", "--jobs", "-1"), "--jobs 应是不小于 0 的整数；用 jslint check --help 查看用法"),
        (("check", "--output"), "--output 后面要写内容"),
        (("check", "--fail-on", "never"), "--fail-on 应是 error、warning、information、hint 之一；用 jslint check --help 查看用法"),
        (("check", "--select", "foo"), "--select 不是规则编号或其前缀：FOO（如 JS101、JS1）"),
        (("check", "--select", "JS999"), "--select 没有规则 JS999；用 jslint rules 查看全部规则"),
        (("check", "--ignore", ""), "--ignore 不是规则编号或其前缀：（空）（如 JS101、JS1）"),
        (("check", "--config", "没有.toml"), "没有.toml:1:1: 无法读取配置文件：文件不存在（可能刚被删除或改名）"),
        (("check", "--output", "没有/的.json"), "没有文件夹 没有，请先建立它。"),
        (("check", "--output", "."), "无法写入 .：这是一个文件夹"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("report")
def test_a_command_line_that_cannot_be_followed(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr.rstrip("\n")) == (2, "", f"jslint: {words}")


def test_help_is_in_chinese() -> None:
    for arguments in ((), ("check",), ("new",)):
        done = run(*arguments, "--help")
        assert done.exit_code == 0
        assert done.stdout.startswith("用法：jslint ")
        assert not [word for word in ("Usage", "Options", "Commands", "Show this", "default") if word in done.stdout]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_turned_off(report: Path, name: str, value: str) -> None:
    def told(**more: str) -> str:
        runner = CliRunner(env={"NO_COLOR": "", "TERM": "xterm", **more})
        return runner.invoke(main, ["check", report.name, *ONLY], color=True).stdout

    assert "\x1b[" in told()
    assert "\x1b[" not in told(**{name: value})


def test_codes_may_be_written_small(report: Path) -> None:
    assert run("check", report.name, "--select", "js140").exit_code == 1


def test_an_error_of_our_own_ends_with_3(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jslint.commands import check

    def broken(*_arguments: object, **_options: object) -> list[str]:
        raise ZeroDivisionError("坏了")

    monkeypatch.setattr(check, "targets", broken)
    done = run("check", report.name)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("jslint: 内部出错（ZeroDivisionError: 坏了，")
    assert done.stderr.count("\n") == 1


def test_a_rule_file_that_does_not_load(report: Path) -> None:
    report.with_name("规则.yaml").write_text("code: ORG001\n", "utf-8")
    report.with_name("jslint.toml").write_text("rule_paths = ['规则.yaml']\n", "utf-8")
    for command in ("check", "ledger", "figures"):
        done = run(command, report.name)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith("jslint: 规则.yaml:1:1: ")


def test_a_file_is_checked_once_however_it_is_named(report: Path) -> None:
    done = run("check", report.name, f"./{report.name}", str(report), ".", "--format", "concise", *ONLY)
    assert done.stdout.splitlines()[-1].startswith("1 份报告：")


@pytest.mark.parametrize(("encoding", "name"), [("gb18030", "GBK（ANSI）"), ("utf-16", "UTF-16")])
def test_a_file_saved_in_another_encoding(report: Path, published: str, encoding: str, name: str) -> None:
    report.write_bytes(published.encode(encoding))
    done = run("check", report.name)
    words = f"{report.name} 是 {name} 编码，报告文件要用 UTF-8；请用记事本打开，“另存为”，编码选“UTF-8”"
    assert (done.exit_code, done.stderr) == (2, f"jslint: {words}\n")


def test_single_bytes_that_are_no_utf8_are_a_finding(report: Path, published: str) -> None:
    report.write_bytes(published.replace("307,   债务", "307,   X债务").encode().replace(b"X", b"\xff"))
    done = run("check", report.name, "--select", "JS005", "--format", "concise")
    assert done.exit_code == 1
    assert "JS005" in done.stdout


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device without an end is POSIX's")
def test_a_file_without_an_end(report: Path) -> None:
    done = run("check", "/dev/zero", report.name, "--jobs", "1", *ONLY)
    assert done.exit_code == 2
    assert done.stderr == "jslint: /dev/zero 超过 64 MB，不像是一份报告，没有读取\n"


def test_output_to_a_device_leaves_the_device(report: Path) -> None:
    before = Path(os.devnull).stat().st_mode
    assert run("check", report.name, "--output", os.devnull, *ONLY).exit_code == 1
    assert Path(os.devnull).stat().st_mode == before


def test_a_file_that_cannot_be_read_is_told_in_every_format(report: Path) -> None:
    report.with_name("无.report.yaml").symlink_to("无.report.yaml")
    message = "无法读取 无.report.yaml：链接互相指向，没有尽头"

    def told(form: str) -> str:
        done = run("check", ".", "--jobs", "1", "--format", form, *ONLY)
        assert (done.exit_code, done.stderr) == (2, f"jslint: {message}\n")
        return done.stdout

    assert json.loads(told("json"))["unread"] == [{"path": "无.report.yaml", "message": message}]
    (invocation,) = json.loads(told("sarif"))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [each["message"]["text"] for each in invocation["toolExecutionNotifications"]] == [message]
    assert [each.get("message") for each in ET.fromstring(told("junit")).iter("error")] == [message]  # noqa: S314
    assert told("github").endswith(f"::error file=无.report.yaml,title=jslint::{message}\n")
    assert json.loads(told("gitlab"))[-1]["description"] == message


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names that are no UTF-8 are Linux's")
@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "junit", "github", "gitlab"])
def test_a_name_that_is_no_utf8(report: Path, form: str) -> None:
    report.rename(report.with_name(os.fsdecode(b"\xb1\xa8.report.yaml")))
    for target in ("--jobs=1", "--output=结果"):
        assert run("check", ".", "--format", form, target, *ONLY).exit_code == 1
    told = Path("结果").read_bytes().decode("utf-8")
    assert ("%B1%A8.report.yaml" if form == "sarif" else "\ufffd\ufffd.report.yaml") in told


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("$JSLINT check - <&-", 2, "jslint: 没有标准输入可读\n"),
        ("$JSLINT check 局.report.yaml --select JS140 >&-", 1, ""),
        ("$JSLINT ledger 局.report.yaml >/dev/full", 2, "jslint: 无法输出结果：磁盘已满\n"),
        ("$JSLINT format - <局.report.yaml >/dev/full", 2, "jslint: 无法输出结果：磁盘已满\n"),
        ("$JSLINT rules >/dev/full", 2, "jslint: 无法输出结果：磁盘已满\n"),
        ("$JSLINT rules | head -1 >/dev/null", 0, ""),
        ("mkdir 走 && cd 走 && rmdir ../走 && $JSLINT config x", 2, "jslint: 当前文件夹已经不存在；请先用 cd 进入别的文件夹\n"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("report")
def test_streams_and_folders_that_are_gone(tmp_path: Path, command: str, code: int, words: str) -> None:
    done = shell(command, tmp_path, PYTHONPATH=str(ROOT / "src"))
    assert (done.returncode, done.stderr) == (code, words)


def begun(folder: Path, corrected: str, count: int) -> subprocess.Popen[str]:
    """A run over so many new files by two processes, once a worker is at work."""
    for number in range(count):
        folder.joinpath(f"{number}.report.yaml").write_text(f"# {number}\n{corrected}", "utf-8")
    command = [sys.executable, "-m", "jslint", "check", "--jobs", "2", "--no-cache", "--format", "concise"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that it started, waited for."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not (found := children.read_text().split()):
        os.sched_yield()
    return [int(each) for each in found]


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_that_dies_costs_no_report(tmp_path: Path, corrected: str) -> None:
    running = begun(tmp_path, corrected, 20)
    os.kill(workers_of(running)[0], signal.SIGKILL)
    told, complaints = running.communicate(timeout=500)
    assert (running.returncode, complaints) == (0, "")
    assert told.splitlines()[-1].startswith("20 份报告：没有发现问题")


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_run(tmp_path: Path, corrected: str, sign: signal.Signals) -> None:
    running = begun(tmp_path, corrected, 40)
    workers = workers_of(running)
    running.send_signal(sign)
    running.communicate(timeout=500)  # ends when the last holder of its output has
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{each}").exists() for each in workers) and time.monotonic() < deadline:
        os.sched_yield()
    assert [each for each in workers if Path(f"/proc/{each}").exists()] == []


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        ("jslint che", ["plain,check"]),
        ("jslint check --form", ["plain,--format"]),
        ("jslint check --format j", ["plain,json", "plain,junit"]),
        ("jslint check 局", ["file,局"]),
        ("jslint waive 局", ["file,局"]),
    ],
)
def test_shell_completion(words: str, completions: list[str]) -> None:
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_JSLINT_COMPLETE": "bash_complete"}
    done = CliRunner(env=asked).invoke(main, prog_name="jslint")
    assert done.stdout.splitlines() == completions
