"""JS602: one subject code has two names in one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.ledger import Check
from jslint.pattern import Pattern, run_before
from jslint.report.catalogue import catalogue
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.report.texts import Text
from jslint.report.titles import normalise
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.codes._rows import by_code_and_name, coded_rows, is_economic, without_outlay

_BEFORE_NAME = Pattern(r"、|主要用于|其中")
_LEVEL = Pattern(r"[（(]([类款项])[）)](支出)?", needs=("类", "款", "项"))
_LONGEST = 40
"""Characters before a level that may be a name."""
_DIGITS = {"类": 3, "款": 5, "项": 7}

ABOUT = About(
    code="JS602",
    name="code-with-two-names",
    title="同一科目在全报告中名称一致",
    severity="warning",
    basis="政府收支分类科目：一个编码只有一个名称。",
    why=(
        "同一编码在两张表里名称不同，至少有一处不对。目录能判断的由 JS601 指出，这里只比较目录不能判断的。"
        "情况说明写作“某某（类）”而表内为“某某支出”的，也是同一科目两个名称，作提示；“某某（类）支出”不算。"
    ),
    advice="请按当年政府收支分类科目统一名称。",
    good=(
        Example(
            "决算表:\n  收入决算表:\n    栏目: [本年收入合计]\n    科目:\n      - [201, 一般公共服务支出, 1.00]\n      - [2019876, 某项事务, 1.00]\n"
            "  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [201, 一般公共服务支出, 1.00]\n      - [2019876, 某项事务, 1.00]\n"
            "情况说明:\n  支出决算情况: |\n    一般公共服务支出（类）1.00 万元，即一般公共服务（类）支出。\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  收入决算表:\n    栏目: [本年收入合计]\n    科目:\n      - [2019876, 某项事务, 1.00]\n"
            "  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [2019876, ⟦JS602⟧某些事务⟦/⟧, 1.00]\n"
        ),
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [201, 一般公共服务支出, 1.00]\n"
            "情况说明:\n  支出决算情况: |\n    ⟦JS602⟧一般公共服务⟦/⟧（类）1.00 万元，其中一般公共服务（类）其他 0.00 万元。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """Between the tables, then between the tables and the narrative."""
    yield from _between_tables(report)
    yield from _in_prose(report)


def _between_tables(report: Report) -> Iterator[Check]:
    names: dict[str, list[list[tuple[Table, Row]]]] = {}
    for (code, _name), rows in by_code_and_name(report).items():
        names.setdefault(code, []).append(rows)
    for code, groups in names.items():
        usual = max(groups, key=len)
        place = next((figure.place for _, row in usual for figure in row.figures), None)
        if place is None or sum(map(len, groups)) < 2:
            continue
        if len(groups) == 1:
            yield Check(ABOUT.code, place, "holds")
        elif catalogue().proven(code) is not None:
            yield Check(ABOUT.code, place, "not_applicable", reason=f"目录能判断 {code} 的名称，由 JS601 核对")
        else:
            yield from (_differs(code, usual, odd) for odd in groups if odd is not usual)


def _differs(code: str, usual: list[tuple[Table, Row]], odd: list[tuple[Table, Row]]) -> Check:
    table, row = odd[0]
    where, other = usual[0]
    message = f"科目 {code} 在《{table.title}》印为“{row.name}”，在《{where.title}》印为“{other.name}”，同一编码有两个名称。{ABOUT.advice}"
    related = [(each.label, f"《{at.title}》“{each.name}”") for at, each in (*odd[1:], *usual)]
    place = next((figure.place for figure in row.figures), next(other.figures).place)
    return found(ABOUT, place, row.label, message, related=tuple(related), subject=f"{table.key} {code} {row.name}")


def _in_prose(report: Report) -> Iterator[Check]:
    """A name in front of （类）（款）（项） that lacks the 支出 that the tables print."""
    known: dict[int, dict[str, str]] = {}
    for table, row in coded_rows(report):
        if not is_economic(table):
            known.setdefault(len(row.code or ""), {})[normalise(row.name)] = row.name
    odd: dict[tuple[str, str], list[tuple[Text, int, int]]] = {}
    for text in report.texts():
        if text.kind != "prose" or not text.piece.startswith("情况说明/"):
            continue
        for start, name, level, followed in text.once("levels", _levels):
            printed = known.get(_DIGITS[level], {}).get(name + "支出")
            plain = normalise(name) in known.get(_DIGITS[level], {})
            if printed is None or followed or plain or without_outlay(name) != name:
                continue
            odd.setdefault((name, printed), []).append((text, start, start + len(name)))
    for (name, printed), places in odd.items():
        text, start, end = places[0]
        message = f"情况说明写作“{name}”，表内科目名称为“{printed}”，同一科目有两个名称，全文 {len(places)} 处。{ABOUT.advice}"
        related = tuple((other.anchor(low, high), f"“{name}”") for other, low, high in places[1:])
        yield found(
            ABOUT, text.place, text.anchor(start, end), message, related=related, severity="information", subject=name
        )


def _levels(value: str) -> list[tuple[int, str, str, bool]]:
    """Where a name stands before （类）（款）（项）, the name, the level, and whether 支出 follows the bracket."""
    found_: list[tuple[int, str, str, bool]] = []
    for match in _LEVEL.found_in(value):
        raw = value[run_before(value, match.start(), _LONGEST, "、") : match.start()]
        name = _BEFORE_NAME.split(raw)[-1]
        if len(raw) > 1:
            found_.append((match.start() - len(name), name, match.group(1), match.group(2) is not None))
    return found_


RULE: Rule = rule(ABOUT, check)
