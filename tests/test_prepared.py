"""What is made of the package's own files is kept as Python keeps compiled modules: never longer than it is right."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Raw, msgpack

import jslint
from jslint import pattern_codes, prepared
from jslint.reading.package_data import PACKAGE, compiled_name, packaged

NAME = "report/wording/wording.yaml"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with one data file, in place of ours."""
    folder = tmp_path / "jslint"
    (folder / "__pycache__").mkdir(parents=True)
    folder.joinpath("data.yaml").write_text("a: 1\n", "utf-8")
    monkeypatch.setattr(prepared, "_PACKAGE", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    prepared.package_stamp.cache_clear()
    yield folder
    prepared.package_stamp.cache_clear()


def made(content: bytes = b"new") -> bytes:
    prepared.package_stamp.cache_clear()
    return prepared.prepared("deep/data.json", lambda: content)


def test_what_was_made_is_kept_until_a_file_of_the_package_changes(package: Path) -> None:
    assert made(b"one") == b"one"
    assert made(b"two") == b"one"
    package.joinpath("data.yaml").write_text("a: 22\n", "utf-8")
    assert made(b"three") == b"three"
    assert [file.name for file in (package / "__pycache__").iterdir()] == ["deep.data.json"]


def test_a_file_that_another_changed_within_its_size_is_made_anew(package: Path) -> None:
    assert made(b"one") == b"one"
    os.utime(package / "data.yaml", ns=(1, 1))
    assert made(b"two") == b"two"


def test_what_the_wheel_has_comes_first_and_is_not_kept_again(package: Path) -> None:
    (package / "deep").mkdir()
    (package / "deep" / "data.json").write_bytes(b"built")
    assert made() == b"built"
    assert list((package / "__pycache__").iterdir()) == []


@pytest.mark.parametrize("name", ["dont_write_bytecode", "pycache_prefix"])
def test_nothing_is_kept_where_bytecode_is_not(package: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, "/elsewhere" if name == "pycache_prefix" else True)
    assert (made(b"one"), made(b"two")) == (b"one", b"two")
    assert list((package / "__pycache__").iterdir()) == []


def test_a_folder_that_cannot_be_written_changes_no_answer(package: Path) -> None:
    shutil.rmtree(package / "__pycache__")
    assert (made(b"one"), made(b"two")) == (b"one", b"two")


def test_the_data_of_the_package_is_what_its_yaml_says(package: Path) -> None:
    """Twice: once made, once kept."""
    from jslint.reading.plain import load

    expected = load((PACKAGE / NAME).read_text("utf-8"))
    assert packaged(NAME) == packaged(NAME) == expected
    assert [file.name for file in (package / "__pycache__").iterdir()] == [compiled_name(NAME).replace("/", ".")]


def test_patterns_that_were_missed_are_kept_for_the_next_process(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern_codes.kept.cache_clear()
    monkeypatch.setattr(pattern_codes, "_MISSED", [])
    assert pattern_codes.compiled("(?P<figure>[0-9]+)元", re.ASCII) == re.compile("(?P<figure>[0-9]+)元", re.ASCII)
    pattern_codes.keep_missed()
    kept = msgpack.decode((package / "__pycache__" / pattern_codes.file_name()).read_bytes(), type=dict[str, Raw])
    assert list(kept) == [f"{int(re.ASCII)}:(?P<figure>[0-9]+)元"]
    pattern_codes.kept.cache_clear()
    ready = pattern_codes.compiled("(?P<figure>[0-9]+)元", re.ASCII)
    assert ready == re.compile("(?P<figure>[0-9]+)元", re.ASCII)
    assert ready.search("共12元")["figure"] == "12"  # type: ignore[index]
    assert len(pattern_codes._MISSED) == 1
    pattern_codes.kept.cache_clear()


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x81\xa3"])
def test_a_file_of_patterns_that_is_broken_is_none(package: Path, content: bytes) -> None:
    (package / "__pycache__" / pattern_codes.file_name()).write_bytes(content)
    pattern_codes.kept.cache_clear()
    assert pattern_codes.kept() == {}
    pattern_codes.kept.cache_clear()


def test_a_check_says_the_same_first_and_again(tmp_path: Path) -> None:
    """A checkout of its own, which has nothing ready at first; the second time no YAML rule is parsed."""
    shutil.copytree(
        Path(jslint.__file__).parent, tmp_path / "src" / "jslint", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(Path(jslint.__file__).parents[2] / "schema", tmp_path / "schema")
    (tmp_path / "a.report.yaml").write_text("格式: 1\n报告: {单位名称: 某局, 年度: 2023, 金额单位: 万元}\n", "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "jslint", "check", "--no-cache", "a.report.yaml"]
    runs = [
        subprocess.run(
            command,
            cwd=tmp_path,
            env={**environment, "PYTHONPATH": str(tmp_path / "src")},
            capture_output=True,
            check=False,
        )
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout != b""
    kept = {file.name for file in (tmp_path / "src" / "jslint" / "__pycache__").iterdir()}
    assert {"rules.declared.json", pattern_codes.file_name()} <= kept
