"""What readers are told, once and whole: every rule's first bad example against its file in tests/golden/messages.

`JSLINT_UPDATE_GOLDEN=1 pytest tests/test_messages.py` writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

import os

import pytest

from conftest import ROOT
from jslint import Settings, examine
from jslint.rule import Rule, speakers
from jslint.rules import shipped_rules
from overlay import lay

GOLDEN = ROOT / "tests" / "golden" / "messages"
RULES = shipped_rules()


def told(rule: Rule) -> str:
    """The findings of the rule's first bad example in which it has a part, as an editor shows them.

    Only the rule and those that speak before it are tried, so that a new rule changes no other's messages.
    """
    about = rule.about
    laid = lay(about.bad[0])
    before = speakers(about, (each.about for each in RULES))
    examined = examine(laid.text, settings=Settings(select=(about.code, *before)), related=laid.related)
    lines = []
    for each in examined.diagnostics:
        told_with = [related.message for related in each.related]
        if each.code != rule.about.code and not any(rule.about.code in message for message in told_with):
            continue
        printed = examined.source.text[each.span.start : each.span.end].partition("\n")[0]
        lines.append(f"{each.code} {each.name} {each.severity} 「{printed}」")
        lines.append(f"  {each.message}")
        lines.extend(f"  · {message}" for message in told_with)
        lines.extend(f"  ? {suspect.printed} → {suspect.proposed} {suspect.reason}" for suspect in each.suspects)
        lines.extend(f"  ! {fix.title}" for fix in each.fixes)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.about.code)
def test_message_is_the_reviewed_one(rule: Rule) -> None:
    path = GOLDEN / f"{rule.about.code}.txt"
    text = told(rule)
    if os.environ.get("JSLINT_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.exists(), "a new rule: write its message with JSLINT_UPDATE_GOLDEN=1 and read it"
    assert text == path.read_text("utf-8")


def test_no_message_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} <= {rule.about.code for rule in RULES}
