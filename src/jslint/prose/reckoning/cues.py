"""The words that several ways of working a figure out share.

The vocabulary's `up` and `down` are what a whole clause may say, with its particles (增幅为, 增加了); these are the stems that the patterns
put together. They are written here and not taken from it because patterns are compiled when the package is built, without a report's own
words; `tests/test_reckoning.py` holds them against it.
"""

from __future__ import annotations

import re

from jslint.pattern import Pattern

UP = r"上浮|增收|增支|增加|增长|上升|提高|提升|增多|上涨|多|超出|超过|超|净增"
DOWN = r"下浮|减收|减支|减少|下降|降低|节约|节省|节支|压减|缩减|少|净减"
EITHER = rf"(?:(?P<up>{UP})|(?:{DOWN}))"
"""A change; the group `up` is set where it goes up."""
AGAINST = Pattern(r"\)?[，,;:(]?(?:比|较|与|同(?!比))[^，,;:()0-9]{0,16}")
"""What another figure is compared with: 比上年."""
AVERAGE = Pattern(r"均|平均|每[人次辆批]|单车|最[高低]")
LEFT_OUT = Pattern(r"剔除|扣除|同口径|不含|除去|因素|平均|人均|[户车生次]均|累计|其中")
"""Words behind which a figure has another meaning than the one beside it."""
NO_AMOUNT = Pattern(rf"均|平均|每[人次辆批]|单车|最[高低]|(?:{UP}|{DOWN})了?$|[高低]出?$")
BUDGET = Pattern(
    r"(?:预算|安排[^，,;]{0,6}资金|下达[^，,;]{0,6}资金)(?:数|金额|资金|总额|安排|指标|额)*(?:为|共|共计|合计|总计)?$"
)
SPENT = Pattern(
    r"(?:执行|支出|使用|支付|列支|实际采购|采购|成交|中标|中标价|成交价|合同价)(?:数|金额|资金|了|额)*(?:为|共|共计)?$"
)
SAVED = Pattern(
    r"[，,;](?:[比较](?:年初|采购)?预算)?(?:共|实际|累计)?(?:节约|节省|结余|剩余)(?:财政)?(?:资金|金额|经费)?(?:共|为|了|达)?"
)
RATE = Pattern(
    r"[，,、(]?(?:同比|环比|比上年|较上年)?(?:(?P<up>增长|增加|上升|提高|上涨|增幅|涨幅|增长率|增幅率)|下降|减少|降低|降幅|减幅|下降率|减少率|节约率|节支率|压减率)(?:了|为|达|达到|约|幅度为|约为)?"
)
TERM = Pattern(r"追加|调增|调减|核减|压减|收回|交回|上缴|调剂|结转|减值|质保|尾款|以前|以后|其余|剩余|剔除|扣除|含|另")
"""Money that is added or taken besides the figures of a formula."""
_AMONG = Pattern(r"[，,。;(]?其中[:，,]?[^0-9;:()。]{1,18}$|\([^0-9;:()。]{2,18}$")
"""Where the list of a whole's parts begins."""
_MOVES = Pattern(rf"{UP}|{DOWN}")


def sense_of(change: re.Match[str]) -> int:
    """+1 where a change goes up, -1 where it goes down."""
    return 1 if change["up"] else -1


def states_other(gap: str) -> bool:
    """Whether what is compared with stands behind these words: 比上年, 较期初; not behind 比上年增加."""
    return bool(AGAINST.fullmatch(gap)) and not any(words.search(gap) for words in (AVERAGE, LEFT_OUT, _MOVES))


def begins_list(gap: str) -> bool:
    """Whether the parts of a whole are listed behind these words: 其中, or a bracket that opens."""
    return ("其中" in gap or "(" in gap) and bool(_AMONG.search(gap))
