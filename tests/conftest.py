"""What all tests share: the examples and the material that lies beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def how_many(few: int, many: int) -> int:
    """The size of a long run: few cases in a plain run, many with JSLINT_FULL=1 (as .ci/run has it for what is marked long)."""
    return many if os.environ.get("JSLINT_FULL", "0") not in {"", "0"} else few


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
