"""A name binds only whole: what may stand directly before it. Any other word makes it another thing."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.pattern import Pattern
from jslint.prose.clause import Body

_BODY = Pattern(
    r"[^，。；]*(?:局|委|委员会|院|办|办公室|中心|会|厅|校|学|园|馆|所|站|队|处|署|部|社|台|政府|街道|镇|乡|系统|集团|部门)"
)
"""How the name of a public body ends; the report's own name is known as such."""
_PART_OF_BODY = Pattern(r"下属|所属|直属|附属|上级|下级|其他|其余|其它|各|部分|[非未对按]|机关$|本级")
"""What makes of it another body, a part of it, or no body."""
_ANY_OF_REGION = Pattern(r"[全各][国省市州县区镇乡旗盟]{1,2}(?:同类|所有|各级|各)?")
"""全市政府性基金收入: of many bodies; 全县教育系统 may be the report's own."""
_REGION = Pattern(r"(?:[\u4e00-\u9fff]{1,8}(?:省|市|州|县|区|旗|盟|镇|乡))")
"""A report of a whole place: its body's name is the place's."""
_OTHERS = ("账户", "专户", "公司", "企业", "食堂")
"""How a name ends that has money of its own and makes no report."""
_NOBODY = "某"
"""What a name has in it that was put in place of the body's own: 某市某局."""
_SPEAKERS = ("本", "我")
"""How a name begins that the body itself says: 我镇, 本院, 我中心."""
_ANY_BODY = frozenset(
    {"学校", "医院", "法院", "检察院", "学院", "幼儿园", "中心", "办公室", "委员会", "街道", "系统", "集团"}
)
"""What a body is called when its name is left out, whatever that is."""
_NO_SUBJECT = Pattern(r"^(?:根据|按|依据|经|由|受|从|向|对|与|较|比|为|给|将|把|在|因|含|除|自|同)")
_LIST = Pattern(r".*[、和及].*等")
"""办公费、印刷费等公用经费: what the name comprises."""
_LISTED = Pattern(r"[、和及][^，。；、]{2,20}$")
"""人员经费、公用经费等基本支出: it comprises what has been named."""
_LEADING = Pattern(r"^[、，:]+|^近[两二三四五六七八]年?(?:来|的)?|的$")
_NEUTRAL = frozenset(
    {"来自", "包含", "含", "有", "自", "经", "以", "共计", "我", "各类", "反映", "来源于", "包括了", "公开"}
)
_PURPOSE = Pattern(r"(?:开展|用于|为|保障|维持|组织|实施|接待)[^，。]{4,}$")
"""为保障运行而发生的机关运行经费: what the money is for, behind which 的 stands."""
_WITHIN = Pattern(
    r"(?:项目支出|其他支出)中?(?:列支|安排|开支|支付)?的$|(?<!三公经)费中(?:列支|安排|开支|支付)的$"
    r"|(?<!财政拨款)(?:收入|资金|结余)(?:安排|列支|开支|支付)的$"
)
"""项目支出中的公用经费, 会议费中列支的公务接待费, 事业收入安排的项目支出: a part of another thing, or of other money."""
_SPENT = ("安排", "列支", "开支", "支付")
_OTHER_MONEY = Pattern(
    r"(?:事业|经营|其[他它]|自有|上级补助|非财政(?:拨款)?)(?:收入|资金|结余)中?(?:安排|列支|开支|支付)$"
    r"|(?:基本|项目|其他)支出中?(?:列支|开支|支付)的?$"
)
"""从事业收入中列支公务接待费 A 万元, 基本支出列支“三公”经费 A 万元: of other money, or of a part of it."""
_OF_ALL = Pattern(r"(?<![所下直]属)各级?(?:部门|单位)的?$")
"""我市各部门“三公”经费预算: of all bodies of a place."""
_OWNERS = ("部门", "单位", "的", "全部")
_OF_FISCAL = Pattern(r"(?:使用|由|用)?(?:财政拨款|财政预算拨款|预算拨款)(?:安排|支出)?的?$")
_WHOLE_BODY = Pattern(r"(?<!本)(?<!我)(?:部门|单位)$|全部$")


_UNITS = Pattern(
    r"(?:下属|所属|直属|附属|二级|各|基层)[^，。]{0,6}(?:单位|机构|学校|部门|医院)|[局委厅院]?(?:机关|本级)"
    r"|[^，。:：]{2,20}(?<!重点|主要|具体|支出|采购|评价|其他|其它|以下|各类|有关|建设|所有|全部)项目"
)
"""下属单位：…, 局机关：…, 水库加固项目：…: a part of the body or a project of its own, whose figures follow."""


def is_part_of_body(name: str) -> bool:
    """Whether a name before a colon is that of the body's units, of its own offices alone, or of one project."""
    return bool(_UNITS.fullmatch(_LEADING.sub("", name)))


def body_named(text: str, own: Iterable[str]) -> Body:
    """Which body the text names, if it is a body's name and nothing else; where the report's own is not known every name may be its.

    A name is the body's own where it leaves something of it out: 区文旅局 for 某市某区文化和旅游局.
    """
    name = _LEADING.sub("", text).rpartition("的")[2]
    if len(name) < 2 or _NO_SUBJECT.match(name) or not (known := [each for each in own if _NOBODY not in each]):
        return ""
    if is_whole_place(name, known):
        return "own"
    if _ANY_OF_REGION.fullmatch(name) or name.endswith(_OTHERS):
        return "other"
    if name in _ANY_BODY or not _BODY.fullmatch(name) or _PART_OF_BODY.search(name) or name.startswith("全"):
        return ""
    if name.startswith(_SPEAKERS):
        return "own"
    return "own" if any(_is_form(name, each) for each in known) else "other"


def is_whole_place(name: str, own: Iterable[str]) -> bool:
    """Whether a name means all of a place, and the report is that place's: 全县 for 某县."""
    whole = _LEADING.sub("", name)
    return bool(_ANY_OF_REGION.fullmatch(whole)) and any(
        _REGION.fullmatch(each) and whole[1:2] == each[-1] for each in own
    )


def _is_form(name: str, own: str) -> bool:
    """Whether a name is a short form of the body's own, or a fuller one."""
    return _leaves_out(name, own) or (name[-2:] == own[-2:] and _leaves_out(own, name))


def _leaves_out(short: str, name: str) -> bool:
    """Whether all characters of a short form stand in the name, in their order."""
    characters = iter(name)
    return all(each in characters for each in short)


def is_boundary(before: str, behind: str, *, lead: str = "", may_be_body: bool) -> bool:
    """Whether a name begins behind this text: nothing, a body's name, a list of what it comprises, a purpose.

    `before` runs from the first to the last word that the vocabulary lacks, `behind` to the name, `lead` is what stands before `before`; `may_be_body` says that the name of a
    body may stand here.
    """
    left = _LEADING.sub("", before)
    if not left or left in _NEUTRAL or _LIST.fullmatch(left) or (left == "等" and _LISTED.search(lead)):
        return True
    if "而发生的" in left or (behind.startswith("的") and _PURPOSE.search(lead + left)):
        return True
    return may_be_body and len(left) > 1 and bool(_BODY.fullmatch(left)) and not _PART_OF_BODY.search(left)


def is_within(before: str, topic: str, *, only_here: bool) -> bool:
    """Whether a name is joined to words of the vocabulary that make it a part of another thing, by what its clause says before it.

    `only_here` says that the name means something of its own in this section: 部门收、支总计 is not 财政拨款收、支总计.
    """
    if not before:
        return False
    if (before.endswith("的") and _WITHIN.search(before)) or (before.endswith(_SPENT) and _OTHER_MONEY.search(before)):
        return True
    if before.endswith(_OWNERS) and (_OF_ALL.search(before) or (only_here and _WHOLE_BODY.search(before))):
        return True
    return topic in WHOLES and "拨款" in before and bool(_OF_FISCAL.search(before))


WHOLES = frozenset({"收入支出决算总体情况", "收入决算情况", "支出决算情况"})
"""Sections of all money: 财政拨款安排的项目支出 is not 项目支出."""
