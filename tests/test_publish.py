"""What `jslint publish` makes: the whole report, told again by what reads documents; nothing while errors stand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import how_many
from generate import department
from generate_prose import Teller, report_of
from jslint.cli import main
from jslint.report.layout import shipped_layout
from round_trip import differences, facts

EXAMPLES = Path(__file__).parent.parent / "examples"
WHOLE = ("jiaozuo-2023-corrected", "shanghai-2024")
LAYOUTS = ("国家-2022", "上海-2024")
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


def generated(layout_id: str, count: int, seed: int) -> Iterator[str]:
    layout = shipped_layout(layout_id)
    assert layout is not None
    dice = random.Random(seed)
    for _ in range(count):
        teller = Teller(department(dice, layout), layout, dice)
        yield report_of(teller.made, layout, teller.sections())


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_generated_report_is_imported_as_it_was(layout: str, ending: str) -> None:
    assert [differences(text, ending) for text in generated(layout, 1, 2023)] == [[]]


@pytest.mark.long
@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_generated_reports_are_imported_as_they_were(layout: str, ending: str) -> None:
    count = how_many(10, 100)
    assert [differences(text, ending) for text in generated(layout, count, 77)] == [[]] * count


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
