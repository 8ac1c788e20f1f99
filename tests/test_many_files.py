"""`jslint check` over many files: order, processes, cache, formats, exit codes, and what goes wrong around them."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jslint.cli import main
from jslint.engine.result import Result as JobResult
from jslint.settings import Settings
from jslint.source import Source
from jslint.workspace.cache import Cache, cache_folder, key_of
from jslint.workspace.checking import Checking
from jslint.workspace.executors import Answer
from jslint.workspace.jobs import Job
from jslint.workspace.targets import Target

ONLY = ("--select", "JS140")
EVERY_FORMAT = ("text", "concise", "json", "sarif", "junit", "github", "gitlab", "csv", "html")


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: str, corrected: str) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(8):
        text = published if number % 3 == 0 else corrected
        tmp_path.joinpath(f"{number} 局.report.yaml").write_text(f"# {number}\n{text}", "utf-8")
    return tmp_path


def check(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin, catch_exceptions=False)


def start(*arguments: str, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "jslint", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **options)  # type: ignore[call-overload, no-any-return]


def heeding_interrupts() -> None:
    """A process that a script starts in the background ignores them, and so do those that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def paths(done: Result) -> list[str]:
    return [line.partition(":")[0] for line in done.stdout.splitlines()[:-1]]


def test_the_order_is_that_of_the_files_whatever_the_processes(reports: Path) -> None:
    one = check("--format", "concise", "--no-cache", "--jobs", "1", *ONLY)
    two = start("check", "--format", "concise", "--no-cache", "--jobs", "2", *ONLY, cwd=reports)
    told, complaints = two.communicate(timeout=300)
    assert paths(one) == ["0 局.report.yaml", "3 局.report.yaml", "6 局.report.yaml"]
    assert (told, complaints, two.returncode) == (one.stdout, "", 1)


@pytest.mark.parametrize("form", EVERY_FORMAT)
@pytest.mark.usefixtures("reports")
def test_what_is_remembered_is_told_alike(form: str) -> None:
    arguments = ("--format", form, *ONLY, "0 局.report.yaml", "1 局.report.yaml")
    first = check(*arguments)
    with Cache(cache_folder()) as cache:
        assert cache.count() == 2
    second = check(*arguments)
    assert (second.exit_code, first.exit_code) == (1, 1)
    assert timeless(second.stdout) == timeless(first.stdout)
    assert timeless(check(*arguments, "--no-cache").stdout) == timeless(first.stdout)


def timeless(text: str) -> str:
    """Without the clock's words that JUnit's readers ask for."""
    return re.sub(r' time="[^"]*" timestamp="[^"]*"', "", text)


def test_a_changed_text_or_setting_is_examined_anew(reports: Path, corrected: str) -> None:
    assert check(*ONLY, "0 局.report.yaml").exit_code == 1
    assert check("--select", "JS141", "0 局.report.yaml").exit_code == 0
    reports.joinpath("0 局.report.yaml").write_text(corrected, "utf-8")
    assert check(*ONLY, "0 局.report.yaml").exit_code == 0


@pytest.mark.usefixtures("reports")
def test_a_damaged_cache_is_begun_anew() -> None:
    first = check(*ONLY)
    (file,) = cache_folder().iterdir()
    for damage in (b"", b"no database at all" * 200, file.read_bytes()[:3000] + os.urandom(5000)):
        file.write_bytes(damage)
        again = check(*ONLY)
        assert (again.stdout, again.exit_code) == (first.stdout, 1)
    with Cache(cache_folder()) as cache:
        assert cache.count() == 8


@pytest.mark.usefixtures("reports")
def test_a_damaged_entry_is_no_verdict() -> None:
    first = check(*ONLY)
    (file,) = cache_folder().iterdir()
    base = sqlite3.connect(file)
    with base:
        base.execute(
            "UPDATE verdict SET data = replace(CAST(data AS TEXT), '\"diagnostics\":[[', '\"diagnostics\":[]}[[')"
        )
    base.close()
    assert check(*ONLY).stdout == first.stdout


def test_a_cache_that_cannot_be_made_is_said_once(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.joinpath("文件").write_text("", "utf-8")
    monkeypatch.setenv("JSLINT_CACHE_DIR", str(reports / "文件" / "缓存"))
    done = check(*ONLY)
    assert done.exit_code == 1
    assert done.stderr.count("缓存不可用") == 1
    assert "Traceback" not in done.stderr


def test_a_full_disk_costs_only_the_cache(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        assert cache._base is not None
        (pages,) = cache._base.execute("PRAGMA page_count").fetchone()
        cache._base.execute(f"PRAGMA max_page_count = {pages}")
        for number in range(200):
            cache.put(key_of([b"%d" % number], b""), {"text": "满" * 1000})
        assert "磁盘已满" in cache.complaint
        assert cache.get(key_of([b"1"], b"")) is None
    with Cache(tmp_path) as cache:
        cache.put(key_of([b"1"], b""), {"a": 1})
    with Cache(tmp_path) as cache:
        assert cache.get(key_of([b"1"], b"")) == {"a": 1}


def test_a_read_only_cache_is_still_read(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put(key_of([b"1"], b""), {"a": 1})
    with Cache(tmp_path) as cache:
        assert cache._base is not None
        cache._base.execute("PRAGMA query_only = ON")
        assert cache.get(key_of([b"1"], b"")) == {"a": 1}
        cache.put(key_of([b"2"], b""), {})
        cache.flush()
        assert "只读" in cache.complaint


def test_runs_at_the_same_time_share_the_cache(reports: Path) -> None:
    runs = [start("check", "--jobs", "1", *ONLY, cwd=reports) for _ in range(3)]
    told = [run.communicate(timeout=300) for run in runs]
    assert len(set(told)) == 1
    assert {run.returncode for run in runs} == {1}
    with Cache(cache_folder()) as cache:
        assert (cache.count(), cache.complaint) == (8, "")


@pytest.mark.usefixtures("reports")
def test_the_output_cannot_be_written() -> None:
    done = check("--output", "没有/的.txt", *ONLY)
    assert (done.exit_code, done.stderr) == (2, "jslint: 没有文件夹 没有，请先建立它。\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_a_full_disk_under_the_output(reports: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "jslint", "check", *ONLY, "1 局.report.yaml"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", cwd=reports, check=False)
    assert (done.returncode, done.stderr) == (2, "jslint: 无法输出结果：磁盘已满\n")


def test_a_reader_that_has_seen_enough(reports: Path) -> None:
    run = start("check", *ONLY, cwd=reports)
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    assert run.stderr.read() == ""
    run.stderr.close()
    assert run.wait(timeout=300) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_ctrl_c_ends_with_a_word(reports: Path) -> None:
    reports.joinpath("jslint.toml").write_text("", "utf-8")
    os.mkfifo(reports / "管道.report.yaml")
    run = start(
        "check", "0 局.report.yaml", "管道.report.yaml", "--jobs", "1", cwd=reports, preexec_fn=heeding_interrupts
    )
    with (reports / "管道.report.yaml").open("w"):
        run.send_signal(signal.SIGINT)
        told, complaints = run.communicate(timeout=300)
    assert (told, complaints) == ("", "\njslint: 已中断；已经查完的报告下次不必重查\n")
    assert run.returncode == 130


def test_a_report_that_goes_away_meanwhile(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jslint.commands import check as check_command

    found = check_command.targets

    def and_gone(*arguments: Any, **options: Any) -> Any:
        chosen = found(*arguments, **options)
        reports.joinpath("3 局.report.yaml").unlink()
        return chosen

    monkeypatch.setattr(check_command, "targets", and_gone)
    done = check("--jobs", "1", "--format", "concise", *ONLY)
    assert paths(done) == ["0 局.report.yaml", "6 局.report.yaml"]
    assert done.stderr == "jslint: 无法读取 3 局.report.yaml：文件不存在（可能刚被删除或改名）\n"
    assert done.exit_code == 2


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("没有.report.yaml", "没有这个文件或文件夹：没有.report.yaml"),
        ("断链.report.yaml", "链接指向的文件不存在：断链.report.yaml"),
        ("空", "没有找到报告文件（文件名以 .report.yaml 结尾）"),
    ],
)
def test_nothing_to_check(reports: Path, path: str, words: str) -> None:
    reports.joinpath("空").mkdir()
    reports.joinpath("断链.report.yaml").symlink_to("不在")
    done = check(path)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"jslint: {words}\n")


def test_standard_input(reports: Path, published: str) -> None:
    reports.joinpath("jslint.toml").write_text("[per_file.'甲/*']\nselect = ['JS140']\n", "utf-8")
    done = check("-", "--stdin-filename", "甲/某.report.yaml", "--format", "concise", stdin=published.encode())
    assert paths(done) == ["甲/某.report.yaml"]
    assert check("-", "--format", "concise", *ONLY, stdin=published.encode()).stdout.startswith("-:228:47: ")


def test_thresholds_and_statistics(reports: Path) -> None:
    reports.joinpath("jslint.toml").write_text("[severities]\nJS140 = 'warning'\n", "utf-8")
    assert check(*ONLY).exit_code == 1
    assert check(*ONLY, "--fail-on", "error").exit_code == 0
    reports.joinpath("jslint.toml").write_text("fail_on = 'error'\n[severities]\nJS140 = 'warning'\n", "utf-8")
    done = check(*ONLY, "--statistics")
    assert done.exit_code == 0
    rule, body = done.stdout.splitlines()[-2:]
    assert rule == "     3 处     3 份报告  JS140  economic-class-mismatch"
    assert body.startswith("焦作市城乡一体化示范区金融工作局  8 份报告  数字 ")
    assert check(*ONLY, "--fail-on", "warning", "--format", "json", "--statistics").stderr == f"{rule}\n{body}\n"


def test_statistics_of_figures_are_the_sums_of_the_reports(reports: Path, corrected: str) -> None:
    """Body by body and all together, cached or not; the shares are of all figures that are printed."""
    reports.joinpath("9 局.report.yaml").write_text(corrected.replace("金融工作局", "教育局"), "utf-8")
    counts = [each["figures"] for each in json.loads(check("--format", "json", *ONLY).stdout)["files"]]
    told = check(*ONLY, "--statistics").stdout
    assert check(*ONLY, "--statistics", "--no-cache").stdout == told
    one, other, both = told.splitlines()[-3:]
    for line, head, parts in (
        (one, "焦作市城乡一体化示范区教育局  1 份报告", counts[-1:]),
        (other, "焦作市城乡一体化示范区金融工作局  8 份报告", counts[:-1]),
        (both, "合计  9 份报告", counts),
    ):
        sums = {name: sum(each[name] for each in parts) for name in ("total", "guarded", "free", "unbound")}
        share = {name: f"{count}（{Decimal(100 * count) / sums['total']:.1f}%）" for name, count in sums.items()}
        words = f"有勾稽 {share['guarded']}，无须勾稽 {share['free']}，无勾稽 {share['unbound']}"
        assert line == f"{head}  数字 {sums['total']}：{words}"
        assert sums["total"] == sums["guarded"] + sums["free"] + sums["unbound"]


@pytest.mark.usefixtures("reports")
def test_machine_formats_say_the_same() -> None:
    def told(form: str) -> str:
        return check("--format", form, *ONLY, "0 局.report.yaml", "1 局.report.yaml").stdout

    (first, second) = json.loads(told("json"))["files"]
    (found,) = first["diagnostics"]
    assert second["diagnostics"] == []
    assert first["figures"]["total"] > first["figures"]["guarded"] > 0
    (run,) = json.loads(told("sarif"))["runs"]
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "0%20%E5%B1%80.report.yaml"
    assert (result["message"]["text"], [region["charOffset"], region["charOffset"] + region["charLength"]]) == (
        found["message"], found["span"],
    )  # fmt: skip
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["JS140"]
    (entry,) = json.loads(told("gitlab"))
    assert (entry["description"], entry["location"]["lines"]) == (found["message"], {"begin": 229, "end": 229})
    suites = ET.fromstring(told("junit"))  # noqa: S314
    assert [suite.get("failures") for suite in suites] == ["1", "0"]
    assert [each.get("message") for each in suites.iter("failure")] == [found["message"]]
    assert told("github").startswith("::error file=0 局.report.yaml,line=229,endLine=229,title=JS140 ")
    assert told("github").endswith(f"::{found['message']}\n")


def test_baseline_only_shrinks(reports: Path, published: str) -> None:
    known = ("--baseline", "基线.json", *ONLY)
    assert check("--write-baseline", *known).exit_code == 0
    assert check(*known).exit_code == 0
    reports.joinpath("1 局.report.yaml").write_text(published, "utf-8")
    done = check(*known, "--format", "concise")
    assert (paths(done), done.exit_code) == (["1 局.report.yaml"], 1)
    again = check("--write-baseline", *known)
    assert again.exit_code == 2
    assert "基线只减不增" in again.stderr


def test_baseline_entries_that_mean_nothing_fail_until_pruned(reports: Path, corrected: str) -> None:
    known = ("--baseline", "基线.json", *ONLY)
    check("--write-baseline", *known)
    reports.joinpath("0 局.report.yaml").write_text(corrected, "utf-8")
    reports.joinpath("3 局.report.yaml").unlink()
    assert check(*known, "6 局.report.yaml").exit_code == 1, "3 is gone, whatever is checked"
    assert "共有 2 条" in check(*known).stderr
    assert "共有 1 条" in check("--baseline", "基线.json", "--select", "JS141").stderr, "JS140 was not tried"
    assert check("--prune", *known).exit_code == 0
    assert [entry["path"] for entry in json.loads(Path("基线.json").read_text("utf-8"))["findings"]] == [
        "6 局.report.yaml"
    ]
    assert check(*known).exit_code == 0


@pytest.mark.usefixtures("reports")
def test_recording_a_part_leaves_the_rest_of_the_baseline() -> None:
    known = ("--baseline", "基线.json", "--select", "JS140", "--select", "JS906")
    check("--write-baseline", *known)
    whole = Path("基线.json").read_text("utf-8")
    assert whole.count("JS906") > whole.count("JS140") == 3
    assert check("--write-baseline", "--baseline", "基线.json", "--select", "JS140", "0 局.report.yaml").exit_code == 0
    assert Path("基线.json").read_text("utf-8") == whole


@pytest.mark.parametrize(
    "text", ["", "{}", '{"version": 9, "findings": []}', '{"version": 1, "findings": [{"path": 1}]}']
)
def test_a_baseline_that_is_none(reports: Path, text: str) -> None:
    reports.joinpath("基线.json").write_text(text, "utf-8")
    done = check("--baseline", "基线.json", *ONLY)
    assert done.exit_code == 2
    assert done.stderr.startswith("jslint: 基线.json:1:1: ")


def test_output_is_utf8_on_a_gbk_console(reports: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "jslint", "check", *ONLY, "0 局.report.yaml"]
    done = subprocess.run(command, env=environment, capture_output=True, cwd=reports, check=False)
    assert "错误 JS140" in done.stdout.decode("utf-8")


def test_a_report_cannot_steer_the_terminal(reports: Path, published: str) -> None:
    reports.joinpath("0 局.report.yaml").write_text(
        published.replace("307,   债务利息", "307,   \x1b[2J债务利息"), "utf-8"
    )
    for form in ("text", "concise"):
        assert "\x1b" not in check("--format", form, *ONLY, "0 局.report.yaml").stdout


def test_only_regular_files_are_taken_from_folders(reports: Path) -> None:
    """A pipe in a folder would be waited for; a link that leads nowhere is told of."""
    before = len(paths(check("--no-cache", *ONLY, "--format", "concise", ".")))
    os.mkfifo(reports / "管道.report.yaml")
    reports.joinpath("通向管道.report.yaml").symlink_to(reports / "管道.report.yaml")
    assert len(paths(check("--no-cache", *ONLY, "--format", "concise", "."))) == before
    reports.joinpath("断了.report.yaml").symlink_to(reports / "没有.report.yaml")
    done = check("--no-cache", *ONLY, ".")
    assert done.exit_code == 2
    assert "断了.report.yaml" in done.stderr
    assert done.stdout.endswith("另有 1 个文件没有读成，没有检查。\n")


@pytest.mark.parametrize("name", ["甲.report.yml", "甲.REPORT.YAML", "甲.Report.Yml"])
def test_other_endings_of_a_report(tmp_path: Path, published: str, name: str) -> None:
    tmp_path.joinpath(name).write_text(published, "utf-8")
    assert check("--no-cache", *ONLY, str(tmp_path)).stdout.startswith(f"{tmp_path / name}:228:47: 错误 JS140")


def test_a_file_that_cannot_be_read_is_not_called_clean(tmp_path: Path) -> None:
    path = tmp_path / "甲.report.yaml"
    path.write_bytes("报告:\n  单位名称: 某局\n".encode("utf-16"))
    done = check("--no-cache", str(path))
    assert (done.exit_code, done.stdout) == (2, "没有检查任何报告：1 个文件没有读成。\n")


@pytest.mark.parametrize("listed", [("JS140,JS141",), ("JS140，JS141",), ("JS140, js141,",), ("JS140", "JS141")])
def test_codes_may_be_repeated_or_listed(reports: Path, listed: tuple[str, ...]) -> None:
    options = [part for each in listed for part in ("--select", each)]
    done = check("--no-cache", "--format", "json", *options, str(reports / "0 局.report.yaml"))
    assert {each["code"] for each in json.loads(done.stdout)["files"][0]["diagnostics"]} == {"JS140"}
    assert check("--select", "JS140,,JS141").exit_code == 2


def test_what_is_excluded_stays_out_where_files_are_named(reports: Path) -> None:
    """The hook is given every file by its name."""
    reports.joinpath("jslint.toml").write_text("exclude = ['0 *', '3 *', '6 *']\n", "utf-8")
    named = sorted(path.name for path in reports.glob("*.yaml"))
    assert check(*ONLY, "--no-cache", *named).exit_code == 1
    assert check(*ONLY, "--no-cache", "--force-exclude", *named).exit_code == 0
    assert check(*ONLY, "--no-cache", "--force-exclude", "0 局.report.yaml").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="a system without owners of files")
@pytest.mark.usefixtures("reports")
def test_the_cache_of_another_user_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    clean = check(*ONLY).stdout
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    done = check(*ONLY)
    assert done.stdout == clean
    assert done.stderr.startswith("jslint: 缓存不可用（属于别的用户，不能信任）：")


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"null", b"{", b"\xff", b'{"diagnostics": 1}', b'{"diagnostics": [[]], "figures": {}}', b"[" * 9999],
)
def test_an_entry_of_any_shape_is_a_miss(data: bytes) -> None:
    """The checksum fits: whatever wrote it, what is no verdict is none."""
    clean = check(*ONLY).stdout
    with sqlite3.connect(next(cache_folder().glob("*.sqlite"))) as base:
        base.execute("UPDATE verdict SET data = ?, sum = ?", (data, zlib.crc32(data)))
    base.close()
    assert check(*ONLY).stdout == clean


def test_formatting_does_not_overwrite_what_changed_meanwhile(
    tmp_path: Path, published: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.report.yaml"
    path.write_text(published.replace("    合计:   ", "    合计:     "), "utf-8")
    import jslint.editing.alignment as alignment

    def slow(text: str) -> str:
        path.write_text("改过了\n", "utf-8")
        return f"{text} "

    monkeypatch.setattr(alignment, "aligned", slow)
    done = CliRunner().invoke(main, ["format", str(path)])
    assert (done.exit_code, path.read_text("utf-8")) == (2, "改过了\n")
    assert "在修改期间被改动过" in done.stderr


def test_names_cannot_steer_the_terminal(tmp_path: Path, published: str) -> None:
    name = "a\x1b[31m\x9bb.report.yaml"
    tmp_path.joinpath(name).write_text(published, "utf-8")
    tmp_path.joinpath(f"2{name}").write_bytes(b"\xff\xfe")
    for form in ("text", "concise", "github"):
        told = subprocess.run(
            [sys.executable, "-m", "jslint", "check", "--no-cache", *ONLY, "--format", form, str(tmp_path)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert "JS140" in told.stdout
        assert not set("\x1b\x9b") & set(told.stdout + told.stderr)


@pytest.mark.parametrize("form", ["csv", "html", "sarif", "json", "junit", "gitlab", "github"])
def test_a_name_never_begins_a_line_of_a_log(form: str, tmp_path: Path, published: str) -> None:
    tmp_path.joinpath("a\n::error::x.report.yaml").write_text(published, "utf-8")
    done = check("--format", form, *ONLY, str(tmp_path))
    assert "JS140" in done.stdout
    assert "\n::error::x" not in done.stdout + done.stderr


class Abacus:
    """An executor that counts how many jobs are begun and not yet answered."""

    def __init__(self, ahead: int) -> None:
        self.ahead = ahead
        self.open = self.most = self.done = 0

    def begin(self, job: Job) -> Answer:
        self.open += 1
        self.most = max(self.most, self.open)
        return lambda: self._answer(job)

    def _answer(self, job: Job) -> JobResult:
        self.open -= 1
        self.done += 1
        return JobResult(job.name, Source(""), (), {}, {}, page="页" * 1000)

    def close(self) -> None:
        assert self.open == 0


@pytest.mark.parametrize("ahead", [0, 8])
def test_memory_does_not_grow_with_the_reports(tmp_path: Path, ahead: int) -> None:
    """Of a thousand reports no more than `ahead` are in hand beside the one that is told, whether examined or remembered."""
    found = []
    for number in range(1000):
        tmp_path.joinpath(f"{number}.report.yaml").write_text(f"# {number}\n", "utf-8")
        found.append(Target(str(tmp_path / f"{number}.report.yaml"), (str(tmp_path / f"{number}.report.yaml"),)))
    abacus = Abacus(ahead)
    with Cache(tmp_path / "缓存") as cache:
        checking = Checking(lambda _: Settings(), cache=cache, page=True, cluster=lambda: abacus)
        told = [result.path for result in checking.run(found)]
        assert (told, abacus.done, abacus.most) == ([each.name for each in found], 1000, ahead + 1)
        cache.flush()
        held, most = [0], 0
        get = cache.get

        def counted(key: bytes) -> dict[str, Any] | None:
            held[0] += 1
            return get(key)

        cache.get = counted  # type: ignore[method-assign]
        for number, result in enumerate(checking.run(found), 1):
            assert isinstance(result, JobResult)
            most = max(most, held[0] - number)
        assert (held[0], abacus.done) == (1000, 1000)
        assert most <= ahead
