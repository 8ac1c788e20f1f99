"""JS313: 没有政府性基金收支 is said exactly where the table is blank."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure, Place
from jslint.kinds.narrative import CAPITAL, FUND
from jslint.ledger import Check
from jslint.prose.claims import AMOUNTS, Amount, Nil
from jslint.report.model import Report
from jslint.report.quantities import meant, subject_tables
from jslint.report.tables import Table
from jslint.rule import About, Example, found, rule_per
from jslint.rules.prose._examples import FUND as TABLE
from jslint.rules.prose._examples import section

ABOUT = About(
    code="JS313",
    name="nil-statement-contradicted",
    title="“没有收支”的说明与决算表一致",
    severity="error",
    basis="公开07、08表；情况说明第七、八节说明有没有政府性基金、国有资本经营预算收支。",
    why="文字说没有收入和支出，表应当没有数；表里有数，文字就应当写出金额。两边说法相反，必有一边错了。",
    advice="请核对这张表和这一节文字。",
    good=(
        Example(
            section(
                FUND,
                "我部门2023年度没有政府性基金收入，也没有使用政府性基金安排的支出。",
                "决算表:\n  政府性基金预算财政拨款收入支出决算表:\n    说明: 我部门没有政府性基金收支，故本表无数据。\n",
            )
        ),
        Example(
            section(
                CAPITAL,
                "2023年度国有资本经营预算财政拨款收入12.00万元，没有使用国有资本经营预算安排的支出。",
                "决算表:\n  国有资本经营预算财政拨款支出决算表:\n    说明: 本年没有支出，故本表无数据。\n    栏目: [小计, 基本支出, 项目支出]\n    合计: [~, ~, ~]\n",
            )
        ),
    ),
    bad=(
        Example(section(FUND, "我部门2023年度⟦JS313⟧没有政府性基金收入⟦/⟧，也没有使用政府性基金安排的支出。", TABLE)),
        Example(
            section(
                FUND,
                "2023年度政府性基金预算财政拨款收入⟦JS313⟧40.00⟦/⟧万元，支出38.00万元。",
                "决算表:\n  政府性基金预算财政拨款收入支出决算表:\n    说明: 我部门没有政府性基金收支，故本表无数据。\n",
            )
        ),
    ),
)


INCOME = "收入"
"""What a column of income has in its name."""


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in (FUND, CAPITAL) if report.narrative(topic))


def _check(report: Report, topic: str) -> Iterator[Check]:
    place = Place(f"情况说明/{topic}")
    table = report.table(subject_tables()[topic])
    claims = report.claims(topic)
    nil = [claim for claim in claims if isinstance(claim, Nil) and _is_whole(claim)]
    stated = [
        claim
        for claim in claims
        if isinstance(claim, Amount)
        and claim.role in AMOUNTS
        and claim.figure.number
        and (table is None or (_is_of(claim, table) and _is_printed(claim, table)))
    ]
    if table is None or not (nil or stated):
        reason = "没有这张表" if table is None else "没有写有无收支"
        yield Check(ABOUT.code, place, "not_applicable" if table is None else "unchecked", reason=reason)
        return
    spent = _spent(table)
    if nil and not stated and spent:
        figures = tuple(spent[:6])
        related = tuple((figure.anchor, f"{figure.place.inner_words()} {figure.shown}") for figure in figures)
        message = f"文字说“{nil[0].text}”，而《{table.title}》有数：{figures[0].place.inner_words()} {figures[0].shown}。{ABOUT.advice}"
        yield found(ABOUT, place, nil[0].anchor, message, figures=figures, related=related, subject=nil[0].text)
    elif stated and not spent:
        figure = stated[0].figure
        message = f"文字写了{figure.place.row} {figure.shown}，而《{table.title}》没有数。{ABOUT.advice}"
        related = ((table.title_anchor, f"《{table.title}》"),)
        yield found(ABOUT, figure.place, figure.anchor, message, figures=(figure,), related=related)
    else:
        yield Check(ABOUT.code, place, "holds", subject=topic)


def _is_whole(claim: Nil) -> bool:
    """Whether it denies income or expenditure as such, not one kind of it."""
    return "项目" not in claim.text or "支出" in claim.text


def _is_of(claim: Amount, table: Table) -> bool:
    """Whether what is stated is a cell of the table, and not what the section also speaks of."""
    return any(each.table == table.key or any(at.table == table.key for at in each.cells) for each in meant(claim))


def _is_printed(claim: Amount, table: Table) -> bool:
    """Whether the table has a column for what is stated: some tables print the expenditure alone."""
    return claim.subject.endswith("支出") or any(INCOME in column.key for column in table.columns)


def _spent(table: Table) -> list[Figure]:
    return [figure for figure in table.figures() if figure.number]


RULE = rule_per(ABOUT, _keys, _check)
