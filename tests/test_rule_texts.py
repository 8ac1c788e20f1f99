"""Beside every rule's own examples: other right texts, on which it stays silent, and wrong ones with their exact findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from jslint import examine
from jslint.rule import Example, Rule
from jslint.rules import shipped_rules
from overlay import lay
from test_rules import findings, trials, with_rule

FOLDER = Path(__file__).parent / "rule_texts"
RULES = {rule.about.code: rule for rule in shipped_rules()}
LEAST_RIGHT, LEAST_WRONG = 3, 2
"""How many texts of each kind every rule has, its own examples among them."""


def _groups() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        data = YAML(typ="safe").load(path.read_text("utf-8"))
        tables = data.pop("tables", {})
        for code, groups in data.items():
            for group in groups:
                head = "".join(tables[name] for name in group.get("tables", ()))
                yield code, {**group, "text": (f"决算表:\n{head}" if head else "") + group.get("text", "")}


def _edited(group: dict[str, Any], edits: dict[str, str]) -> Example:
    text = group["text"]
    for old, new in edits.items():
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    related = tuple(group.get("related", {}).items())
    return Example(text, group.get("layout", "国家-2022"), related)


TEXTS = {
    kind: [
        pytest.param(RULES[code], _edited(group, edits), id=f"{code}-{kind}-{at}-{number}")
        for at, (code, group) in enumerate(_groups())
        for number, edits in enumerate(group.get(kind, ()))
    ]
    for kind in ("right", "wrong")
}


@pytest.mark.parametrize(("rule", "example"), TEXTS["right"])
def test_a_right_text_is_tried_and_gives_nothing(rule: Rule, example: Example) -> None:
    laid = lay(example)
    examination = examine(laid.text, settings=with_rule(rule), related=laid.related)
    tried = trials(examination, rule.about.code)
    assert [check.finding.message for check in tried if check.outcome == "broken" and check.finding] == []
    assert [check for check in tried if check.outcome in {"holds", "rounding"}], "a right text is tried"


@pytest.mark.parametrize(("rule", "example"), TEXTS["wrong"])
def test_a_wrong_text_gives_exactly_the_marked_findings(rule: Rule, example: Example) -> None:
    laid = lay(example)
    examination = examine(laid.text, settings=with_rule(rule), related=laid.related)
    assert laid.expected, "a wrong text marks what it shows"
    assert findings(examination, rule.about.code) == laid.expected


def test_every_rule_has_its_texts() -> None:
    counts = {code: [len(rule.about.good), len(rule.about.bad)] for code, rule in RULES.items()}
    for code, group in _groups():
        counts[code][0] += len(group.get("right", ()))
        counts[code][1] += len(group.get("wrong", ()))
    few = {code: pair for code, pair in counts.items() if pair[0] < LEAST_RIGHT or pair[1] < LEAST_WRONG}
    assert few == {}
