"""JS309: each item of the narrative is a row of its table, every row that spent appears once, and its path exists."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.figure import Figure, Place
from jslint.kinds.narrative import GENERAL, Item, repeat, subject_items, unread_amounts
from jslint.ledger import Check, MissingRow
from jslint.prose.claims import BUDGETS, Amount
from jslint.report.model import Report
from jslint.report.quantities import Missing, column_of, leaves, rows_named, subject_tables
from jslint.report.tables import Row, Table
from jslint.report.terms import Terms
from jslint.rule import About, Example, found, rule_per
from jslint.rules.prose._examples import general

ALL = (
    "年初预算为210.00万元，支出决算为210.00万元。其中：\n"
    "1. 教育支出（类）普通教育（款）学前教育（项）。年初预算为60.00万元，支出决算为60.00万元。\n"
    "2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为120.00万元，支出决算为120.00万元。\n"
    "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为30.00万元，支出决算为30.00万元。"
)

ABOUT = About(
    code="JS309",
    name="item-differs",
    title="各项支出与决算表的同一科目一致，不重不漏",
    severity="error",
    basis="公开05表（基金、国有资本经营预算为各自的表）项级科目；情况说明逐项重复这些数字。",
    why=(
        "具体情况的每一项按“类、款、项”写明科目，它的支出决算就是表中这一科目的小计。金额不同、科目不在表中、"
        "有支出的科目没有写到或写了两次，都说明文字和表不是同一套数。金额与某一行相同、只是科目名称写错的，读者在表中也找不到它，"
        "同样是错误；金额只差末位一个单位的，疑为尾差，作警告。"
    ),
    advice="请对照决算表的这一科目核对金额和科目名称。",
    good=(Example(general(ALL)),),
    bad=(
        Example(general(ALL.replace("支出决算为30.00万元", "支出决算为⟦JS309⟧33.00⟦/⟧万元"))),
        Example(
            general(
                ALL.replace("支出决算为210.00", "支出决算为210.00")
                .replace("小学教育（项）", "初中教育（项）")
                .replace("支出决算为120.00", "支出决算为⟦JS309⟧120.00⟦/⟧")
            )
        ),
    ),
    yields_to=("JS172", "JS310", "JS603"),
    blames="figure",
)


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in subject_tables() if report.narrative(topic))


def _check(report: Report, topic: str) -> Iterator[Check]:
    items = subject_items(report, topic)
    table = report.table(subject_tables()[topic])
    place = Place(f"情况说明/{topic}")
    if not items:
        yield Check(ABOUT.code, place, "not_applicable", reason="没有逐项说明")
        return
    if table is None or table.is_blank:
        yield Check(ABOUT.code, place, "not_applicable", reason=f"没有可以对照的《{subject_tables()[topic]}》")
        return
    named: dict[int, Item] = {}
    astray: list[tuple[Item, Amount, list[Row]]] = []
    for item in items:
        final = item.final
        if final is None:
            continue
        rows = rows_named(report, table, item.path, unmarked=item.unmarked)
        if len(rows) == 1 and id(rows[0]) not in named:
            named[id(rows[0])] = item
            for claim in _amounts(item, final):
                yield repeat(
                    ABOUT, claim, rows[0].cells.get(column_of(table)) or Missing("表中没有小计一栏", owed=True)
                )
        else:
            astray.append((item, final, rows))
    spare = [row for row in leaves(table) if id(row) not in named and _spent(row, column_of(table))]
    checks = [
        _doubting(_misplaced(item, final, rows, table, spare, report.terms), item, table, report)
        for item, final, rows in astray
    ]
    yield from checks
    if topic == GENERAL and all(check.outcome != "broken" for check in checks):
        said = "".join(passage.text for section in report.narrative(topic) for passage in section.passages)
        unread = {figure.number for figure in unread_amounts(report, topic)}
        yield from _left_out(items, named, table, unread, said.replace("(", "（").replace(")", "）"))


def _amounts(item: Item, final: Amount) -> list[Amount]:
    """The amounts of an item that repeat the row: one for what JS310 sees as one."""
    claims = item.amounts("final", "part", "total")
    numbers = {claim.figure.number for claim in claims}
    return claims if len(numbers) == 1 else [final]


def _misplaced(item: Item, final: Amount, rows: list[Row], table: Table, spare: list[Row], terms: Terms) -> Check:
    """What is said of an item that is no row, several, or one that another item is already; `spare` rows stand in no item."""
    figure = final.figure
    if len(rows) > 1:
        return Check(
            ABOUT.code, figure.place, "unchecked", (figure,), reason=f"《{table.title}》中不止一行叫{item.name}"
        )
    if rows:
        message = f"{item.name}写了不止一次。{ABOUT.advice}"
        return found(ABOUT, figure.place, figure.anchor, message, figures=(figure, *_budgets(item)))
    if not figure.number:
        return Check(ABOUT.code, figure.place, "not_applicable", (figure,), reason="没有支出的预算项目，表中可以没有")
    if item.unmarked:
        return Check(
            ABOUT.code, figure.place, "unchecked", (figure,), reason=f"《{table.title}》中没有叫{item.name}的科目"
        )
    return _unknown(item, figure, table, spare, terms)


def _unknown(item: Item, figure: Figure, table: Table, spare: list[Row], terms: Terms) -> Check:
    """An item that the table does not have: in another class, or a row of the same amount that no item names."""
    elsewhere = [row for row in table.coded() if terms.same_subject(row.name, item.name)]
    alike = [row for row in spare if row.cells[column_of(table)].number == figure.number]
    path = "－".join(item.path)
    lacking = {code for row in elsewhere for code in _lacking(table, row)}
    problem = "中它不在这个类、款之下" if elsewhere else "中没有这个科目"
    if not elsewhere and len(alike) == 1:
        elsewhere = alike
        problem += f"；表中 {alike[0].code or ''} {alike[0].name}的金额相同，而没有哪一项写到它"
    return found(
        ABOUT,
        figure.place,
        figure.anchor,
        f"具体情况写{path} {figure.shown}，《{table.title}》{problem}。{ABOUT.advice}",
        figures=(figure, *(cell for row in elsewhere for cell in row.figures)),
        related=tuple((row.label, f"{row.code or ''} {row.name}") for row in elsewhere[:4]),
        subject=f"{table.piece} {lacking.pop()}" if len(lacking) == 1 else "",  # as JS172 has it
    )


def _doubting(check: Check, item: Item, table: Table, report: Report) -> Check:
    """A trial of an item that the table does not have, with the row of it that other tables have."""
    if check.outcome != "broken" or len(check.figures) > 1:
        return check
    rows = (row for other in report.tables() if other is not table for row in other.coded())
    codes = {row.code or "" for row in rows if report.terms.same_subject(row.name, item.name)}
    codes = {code for code in codes if len(code) == len("2010101") and not table.with_code(code)}
    return check.with_changes(missing=MissingRow(table.piece, codes.pop(), item.name)) if len(codes) == 1 else check


def _lacking(table: Table, row: Row) -> Iterator[str]:
    """The codes of the 类 and the 款 above a row that the table does not have."""
    code = row.code or ""
    return (code[:digits] for digits in (3, 5) if digits < len(code) and not table.with_code(code[:digits]))


def _left_out(
    items: list[Item], named: dict[int, Item], table: Table, unread: set[Decimal | None], said: str
) -> Iterator[Check]:
    """Rows that spent and stand in no item; only where the items reach down to the rows.

    A row may be said all the same where an amount that is not read is its own, or the text has its name as one of an item.
    """
    column = column_of(table)
    rows = [row for row in leaves(table) if len(row.code or "") == 7 and _spent(row, column)]
    known = [row for row in rows if id(row) in named]
    if not rows or len(known) * 2 < len(rows):
        return
    last = items[-1].final
    enumerated = tuple(claim.figure for claim in (last,) if claim) + _budgets(items[-1])
    for row in rows:
        if id(row) in named or last is None:
            continue
        cell = row.cells[column]
        if cell.number in unread or f"{row.name.removesuffix('支出')}（项）" in said or f"{row.name}（项）" in said:
            yield Check(ABOUT.code, cell.place, "unchecked", (cell,), reason="文中有这个金额或这一项，没有读懂")
            continue
        message = f"《{table.title}》{row.code or ''} {row.name.removesuffix('支出')}支出 {cell.shown}，具体情况没有写到。{ABOUT.advice}"
        related = ((cell.anchor, f"{cell.place.inner_words()} {cell.shown}"),)
        yield found(ABOUT, cell.place, last.anchor, message, figures=(cell, *enumerated), related=related)


def _budgets(item: Item) -> tuple[Figure, ...]:
    """The budgets of an item: the sums that miss it, or have it twice, follow."""
    return tuple(claim.figure for claim in item.amounts(*sorted(BUDGETS)))


def _spent(row: Row, column: str) -> bool:
    figure = row.cells.get(column)
    return figure is not None and bool(figure.number)


RULE = rule_per(ABOUT, _keys, _check)
