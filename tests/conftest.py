"""What all tests share: the examples and the material that lies beside the repository."""

from __future__ import annotations

import gc
import os
from fractions import Fraction
from pathlib import Path

import pytest

from jslint.__main__ import FEW_COLLECTIONS

ROOT = Path(__file__).parents[1]

gc.set_threshold(*FEW_COLLECTIONS)  # as the command has it
os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # what the tests start by the hundred is to start as an installed program does


def how_many(few: int, many: int) -> int:
    """The size of a long run: few cases in a plain run; with JSLINT_FULL=1 many, with 0.1 a tenth of them."""
    share = Fraction(os.environ.get("JSLINT_FULL") or "0")
    if many <= 1:  # a step or a switch, not a count
        return many if share else few
    return max(few, int(many * share))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the repository; tests of it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder


pytest_plugins = ["pytester"]
PUBLISHED = ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml"
CORRECTED = ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees verdicts of another, or of the person who runs them."""
    monkeypatch.setenv("JSLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def published() -> str:
    """A report as it was published; JS140 has exactly one finding in it, at 307's amount."""
    return PUBLISHED.read_text("utf-8")


@pytest.fixture(scope="session")
def corrected() -> str:
    """The same report without a finding."""
    return CORRECTED.read_text("utf-8")
