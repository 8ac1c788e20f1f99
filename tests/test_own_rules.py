"""Rules that are added: a bureau's own by a folder of YAML files, a new one of the package by one file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from jslint import Settings, examine
from jslint.kinds.rule_file import RuleFileError, parse_rule
from overlay import lay

BUREAU = ROOT / "examples" / "bureau-rules"
TEXTS = tuple((path.name, path.read_text("utf-8")) for path in sorted(BUREAU.glob("*.yaml")))
OWN = Settings(rule_texts=TEXTS)


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_bureau_s_rules_are_tested_by_their_own_examples(name: str, text: str) -> None:
    about = parse_rule(name, text).about
    assert about.code.startswith("ORG")
    for example in about.bad:
        laid = lay(example)
        examination = examine(laid.text, settings=OWN)
        found = [(check.code, examination.locate(check.finding.anchor)) for check in _broken(laid.text, about.code)]
        assert found == laid.expected
    for example in about.good:
        laid = lay(example)
        assert _broken(laid.text, about.code) == []
        assert any(
            check.code == about.code and check.outcome == "holds" for check in examine(laid.text, settings=OWN).ledger
        )


def _broken(text: str, code: str) -> list:  # type: ignore[type-arg]
    ledger = examine(text, settings=OWN).ledger
    return [check for check in ledger if check.code == code and check.outcome == "broken"]


def test_a_bureau_s_rules_speak_beside_the_shipped_ones_and_change_nothing_else() -> None:
    text = (ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
    plain, own = examine(text), examine(text, settings=OWN)
    assert [each for each in own.diagnostics if not each.code.startswith("ORG")] == list(plain.diagnostics)
    assert {check.code for check in own.ledger} - {check.code for check in plain.ledger} == {"ORG001", "ORG002"}
    assert [check.outcome for check in own.ledger if check.code == "ORG001"] == ["holds"]


def test_a_rule_file_that_does_not_load_is_an_error_with_its_place() -> None:
    broken = (("bureau/org009.yaml", TEXTS[0][1].replace("kind: same", "kind: similar")),)
    with pytest.raises(RuleFileError, match=r"^bureau/org009\.yaml:12:11: "):
        examine("格式: 1\n", settings=Settings(rule_texts=broken))


@pytest.mark.parametrize("code", ["JS101", "JS999", "ORG", "ORG1", "XX001"])
def test_a_bureau_s_rule_has_a_code_of_its_own(code: str) -> None:
    own = (("bureau/a.yaml", TEXTS[0][1].replace("ORG001", code)),)
    with pytest.raises(
        RuleFileError, match=rf"^bureau/a\.yaml:2:7: 本单位规则的编号应是 ORG 加三位数字，现在是 {code}；"
    ):
        examine("格式: 1\n", settings=Settings(rule_texts=own))


def test_one_code_for_one_rule() -> None:
    twice = (("bureau/a.yaml", TEXTS[0][1]), ("bureau/b.yaml", TEXTS[0][1]))
    with pytest.raises(RuleFileError, match=r"^bureau/b\.yaml:2:7: 编号 ORG001 已用于 bureau/a\.yaml"):
        examine("格式: 1\n", settings=Settings(rule_texts=twice))


NEW_RULE = """code: JS199
name: basic-above-project
title: 基本支出不小于项目支出
severity: warning
basis: 仅供测试。
why: 仅供测试。
advice: 请核对。
relations:
  - table: 支出决算表
    kind: at_most
    left: {row: 合计, column: 项目支出}
    right: {row: 合计, column: 基本支出}
good: ["决算表: {}"]
bad: ["决算表: {}"]
"""

SEE_IT = """
import sys
from pathlib import Path
from jslint import examine
text = Path(sys.argv[1]).read_text("utf-8")
print([(each.code, text[each.span.start:each.span.end]) for each in examine(text).diagnostics])
"""


def test_a_newcomer_adds_a_rule_by_adding_one_file(tmp_path: Path) -> None:
    """The corrected example has 56.72 of 项目支出 against 52.58 of 基本支出."""
    package = tmp_path / "src" / "jslint"
    shutil.copytree(ROOT / "src" / "jslint", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    example = ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml"

    def seen() -> str:
        environment = {**os.environ, "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-c", SEE_IT, str(example)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    assert seen() == "[]"
    (package / "rules" / "table" / "js199_basic_above_project.yaml").write_text(NEW_RULE, "utf-8")
    assert seen() == "[('JS199', '56.72')]"


@pytest.mark.parametrize(
    ("select", "ignore", "found"),
    [
        (("JS", "ORG"), (), []),
        (("ORG1",), (), []),
        (("JS", "ORG", "ORG199"), (), ["ORG199"]),
        (("ORG199",), ("ORG",), ["ORG199"]),
        (("ORG199",), ("ORG199",), []),
    ],
)
def test_a_rule_that_is_off_speaks_only_by_its_whole_code(
    select: tuple[str, ...], ignore: tuple[str, ...], found: list[str]
) -> None:
    own = NEW_RULE.replace("JS199", "ORG199").replace("why:", "off: true\nwhy:")
    text = (ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
    examined = examine(text, settings=Settings(select=select, ignore=ignore, rule_texts=(("own.yaml", own),)))
    assert [each.code for each in examined.diagnostics] == found
    assert {check.code for check in examined.ledger if check.code == "ORG199"} == set(found)
