"""How rules of the narrative go through its claims: what repeats a cell, and the claims of one item or subject together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.figure import Figure, Place
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount, Claim, Nil, Said, Share, Stated
from jslint.relation import Sum, Term
from jslint.relation.ratio import FACTORS, SLIP, Repeat, mixed_units
from jslint.report.model import Report
from jslint.report.quantities import (
    Missing,
    amount,
    budget,
    figure_of,
    first_of,
    is_in_column,
    meant,
    named,
    section_of,
)
from jslint.rule import About, found

C = TypeVar("C", bound=Said)

OVERVIEW = "收入支出决算总体情况"
INCOME = "收入决算情况"
EXPENDITURE = "支出决算情况"
FISCAL = "财政拨款收入支出决算总体情况"
GENERAL = "一般公共预算财政拨款支出决算情况"
BASIC = "一般公共预算财政拨款基本支出决算情况"
FUND = "政府性基金预算财政拨款支出决算情况"
CAPITAL = "国有资本经营预算财政拨款支出决算情况"
THREE_PUBLIC = "财政拨款三公经费支出决算情况"
OPERATING = "机关运行经费支出情况"
PERFORMANCE = "预算绩效情况"

GENERAL_SUBJECT = "一般公共预算财政拨款支出"


def repeat(about: About, claim: Amount, *found: Figure | Missing) -> Check:
    """The trial that a claim's figure repeats a cell, or one of those that its name can mean."""
    figure = claim.figure
    cells = [each for each in found if not isinstance(each, Missing)]
    relations = [Repeat(figure, each) for each in cells]
    fitting = [relation for relation in relations if relation.weigh().outcome != "broken"]
    owed = [each for each in found if isinstance(each, Missing) and each.owed]
    missing = first_of(owed or found)
    if isinstance(missing, Missing) and not fitting and (owed or not relations):
        outcome = "unchecked" if owed else "not_applicable"
        return Check(about.code, figure.place, outcome, (figure,), reason=missing.reason)  # type: ignore[arg-type]
    return judge(about, (fitting or relations)[0])


def says(about: About, report: Report, topic: str) -> Iterator[Check]:
    """The trials that the amounts and budgets of a section are those of the quantities that it names."""
    tried = False
    bases = {claim.base for claim in report.claims(topic) if isinstance(claim, Share)}
    for claim in report.claims(topic):
        if (check := _together(about, report, claim) or _denied(about, report, claim)) is not None:
            tried = True
            yield check
            continue
        means = [each for each in meant(claim) if each.cells or each.path]
        if not isinstance(claim, Amount) or _is_itemised(claim) or not means:
            continue
        if (
            claim.figure in bases
        ):  # 占本年收入合计 A 万元的 P% may be of all income, also in a section with a total of that name
            means = [each for each in named(topic, claim.subject) if each.cells] or means
        if claim.role in AMOUNTS:
            tried = True
            yield repeat(about, claim, *(figure_of(report, each, topic) for each in means))
        elif claim.role in BUDGETS and any(each.budget for each in means):
            tried = True
            yield repeat(about, claim, budget(report, claim, claim.role))
    if not tried:
        yield Check(about.code, Place(f"情况说明/{topic}"), "not_applicable", reason=f"情况说明中没有{topic}的数字")


def _denied(about: About, report: Report, claim: Claim) -> Check | None:
    """The trial that what the text plainly says there is none of has no amount in the table; funds have a rule of their own."""
    if not isinstance(claim, Nil) or not claim.plain or claim.topic in {FUND, CAPITAL}:
        return None
    cells = [figure_of(report, each, claim.topic) for each in meant(claim) if each.cells]
    printed = [each for each in cells if not isinstance(each, Missing) and each.number is not None]
    if not printed:
        return None
    cell = printed[0]
    if not all(each.number for each in printed):
        return Check(about.code, cell.place, "holds", (cell,), subject=claim.text)
    message = f"文字说“{claim.text}”，而{cell.place.words()}为 {cell.shown}。{about.advice}"
    related = ((cell.anchor, f"{cell.place.words()} {cell.shown}"),)
    return found(about, cell.place, claim.anchor, message, figures=(cell,), related=related, subject=claim.text)


def _is_itemised(claim: Claim) -> bool:
    """Whether a claim is of a class or an item that rules of its own go through one by one."""
    return bool(claim.path and section_of(claim.topic).subjects) and not is_in_column(claim)


def _together(about: About, report: Report, claim: Claim) -> Check | None:
    """The trial that one amount of several quantities together (基本支出、项目支出) is the sum of their cells."""
    names = claim.subject.split("、")
    if not isinstance(claim, Amount) or claim.role not in AMOUNTS or claim.path or len(names) < 2:
        return None
    cells = [amount(report, replace(claim, subject=name)) for name in names]
    if all(isinstance(each, Missing) and not each.owed for each in cells):
        cells = [_beside(report, claim, name) for name in names]
    terms = tuple(Term(each) for each in cells if not isinstance(each, Missing))
    if len(terms) < len(names) or mixed_units((claim.figure, *(term.figure for term in terms))):
        return None
    return judge(about, Sum((Term(claim.figure),), terms, right_words=f"{'、'.join(names)}相加"))


def _beside(report: Report, claim: Amount, subject: str) -> Figure | Missing:
    """What the same sentence states of that subject."""
    stated = report.claims_on(replace(claim, subject=subject), Amount, *AMOUNTS)
    found = [each.figure for each in stated if each.sentence == claim.sentence]
    return found[0] if len(found) == 1 else Missing("文中没有写出各部分")


def add_up(about: About, total: Amount, parts: Iterable[Amount], words: str, left_out: Iterable[Figure] = ()) -> Check:
    """The trial that the parts add up to the total; amounts in different units are not weighed.

    `left_out` are printed zeros that the text need not name: each may be up to half of the last digit.
    """
    terms = tuple(Term(figure) for figure in (*(part.figure for part in parts), *left_out))
    figures = (total.figure, *(term.figure for term in terms))
    if mixed_units(figures):
        return Check(about.code, total.figure.place, "unchecked", figures, reason=SLIP)
    return judge(about, Sum((Term(total.figure),), terms, right_words=words))


# items


class Item(Struct):
    """What is said of one functional subject within one enumeration; `unmarked` where its names stand without （类）（款）（项）."""

    path: tuple[str, ...]
    entry: int
    unmarked: bool = False
    claims: list[Claim] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The printed name of the deepest level."""
        return self.path[-1]

    def of(self, kind: type[C]) -> list[C]:
        """Its claims of that type."""
        return [claim for claim in self.claims if isinstance(claim, kind)]

    def amounts(self, *roles: str) -> list[Amount]:
        """Its amounts in these roles."""
        return [claim for claim in self.of(Amount) if claim.role in roles]

    @property
    def final(self) -> Amount | None:
        """The amount spent: the one that the text calls 决算, else the amount behind the name."""
        found = self.amounts("final") or self.amounts("part", "total")
        return found[-1] if found else None

    @property
    def budget(self) -> Amount | None:
        """The first budget that is stated."""
        return next(iter(self.amounts(*BUDGETS)), None)

    @property
    def place(self) -> Place:
        """The place of its first figure."""
        return self.of(Stated)[0].figure.place


def items(claims: Iterable[Claim]) -> list[Item]:
    """The items of a section's claims, in order: each functional subject with what is said of it."""
    found: dict[tuple[tuple[str, ...], int, bool], Item] = {}
    for claim in claims:
        if claim.path:
            key = (claim.path, claim.entry, claim.unmarked)
            found.setdefault(key, Item(*key)).claims.append(claim)
    return list(found.values())


def is_class_only(item: Item) -> bool:
    """Whether an item is a 类 of the structure (a part with its share), not a subject with its budget."""
    return len(item.path) == 1 and not item.unmarked and not item.amounts(*BUDGETS)


def class_parts(report: Report) -> list[Item]:
    """The classes that the section on general-budget expenditure breaks it down into."""
    claims = (claim for claim in report.claims(GENERAL) if not is_in_column(claim))
    return [item for item in items(claims) if is_class_only(item) and item.final is not None]


def subject_items(report: Report, topic: str) -> list[Item]:
    """The items of a section that stand for rows of its table."""
    claims = (claim for claim in report.claims(topic) if not is_in_column(claim))
    found = [item for item in items(claims) if not is_class_only(item) or topic == CAPITAL]
    return [item for item in found if item.final is not None or item.budget is not None]


UNREAD = "这一节有没有读懂的金额，不能断定各项齐全"


def unread_amounts(report: Report, topic: str) -> list[Figure]:
    """The amounts of money in a section whose meaning is not certain: what they are may be what seems to be missing."""
    return [
        item.figure for section in report.narrative(topic) for item in section.unbound if item.figure.unit in FACTORS
    ]


def total_claim(claims: Iterable[Claim], subject: str, *roles: str) -> Amount | None:
    """The last claim on a subject as a whole in one of these roles."""
    found = [
        claim
        for claim in claims
        if isinstance(claim, Amount)
        and claim.subject == subject
        and claim.role in roles
        and not (claim.path or claim.kind_of)
    ]
    return found[-1] if found else None
