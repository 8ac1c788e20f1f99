"""Every rule's examples are its tests: the complete list of its findings, with exact spans."""

from __future__ import annotations

import re

import pytest

from jslint import Settings, examine
from jslint.engine.examination import Examination
from jslint.ledger import Check
from jslint.rule import Example, Rule
from jslint.rules import shipped_rules
from jslint.source import Span
from overlay import lay

RULES = shipped_rules()
BAD = [
    pytest.param(rule, example, id=f"{rule.about.code}-bad{n}")
    for rule in RULES
    for n, example in enumerate(rule.about.bad)
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.about.code}-good{n}")
    for rule in RULES
    for n, example in enumerate(rule.about.good)
]


def with_rule(rule: Rule) -> Settings:
    """The settings of a run that uses the rule, be it off by itself or not."""
    return Settings(select=("JS", rule.about.code))


def trials(examination: Examination, code: str) -> list[Check]:
    ledger = [*examination.ledger, *(follower for check in examination.ledger for follower in check.consequences)]
    return [check for check in ledger if check.code == code]


def findings(examination: Examination, code: str) -> list[tuple[str, Span]]:
    broken = [check for check in trials(examination, code) if check.outcome == "broken"]
    return sorted((code, examination.locate(check.finding.anchor)) for check in broken if check.finding)


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_gives_exactly_the_marked_findings(rule: Rule, example: Example) -> None:
    laid = lay(example)
    examination = examine(laid.text, settings=with_rule(rule), related=laid.related)
    assert laid.expected, "a bad example marks what it shows"
    shown = {span: laid.text[span.start : span.end] for _, span in laid.expected}
    found = findings(examination, rule.about.code)
    assert found == [mark for mark in laid.expected if mark[0] == rule.about.code], shown
    assert not [check for check in examination.ledger if check.code == "JS000"]


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_holds_something_and_finds_nothing(rule: Rule, example: Example) -> None:
    laid = lay(example)
    examination = examine(laid.text, settings=with_rule(rule), related=laid.related)
    tried = trials(examination, rule.about.code)
    assert [check for check in tried if check.outcome == "broken"] == []
    assert [check for check in tried if check.outcome in {"holds", "rounding"}], "a good example holds something"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.about.code)
def test_rule_states_itself_completely(rule: Rule) -> None:
    about = rule.about
    assert re.fullmatch(r"JS[0-9]{3}", about.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", about.name), "a name is the defect in kebab case"
    for text in (about.title, about.basis, about.why, about.advice):
        assert re.search(r"[\u4e00-\u9fff]", text)
    assert about.advice.endswith("。")
    assert about.good
    assert about.bad
    codes = {other.about.code for other in RULES}
    assert set(about.yields_to) <= codes, "yields to rules that exist"
    blaming = {other.about.code for other in RULES if other.about.blames == "figure"}
    assert not (about.derived and set(about.yields_to) & blaming), "what blames a figure needs no name here"


def test_names_are_unique() -> None:
    names = [rule.about.name for rule in RULES]
    assert len(names) == len(set(names))
