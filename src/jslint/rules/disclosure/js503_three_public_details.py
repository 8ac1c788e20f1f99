"""JS503: 三公 money was spent, and the counts or the split that go with it are not given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from jslint.figure import Figure
from jslint.ledger import Check
from jslint.pattern import Pattern, holds_any
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.disclosure._stated import (
    ABROAD,
    CAR_PURCHASE,
    CAR_RUNNING,
    CARS,
    HOSTING,
    THREE_PUBLIC,
    Stated,
    shown,
    spent,
    stated,
)

ABOUT = About(
    code="JS503",
    name="three-public-details-missing",
    title="“三公”经费按规定细化，并写明团组、人次、车辆和批次",
    severity="error",
    basis="中央和地方“三公”经费公开要求：公务用车分购置和运行，并公开出国团组数、人次，购置数、保有量，国内接待批次、人次。",
    why="只有金额没有数量，读者无法判断开支是否合理。金额为零或空白的不要求；在说明里用自己的话写出数量的也算。",
    advice="请在“三公”经费具体情况中补上。",
    good=(
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况:\n    具体情况: |\n"
            "      1. 因公出国（境）费支出决算 2.00 万元。全年因公出国（境）团组 1 个，累计 2 人次。\n"
            "      2. 公务用车购置及运行维护费支出决算 20.00 万元。其中：\n"
            "      公务用车购置支出为 18.00 万元，购置车辆 1 台。公务用车运行维护支出 2.00 万元。公务用车保有量为 2 辆。\n"
            "      3. 公务接待费支出决算 0.30 万元。接待 5 批次、30 人次。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    公务接待费支出 2.00 万元。其中：\n"
            "    外宾接待支出 2.00 万元。2023年共接待国（境）外来访团组 4 个、来访外宾 25 人次（不包括陪同人员）。\n    其他国内公务接待支出 0.00 万元。\n",
            "上海-2024",
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    公务接待费支出 7.00 万元。其中：\n"
            "    外宾接待支出 2.00 万元，来访外宾 25 人次，团组 4 个。\n    其他国内公务接待支出 5.00 万元，全年接待国内来宾 40 批次、310 人次。\n",
            "上海-2024",
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    国内公务接待支出 3.00 万元（含外宾接待支出 1.00 万元），公务接待 22 批次、180 人次，其中：接待外宾 2 批次、9 人次。\n",
            "上海-2024",
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况:\n    具体情况: |\n"
            "      1. 因公出国（境）费支出决算 ⟦JS503⟧2.00⟦/⟧ 万元，用于考察。\n"
            "      2. 公务用车购置及运行维护费支出决算 ⟦JS503⟧20.00⟦/⟧ 万元。\n"
            "      3. 公务接待费支出决算 ⟦JS503⟧0.30⟦/⟧ 万元。接待 5 批次。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    公务接待费支出 7.00 万元。其中：\n"
            "    外宾接待支出 2.00 万元。2023年共接待国（境）外来访团组 4 个、来访外宾 25 人次（不包括陪同人员）。\n    其他国内公务接待支出 ⟦JS503⟧5.00⟦/⟧ 万元。\n",
            "上海-2024",
        ),
    ),
)


class Duty(Struct, frozen=True):
    """What is owed where an amount is not nil: which lines speak of it, and the words by which it is known."""

    name: str
    words: str


_LINES = {
    ABROAD: ("出国", "出境", "出访"),
    CARS: ("车",),
    CAR_PURCHASE: ("车",),
    HOSTING: ("接待", "来访", "外宾", "来宾"),
}
_SOME = r"[0-9一二两三四五六七八九十]"
_PEOPLE = Duty("人次", r"[0-9一二两三四五六七八九十]\s*(?:人|名)|人次[^。；，]{0,6}[0-9]|人数[^。；，]{0,6}[0-9]")
_DUTIES: dict[str, tuple[Duty, ...]] = {
    ABROAD: (
        Duty("团组数", rf"(?:团组|团次|团|批次|批)[^。；，]{{0,6}}[0-9]|{_SOME}\s*(?:个|次)?[^。；，]{{0,6}}(?:团|批)"),
        _PEOPLE,
    ),
    CARS: (
        Duty(
            "购置费与运行维护费的划分",
            r"运行(?:维护)?费?(?:支出)?[^。；]{0,12}[0-9]|购置费?(?:支出)?[^。；]{0,12}[0-9].*运行",
        ),
        Duty("保有量", rf"保有[^。；]{{0,16}}{_SOME}|(?<!购)[现共实拥][^。；]{{0,16}}{_SOME}\s*[辆台部]"),
    ),
    CAR_PURCHASE: (Duty("购置数", rf"{_SOME}\s*[辆台部]"),),
    HOSTING: (
        Duty("批次", rf"{_SOME}\s*(?:批|个|次)|(?:批次|批|团组|次数)[^。；，]{{0,6}}[0-9]"),
        _PEOPLE,
    ),
}


def check(report: Report) -> Iterable[Check]:
    """Each part of 三公 whose amount is not nil."""
    said = stated(report, THREE_PUBLIC)
    text = "\n".join(passage.text for section in report.narrative(THREE_PUBLIC) for passage in section.passages)
    for subject, duties in _DUTIES.items():
        figure = spent(report, said, subject)
        if figure is None or not figure.number:
            continue
        if not text.strip():
            yield Check(ABOUT.code, figure.place, "unchecked", (figure,), reason="没有“三公”经费的说明")
            continue
        spoken = "\n".join(line for line in text.split("\n") if holds_any(line, _LINES[subject]))
        missing = [duty.name for duty in duties if not re.search(duty.words, spoken)]
        if subject == CARS and said.amounts(CAR_PURCHASE) and said.amounts(CAR_RUNNING):
            missing = [name for name in missing if name != duties[0].name]
        if missing:
            yield _finding(subject, figure, missing)
        else:
            yield Check(ABOUT.code, figure.place, "holds", (figure,))
    yield from _received(said, text)


def _received(said: Stated, text: str) -> Iterator[Check]:
    """Domestic receptions that cost money, where only those from abroad are counted."""
    figure = next(iter(said.amounts(DOMESTIC)), None)
    abroad = next(iter(said.counts(FROM_ABROAD)), None)
    if figure is None or not figure.number or abroad is None:
        return
    clauses = [clause for clause in _CLAUSES.split(text) if not holds_any(clause, _ABROAD_WORDS)]
    counted = said.counts(VISITS) or any(_COUNTED.search(clause) for clause in clauses)
    yield (
        Check(ABOUT.code, figure.place, "holds", (figure,)) if counted else _finding(DOMESTIC, figure, ["批次", "人次"])
    )


DOMESTIC, VISITS, FROM_ABROAD = "国内接待", "国内来访", "外宾来访"
_CLAUSES = Pattern(r"[，,。；;：:\n]|其中")
_ABROAD_WORDS = ("外宾", "境）外", "国外", "外来访", "外事", "出国", "境外")
_COUNTED = Pattern(
    r"(?:接待|来访|来宾|国内|团组|批次|人次)[^，。；\n]{0,30}?[0-9]\s*(?:个|批|次|人|名)|[0-9]\s*(?:批|人次)"
)


def _finding(subject: str, figure: Figure, missing: list[str]) -> Check:
    message = f"{subject}支出 {shown(figure)}，没有写明{'、'.join(missing)}。{ABOUT.advice}"
    return found(ABOUT, figure.place, figure.anchor, message, figures=(figure,), subject=subject)


RULE: Rule = rule(ABOUT, check)
