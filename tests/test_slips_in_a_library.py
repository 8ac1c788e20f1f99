"""One slip in a report of nine kinds of relations: one finding, the right cells first; reports that only look so are good."""

from __future__ import annotations

import pytest

from conftest import ROOT
from jslint import Settings, examine
from jslint.diagnostic import Diagnostic
from jslint.editing.fixing import with_edits

GOOD = (ROOT / "tests/data/slips/library.yaml").read_text("utf-8")
FIGURES = Settings(select=("JS1", "JS2", "JS3", "JS4"))

NIL = "~, ~, ~, ~"

A_DIGIT = (
    "图书馆, 1690.44, 1254.31, 436.13, ~ → 图书馆, 1690.44, 1264.31, 436.13, ~",
    "图书馆, 1690.44, 1254.31, 436.13] → 图书馆, 1690.44, 1254.31, 463.13]",
    "群众文化, 640.46, 228.44 → 群众文化, 646.46, 228.44",
    "群众文化, 720.46, 228.44, 492.02 → 群众文化, 720.46, 228.44, 429.02",
    "合计: [2846.37, 1918.22, 928.15 → 合计: [2864.37, 1918.22, 928.15",
    "合计: [2766.37, 1918.22, 848.15] → 合计: [2766.37, 1918.22, 884.15]",
    "工资福利支出, 1612.40 → 工资福利支出, 1621.40",
    "商品和服务支出, 305.82 → 商品和服务支出, 350.82",
    "人员经费合计: 1612.40 → 人员经费合计: 1612.04",
    "公用经费合计: 305.82 → 公用经费合计: 305.28",
    "决算数: [7.93, ~, 6.55 → 决算数: [7.39, ~, 6.55",
    f"20805, 行政事业单位养老支出, 261.47, 261.47, {NIL} → 20805, 行政事业单位养老支出, 261.47, 216.47, {NIL}",
    "[207, 文化旅游体育与传媒支出, 2330.90, 1482.75 → [207, 文化旅游体育与传媒支出, 233.90, 1482.75",
    "文化和旅游, 2410.90, 1482.75 → 文化和旅游, 24109.00, 1482.75",
    f"职业年金缴费支出, 87.16, 87.16, {NIL} → 职业年金缴费支出, 887.16, 87.16, {NIL}",
)
A_SIGN = (
    "群众文化, 640.46, 228.44, 412.02 → 群众文化, 640.46, 228.44, -412.02",
    "公用经费合计: 305.82 → 公用经费合计: -305.82",
    f"[208, 社会保障和就业支出, 261.47, 261.47, {NIL} → [208, 社会保障和就业支出, -261.47, 261.47, {NIL}",
)
A_UNIT = (
    "图书馆, 1690.44, 1254.31, 436.13, ~ → 图书馆, 1690.44, 12543100.00, 436.13, ~",
    "合计: [2766.37, 1918.22 → 合计: [27663700.00, 1918.22",
    "商品和服务支出, 305.82 → 商品和服务支出, 3058200.00",
)
IN_SEVERAL_CELLS = (
    f"[221, 住房保障支出, 174.00, 174.00, {NIL} → [221, 住房保障支出, 147.00, 174.00, {NIL}; "
    f"住房改革支出, 174.00, 174.00, {NIL} → 住房改革支出, 147.00, 174.00, {NIL}; "
    f"住房公积金, 174.00, 174.00, {NIL} → 住房公积金, 147.00, 174.00, {NIL}",
    "[207, 文化旅游体育与传媒支出, 2410.90, 1482.75, 928.15 → [207, 文化旅游体育与传媒支出, 2410.90, 1482.75, 982.15; "
    "文化和旅游, 2410.90, 1482.75, 928.15 → 文化和旅游, 2410.90, 1482.75, 982.15",
    "[208, 社会保障和就业支出, 261.47, 261.47, ~] → [208, 社会保障和就业支出, 261.47, 264.17, ~]; "
    "20805, 行政事业单位养老支出, 261.47, 261.47, ~] → 20805, 行政事业单位养老支出, 261.47, 264.17, ~]",
    "[207, 文化旅游体育与传媒支出, 2330.90, 1482.75 → [207, 文化旅游体育与传媒支出, 2330.90, 1428.75; "
    "文化和旅游, 2330.90, 1482.75 → 文化和旅游, 2330.90, 1428.75",
)
A_SENTENCE = (
    "本年支出合计 2846.37 万元 → 本年支出合计 2864.37 万元",
    "其中：基本支出 1918.22 万元 → 其中：基本支出 1981.22 万元",
    "项目支出 928.15 万元 → 项目支出 982.15 万元",
    "（类）2330.90 万元 → （类）2303.90 万元",
    "人员经费 1612.40 万元 → 人员经费 1621.40 万元",
    "公用经费 305.82 万元 → 公用经费 308.52 万元",
    "支出决算为 7.93 万元 → 支出决算为 9.73 万元",
    "支出决算为 1.38 万元 → 支出决算为 1.83 万元",
    "支出年初预算为 9.40 万元 → 支出年初预算为 9.04 万元",
)
A_RATE = (
    "占 67.39% → 占 67.93%",
    "占 9.45% → 占 9.54%",
    "合计的 97.19% → 合计的 91.79%",
    "年初预算的 102.36% → 年初预算的 103.26%",
    "年初预算的 104.14% → 年初预算的 101.44%",
    "预算的 92.25% → 预算的 92.52%",
)
WITH_ITS_RATE = (
    "项目支出 928.15 万元，占 32.61% → 项目支出 982.15 万元，占 34.51%",
    "（类）261.47 万元，占 9.45% → （类）216.47 万元，占 7.83%",
    "支出决算为 6.55 万元，完成预算的 92.25% → 支出决算为 5.65 万元，完成预算的 79.58%",
)
SAID_TWICE = (
    "（项）640.46 万元 → （项）604.46 万元; 615.00 万元，支出决算为 640.46 万元 → 615.00 万元，支出决算为 604.46 万元",
    "（项）87.16 万元 → （项）81.76 万元; 86.94 万元，支出决算为 87.16 万元 → 86.94 万元，支出决算为 81.76 万元",
)
ONE_RELATION = (
    "基本工资, 502.18 → 基本工资, 520.18",
    "物业管理费, 189.04 → 物业管理费, 198.04",
    "水费, 8.24 → 水费, 82.40",
    "电费, 47.19 → 电费, -47.19",
    "绩效工资, 463.68 → 绩效工资, 4636800.00",
    "7.10, ~, 7.10, 2.30] → 7.10, ~, 7.10, 3.20]",
    "年初预算为 615.00 → 年初预算为 651.00",
)
"""Another figure of the relation may be the wrong one: the right repair stands among those that are shown."""

RIGHT = (
    "基本工资, 502.18 → 基本工资, 482.93; 绩效工资, 463.68 → 绩效工资, 482.93",
    "办公费, 61.35 → 办公费, 305.82; 水费, 8.24 → 水费, 0.00; 电费, 47.19 → 电费, 0.00; 物业管理费, 189.04 → 物业管理费, 0.00; "
    "办公费、水费、电费、物业管理费 → 办公费",
    "物业管理费, 189.04 → 物业管理费, 189.05",
    "本年支出合计 2846.37 万元 → 本年支出合计 2,846.37 万元",
    "公用经费 305.82 万元 → 公用经费 3058200.00 元",
    "占 67.39% → 占 67.4%",
    "615.00 万元 → 651.00 万元; 年初预算的 104.14% → 年初预算的 98.38%; 2702.55 → 2738.55; 102.36% → 101.02%; "
    "决算数大于预算数的主要原因：年中追加了展演场次 → 决算数小于预算数的主要原因：展演场次合并",
    "决算数: [7.93, ~, 6.55 → 决算数: [7.94, ~, 6.55; 支出决算为 7.93 万元，完成预算的 84.36% → 支出决算为 7.94 万元，完成预算的 84.47%",
    "基本工资, 502.18 → 基本工资, 520.18; 津贴补贴, 211.07 → 津贴补贴, 193.07",
    "电费, 47.19 → 电费, 74.19; 物业管理费, 189.04 → 物业管理费, 162.04",
)
"""Changes that go together: amounts that stand twice, a sum that one item is, tails, other units and fewer digits in a sentence."""


def changed(changes: str) -> str:
    """The report with other texts in places that it has once."""
    text = GOOD
    for change in changes.split("; "):
        old, new = change.split(" → ")
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def said(text: str) -> list[Diagnostic]:
    return [each for each in examine(text, settings=FIGURES).diagnostics if each.severity in {"error", "warning"}]


def test_the_report_is_good() -> None:
    assert said(GOOD) == []


@pytest.mark.parametrize(
    "changes",
    [*A_DIGIT, *A_SIGN, *A_UNIT, *IN_SEVERAL_CELLS, *A_SENTENCE, *A_RATE, *WITH_ITS_RATE, *SAID_TWICE],
)
def test_a_slip_is_one_finding_and_its_first_repair_undoes_it(changes: str) -> None:
    text = changed(changes)
    found = said(text)
    assert len(found) == 1, [each.message for each in found]
    assert found[0].likeliest is not None
    assert with_edits(text, found[0].likeliest.edits) == GOOD


@pytest.mark.parametrize("changes", ONE_RELATION)
def test_a_slip_that_one_relation_tells_of_is_one_finding_and_shown(changes: str) -> None:
    text = changed(changes)
    found = said(text)
    assert len(found) == 1, [each.message for each in found]
    assert GOOD in [with_edits(text, fix.edits) for fix in found[0].fixes]


@pytest.mark.parametrize("changes", RIGHT)
def test_what_only_looks_so_is_good(changes: str) -> None:
    assert [each.message for each in said(changed(changes))] == []
