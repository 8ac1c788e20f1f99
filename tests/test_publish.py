"""What `jslint publish` makes: the whole report, told again by what reads documents; nothing while errors stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jslint.cli import main
from round_trip import differences, facts

EXAMPLES = Path(__file__).parent.parent / "examples"
WHOLE = ("jiaozuo-2023-corrected", "shanghai-2024")
FORMS = (".html", ".docx", ".pdf")


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.report.yaml").read_text(encoding="utf-8")


def called(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("name", WHOLE)
def test_a_published_report_is_imported_as_it_was(name: str, ending: str) -> None:
    assert differences(example(name), ending) == []


def test_the_comparison_sees_every_figure_and_sentence() -> None:
    told = facts(example("shanghai-2024"))
    assert len(told) > 600
    changed = facts(example("shanghai-2024").replace("30,086.76", "30,086.67", 1).replace("市容景观科", "市容科", 1))
    assert {path[0] for path in told if told[path] != changed[path]} == {"决算表", "部门概况"}


@pytest.mark.parametrize("ending", FORMS)
def test_nothing_is_published_while_errors_stand(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"out{ending}"
    wrong = tmp_path / "wrong.report.yaml"
    wrong.write_text(example("shanghai-2024").replace("30,086.76", "30,086.67", 1), encoding="utf-8")
    refused = called("publish", str(wrong), "-o", str(target))
    assert (refused.exit_code, target.exists()) == (2, False)
    assert "处错误没有改正" in refused.stderr
    assert called("publish", str(wrong), "-o", str(target), "--force").exit_code == 0
    assert target.stat().st_size > 10_000


def test_an_ending_that_is_not_known_is_told(tmp_path: Path) -> None:
    source = str(EXAMPLES / "shanghai-2024.report.yaml")
    told = called("publish", source, "-o", str(tmp_path / "out.rtf"))
    assert told.exit_code == 2
    assert "请以 .docx、.pdf、.html" in told.stderr
