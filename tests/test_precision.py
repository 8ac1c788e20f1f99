"""The precision ledger keeps its promise, and every finding on real material stands in it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from jslint import examine
from jslint.diagnostic import Diagnostic
from jslint.rules import shipped_rules
from jslint.workspace.documents import import_files

SCRIPT = ROOT / "docs" / "build_pages.py"
REAL = {
    "H1": "sh-putuo-sqlj-2025.html",
    "H2": "sh-putuo-wlj-2025.html",
    "P1": "sh-putuo-czj-2024-published.pdf",
    "P2": "sh-putuo-czj-2024-draft-with-problems.pdf",
}


def _script() -> Any:
    spec = spec_from_file_location("build_pages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PRECISION = _script()
DATA = PRECISION.data()
ABOUTS = {rule.about.code: rule.about for rule in shipped_rules()}


@pytest.mark.parametrize("code", DATA["judged"])
def test_an_entry_is_complete(code: str) -> None:
    entry = DATA["judged"][code]
    assert code in ABOUTS
    assert set(entry) - {"why"} <= set(DATA["material"])
    judged = PRECISION.judged(entry)
    assert judged.count > 0
    assert bool(judged.why) == (judged.right < judged.count), "a wrong or debatable finding has its reason"


@pytest.mark.parametrize("code", [code for code in DATA["new"] if code in ABOUTS])
def test_a_new_rule_speaks_once_it_is_sure(code: str) -> None:
    about, entry = ABOUTS[code], DATA["judged"].get(code)
    judged = PRECISION.judged(entry) if entry else None
    assert about.off or (judged is not None and judged.is_sure)
    if about.severity == "error":
        assert judged is not None
        assert judged.count >= PRECISION.MANY


def test_only_new_rules_are_off() -> None:
    assert {code for code, about in ABOUTS.items() if about.off} <= set(DATA["new"])


def test_the_pages_are_fresh() -> None:
    ran = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def _unjudged(material: str, diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many findings of each rule more than were judged on that material."""
    known = {code: sum(map(int, entry.get(material, ()))) for code, entry in DATA["judged"].items()}
    return dict(Counter(each.code for each in diagnostics if each.severity != "hint") - Counter(known))


def test_every_finding_on_the_seed_is_judged() -> None:
    path = ROOT / DATA["material"]["S1"]["path"]
    assert _unjudged("S1", examine(path.read_text("utf-8")).diagnostics) == {}


@pytest.mark.long
@pytest.mark.parametrize("material", REAL)
def test_every_finding_on_a_real_report_is_judged(material: str, shared: Path) -> None:
    path = shared / "reports" / REAL[material]
    assert _unjudged(material, examine(import_files([str(path)]).text).diagnostics) == {}
