"""核实说明: written by `jslint waive`, kept in the ledger, lapsing with its figures."""

from __future__ import annotations

import re

import pytest

from jslint import Settings, examine
from jslint.editing.waiving import Explanation, WaivingError, with_waiver

SETTINGS = Settings(select=("JS140", "JS020", "JS021", "JS022"))
BECAUSE = Explanation("307 类由上级合并列示: 原数如此", "财务科", "2024-09-12")
NAME = "k2d8d1cd4"


def codes(text: str) -> list[tuple[str, str]]:
    examination = examine(text, settings=SETTINGS)
    return [(each.code, text[each.span.start : each.span.end]) for each in examination.diagnostics]


def waived(text: str) -> str:
    return with_waiver(text, "JS140", NAME, BECAUSE, SETTINGS)


def test_only_its_own_characters_are_added(published: str) -> None:
    changed = waived(published)
    assert changed.startswith(published)
    assert changed[len(published) :] == (
        "\n核实说明:\n  - 规则: JS140\n    指纹: k2d8d1cd4\n"
        '    说明: "307 类由上级合并列示: 原数如此"\n    核实人: 财务科\n    日期: 2024-09-12\n'
    )


def test_the_ledger_keeps_the_finding_and_its_explanation(published: str) -> None:
    examination = examine(waived(published), settings=SETTINGS)
    assert examination.diagnostics == ()
    kept = [check for check in examination.ledger if check.outcome == "waived"]
    assert [(check.code, check.reason) for check in kept] == [("JS140", f"{BECAUSE.words}（财务科 2024-09-12）")]
    assert kept[0].finding is not None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("核实说明: []\n", "核实说明:\n  - 规则: JS140\n"),
        ("核实说明:\n", "核实说明:\n  - 规则: JS140\n"),
        ("核实说明: ~ # 暂无\n", "核实说明: # 暂无\n  - 规则: JS140\n"),
        ("核实说明:\n# 一\n", "核实说明:\n  - 规则: JS140\n"),
    ],
)
def test_an_empty_list_is_begun(published: str, before: str, after: str) -> None:
    changed = waived(f"{published}\n{before}名词解释二: 甲\n")
    assert after in changed
    assert changed.endswith("名词解释二: 甲\n")
    assert ("JS140", "6.31") not in codes(changed)


def test_a_list_grows_at_its_end_in_its_own_way(published: str) -> None:
    first = "核实说明:\n- 规则: JS103\n  指纹: k0000000a\n  说明: 甲\n  核实人: 乙\n  日期: 2024-01-01   # 末条\n"
    changed = waived(f"{published}\n{first}".replace("\n", "\r\n"))
    assert changed.startswith(f"{published}\n{first}".replace("\n", "\r\n"))
    rest = changed[len(f"{published}\n{first}".replace("\n", "\r\n")) :]
    assert rest.startswith("- 规则: JS140\r\n  指纹: k2d8d1cd4\r\n")
    assert re.search("(?<!\r)\n", changed) is None


def test_a_file_without_a_last_line_end(published: str) -> None:
    assert codes(waived(published.rstrip("\n"))) == []


def test_it_lapses_when_a_figure_changes(published: str) -> None:
    changed = waived(published).replace(
        "[307,   债务利息及费用支出,                    6.31]", "[307, 债务利息及费用支出, 6.32]"
    )
    assert codes(changed) == [("JS140", "6.32"), ("JS021", NAME)]


def test_it_is_unused_when_the_finding_is_gone(corrected: str) -> None:
    entry = f"\n核实说明:\n  - {{规则: JS140, 指纹: {NAME}, 说明: 甲, 核实人: 乙, 日期: 2024-01-01}}\n"
    assert codes(corrected + entry) == [("JS022", NAME)]


def test_a_rule_that_was_not_tried_judges_no_waiver(published: str) -> None:
    assert examine(waived(published), settings=Settings(select=("JS02",))).diagnostics == ()


def test_moving_the_figures_changes_nothing(published: str) -> None:
    assert codes(waived(published.replace("部门概况:", "# 移了两行\n\n部门概况:", 1))) == []


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("JS140", "k00000000", "JS140 没有指纹为 k00000000 的问题；现有的指纹是 k2d8d1cd4"),
        ("JS021", "k00000000", "这份报告里没有 JS021 的问题"),
    ],
)
def test_what_is_not_found_is_not_explained(published: str, code: str, name: str, words: str) -> None:
    with pytest.raises(WaivingError, match=re.escape(words)):
        with_waiver(published, code, name, BECAUSE, SETTINGS)


def test_what_may_not_be_explained_away_is_refused(published: str) -> None:
    doubled = published + "名词解释:\n  甲: 乙\n"
    settings = Settings(select=("JS002",))
    (finding,) = examine(doubled, settings=settings).diagnostics
    with pytest.raises(WaivingError, match="不能用核实说明代替改正"):
        with_waiver(doubled, "JS002", finding.fingerprint, BECAUSE, settings)
