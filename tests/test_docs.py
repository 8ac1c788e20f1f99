"""The documents: every command prints what its page shows, and the generated pages are fresh."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs_runner import PAGES, ROOT, agrees, run_page

INSTALLING = {"sh", "bat"}
"""Blocks that set up a machine: `.ci/run` does the same in its own way."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    told = run_page(page, tmp_path)
    wrong = [(step.command, step.shown, printed) for step, printed in told if not agrees(step.shown, printed)]
    assert wrong == [], f"mend with: python tests/docs_runner.py {page.relative_to(ROOT)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_stands_in_a_block_that_is_run(page: Path) -> None:
    for kind, body in re.findall(r"^```([\w-]*)[^\n]*\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S):
        if kind not in {"console", *INSTALLING}:
            assert not re.search(r"^(\$ )?(jslint|pytest) ", body, re.M), body


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_runner_sees_a_difference() -> None:
    assert agrees("甲\n...\n丙\n", "甲\n乙\n丙\n")
    assert not agrees("甲\n丙\n", "甲\n乙\n丙\n")
    assert not agrees("甲\n...\n丁\n", "甲\n乙\n丙\n")


@pytest.mark.parametrize(
    ("name", "schema"), [("github-actions.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")]
)
def test_ci_files_are_valid(name: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / "docs" / "ci" / name)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_the_site_is_built_and_shows_every_block(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for page in tmp_path.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "```" not in text, f"{page.name}: a block that the generator does not know"
        for target in re.findall(r'<a href="(?!https?:|#|mailto:|/)([^"#]+)', text):
            assert (page.parent / target).exists(), f"{page}: {target}"
    assert tmp_path.joinpath("ci", "gitlab-ci.yml").exists()


def test_pages_are_all_in_the_site() -> None:
    listed = set(re.findall(r": ([\w/.-]+\.md)", ROOT.joinpath("mkdocs.yml").read_text("utf-8")))
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert listed == pages
