"""The files that a report names: found within the workspace, read once, told with their places, kept in step by the editor."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from lsprotocol import types
from pygls import uris

from editor_client import Editor, editor
from jslint.cli import main
from jslint.workspace.files import MOST_BYTES
from jslint.workspace.related import Files, related_of
from test_other_reports import LAST, UNITS, Family, family

OWN = "2024/mj.report.yaml"
CLOSING = "      年末结转和结余: "


@pytest.fixture
def made() -> Family:
    return family(5)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Family) -> Path:
    """A workspace with the department's report, last year's, and those of its bodies."""
    texts = {OWN: made.text, "2023/mj.report.yaml": made.related[LAST]}
    texts.update({f"2024/{path}": text for path, text in made.units.items()})
    for path, text in texts.items():
        target = tmp_path / "room" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (tmp_path / "room" / "jslint.toml").write_text('select = ["JS8"]\n', "utf-8")
    monkeypatch.chdir(tmp_path / "room")
    return tmp_path / "room"


def changed_closing(text: str) -> str:
    at = text.index(CLOSING) + len(CLOSING)
    end = text.index("\n", at)
    return f"{text[:at]}98765.43{text[end:]}"


def check(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", *arguments, OWN], catch_exceptions=False)
    return done.exit_code, done.stdout


def told(*arguments: str) -> list[tuple[str, str]]:
    files = json.loads(check("--format", "json", *arguments)[1])["files"]
    return [(each["code"], each["message"]) for each in files[0]["diagnostics"]]


def troubles(text: str, path: str = OWN) -> list[str | None]:
    return [file.trouble for files in related_of(path, text).values() for file in files]


def naming(*paths: str) -> str:
    """A report that names these as its units'."""
    return f"格式: 1\n报告:\n  单位名称: 某市某局\n  年度: 2024\n  所属单位报告: [{', '.join(paths)}]\n"


@pytest.mark.usefixtures("room")
def test_all_agree_and_the_ledger_says_so() -> None:
    assert check("--no-cache")[0] == 0
    shown = CliRunner().invoke(main, ["ledger", "--rule", "JS801", "--outcome", "holds", OWN]).stdout
    assert "上年《收入支出决算总表》支出 · 年末结转和结余" in shown


def test_findings_name_the_other_file_and_its_place(room: Path, made: Family) -> None:
    last = changed_closing(made.related[LAST])
    (room / "2023/mj.report.yaml").write_text(last, "utf-8")
    line = last[: last.index("98765.43")].count("\n")
    code, text = check("--no-cache")
    assert code == 1
    assert f"相关 2023/mj.report.yaml:{line + 1}:{len(CLOSING) + 1}  上年" in text
    (finding,) = json.loads(check("--no-cache", "--format", "json")[1])["files"][0]["diagnostics"]
    (there,) = finding["related"]
    assert there["path"] == "2023/mj.report.yaml"
    assert there["range"]["start"] == {"line": line, "character": len(CLOSING)}
    run = json.loads(check("--no-cache", "--format", "sarif")[1])["runs"][0]
    (place,) = run["results"][0]["relatedLocations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "2023/mj.report.yaml"
    assert place["physicalLocation"]["region"]["startLine"] == line + 1


def test_the_cache_depends_on_the_other_files(room: Path, made: Family) -> None:
    for _ in range(2):
        assert told() == []
    (room / "2023/mj.report.yaml").write_text(changed_closing(made.related[LAST]), "utf-8")
    first = check("--format", "json")
    assert [code for code, _ in told()] == ["JS801"]
    assert check("--format", "json") == first  # from the cache, with the places of the other file
    (room / "2023/mj.report.yaml").unlink()
    assert [code for code, _ in told()] == ["JS804"]


def test_a_waiver_of_a_difference_holds_until_the_other_report_changes(room: Path, made: Family) -> None:
    (room / "2023/mj.report.yaml").write_text(changed_closing(made.related[LAST]), "utf-8")
    (finding,) = json.loads(check("--no-cache", "--format", "json")[1])["files"][0]["diagnostics"]
    arguments = ["waive", OWN, "JS801", finding["fingerprint"], "--reason", "年初数经批准调整", "--by", "财务科"]
    assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 0
    assert told("--no-cache") == []
    (room / "2023/mj.report.yaml").write_text(
        changed_closing(made.related[LAST]).replace("98765.43", "98765.44"), "utf-8"
    )
    assert [code for code, _ in told("--no-cache")] == ["JS801"]


@pytest.mark.usefixtures("room")
def test_nothing_outside_the_workspace_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.report.yaml"
    secret.write_text("报告: {}\n", "utf-8")
    Path("2024/link.report.yaml").symlink_to(secret)
    Path("2024/folder").symlink_to(tmp_path, target_is_directory=True)
    for path in (
        "../../secret.report.yaml",
        str(secret),
        "link.report.yaml",
        "folder/secret.report.yaml",
        "../../no.yaml",
    ):
        assert troubles(naming(path)) == ["outside"], path
    for pattern in ("../../*.report.yaml", "folder/*.report.yaml", "../../**/*.yaml"):
        assert troubles(naming(pattern)) == ["missing"], pattern
    assert troubles(naming("l*.report.yaml")) == ["outside"]


def test_a_repository_is_a_workspace_and_so_is_the_current_folder(room: Path, made: Family) -> None:
    (room / "jslint.toml").unlink()
    assert troubles(made.text) == [None] * 4  # below the current folder
    os.chdir(room / "2024")
    assert troubles(made.text, "mj.report.yaml") == ["outside", None, None, None]
    (room / ".git").mkdir()
    assert troubles(made.text, "mj.report.yaml") == [None] * 4


def test_what_cannot_be_read_is_said_in_words(room: Path, made: Family) -> None:
    folder = room / "2024"
    (folder / "folder.yaml").mkdir()
    (folder / "ansi.yaml").write_bytes("报告: 决算".encode("gbk"))
    with (folder / "huge.yaml").open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    with (folder / "vast.yaml").open("wb") as vast:
        vast.truncate(MOST_BYTES * 5)
    os.mkfifo(folder / "pipe.yaml")
    names = (
        "folder.yaml",
        "ansi.yaml",
        "huge.yaml",
        "pipe.yaml",
        "vast.yaml",
        "none.yaml",
        "mj.report.yaml",
        "a" * 900,
    )
    expected = ["unreadable"] * 4 + ["too large", "missing", "itself", "missing"]
    assert troubles(naming(*names)) == expected
    (folder / "mj.report.yaml").write_text(made.text.replace("units/*.report.yaml", "ansi.yaml"), "utf-8")
    ((code, message),) = told("--no-cache")
    assert (code, "GBK" in message, str(room) in message) == ("JS804", True, False)


@pytest.mark.usefixtures("room")
def test_windows_separators_and_patterns() -> None:
    def paths(text: str) -> list[str]:
        files: Files = related_of(OWN, text)
        return [file.path for found in files.values() for file in found]

    everything = [f"2024/{path}" for path in UNITS]
    assert paths(naming("units\\*.report.yaml")) == everything
    assert paths(naming("'**/[abc].report.yaml'")) == everything
    assert paths(naming("'*.report.yaml'")) == ["*.report.yaml"]  # only itself is there, which is left out
    assert paths("# 上年报告 的说明\n报告: {单位名称: 甲}\n") == []


def test_reports_that_name_one_another_end(room: Path, made: Family) -> None:
    back = made.related[LAST].replace("  版式: 国家-2022\n", "  版式: 国家-2022\n  上年报告: ../2024/mj.report.yaml\n")
    (room / "2023/mj.report.yaml").write_text(back, "utf-8")
    assert told("--no-cache") == []
    itself = made.text.replace(LAST, "./mj.report.yaml")
    (room / OWN).write_text(itself, "utf-8")
    assert [code for code, _ in told("--no-cache")] == ["JS804"]


@pytest.mark.asyncio
@pytest.mark.timeout(60)
async def test_the_editor_sees_open_and_saved_texts_of_other_reports(room: Path, made: Family) -> None:
    own, last = ((room / path).as_uri() for path in (OWN, "2023/mj.report.yaml"))
    changed = changed_closing(made.related[LAST])
    async with editor(folder=room) as one:
        one.open(made.text, own)
        assert await one.told(own) == []
        one.open(made.related[LAST], last)
        one.replace(made.related[LAST], changed, last)
        (finding,) = await _until(one, own)
        assert finding.code == "JS801"
        (there,) = finding.related_information or ()
        assert uris.to_fs_path(there.location.uri) == str(room / "2023/mj.report.yaml")
        line = changed[: changed.index("98765.43")].count("\n")
        assert there.location.range.start == types.Position(line, len(CLOSING))
        one.close(last)  # the file on disk is as it was
        assert await _until(one, own, empty=True) == []
        (room / "2023/mj.report.yaml").write_text(changed, "utf-8")
        event = types.FileEvent(last, types.FileChangeType.Changed)
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert [each.code for each in await _until(one, own)] == ["JS801"]


async def _until(one: Editor, uri: str, *, empty: bool = False) -> list[types.Diagnostic]:
    """What is told of a document once that is something, or nothing."""
    while bool(one.client.diagnostics.get(uri)) is empty:
        await one.news()
    return list(one.client.diagnostics[uri])
