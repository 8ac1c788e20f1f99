"""JS510: a stated number of offices or units is not the number of those that are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jslint.kinds.phrases import texts_of_kinds
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, found, rule

OVERVIEW = "部门概况"
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_NUMBER = r"(?P<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_WHAT = r"(?:内设机构|内设科室|职能科室|职能处室|业务科室|科室|处室|股室|机构|科|处|股|预算单位|下属单位|所属单位|二级单位|直属单位|事业单位|单位)"
_LIST = Pattern(
    rf"(?:内设(?:机构)?|下设|设有|设|共有|共|包括|有|(?:下属|所属|直属|二级)(?:预算|事业|企事业)?单位)\s*{_NUMBER}\s*(?:个|家)\s*{_WHAT}?(?:[，,]?\s*(?:分别是|分别为|包括|具体包括|具体为|即)\s*[:：]?|[:：])\s*"
    r"(?P<names>[^。；\n]{2,600})(?=[。；\n]|$)"
)
_BRACKETS = Pattern(r"（[^（）]{0,60}）|\([^()]{0,60}\)|“|”")
_SUFFIX = (
    "科",
    "室",
    "处",
    "股",
    "办",
    "局",
    "厅",
    "委",
    "队",
    "所",
    "站",
    "院",
    "校",
    "园",
    "馆",
    "部",
    "组",
    "会",
    "社",
    "署",
    "厂",
    "中心",
    "大队",
    "支队",
    "办公室",
    "委员会",
    "机关",
    "本级",
    "公司",
    "学校",
    "医院",
    "服务部",
    "工会",
    "集团",
)
_COMMAS = Pattern(r"[、，,]")
_NEXT = Pattern(r"([^；;。\n0-9：:]{2,60})(?=[；;。\n]|$)")
_JOINED = Pattern(r"(?:以及|和|及|与)")

ABOUT = About(
    code="JS510",
    name="number-of-named",
    title="写明的机构、单位个数与列出的一致",
    severity="information",
    basis="部门概况：“内设若干个科室，包括……”“纳入编制范围的单位共若干家：……”，个数应与列出的名称一致。",
    why="增减科室、单位后常只改名单不改个数。只在每个名称都能认出是一个机构时才数；写“等”的不数。",
    advice="请核对个数和名单。",
    good=(
        Example(
            "部门概况:\n  机构设置: |\n    我部门内设 3 个科室，包括综合科（党建办公室）、金融市场科和金融稳定科。纳入编制范围的单位共两家：某市某局（本级）、某市某中心。\n"
        ),
    ),
    bad=(
        Example("部门概况:\n  机构设置: |\n    我部门内设 ⟦JS510⟧4⟦/⟧ 个科室，包括综合科、金融市场科、金融稳定科。\n"),
    ),
)


class Counted(Struct, frozen=True):
    """A stated number with the names that follow it; no names where they cannot be told apart."""

    start: int
    end: int
    number: int
    names: tuple[str, ...]


def check(report: Report) -> Iterable[Check]:
    """The overview of the body."""
    for text in texts_of_kinds(report, {"prose"}, OVERVIEW):
        for counted in text.once("JS510", lambda value: tuple(_counted(value))):
            if not counted.names:
                yield Check(ABOUT.code, text.place, "unchecked", reason="列出的名称无法逐个辨认")
            elif counted.number == len(counted.names):
                yield Check(ABOUT.code, text.place, "holds")
            else:
                printed = text.value[counted.start : counted.end]
                shown = "、".join(counted.names[:12])
                message = f"写明 {printed} 个，列出的是 {len(counted.names)} 个：{shown}。{ABOUT.advice}"
                yield found(
                    ABOUT,
                    text.place,
                    text.anchor(counted.start, counted.end),
                    message,
                    subject=f"{text.place.words()} {printed} {len(counted.names)}",
                )


def _counted(value: str) -> Iterator[Counted]:
    for match in _LIST.finditer(value):
        number = _value(match["number"])
        if number:
            yield Counted(*match.span("number"), number, tuple(_names(_whole_list(value, match["names"], match.end()))))


def _whole_list(value: str, listed: str, end: int) -> str:
    """The list, with what goes on behind a semicolon as another name: 水文站；河道管理所."""
    while value[end : end + 1] in {"；", ";"}:
        more = _NEXT.match(value, end + 1)
        if more is None or not more[1].strip().endswith(_SUFFIX):
            break
        listed, end = f"{listed}、{more[1].strip()}", more.end()
    return listed


def _names(listed: str) -> list[str]:
    """The names of a list, or none where a part of it is not certainly one name."""
    names: list[str] = []
    for part in _COMMAS.split(_BRACKETS.sub("", listed)):
        pieces = _JOINED.split(part.strip())
        whole = all(piece.strip().endswith(_SUFFIX) for piece in pieces)
        names.extend(piece.strip() for piece in (pieces if whole else [part]))
    return names if all(name.endswith(_SUFFIX) for name in names) else []


def _value(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


RULE: Rule = rule(ABOUT, check)
