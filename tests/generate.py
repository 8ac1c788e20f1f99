"""Honest departments: true amounts in fen, every printed figure rounded half-up from its own truth, in both layouts."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jslint.reading.pieces import Piece, Reading
from jslint.report.catalogue import catalogue
from jslint.report.layout import Layout, SideSpec, TableSpec
from jslint.source import Source, Span
from jslint.tree import Entry, Node, Run, Scalar, Sequence
from jslint.tree import Mapping as MappingNode

FEN_PER_CENT_OF_WAN = 10_000
"""0.01 万元 is 100 元."""

GENERAL, FUND, STATE = FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
SOURCES = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
KINDS = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
THREE_PUBLIC = {
    "因公出国（境）费": "30212",
    "公务用车购置费": "31013",
    "公务用车运行维护费": "30231",
    "公务接待费": "30217",
}
PERSONNEL = ("301", "303")

FUND_SUBJECTS = {"212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出", "2120803": "城市建设支出"}
STATE_SUBJECTS = {
    "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
}

Cells = dict[str, int]
"""True amounts in fen by column."""


@dataclass
class Subject:
    """One 项 with its money: per fund opening, income, 基本, 项目, closing; beside it what is not fiscal."""

    code: str
    fund: str
    opening: int
    basic: int
    project: int
    closing: int
    income: int
    sources: Cells = field(default_factory=dict)
    other: Cells = field(default_factory=dict)


@dataclass
class Department:
    subjects: list[Subject]
    names: dict[str, str]
    economic: Cells
    three_public: Cells
    budget: Cells
    other_opening: int
    other_closing: int
    surplus_used: int
    distributed: int


def amount(dice: random.Random) -> int:
    """Fen: often nothing, sometimes under 50 元, else anything up to 1,000 万元."""
    kind = dice.random()
    if kind < 0.45:
        return 0
    if kind < 0.6:
        return dice.randrange(1, 5_000)
    if kind < 0.75:
        return dice.randrange(5_000, 500_000)
    return dice.randrange(500_000, 10**9)


@lru_cache
def general_subjects() -> dict[str, str]:
    known = catalogue().subjects
    return {
        code: subject.name
        for code, subject in known.items()
        if len(code) == 7 and subject.grade in "OAB" and code[:3] in known and code[:5] in known and code[:3] != "230"
    }


def department(dice: random.Random, layout: Layout) -> Department:
    known = catalogue().subjects
    codes = sorted(dice.sample(sorted(general_subjects()), dice.randint(1, 6)))
    names = dict(general_subjects())
    only_fiscal = dice.random() < 0.5
    subjects = [_subject(code, GENERAL, dice, only_fiscal=only_fiscal) for code in codes]
    for fund, own in ((FUND, FUND_SUBJECTS), (STATE, STATE_SUBJECTS)):
        names.update(own)
        if dice.random() < 0.4:
            subjects.append(_subject(max(own), fund, dice, only_fiscal=True))
    subjects.sort(key=lambda subject: subject.code)
    for code in codes:
        names.update({code[:length]: known[code[:length]].name for length in (3, 5)})
    made = Department(subjects, names, {}, {}, {}, 0, 0, 0, 0)
    if not only_fiscal:
        _balance_other(made, dice)
    _spread(made, layout, dice)
    made.three_public = {name: made.economic.get(code, 0) + amount(dice) for name, code in THREE_PUBLIC.items()}
    made.budget = {name: amount(dice) for name in THREE_PUBLIC}
    return made


def _subject(code: str, fund: str, dice: random.Random, *, only_fiscal: bool) -> Subject:
    basic = amount(dice) if fund == GENERAL else 0
    project, closing, opening = amount(dice), amount(dice) if dice.random() < 0.3 else 0, 0
    if dice.random() < 0.3:
        opening = min(amount(dice), basic + project + closing)
    made = Subject(code, fund, opening, basic, project, closing, basic + project + closing - opening)
    if not only_fiscal:
        made.sources = {name: amount(dice) for name in SOURCES}
        made.other = {name: amount(dice) for name in KINDS}
    return made


def _balance_other(made: Department, dice: random.Random) -> None:
    """Other income + surplus used + opening = other spending + distribution + closing."""
    income = sum(sum(subject.sources.values()) for subject in made.subjects)
    spent = sum(sum(subject.other.values()) for subject in made.subjects)
    made.distributed = amount(dice) if dice.random() < 0.3 else 0
    made.surplus_used = amount(dice) if dice.random() < 0.3 else 0
    rest = income + made.surplus_used - spent - made.distributed
    more = amount(dice)
    made.other_opening, made.other_closing = (more, more + rest) if rest >= 0 else (more - rest, more)


def _spread(made: Department, layout: Layout, dice: random.Random) -> None:
    """基本支出 of the general budget over some of the layout's economic 款, to the fen."""
    table = layout.table("一般公共预算财政拨款基本支出决算明细表")
    assert table is not None
    items = [row.code for row in table.rows if row.code and len(row.code) == 5]
    left = sum(subject.basic for subject in made.subjects if subject.fund == GENERAL)
    chosen = dice.sample(items, dice.randint(1, 12))
    for code in chosen[:-1]:
        part = min(left, amount(dice))
        made.economic[code] = part
        left -= part
    made.economic[chosen[-1]] = left


# truth to tables

Told = Callable[[str, int], str]


def rounded(fen: int) -> str:
    """Half-up to 0.01 万元."""
    cents, sign = (abs(fen) + FEN_PER_CENT_OF_WAN // 2) // FEN_PER_CENT_OF_WAN, "-" if fen < 0 else ""
    return f"{sign if cents else ''}{cents // 100}.{cents % 100:02d}"


def shown(fen: int, layout: Layout) -> str:
    if not fen:
        return layout.nil or "~"
    text = rounded(fen) if layout.unit == "万元" else f"{Decimal(fen).scaleb(-2):.2f}"
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}.{rest}" if layout.thousands and not text.startswith("-") else text


def tables(made: Department, layout: Layout) -> dict[str, Any]:
    """The tables as plain data, as a report file has them."""
    told: dict[str, Any] = {}
    for spec in layout.tables:
        if spec.sides:
            summary = spec.key == "收入支出决算总表"
            values = _summary(made) if summary else _fiscal_summary(made)
            told[spec.key] = {side.key: _side(side, values[side.key], layout) for side in spec.sides}
        elif spec.form == "codes":
            told[spec.key] = _coded(spec, made, layout)
        elif spec.form == "economic":
            told[spec.key] = _economic(spec, made, layout)
        else:
            told[spec.key] = _three_public(spec, made, layout)
    return told


def _side(side: SideSpec, values: Mapping[str, Mapping[str, int]], layout: Layout) -> dict[str, Any]:
    from jslint.report.titles import without_ordinal

    several = len(side.columns) > 1
    found: dict[str, Any] = {"栏目": [column.key for column in side.columns]} if several else {}

    def cells(row: str) -> Any:
        texts = [shown(values.get(row, {}).get(column.key, 0), layout) for column in side.columns]
        return texts if several else texts[0]

    groups = {row.group for row in side.rows if row.group}
    for row in side.rows:
        label = without_ordinal(row.title)
        if row.key in groups:
            parts = {part.key: cells(f"{row.key}/{part.key}") for part in side.rows if part.group == row.key}
            found[label] = {"合计": cells(row.key), **parts}
        elif not row.group:
            found[label] = cells(f"{row.code}" if row.code else row.key)
    return found


def _summary(made: Department) -> dict[str, dict[str, Cells]]:
    income: dict[str, int] = defaultdict(int)
    spent: dict[str, int] = defaultdict(int)
    for subject in made.subjects:
        income[f"{subject.fund}收入"] += subject.income
        for source, fen in subject.sources.items():
            income[source] += fen
        spent[subject.code[:3]] += subject.basic + subject.project + sum(subject.other.values())
    income["本年收入合计"] = sum(income.values())
    spent["本年支出合计"] = sum(spent.values())
    income["使用非财政拨款结余"] = made.surplus_used
    income["年初结转和结余"] = made.other_opening + sum(subject.opening for subject in made.subjects)
    spent["结余分配"] = made.distributed
    spent["年末结转和结余"] = made.other_closing + sum(subject.closing for subject in made.subjects)
    income["总计"] = income["本年收入合计"] + income["使用非财政拨款结余"] + income["年初结转和结余"]
    spent["总计"] = spent["本年支出合计"] + spent["结余分配"] + spent["年末结转和结余"]
    assert income["总计"] == spent["总计"]
    return {
        "收入": {key: {"金额": fen} for key, fen in income.items()},
        "支出": {key: {"金额": fen} for key, fen in spent.items()},
    }


def _fiscal_summary(made: Department) -> dict[str, dict[str, Cells]]:
    income: dict[str, int] = defaultdict(int)
    spent: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    opening = "年初财政拨款结转和结余"
    for subject in made.subjects:
        income[subject.fund] += subject.income
        income["本年收入合计"] += subject.income
        income[opening] += subject.opening
        income[f"{opening}/{subject.fund}"] += subject.opening
        used = subject.basic + subject.project
        for column in ("合计", subject.fund):
            for row, fen in (
                (subject.code[:3], used),
                ("本年支出合计", used),
                ("年末财政拨款结转和结余", subject.closing),
                ("总计", used + subject.closing),
            ):
                spent[row][column] += fen
    income["总计"] = income["本年收入合计"] + income[opening]
    assert income["总计"] == spent["总计"]["合计"]
    return {"收入": {key: {"金额": fen} for key, fen in income.items()}, "支出": dict(spent)}


def _columns_of(spec: TableSpec, subject: Subject) -> Cells:
    used = subject.basic + subject.project
    if spec.key == "收入决算表":
        own = {"财政拨款收入": subject.income, **subject.sources}
        return {"本年收入合计": sum(own.values()), **own}
    if spec.key == "支出决算表":
        kinds = {"基本支出": subject.basic, "项目支出": subject.project}
        own = {kind: kinds.get(kind, 0) + subject.other.get(kind, 0) for kind in KINDS}
        return {"本年支出合计": sum(own.values()), **own}
    flows = {"年初结转和结余": subject.opening, "本年收入": subject.income, "年末结转和结余": subject.closing}
    return {"小计": used, "基本支出": subject.basic, "项目支出": subject.project, **flows}


_FUND_OF = {
    "一般公共预算财政拨款支出决算表": GENERAL,
    "政府性基金预算财政拨款收入支出决算表": FUND,
    "国有资本经营预算财政拨款支出决算表": STATE,
}


def _coded(spec: TableSpec, made: Department, layout: Layout) -> dict[str, Any]:
    fund = _FUND_OF.get(spec.key)
    total: dict[str, int] = defaultdict(int)
    rows: dict[str, dict[str, int]] = {}
    for subject in made.subjects:
        cells = _columns_of(spec, subject)
        if fund in {None, subject.fund} and any(cells.values()):
            for code in (subject.code[:3], subject.code[:5], subject.code):
                row = rows.setdefault(code, defaultdict(int))
                for column, fen in cells.items():
                    row[column] += fen
            for column, fen in cells.items():
                total[column] += fen
    keys = [column.key for column in spec.columns]

    def line(cells: Mapping[str, int]) -> list[str]:
        return [shown(cells.get(key, 0), layout) for key in keys]

    told: dict[str, Any] = {"栏目": keys, "合计": line(total)}
    told["科目"] = [[code, made.names[code], *line(rows[code])] for code in sorted(rows)]
    return told if rows else {"说明": "本部门没有相关收支，故本表无数据。"}


def _economic(spec: TableSpec, made: Department, layout: Layout) -> dict[str, Any]:
    classes: dict[str, int] = defaultdict(int)
    for code, fen in made.economic.items():
        classes[code[:3]] += fen
    values = {**made.economic, **classes}
    rows = [[row.code, row.title, shown(values.get(row.code or "", 0), layout)] for row in spec.rows]
    people = sum(fen for code, fen in classes.items() if code in PERSONNEL)
    return {
        "科目": rows,
        "人员经费合计": shown(people, layout),
        "公用经费合计": shown(sum(classes.values()) - people, layout),
    }


def _three_public(spec: TableSpec, made: Department, layout: Layout) -> dict[str, Any]:
    def line(parts: Cells) -> list[str]:
        cars = parts["公务用车购置费"] + parts["公务用车运行维护费"]
        cells = {**parts, "公务用车购置及运行维护费小计": cars, "合计": sum(parts.values())}
        return [shown(cells[column.key], layout) for column in spec.columns]

    keys = [column.key for column in spec.columns]
    return {"栏目": keys, "预算数": line(made.budget), "决算数": line(made.three_public)}


# tables to a text, or to a reading without one


def text_of(
    made: Department,
    layout: Layout,
    *,
    body: str = "某市某局",
    year: int = 2024,
    scope: str = "部门决算",
    names: str = "",
) -> str:
    """The report's text; `names` are the lines of 报告 that name other reports."""
    from jslint.document.skeleton import skeleton

    lines = ["决算表:", *_lines(tables(made, layout), "  ")]
    empty = skeleton(layout, body=body, year=year, scope=scope)
    head, _, rest = empty.partition("决算表:\n")
    head = head.replace(f"版式: {layout.id}\n", f"版式: {layout.id}\n{names}")
    return head + "\n".join(lines) + "\n" + rest[rest.index("情况说明:") :]


def _lines(data: Mapping[str, Any], indent: str) -> Iterable[str]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], list):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_flow(row)}" for row in value)
        else:
            yield f"{indent}{key}: {_flow(value) if isinstance(value, list) else value}"


def _flow(cells: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, cells))}]"


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell


def reading_of(made: Department, layout: Layout, number: int) -> Reading:
    """The pieces as if read: the cover and the tables; `number` tells the contents of one memo apart."""
    cover = {"单位名称": "某市某局", "口径": "部门决算", "年度": "2024", "金额单位": layout.unit, "版式": layout.id}
    pieces = [Piece("报告", ("报告",), 0, f"{number}", _scalar("报告"), _node(cover))]
    pieces.append(Piece("决算表", ("决算表",), 0, f"{number}", _scalar("决算表"), None, header=True))
    for key, value in tables(made, layout).items():
        pieces.append(Piece(f"决算表/{key}", ("决算表", key), 0, f"{number}", _scalar(key), _node(value)))
    return Reading(Source(""), tuple(pieces))


def _scalar(text: str) -> Scalar:
    return Scalar(Span(0, len(text)), text, "", (Run(0, 0, len(text)),))


def _node(data: Any) -> Node:
    if isinstance(data, dict):
        return MappingNode(Span(0, 0), tuple(Entry(_scalar(key), _node(value)) for key, value in data.items()), False)
    if isinstance(data, list):
        return Sequence(Span(0, 0), tuple(map(_node, data)), True)
    return _scalar(data)


# departments of several bodies, and of two years


def consolidated(parts: Iterable[Department]) -> Department:
    """The department that these bodies make up, nothing taken out."""
    bodies = list(parts)
    names = {code: name for body in bodies for code, name in body.names.items()}
    subjects = sorted((subject for body in bodies for subject in body.subjects), key=lambda subject: subject.code)
    together = Department(subjects, names, {}, {}, {}, 0, 0, 0, 0)
    for name in ("economic", "three_public", "budget"):
        cells: Cells = defaultdict(int)
        for body in bodies:
            for key, fen in getattr(body, name).items():
                cells[key] += fen
        setattr(together, name, dict(cells))
    for name in ("other_opening", "other_closing", "surplus_used", "distributed"):
        setattr(together, name, sum(getattr(body, name) for body in bodies))
    return together


def year_before(made: Department, layout: Layout, dice: random.Random) -> Department:
    """The same body a year earlier: it ended with what this year begins with."""
    subjects = []
    for subject in made.subjects:
        basic = amount(dice) if subject.fund == GENERAL else 0
        project = amount(dice)
        income = basic + project + subject.opening
        earlier = Subject(subject.code, subject.fund, 0, basic, project, subject.opening, income)
        if dice.random() < 0.8 or subject.opening or basic:
            subjects.append(earlier)
    before = Department(subjects, made.names, {}, {}, {}, 0, made.other_opening, made.other_opening, 0)
    _spread(before, layout, dice)
    before.three_public = {name: before.economic.get(code, 0) for name, code in THREE_PUBLIC.items()}
    before.budget = dict.fromkeys(THREE_PUBLIC, 0)
    return before
