"""The configurations that the documentation shows, taken from it and run in the real editors."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editor_client import ROOT
from test_neovim import CELL, CORRECTED, WRONG, neovims

pytestmark = [pytest.mark.editor, pytest.mark.timeout(180)]

PRINT = """
vim.cmd("edit " .. vim.fn.fnameescape(vim.env.JSLINT_REPORT))
vim.bo.filetype = "yaml"
local function seen()
  local all = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    local text = vim.api.nvim_buf_get_text(0, found.lnum, found.col, found.end_lnum, found.end_col, {})
    all[table.concat(text, "\\n")] = true
  end
  return all
end
vim.wait(60000, function() return seen()["46.27"] end, 5)
vim.fn.writefile({ vim.fn.json_encode(vim.tbl_keys(seen())) }, vim.env.JSLINT_RESULTS)
vim.cmd("qall!")
"""


def block(page: str, name: str) -> str:
    """The fenced block of a page whose first line is a comment with that name."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    (found,) = re.findall(rf"```\w+\n(?:--|;;) {re.escape(name)}\n(.*?)```", text, re.DOTALL)
    return str(found)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a report that has one wrong cell, and a `jslint` on a PATH of its own."""
    (tmp_path / "seed.report.yaml").write_text(CORRECTED.replace(CELL, WRONG), "utf-8")
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "jslint"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT / "src"} exec {sys.executable} -m jslint "$@"\n', "utf-8")
    command.chmod(0o755)
    return tmp_path


def environment(place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(place),
        "XDG_CACHE_HOME": str(place),
        "XDG_STATE_HOME": str(place),
        "JSLINT_REPORT": str(place / "seed.report.yaml"),
        "JSLINT_RESULTS": str(place / "results"),
    }


@pytest.mark.parametrize(
    ("which", "name"), [("package", "neovim-0.11"), ("package", "neovim-0.7"), ("system", "neovim-0.7")]
)
def test_neovim(place: Path, which: str, name: str) -> None:
    nvim = neovims()[which]
    if nvim is None:
        pytest.skip(f"no Neovim ({which}) here")
    script = place / "init.lua"
    script.write_text(block("neovim.md", name) + PRINT, "utf-8")
    command = [nvim, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}"]
    done = subprocess.run(
        command, env=environment(place), cwd=place, capture_output=True, text=True, timeout=150, check=False
    )
    assert (place / "results").exists(), done.stderr
    assert "46.27" in json.loads((place / "results").read_text("utf-8"))


def test_emacs(place: Path) -> None:
    emacs = shutil.which("emacs")
    if emacs is None:
        pytest.skip("no Emacs here")
    probe = [emacs, "--batch", "--eval", "(progn (package-initialize) (require 'eglot))"]
    if subprocess.run(probe, env=environment(place), capture_output=True, check=False).returncode:
        pytest.skip("this Emacs has no Eglot")
    configuration = place / "init.el"
    configuration.write_text(block("emacs.md", "emacs"), "utf-8")
    command = [emacs, "--batch", "-l", str(ROOT / "tests/emacs.el")]
    done = subprocess.run(
        command,
        env={**environment(place), "JSLINT_CONFIGURATION": str(configuration)},
        cwd=place,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert (place / "results").exists(), done.stderr
    assert "46.27" in (place / "results").read_text("utf-8").split("\n")
