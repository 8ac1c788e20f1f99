"""Documents and report files as the same jobs: folders, caches, workers, formats, and a cluster that loses a worker."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from conftest import ROOT
from jslint.cli import main

DOCUMENTS = ROOT / "tests" / "documents"
SARIF = ROOT.parent / "shared" / "schemas" / "sarif-2.1.0.schema.json"
TABLES = ("--select", "JS1,JS2")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: str) -> Path:
    """A bureau's folder: report files, documents and what else lies there."""
    monkeypatch.chdir(tmp_path)
    for name in ("nine-sheets.xlsx", "whole.docx", "whole.html", "whole.pdf"):
        shutil.copy(DOCUMENTS / name, tmp_path / name)
    text = DOCUMENTS.joinpath("whole.html").read_text("utf-8")
    tmp_path.joinpath("wrong.html").write_text(text.replace("32,703.32", "32,703.82", 1), "utf-8")
    tmp_path.joinpath("a.report.yaml").write_text(published, "utf-8")
    tmp_path.joinpath("~$whole.docx").write_bytes(b"\x05owner")
    tmp_path.joinpath("说明.txt").write_text("不是报告", "utf-8")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def files(done: Result) -> dict[str, list[Any]]:
    return {each["path"]: each["diagnostics"] for each in json.loads(done.stdout)["files"]}


def test_a_folder_names_the_documents_that_it_passes_over(folder: Path) -> None:
    done = check("--no-cache", *TABLES, ".")
    assert done.stdout.count("份报告：") == 1
    assert done.stderr == (
        "jslint: 另有 5 个办公文件（nine-sheets.xlsx、whole.docx、whole.html等）没有检查；加 --documents 一并检查\n"
    )
    (folder / "a.report.yaml").unlink()
    alone = check("--no-cache", ".")
    assert (alone.exit_code, "加 --documents" in alone.stderr) == (2, True)


@pytest.mark.usefixtures("folder")
def test_documents_and_report_files_are_checked_alike() -> None:
    together = files(check("--no-cache", "--documents", "--format", "json", *TABLES, "."))
    assert list(together) == [
        "a.report.yaml", "nine-sheets.xlsx", "whole.docx", "whole.html", "whole.pdf", "wrong.html",
    ]  # fmt: skip
    for path, found in together.items():
        assert files(check("--no-cache", "--format", "json", *TABLES, path))[path] == found
    mixed = files(check("--no-cache", "--format", "json", *TABLES, "wrong.html", "a.report.yaml"))
    assert mixed == {path: together[path] for path in ("wrong.html", "a.report.yaml")}
    (first, *_) = together["wrong.html"]
    assert first["range"]["start"] == first["range"]["end"] == {"line": 0, "character": 0}
    assert first["spot"]["document"] == "wrong.html"


@pytest.mark.usefixtures("folder")
def test_processes_and_the_cache_change_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("--documents", "--format", "json", *TABLES, ".")
    one = check("--no-cache", "--jobs", "1", *arguments).stdout
    assert check("--jobs", "2", *arguments).stdout == one
    from jslint.workspace import jobs

    def never(_job: object) -> None:
        raise AssertionError("examined again")

    monkeypatch.setattr(jobs, "answer", never)
    monkeypatch.setattr("jslint.workspace.executors.answer", never)
    assert check(*arguments).stdout == one


@pytest.mark.usefixtures("folder")
def test_a_changed_document_is_examined_anew() -> None:
    assert files(check("--format", "json", *TABLES, "whole.html")) == {"whole.html": []}
    shutil.copy("wrong.html", "whole.html")
    assert files(check("--format", "json", *TABLES, "whole.html"))["whole.html"]


@pytest.mark.usefixtures("folder")
def test_every_format_names_the_place_in_the_document() -> None:
    def told(form: str) -> str:
        return check("--no-cache", "--format", form, *TABLES, "wrong.html").stdout

    first = json.loads(told("json"))["files"][0]["diagnostics"][0]
    words, message = first["spot"]["words"], first["message"]
    assert words
    assert told("concise").startswith(f"wrong.html {words}: 错误 {first['code']} {message}\n")
    assert f"::error file=wrong.html,title={first['code']} {first['name']}::{words}：" in told("github")
    (result, *_) = json.loads(told("sarif"))["runs"][0]["results"]
    assert result["locations"][0] == {
        "physicalLocation": {"artifactLocation": {"uri": "wrong.html"}},
        "logicalLocations": [{"name": words, "fullyQualifiedName": f"wrong.html {words}", "kind": "element"}],
    }
    case = next(ET.fromstring(told("junit")).iter("testcase"))  # noqa: S314
    assert (case.get("name"), case.get("line")) == (f"{first['code']} {words}", None)
    assert json.loads(told("gitlab"))[0]["description"] == f"{words}：{message}"
    row = list(csv.reader(io.StringIO(told("csv").removeprefix("\ufeff"))))[1]
    assert row[2:4] == ["wrong.html", words]


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(not SARIF.exists(), reason="../shared is not here")
def test_sarif_of_documents_and_report_files_is_valid() -> None:
    log = json.loads(check("--no-cache", "--documents", "--format", "sarif", ".").stdout)
    assert log["runs"][0]["results"]
    Draft202012Validator(json.loads(SARIF.read_text("utf-8"))).validate(log)


@pytest.mark.usefixtures("folder")
def test_statistics_baselines_and_thresholds_hold_for_documents() -> None:
    done = check("--no-cache", "--statistics", *TABLES, "wrong.html")
    code = files(check("--no-cache", "--format", "json", *TABLES, "wrong.html"))["wrong.html"][0]["code"]
    assert any(line.split()[:4] == ["1", "处", "1", "份报告"] and code in line for line in done.stdout.splitlines())
    assert check("--no-cache", "--write-baseline", *TABLES, "wrong.html").exit_code == 0
    held = check("--no-cache", "--baseline", "jslint-baseline.json", *TABLES, "wrong.html")
    assert held.exit_code == 0
    Path("jslint.toml").write_text("[per_file.'wrong.*']\nignore = ['JS1', 'JS2']\n", "utf-8")
    assert check("--no-cache", *TABLES, "wrong.html").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_several_documents_of_one_report() -> None:
    """The tables come from one file and the text from another; as one report nothing is missing."""
    done = check("--no-cache", "--together", "--format", "json", "nine-sheets.xlsx", "whole.docx")
    assert list(files(done)) == ["nine-sheets.xlsx"]
    alone = check("--no-cache", "--format", "json", "nine-sheets.xlsx")
    assert "JS501" in {each["code"] for each in files(alone)["nine-sheets.xlsx"]}
    assert "JS501" not in {each["code"] for each in files(done)["nine-sheets.xlsx"]}
    assert check("--together", "a.report.yaml", "whole.docx").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_one_file_that_cannot_be_read_costs_no_other() -> None:
    Path("旧.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 600)
    Path("坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    done = check("--no-cache", "--format", "json", *TABLES, "旧.doc", "坏.pdf", "wrong.html")
    assert done.exit_code == 2
    assert list(files(done)) == ["wrong.html"]
    assert [each["path"] for each in json.loads(done.stdout)["unread"]] == ["旧.doc", "坏.pdf"]
    assert "另存为 .docx" in done.stderr


def test_what_only_a_report_file_can_have_done_to_it(folder: Path) -> None:
    before = folder.joinpath("whole.docx").read_bytes()
    done = check("--fix", "whole.docx")
    assert (done.exit_code, "jslint import" in done.stderr) == (2, True)
    assert folder.joinpath("whole.docx").read_bytes() == before


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["ledger", "figures"])
def test_views_of_a_document_name_its_places(command: str) -> None:
    done = CliRunner().invoke(main, [command, "wrong.html", "--format", "json"], catch_exceptions=False)
    (file,) = json.loads(done.stdout)["files"]
    figures = (
        file["figures"] if command == "figures" else [each for trial in file["trials"] for each in trial["figures"]]
    )
    tables = [each for each in figures if each["place"]["piece"].startswith("决算表/")]
    assert len(tables) > 100
    assert all(each["spot"]["document"] == "wrong.html" for each in tables)


# a cluster


class Cluster:
    """A scheduler and two workers of one thread each, as processes of this machine."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self.address = ""

    def open(self) -> None:
        """Start all three; whoever called closes them, also if this fails."""
        scheduler = (
            "scheduler",
            "--port",
            "0",
            "--host",
            "127.0.0.1",
            "--no-dashboard",
            "--scheduler-file",
            str(self._file),
        )
        self.processes.append(self._start(*scheduler))
        self.address = self._told()
        for _ in range(2):
            worker = self._start(
                "worker", self.address, "--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--no-nanny"
            )
            self.workers.append(worker)
            self.processes.append(worker)

    def _told(self) -> str:
        """The address, once the scheduler has written all of its file."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self.processes[0].poll() is None:
            with contextlib.suppress(OSError, ValueError):
                return str(json.loads(self._file.read_text("utf-8"))["address"])
        raise AssertionError(f"the scheduler did not come up: {self.processes[0].returncode}")

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def close(self) -> None:
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    try:
        made.open()
        yield made
    finally:
        made.close()


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_cluster_gives_the_same_answers_and_survives_a_lost_worker(
    cluster: Cluster, tmp_path: Path, published: str, corrected: str
) -> None:
    """One of two workers is killed with the first answer; every report is told of, once, as a single process would."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(60):
        text = published if number % 3 == 0 else corrected
        reports.joinpath(f"{number:02} 局.report.yaml").write_text(f"# {number}\n{text}", "utf-8")
    shutil.copy(DOCUMENTS / "whole.docx", reports / "z.docx")
    command = [
        sys.executable,
        "-m",
        "jslint",
        "check",
        "--no-cache",
        "--documents",
        "--format",
        "concise",
        str(reports),
    ]
    alone = subprocess.run([*command, "--jobs", "1"], capture_output=True, encoding="utf-8", check=False)
    spread = subprocess.Popen(
        [*command, "--scheduler", cluster.address], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    with spread:
        assert spread.stdout is not None
        first = spread.stdout.readline()
        os.killpg(cluster.workers[0].pid, signal.SIGKILL)
        rest = spread.stdout.read()
        assert first + rest == alone.stdout
        assert spread.wait(timeout=60) == alone.returncode == 1


def test_a_scheduler_that_is_not_there_is_said(tmp_path: Path, published: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jslint.workspace.dask_cluster.PATIENCE_SECONDS", 1)
    path = tmp_path / "a.report.yaml"
    path.write_text(published, "utf-8")
    done = check("--no-cache", "--scheduler", "tcp://127.0.0.1:9", str(path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("jslint: 连不上调度器 tcp://127.0.0.1:9")
