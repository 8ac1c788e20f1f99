"""JS805: what is published is what the official tables say, each cell rounded half-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from jslint.amount import printed, round_half_up
from jslint.diagnostic import Outcome
from jslint.figure import Figure, Place
from jslint.kinds.selector import MissingError, counterpart
from jslint.kinds.verdicts import judge
from jslint.ledger import Check, with_consequences
from jslint.relation import Relation, Same, Sum, Term, Verdict, with_figures
from jslint.report.model import Other, Report
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, Rule, rule
from jslint.rules.other_reports._beside import nowhere, own_figures, table_of, the_one, weighed
from jslint.rules.other_reports._differences import Tried, grouped, of_relation
from jslint.rules.other_reports._examples import cover

OFFICIAL = "决算报表.report.yaml"
NIL = "决算报表没有这一行，数额"

_NAMES = cover(year=2023) + f"  决算报表: {OFFICIAL}\n"
_TABLE = """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [{0}, {1}, {2}]
    科目:
      - [205,     教育支出, {0}, {1}, {2}]
      - [20502,   普通教育, {0}, {1}, {2}]
      - [2050201, 学前教育, {0}, {1}, {2}]
"""
_EXPORTED = cover(year=2023).replace("万元", "元") + _TABLE.format("324445.00", "200990.00", "123455.00")


def _example(total: str, basic: str) -> Example:
    return Example(_NAMES + _TABLE.format(total, basic, "12.35"), related=((OFFICIAL, _EXPORTED),))


ABOUT = About(
    code="JS805",
    name="official-tables-differ",
    title="公开的决算表等于决算报表逐格四舍五入",
    severity="warning",
    basis="公开的决算表取自批复的部门决算报表；以万元为单位公开的，由报表的元四舍五入而来。",
    why=(
        "逐格对照决算报表：以元为单位的换算后四舍五入，应与公开的数一致。只差末位一个单位的，是为了使合计平衡而调整的尾差，"
        "只作提示；其余不一致的，公开表或决算报表有一处不对。决算报表有而公开表没有的行（如涉密不公开的）不核对。"
    ),
    advice="请核对公开表和决算报表的这一格；以批复的决算报表为准。",
    good=(_example("32.44", "20.10"),),
    bad=(
        _example("32.44", "⟦JS805⟧21.10⟦/⟧"),
        _example("⟦JS805⟧34.24⟦/⟧", "20.10"),
        _example("⟦JS805⟧32.45⟦/⟧", "20.10"),
    ),
)


class Published(Same, frozen=True, eq=False):
    """A published cell and the official one that it prints: equal to the half-up rounding at the published step.

    `right_words` are the official cell as it is printed there, with its unit.
    """

    @property
    def rounded(self) -> Decimal:
        """What the official cell rounds to."""
        return round_half_up(self.second.value, max(self.first.step, self.second.step))

    def words(self, _verdict: Verdict) -> str:
        """What is published, what the official table has, what that rounds to."""
        return (
            f"{self.first.place.words()}公开为 {self.first.shown}，决算报表同一格为 {self.right_words}，"
            f"四舍五入应为 {self.shown_due}，相差 {printed(abs(self.first.value - self.rounded))}"
        )

    @property
    def shown_due(self) -> str:
        """What should be published, as it would be printed."""
        return printed(self.rounded, self.first.step)

    @property
    def is_adjusted(self) -> bool:
        """Whether the two are one step apart: the last digit was adjusted so that a sum comes out."""
        return abs(self.first.value - self.rounded) == max(self.first.step, self.second.step)


def _check(report: Report) -> Iterator[Check]:
    other = the_one(report, "official")
    if not isinstance(other, Other):
        yield nowhere(ABOUT, "official", other)
        return
    tried = [each for table in report.tables() for each in _of_table(table, other)]
    adjusted = [each.check for each in tried if _is_adjusted(each.check)]
    yield from grouped(ABOUT, (each for each in tried if not _is_adjusted(each.check)))
    if adjusted:
        yield _together(adjusted)


def _is_adjusted(check: Check) -> bool:
    return check.outcome == "broken" and isinstance(check.relation, Published) and check.relation.is_adjusted


def _together(adjusted: list[Check]) -> Check:
    """One finding for all cells whose last digit was adjusted, at the first."""
    first, *others = (check.with_changes(severity="information") for check in adjusted)
    return first.with_changes(consequences=tuple(others))


def _of_table(table: Table, other: Other) -> Iterator[Tried]:
    theirs = table_of(other, table.key)
    if isinstance(theirs, str):
        yield _aside(table, "unchecked", theirs)
        return
    if table.is_blank and theirs.is_blank:
        yield _aside(table, "not_applicable", "两边都是空表")
        return
    for row in table.rows:
        for column, figure in row.cells.items():
            yield _of_cell(table, row, column, figure, theirs, other)


def _aside(table: Table, outcome: Outcome, reason: str) -> Tried:
    return Tried(Check(ABOUT.code, Place(table.piece), outcome, reason=reason))


def _of_cell(table: Table, row: Row, column: str, figure: Figure, theirs: Table, other: Other) -> Tried:
    try:
        official = official_cell(row, column, theirs)
    except MissingError as error:
        check = Check(ABOUT.code, figure.place, "unchecked", (figure,), reason=f"{other.name}的{error.reason}")
        return Tried(check)
    if official is None:
        relation = Sum((Term(figure),), (), right_words=NIL)
        return of_relation(weighed(ABOUT, relation), table, row, column)
    same = Published(figure, other.figure(official, figure.unit), right_words=f"{official.shown} {official.unit}")
    check = judge(ABOUT, same).with_changes(figures=own_figures(same))
    return of_relation(check, table, row, column)


def official_cell(row: Row, column: str, theirs: Table) -> Figure | None:
    """The official cell; None where the table has no such row, so that it is nil. Raises MissingError."""
    if row.code:
        same = counterpart(row, theirs)
    else:
        same = theirs.row(row.key, row.side, row.group)
        if same is None:
            raise MissingError(f"《{theirs.title}》中没有“{row.name}”一行")
    if same is None:
        return None
    if column not in same.cells:
        raise MissingError(f"《{theirs.title}》没有“{column}”一栏")
    return same.cells[column]


def _tails(ledger: tuple[Check, ...]) -> Iterator[Check]:
    """Every difference that rounding was supposed to explain, proven or refuted by the official figures.

    It is proven where each of its figures is the half-up rounding of its official one and the official ones, which are exact, have
    no difference. A figure that has no official one, and repeats none that has, leaves the trial out.
    """
    official = _official_of(ledger)
    for check in ledger if official else ():
        if check.outcome == "rounding" and check.relation and all(figure in official for figure in check.figures):
            reason = _against(check.code, check.relation, [official[each] for each in check.figures])
            yield Check(
                ABOUT.code,
                check.place,
                "rounding" if reason else "holds",
                check.figures,
                reason=reason,
                subject=f"{check.code} 的尾差由决算报表证实：各数都是报表的四舍五入",
            )


def _official_of(ledger: Iterable[Check]) -> dict[Figure, Published]:
    """Figures with the official ones that they print: the cells, and what repeats a cell in other tables and in the narrative.

    What should repeat a cell and does not comes after what does.
    """
    checks = list(with_consequences(ledger))
    found: dict[Figure, Published] = {
        check.relation.first: check.relation
        for check in checks
        if check.code == ABOUT.code and isinstance(check.relation, Published)
    }
    for check in sorted(checks, key=lambda check: check.outcome != "holds") if found else ():
        pair = check.relation.one_quantity() if check.relation is not None else None
        for figure, cell in (pair, pair[::-1]) if pair is not None else ():
            if cell in found and figure not in found and figure.unit == cell.unit:
                found[figure] = replace(found[cell], first=figure)
    return found


def _against(code: str, relation: Relation, cells: Sequence[Published]) -> str:
    """Why rounding alone does not explain a difference; "" where it does."""
    astray = [each for each in cells if each.weigh().outcome == "broken"]
    if astray:
        told = "；".join(
            f"{each.first.place.inner_words()}公开 {each.first.shown}，应为 {each.shown_due}" for each in astray
        )
        return f"{code} 的差异不全是四舍五入造成的：{told}"
    outcome = with_figures(relation, {id(each.first): each.second for each in cells}).weigh().outcome
    if outcome == "holds":
        return ""
    own = "也只印到这一位，看不出" if outcome == "rounding" else "自己就有差异"
    return f"{code} 的差异不能由四舍五入证实：决算报表的这几个数{own}"


RULE = Rule(ABOUT, rule(ABOUT, _check).units, of_ledger=_tails)
