"""JS904: doubled or dropped characters in fixed phrases, and quotes or brackets that do not pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.diagnostic import Severity
from jslint.figure import Anchor, Place
from jslint.kinds.phrases import Hit, listed, some, words_of
from jslint.ledger import Check, Repair
from jslint.pattern import Pattern
from jslint.report.catalogue import catalogue
from jslint.report.model import Report
from jslint.report.texts import WRITTEN, Text
from jslint.rule import About, Example, Rule, Unit, found
from jslint.rules.codes._rows import coded_rows
from jslint.rules.wording._pairs import unpaired

_DOUBLED = Pattern(r"([。，；、：])\1+|[，；、：]。|。[，；、：]|[，、]；|；[，、]")
_LISTED = Pattern(r"[（(]类[）)](?:支出)?[^（()）。；\n]{2,40}[（(]款[）)]", needs=("款）", "款)"))
_UNMARKED = Pattern(r"([\u4e00-\u9fff、（）()]{2,40}?)(?=。|，|；|[0-9]|年初预算|支出决算|决算数|$)")
_WIDE = Pattern(r"[０-９]+(?:，[０-９]{3})*(?:．[０-９]+)?")
_NARROW = str.maketrans("０１２３４５６７８９．，％－", "0123456789.,%-")
_QUOTED_ORDINAL = Pattern(r"(?:^|[；。\n])\s*([0-9]{1,2}[“”\"][.．、])", needs=("“", "”", '"'))
"""A quote that slipped into the ordinal of an item: 11“.灾害防治."""
_QUOTES = "“”"
NEAR = 40
"""Characters within which two lone quotes or brackets are one slip."""
ITEM_DIGITS = 7
"""Digits of the code of a 项 (类 3, 款 5)."""
MOST_RELATED = 40
"""Places of one habit that a finding names; the repair knows them all."""

ABOUT = About(
    code="JS904",
    name="slipped-phrase",
    title="固定用语多字漏字，标点重复，引号括号不成对",
    severity="warning",
    basis="部门决算公开模板的固定用语；《标点符号用法》（GB/T 15834）。",
    why=(
        "从模板改写时容易多打、漏打一个字，或者留下两个标点。只认固定用语和标点：列在词表里的错法，固定用语中间漏一字、叠一字，"
        "同节各条都写“（项）”而漏写的一条，以及不成对的引号和括号。数字用了全角的全文合为一条提示。"
    ),
    advice="请改正文字。",
    good=(
        Example(
            "情况说明:\n  收入决算情况: |\n    2023 年度收入合计 1.00 万元（“三公”经费 0.00 万元），占 100.00%。\n    1）其中：财政拨款收入 1.00 万元。\n"
        ),
        Example(
            "情况说明:\n  支出决算情况: |\n    其他支出支出决算为 1.00 万元，2023 年度年度预算 1.00 万元，由于人员增加增加经费。\n"
        ),
        Example("情况说明:\n  收入支出决算总体情况: |\n    2023 年度收入支出 1.00 万元，其他支出收入不变。\n"),
    ),
    bad=(
        Example(
            "情况说明:\n  收入决算情况: |\n    2023 年度收入合计 1.00 万元⟦JS904⟧。。⟦/⟧支出决算⟦JS904⟧为数⟦/⟧ 1.00 万元，⟦JS904⟧较上一度⟦/⟧减少。\n"
            "  支出决算情况: |\n    2023 年度⟦JS904⟧一般公预算财政拨款⟦/⟧支出 1.00 万元，见⟦JS904⟧“⟦/⟧第五部分。\n"
        ),
        Example(
            "情况说明:\n  机关运行经费支出情况: |\n    比上年增加 1.00 万元，增加⟦JS904⟧原因原因⟦/⟧是租用车位，⟦JS904⟧主要用于主要用于⟦/⟧办公。\n"
            "  国有资本经营预算财政拨款支出决算情况: |\n    国有资本经营预算⟦JS904⟧支出收入 3.00 万元⟦/⟧。\n"
        ),
        Example(
            "情况说明:\n  一般公共预算财政拨款支出决算情况:\n    结构情况: |\n      10.“农林水支出”1.00 万元；\n      ⟦JS904⟧11“.⟦/⟧住房保障支出”1.00 万元。\n"
        ),
        Example(
            "情况说明:\n  一般公共预算财政拨款支出决算情况:\n    具体情况: |\n"
            "      1. 卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。年初预算为 1.00 万元。\n"
            "      2. 卫生健康支出（类）行政事业单位医疗（款）⟦JS904⟧事业单位医疗⟦/⟧。年初预算为 ⟦JS904⟧１⟦/⟧ 万元。\n"
        ),
    ),
)


def check(report: Report, piece: str) -> Iterable[Check]:
    """The texts of a piece, by every way in which a phrase slips."""
    words = words_of(report)
    looked_at = False
    for text in report.texts(piece):
        if text.kind not in WRITTEN:
            continue
        slips = text.once_of(("JS904", words), lambda text: listed(text, words.slips, words))
        checks = [*_slips(text, slips), *_punctuation(text), *_pairs(text)]
        if text.kind == "prose":
            checks.extend(_unmarked(report, text))
        yield from checks
        looked_at = looked_at or not checks
    if looked_at:
        yield Check(ABOUT.code, Place(piece), "holds")


def _slips(text: Text, slips: list[Hit]) -> Iterator[Check]:
    for hit in slips:
        anchor = text.exact(hit.start, hit.end)
        repairs = (
            (Repair(f"改为“{hit.term.now}”", ((anchor, hit.term.now),), safe=not hit.term.amount),) if anchor else ()
        )
        said = f"“{hit.term.wrong}”应为“{hit.term.now}”"
        yield _finding(text, hit.shown, said, repairs)


def _punctuation(text: Text) -> Iterator[Check]:
    for match in text.once("doubled", lambda value: some(_DOUBLED, value)):
        marks = match.group()
        anchor = text.exact(*match.span())
        single = len(marks) == 2 and marks[0] == marks[1]
        now = marks[0] if single else marks.strip("，；、：") or marks[0]
        repairs = (Repair(f"改为“{now}”", ((anchor, now),), safe=single),) if anchor and len(marks) == 2 else ()
        yield _finding(text, match.span(), f"标点重复“{marks}”", repairs)
    for match in text.once("ordinal", lambda value: some(_QUOTED_ORDINAL, value)):
        yield _finding(text, match.span(1), f"引号夹在序号里“{match[1]}”", (), severity="information")


def _pairs(text: Text) -> Iterator[Check]:
    """Marks of one kind that stand near each other without a half are one slip: “三公“经费."""
    lone = text.once("unpaired", unpaired)
    groups: list[list[tuple[int, str, bool]]] = []
    for at, mark, opening in lone:
        last = groups[-1][-1] if groups else None
        if last is not None and at - last[0] <= NEAR and (last[1] in _QUOTES) is (mark in _QUOTES):
            groups[-1].append((at, mark, opening))
        else:
            groups.append([(at, mark, opening)])
    for group in groups:
        at, mark, opening = group[0]
        said = f"{'前' if opening else '后'}{'引号' if mark in _QUOTES else '括号'}“{mark}”没有与它成对的另一半"
        yield _finding(text, (at, at + 1), said, (), tuple(place for place, _, _ in group[1:]))


def _unmarked(report: Report, text: Text) -> Iterator[Check]:
    """An entry of a 项 that says （类）（款） but not （项）, where its siblings do and its name is one of a 项."""
    value = text.value
    if "（项）" not in value.translate(str.maketrans("()", "（）")):
        return
    for beside in some(_LISTED, value):
        match = _UNMARKED.match(value, beside.end())
        if match is None or value.startswith(("（项", "(项"), match.end()) or not _is_item(report, match.group(1)):
            continue
        anchor = text.exact(*match.span(1))
        repairs = (Repair("补上“（项）”", ((anchor, f"{match.group(1)}（项）"),), safe=True),) if anchor else ()
        said = f"“{match.group(1)}”后漏“（项）”，同一节的其他各条都写了"
        yield _finding(text, match.span(1), said, repairs)


def _is_item(report: Report, name: str) -> bool:
    if any(len(code) == ITEM_DIGITS for code in catalogue().codes_named(name)):
        return True
    return any(row.name == name and len(row.code or "") == ITEM_DIGITS for _, row in coded_rows(report))


def wide_digits(report: Report) -> Iterable[Check]:
    """Full-width digits of the whole report, which are one habit and one finding: of the narrative, then of the tables."""
    wide: list[tuple[Place, Anchor, Anchor | None, str]] = []
    for text in report.texts():
        if text.kind == "prose":
            for match in text.once("wide", lambda value: some(_WIDE, value)):
                wide.append((text.place, text.anchor(*match.span()), text.exact(*match.span()), match.group()))
    for table in report.tables():
        for figure in table.figures():
            if not figure.printed.isascii() and _WIDE.search(figure.printed):
                wide.append((figure.place, figure.anchor, figure.anchor, figure.printed))
    if not wide:
        return
    place, anchor, _, printed = wide[0]
    edits = tuple((exact, digits.translate(_NARROW)) for _, _, exact, digits in wide if exact is not None)
    yield found(
        ABOUT,
        place,
        anchor,
        f"“{printed}”用了全角数字，全文 {len(wide)} 处。{ABOUT.advice}",
        related=tuple((other, f"“{digits}”") for _, other, _, digits in wide[1:MOST_RELATED]),
        repairs=(Repair("全角数字改为半角", edits, safe=True),) if edits else (),
        severity="information",
        subject="全角数字",
    )


def units(report: Report) -> Iterator[Unit]:
    """Each piece by itself, and the digits of the whole report."""
    for piece in report.text_pieces():
        yield Unit(piece, lambda watched, piece=piece: check(watched, piece))  # type: ignore[misc]
    yield Unit("全角数字", wide_digits)


def _finding(
    text: Text,
    shown: tuple[int, int],
    said: str,
    repairs: tuple[Repair, ...],
    others: tuple[int, ...] = (),
    severity: Severity | None = None,
) -> Check:
    around = text.value[max(0, shown[0] - 8) : shown[1] + 8].replace("\n", " ")
    message = f"{text.place.words()}：{said}（……{around}……）。{ABOUT.advice}"
    subject = f"{text.place.words()} {around}"
    related = tuple((text.anchor(at, at + 1), f"“{text.value[at]}”") for at in others)
    return found(
        ABOUT,
        text.place,
        text.anchor(*shown),
        message,
        related=related,
        repairs=repairs,
        subject=subject,
        severity=severity,
    )


RULE = Rule(ABOUT, units)
