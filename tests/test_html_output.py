"""Findings as a web page: whole, safe, and alive in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from jslint.cli import main

PUBLISHED = str(ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml")
SHANGHAI = str(ROOT / "examples" / "shanghai-2024.report.yaml")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def page(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--no-cache", "--format", "html", *arguments], catch_exceptions=False)


class Outline(HTMLParser):
    """The elements in order, and whether each was closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.items: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.items.append(dict(attrs))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_finding_stands_in_the_page_once() -> None:
    done = page(PUBLISHED, SHANGHAI)
    assert done.exit_code == 1
    outline = Outline(done.stdout)
    assert outline.open == []
    concise = CliRunner().invoke(
        main, ["check", "--no-cache", "--format", "concise", PUBLISHED], catch_exceptions=False
    )
    lines = concise.stdout.splitlines()[:-1]
    assert len(outline.items) == len(lines)
    codes = re.findall(r"<b>(\S+ JS\d{3})</b>", done.stdout)
    assert codes == [re.findall(r": (\S+ JS\d{3}) ", line)[0] for line in lines]
    assert done.stdout.count('<section class="report"') == 2
    total = re.search(r'<tfoot><tr><td colspan="3">合计</td>(.*?)</tr></tfoot>', done.stdout, re.DOTALL)
    assert total is not None
    *grave, figures, guarded, share, unbound, other = re.findall(r'<td class="count">([^<]*)</td>', total[1])
    said = Counter(code.split()[0] for code in codes)
    assert grave == [str(said[word] or "") for word in ("错误", "警告", "提示", "尾差")]
    assert share == f"{Decimal(100 * int(guarded)) / int(figures):.1f}%"
    assert other == f"{Decimal(100 * int(unbound)) / int(figures):.1f}%"
    assert "没有发现问题。" in done.stdout


def test_nothing_comes_from_elsewhere() -> None:
    assert re.findall(r"(?:https?:)?//[a-z]", page(SHANGHAI).stdout) == []


def test_what_a_report_holds_is_text(tmp_path: Path, published: str) -> None:
    path = tmp_path / "<script>.report.yaml"
    path.write_text(published.replace("金融工作局", "<img src=x onerror=alert(1)>局"), "utf-8")
    told = page(str(path)).stdout
    assert "<img" not in told
    assert told.count("<script>") == 1


def test_files_that_could_not_be_read_are_in_it(tmp_path: Path) -> None:
    bad = tmp_path / "坏.report.yaml"
    bad.write_bytes("报告:".encode("utf-16"))
    done = page(str(bad))
    assert done.exit_code == 2
    assert "共 0 份报告，另有 1 个文件没有读成" in done.stdout
    assert "UTF-16" in done.stdout


@pytest.mark.long
@pytest.mark.editor
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_browser_finds_the_place_of_every_finding(tmp_path: Path) -> None:
    """The script ties each finding to its figure or words in the printed report; those without a place have none to show."""
    target = tmp_path / "结果.html"
    page("--output", str(target), PUBLISHED)
    assert CHROMIUM is not None
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", target.as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )  # fmt: skip
    items = Outline(done.stdout).items
    assert items
    assert [item for item in items if item.get("data-found") != "1"] == []
