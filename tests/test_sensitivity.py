"""Each table figure of the clean examples is changed in turn: what the relations guard, `examine` alone must notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, how_many
from jslint import Memo, Settings, examine
from jslint.engine.coverage import Covered, changed_figure
from jslint.engine.examination import Examination
from jslint.figure import Figure
from jslint.relation import with_figures

EXAMPLES = ("jiaozuo-2023-corrected", "shanghai-2024")
TABLES = Settings(select=("JS1", "JS2"), ignore=("JS190",))
"""What usually notices a change, tried first because it is quick; whatever these rules pass is given to all of them."""

EXPECTED = Path(__file__).parent / "expected"


def changed_text(figure: Figure) -> str:
    """The first significant digit as far away as it goes; a zero or a blank becomes 1.00."""
    if figure.is_zero:
        return "1.00"
    at = next(index for index, character in enumerate(figure.printed) if character in "123456789")
    return figure.printed[:at] + ("9" if figure.printed[at] < "5" else "1") + figure.printed[at + 1 :]


def is_within_slack(entry: Covered) -> bool:
    """Whether every relation that guards the figure explains this very change by rounding."""
    changed = changed_figure(entry.figure, changed_text(entry.figure))
    assert changed is not None
    outcomes = {
        with_figures(check.relation, {id(entry.figure): changed}).weigh().outcome
        for check in entry.by
        if check.relation
    }
    return outcomes <= {"holds", "rounding"}


def told(examination: Examination) -> set[tuple[str, str]]:
    return {(diagnostic.code, diagnostic.fingerprint) for diagnostic in examination.diagnostics}


@pytest.mark.long
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_guarded_figure_of_the_tables_is_noticed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "examples" / f"{name}.report.yaml").read_text("utf-8")
    memo, quick = Memo(), Memo()
    before = examine(text, memo=memo)
    assert not before.diagnostics
    tied, slack, untied, missed = [], [], [], []
    entries = [entry for entry in before.coverage() if entry.figure.place.piece.startswith("决算表/")]
    for entry in entries[:: how_many(5, 1)]:
        figure = entry.figure
        span = before.locate(figure.anchor)
        after = text[: span.start] + changed_text(figure) + text[span.end :]
        words = f"{figure.place.words()} {figure.shown}"
        if told(examine(after, settings=TABLES, memo=quick)) or told(examine(after, memo=memo)):
            tied.append(words)
        elif entry.state != "guarded":
            untied.append(words)
        elif is_within_slack(entry):
            slack.append(words)
        else:
            missed.append(words)
    with capsys.disabled():
        print(f"\n{name}: {len(tied)} tied, {len(untied)} untied, {len(slack)} within slack")
    assert missed == []
    lines = (EXPECTED / f"{name}.untied.txt").read_text("utf-8").splitlines()
    reviewed = [line for line in lines if line and not line.startswith("#")]
    assert set(untied) <= set(reviewed), "in a plain run every fifth figure is changed"
    assert untied == reviewed or how_many(5, 1) > 1
    assert len(slack) <= len(tied) // 50, slack


def test_coverage_says_why() -> None:
    examination = examine((ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml").read_text("utf-8"))
    covered = examination.coverage()
    assert {entry.state for entry in covered} <= {"guarded", "free", "unbound"}
    for entry in covered:
        assert bool(entry.by) == (entry.state == "guarded")
        assert entry.why or entry.state != "free"
    counts = examination.figure_counts()
    states = [entry.state for entry in covered]
    assert counts == {"total": len(covered), **{state: states.count(state) for state in ("guarded", "free", "unbound")}}
