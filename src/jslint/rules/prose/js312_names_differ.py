"""JS312: the names after 主要包括 are exactly the rows that spent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jslint.figure import Anchor, Figure, Place
from jslint.kinds.narrative import BASIC
from jslint.ledger import Check, Listing, MissingRow
from jslint.pattern import Pattern
from jslint.prose.claims import Names
from jslint.report.catalogue import catalogue
from jslint.report.model import Report
from jslint.report.quantities import own_table
from jslint.report.tables import Row, Table
from jslint.report.terms import Terms
from jslint.rule import About, Example, found, rule
from jslint.rules.prose._examples import BASIC as TABLES
from jslint.rules.prose._examples import section
from jslint.source import Span

TEXT = "一般公共预算财政拨款基本支出150.00万元。其中：人员经费110.00万元，主要包括：基本工资、住房公积金；公用经费40.00万元，主要包括：{n}。"
JOINTS = Pattern("以及|和|及|与")
"""What joins the last two names of a list; names of subjects hold these words as well."""
PERSONNEL = ("301", "303")
"""人员经费 is 工资福利支出 and 对个人和家庭的补助; every other class is 公用经费 (JS141, JS142)."""

KINDS = ("人员经费", "公用经费")

ABOUT = About(
    code="JS312",
    name="listed-names-differ",
    title="“主要包括”列出的项目与有支出的经济科目一致",
    severity="information",
    basis="公开06表中有数的款级科目；情况说明第六节按人员经费、公用经费列出它们的名称。",
    why=(
        "列出的名称应当正是公开06表中有支出的科目：写了没有支出的科目，或漏了有支出的科目，都说明文字不是按这份表写的。"
        "名称后面写“等”的，不算漏列。"
    ),
    advice="请对照公开06表核对列出的名称。",
    good=(
        Example(section(BASIC, TEXT.format(n="办公费、维修(护)费"), TABLES)),
        Example(section(BASIC, TEXT.format(n="办公费及维修（护）费"), TABLES)),
    ),
    bad=(
        Example(section(BASIC, TEXT.format(n="办公费、维修（护）费、⟦JS312⟧公务接待费⟦/⟧"), TABLES)),
        Example(section(BASIC, TEXT.format(n="⟦JS312⟧办公费⟦/⟧"), TABLES)),
        Example(section(BASIC, TEXT.format(n="办公费、维修（护）费和⟦JS312⟧公务接待费⟦/⟧"), TABLES)),
    ),
    yields_to=("JS140", "JS141", "JS142"),
)


def _check(report: Report) -> Iterator[Check]:
    claims = [claim for claim in report.claims(BASIC) if isinstance(claim, Names) and claim.names]
    table = report.table(own_table(BASIC))
    if not claims or table is None or table.is_blank:
        reason = "没有列出项目名称" if not claims else f"没有可以对照的《{own_table(BASIC)}》"
        yield Check(ABOUT.code, Place(f"情况说明/{BASIC}"), "not_applicable", reason=reason)
        return
    for claim in claims:
        if claim.subject in KINDS:
            yield _trial(claim, table, report.terms)


class Listed(Struct, frozen=True, eq=False):
    """A list of names beside the rows that spent: `extra` names that are none of these, rows that are `left_out`.

    `meant` are the rows of each name. The list `is_open` where it ends in 等: then nothing is left out.
    """

    names: tuple[tuple[str, Anchor], ...]
    extra: tuple[tuple[str, Anchor], ...]
    left_out: tuple[Row, ...]
    spent: tuple[Row, ...]
    meant: tuple[tuple[Row, ...], ...] = ()
    is_open: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the names are exactly those rows."""
        return not self.extra and not self.left_out


def listed(claim: Names, table: Table, terms: Terms) -> Listed:
    """The names that a claim lists of 人员经费 or 公用经费, beside the rows of the table that spent."""
    rows, coded = _rows_of(table, claim.subject), list(table.coded())
    names = [each for name, anchor in claim.names for each in _apart(name, anchor, coded, terms)]
    meant = [tuple(_rows(name, rows, terms) or _rows(name, coded, terms)) for name, _ in names]
    spent, is_open = spent_rows(table, claim.subject), _and_so_on(claim)
    named = {id(row) for each in meant for row in each}
    extra = [(name, anchor) for (name, anchor), each in zip(names, meant, strict=True) if name and not _print(each)]
    left_out = [] if is_open else [row for row in spent if not _is_named(row, named, table)]
    return Listed(tuple(names), tuple(extra), tuple(left_out), tuple(spent), tuple(meant), is_open)


def spent_rows(table: Table, kind: str) -> list[Row]:
    """The rows without parts of 人员经费, or of 公用经费, in which something was spent."""
    rows = _rows_of(table, kind)
    return [row for row in rows if not table.children(row) and _amount(row) and len(row.code or "") > 3]


def _rows_of(table: Table, kind: str) -> list[Row]:
    return [row for row in table.coded() if ((row.code or "")[:3] in PERSONNEL) == (kind == "人员经费")]


def _trial(claim: Names, table: Table, terms: Terms) -> Check:
    place = Place(claim.anchor.piece, claim.subject, "项目名称")
    found_names = listed(claim, table, terms)
    extra, left_out = found_names.extra, found_names.left_out
    if not found_names.spent:
        return Check(ABOUT.code, place, "not_applicable", reason="表中没有列出款级科目")
    cells = tuple(figure for row in (left_out or found_names.spent) if (figure := _cell(row)) is not None)
    listing = _listing(found_names, _rows_of(table, claim.subject), table)
    if found_names.agrees:
        return Check(ABOUT.code, place, "holds", cells, subject=claim.subject, listing=listing)
    words = []
    if extra:
        words.append(f"列了表中没有支出的{'、'.join(name for name, _ in extra)}")
    if left_out:
        words.append(
            f"漏了有支出的{'、'.join(f'{row.name} {figure.shown}' for row in left_out if (figure := _cell(row)))}"
        )
    anchor: Anchor = extra[0][1] if extra else claim.names[-1][1]
    related = tuple((figure.anchor, f"{row.name} {figure.shown}") for row in left_out[:12] if (figure := _cell(row)))
    message = f"{claim.subject}的项目名称与《{table.title}》不一致：{'；'.join(words)}。{ABOUT.advice}"
    unspent = (row for name, _ in extra for row in _rows(name, _rows_of(table, claim.subject), terms))
    figures = tuple(figure for row in (*left_out, *unspent) if (figure := _cell(row)) is not None)
    trial = found(ABOUT, place, anchor, message, figures=figures, related=related, subject=f"{claim.subject}{words}")
    return trial.with_changes(missing=_missing(found_names, table, terms), listing=listing)


def _listing(names: Listed, rows: list[Row], table: Table) -> Listing:
    """The cells of the rows named, and of those without parts that should print nothing because they are not."""
    groups = [tuple(cell for row in each if (cell := _cell(row)) is not None) for each in names.meant]
    named = {id(row) for each in names.meant for row in each}
    parts = (row for row in rows if len(row.code or "") > 3 and not table.children(row))
    others = [] if names.is_open else [row for row in parts if not _is_named(row, named, table)]
    places = zip(names.names, groups, strict=True)
    return Listing(
        tuple(groups),
        tuple(cell for row in others if (cell := _cell(row)) is not None),
        tuple((anchor, each[0]) for (name, anchor), each in places if (name, anchor) in names.extra and len(each) == 1),
    )


def _missing(names: Listed, table: Table, terms: Terms) -> MissingRow | None:
    """The row of the one name that has none, where that is all that differs."""
    if len(names.extra) != 1 or names.left_out or _rows(names.extra[0][0], list(table.coded()), terms):
        return None
    named = catalogue().codes_named(names.extra[0][0])
    codes = [code for code in named if code.startswith("3") and table.with_code(code[:3])]
    proven = catalogue().proven(codes[0]) if len(codes) == 1 else None
    return MissingRow(table.piece, proven.code, proven.name) if proven is not None else None


def _apart(name: str, anchor: Anchor, rows: list[Row], terms: Terms) -> list[tuple[str, Anchor]]:
    """A和B, A及B as two names, where the whole is no row and one of them is; at any other word it stays one name."""
    if _rows(name, rows, terms):
        return [(name, anchor)]
    for joint in JOINTS.finditer(name):
        halves = [(name[: joint.start()], 0), (name[joint.end() :], joint.end())]
        if any(_rows(half, rows, terms) for half, _ in halves):
            return [
                each
                for half, start in halves
                for each in _apart(half, _part_of(anchor, start, len(half)), rows, terms)
                if half
            ]
    return [(name, anchor)]


def _part_of(anchor: Anchor, start: int, length: int) -> Anchor:
    return anchor._replace(span=Span(anchor.span.start + start, anchor.span.start + start + length))


def _rows(name: str, rows: list[Row], terms: Terms) -> list[Row]:
    return [
        row
        for row in rows
        if terms.same_subject(row.name, name) or terms.subject(row.name) == terms.subject(f"{name}费")
    ]


def _print(rows: Iterable[Row]) -> bool:
    """Whether one of some rows spent anything, or may have."""
    return any(_amount(row) or _is_unread(row) for row in rows)


def _is_unread(row: Row) -> bool:
    figure = _cell(row)
    return figure is not None and figure.number is None


def _is_named(row: Row, named: set[int], table: Table) -> bool:
    """Whether a row is named, or its class is."""
    parent = table.parent(row)
    return id(row) in named or (parent is not None and id(parent) in named)


def _and_so_on(claim: Names) -> bool:
    return claim.text.rstrip().endswith(("等", "等支出", "等方面", "等费用", "等项目", "等方面支出"))


def _cell(row: Row) -> Figure | None:
    return next(iter(row.cells.values()), None)


def _amount(row: Row) -> bool:
    figure = _cell(row)
    return figure is not None and bool(figure.number)


RULE = rule(ABOUT, _check)
