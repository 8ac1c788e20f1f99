"""Three figures in a row of which one is made of the others: rows of data, each with sentences that say so.

They are rows of Python and not of YAML because their patterns are compiled when the package is built, as all others are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jslint.pattern import Pattern
from jslint.prose.reckoning.made import Example


class FormulaTerm(NamedTuple):
    """How the words before a figure end, and its sign; 0 marks the figure that is made of the others."""

    words: Pattern
    sign: int


class Formula(NamedTuple):
    """What it says, a word that each of its sentences has, the three terms in the order of the text, and sentences that show it."""

    name: str
    needs: str
    terms: tuple[FormulaTerm, FormulaTerm, FormulaTerm]
    examples: tuple[Example, ...]

    @property
    def whole(self) -> int:
        """Which of the three is made of the others."""
        return next(at for at, term in enumerate(self.terms) if not term.sign)

    def is_said(self, gaps: Sequence[str]) -> bool:
        """Whether the words before three figures say it."""
        return all(term.words.search(gap) for term, gap in zip(self.terms, gaps, strict=True))


_OPENING = Pattern(r"年初[^，,;0-9]{0,8}预算(?:数|安排|资金|批复)?(?:为)?$")
_ADJUSTED = Pattern(
    r"[，,、;](?:调整后|调整后的)?(?:全年|年度|支出)?(?:调整)?预算(?:数|总额|资金)?(?:合计|共计|共)?(?:为)?$"
)


def _moved(verbs: str) -> Pattern:
    """What came to the opening budget in the year, or was taken from it."""
    return Pattern(
        rf"[，,、;](?:年中|年度中|执行中|当年|年内)?(?:预算)?(?:调整|调剂)?(?:{verbs})(?:预算)?(?:数|资金|金额|了)?(?:为)?$"
    )


FORMULAS: tuple[Formula, ...] = (
    Formula(
        "halves of the year",
        "下半年",
        (
            FormulaTerm(Pattern(r"上半年[^，,;0-9]{0,6}$"), 1),
            FormulaTerm(Pattern(r"[，,、;]下半年[^，,;0-9]{0,6}$"), 1),
            FormulaTerm(Pattern(r"[，,、;](?:全年|合计|共计)[^，,;0-9]{0,8}$"), 0),
        ),
        (Example("上半年培训支出3.00万元，下半年培训支出4.50万元，全年培训支出7.50万元。", "7.50 = +3.00 +4.50"),),
    ),
    Formula(
        "budget with what was added",
        "年初",
        (
            FormulaTerm(_OPENING, 1),
            FormulaTerm(_moved("追加|增加|调增|追增"), 1),
            FormulaTerm(_ADJUSTED, 0),
        ),
        (Example("年初预算80.00万元，年中追加12.00万元，调整后预算92.00万元。", "92.00 = +80.00 +12.00"),),
    ),
    Formula(
        "budget without what was taken",
        "年初",
        (
            FormulaTerm(_OPENING, 1),
            FormulaTerm(_moved("减少|调减|核减|压减|收回"), -1),
            FormulaTerm(_ADJUSTED, 0),
        ),
        (Example("年初预算数80.00万元，年中核减6.00万元，全年预算74.00万元。", "74.00 = +80.00 -6.00"),),
    ),
    Formula(
        "budget of the year and its parts",
        "年初",
        (
            FormulaTerm(Pattern(r"全年预算(?:数|安排|资金)?(?:为)?$"), 0),
            FormulaTerm(Pattern(r"[，,(](?:其中)?[:：]?年初预算(?:数|安排|资金)?(?:为)?$"), 1),
            FormulaTerm(Pattern(r"[，,、;]年中(?:追加|调增|增加)(?:预算)?(?:数|资金)?(?:为)?$"), 1),
        ),
        (Example("全年预算92.00万元，其中：年初预算80.00万元、年中追加12.00万元。", "92.00 = +80.00 +12.00"),),
    ),
    Formula(
        "net value",
        "净值",
        (
            FormulaTerm(Pattern(r"原值(?:为|共|合计)?$"), 1),
            FormulaTerm(Pattern(r"[，,、;](?:累计)?(?:折旧|摊销)(?:为|共|合计)?$"), -1),
            FormulaTerm(Pattern(r"[，,、;](?:账面)?净值(?:为|共|合计)?$"), 0),
        ),
        (Example("专用设备原值50.00万元，累计折旧20.00万元，账面净值30.00万元。", "30.00 = +50.00 -20.00"),),
    ),
    Formula(
        "net assets",
        "净资产",
        (
            FormulaTerm(Pattern(r"资产(?:总额|总计|合计)?(?:为|共)?$"), 1),
            FormulaTerm(Pattern(r"[，,、;]负债(?:总额|总计|合计)?(?:为|共)?$"), -1),
            FormulaTerm(Pattern(r"[，,、;]净资产(?:总额|总计|合计)?(?:为|共)?$"), 0),
        ),
        (Example("年末资产总额640.00万元，负债总额90.00万元，净资产550.00万元。", "550.00 = +640.00 -90.00"),),
    ),
    Formula(
        "contract and what is paid of it",
        "支付",
        (
            FormulaTerm(Pattern(r"合同(?:总)?金额(?:为|共)?$"), 0),
            FormulaTerm(Pattern(r"[，,(]其中:?(?:当年|本年|已)支付(?:金额|资金)?(?:为)?$"), 1),
            FormulaTerm(Pattern(r"[，,、;](?:结转)?(?:下年|以后年度|未|尚未|待)支付(?:金额|资金)?(?:为)?$"), 1),
        ),
        (Example("合同金额60.00万元，其中当年支付45.00万元，下年支付15.00万元。", "60.00 = +45.00 +15.00"),),
    ),
)
