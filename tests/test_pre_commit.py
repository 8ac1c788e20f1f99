"""The hooks, run by pre-commit itself on a repository of reports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "财务科"), ("EMAIL", "caiwu@example.invalid"))
}


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        **IDENTITY,
        "PYTHONPATH": "",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_COLOR": "never",
    }
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=500, check=False
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of reports with our hook installed, as a bureau would have it."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    folder = tmp_path / "决算报告"
    folder.mkdir()
    head = run("git", "rev-parse", "HEAD", cwd=ROOT).stdout.strip()
    run("git", "init", "-q", cwd=folder)
    config = f"repos:\n  - repo: {ROOT}\n    rev: {head}\n    hooks:\n      - id: jslint\n      - id: jslint-format\n"
    folder.joinpath(".pre-commit-config.yaml").write_text(config, "utf-8")
    folder.joinpath("jslint.toml").write_text('select = ["JS140"]\n', "utf-8")
    assert run(sys.executable, "-m", "pre_commit", "install", cwd=folder).returncode == 0
    return folder


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_bad_commit_is_stopped_and_a_good_one_passes(repository: Path, published: str, corrected: str) -> None:
    report = repository / "金融工作局 2023.report.yaml"
    report.write_text(published, "utf-8")
    run("git", "add", "-A", cwd=repository)
    stopped = run("git", "commit", "-m", "第一稿", cwd=repository)
    assert stopped.returncode == 1
    assert f"{report.name}:228:47: 错误 JS140" in stopped.stdout + stopped.stderr
    assert "307 债务利息及费用支出" in stopped.stdout + stopped.stderr
    report.write_text(corrected, "utf-8")
    run("git", "add", "-A", cwd=repository)
    passed = run("git", "commit", "-m", "改正", cwd=repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    report.write_text(corrected.replace("[307,   债务利息及费用支出,", "[307, 债务利息及费用支出,"), "utf-8")
    run("git", "add", "-A", cwd=repository)
    ragged = run("git", "commit", "-m", "没有对齐", cwd=repository)
    assert ragged.returncode == 1
    assert f"没有对齐：{report.name}" in ragged.stdout + ragged.stderr
    assert run("git", "log", "--format=%s", cwd=repository).stdout == "改正\n"
