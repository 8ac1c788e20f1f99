"""JS408: words of direction agree with the amounts and with each other."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import HUNDRED
from jslint.figure import Figure
from jslint.kinds.narrative import THREE_PUBLIC
from jslint.kinds.proportions import compared, is_against_one, prior_of
from jslint.kinds.verdicts import judge
from jslint.ledger import Check, Opposite, Repair
from jslint.pattern import Pattern, holds_any
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount, Change, Claim, Completion, Direction, Growth, words_of
from jslint.prose.opposites import OTHER_WAY
from jslint.relation.order import ABOUT_SHARE, Order
from jslint.report.model import Report
from jslint.report.quantities import Missing, amount, budget
from jslint.rule import About, Example, found, rule_per
from jslint.rules.prose._examples import general, section
from jslint.rules.trend._each import is_caused, nothing, sentence_of, topics
from jslint.source import Span

TEXT = (
    "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为31.00万元，支出决算为30.00万元，完成年初预算的96.77%。"
    "决算数{w}预算数的主要原因：人员减少。"
)
TWICE = "公务接待费支出决算比上年减少0.40万元，下降10.00%，原因是来访减少。公务接待费支出决算⟦JS408⟧与上年持平⟦/⟧。"
WAYS = {"greater": 1, "less": -1, "equal": 0}
WORDS = {"greater": "大于", "less": "小于", "equal": "等于", "about": "基本持平", "differs": "存在差异"}

REACHED = Pattern(r"(?:减少|下降|降低|压减|缩减|增加|上升|增长|[降减增升])(?:为|到|至)\s*\Z")
LONGEST_WORD = 8
UPWARDS = ("增加", "增长", "上升", "提高", "增支")
DOWNWARDS = ("减少", "下降", "降低", "减支")
WAY = Pattern(rf"({'|'.join((*UPWARDS, *DOWNWARDS))})(?:了|约|近|额|金额|幅度|率|比例)?(?:为|是|达)?\s*\Z")
"""The word of direction right before a figure, where it is one that has one opposite."""
LONGEST_WAY = 10
SCOPES = ("剔除", "扣除", "同口径", "可比", "不含", "不包括", "除外", "还原", "若", "如果")
"""Words that change what is compared."""
MOST_STATED = 200
"""Statements of one subject in one section that are looked through for the figures a word is about."""

ABOUT = About(
    code="JS408",
    name="direction-disagrees",
    title="增减、大小、持平的说法与数字一致",
    severity="warning",
    basis="“大于、小于、等于、持平”说的是决算数与预算数（或上年数）的关系；增加与增长、减少与下降方向相同。",
    why=(
        "决算数小于预算数却写“大于”，有增减额却写“持平”，增加额后面写“下降”，都是改了数字没有改文字。"
        "“基本持平”容许十分之一以内的差异。"
    ),
    advice="请核对两个数，改正方向的说法。",
    good=(Example(general(TEXT.format(w="小于"))),),
    bad=(
        Example(general(TEXT.format(w="⟦JS408⟧大于⟦/⟧"))),
        Example(section(THREE_PUBLIC, TWICE)),
    ),
    yields_to=("JS403", "JS405", "JS406"),
    derived=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    tried = False
    for claim in report.claims(topic):
        for check in _trials(report, claim):
            tried = True
            yield check
    if not tried:
        yield nothing(ABOUT, topic, "没有说增减方向")


def _trials(report: Report, claim: Claim) -> Iterator[Check]:
    match claim:
        case Direction() if claim.of in BUDGETS:
            yield from _against_budget(report, claim)
        case Direction() if claim.comparison in {"equal", "about"}:
            yield from _flat(report, claim)
        case Growth() if claim.part is not None:
            yield from _same_way(report, claim, claim.part)
        case Change():
            yield from _change(report, claim)


def _against_budget(report: Report, claim: Direction) -> Iterator[Check]:
    final = _stated(report, claim, Amount, "final") or _stated(report, claim, Amount, *AMOUNTS)
    stated = _stated(report, claim, Amount, claim.of) or _stated(report, claim, Amount, *BUDGETS)
    against = stated or budget(report, claim, claim.of)
    if final is not None and not isinstance(against, Missing):
        yield judge(ABOUT, Order(final, against, claim.comparison, WORDS[claim.comparison]), anchor=claim.anchor)
        return
    rate = _stated(report, claim, Completion)
    if rate is not None and rate.number is not None and claim.comparison in WAYS:
        if not rate.number and claim.comparison == "equal":
            yield Check(ABOUT.code, rate.place, "not_applicable", (rate,), reason="完成率为零，预算可能也为零")
            return
        way = (rate.number > HUNDRED) - (rate.number < HUNDRED)
        if way == WAYS[claim.comparison] or (not way and claim.comparison != "equal"):
            yield Check(ABOUT.code, rate.place, "holds", (rate,))
            return
        message = f"{rate.place.words()}为 {rate.shown}，决算数却写作“{WORDS[claim.comparison]}”预算数。{ABOUT.advice}"
        related = ((rate.anchor, f"{rate.place.inner_words()} {rate.shown}"),)
        yield found(ABOUT, rate.place, claim.anchor, message, figures=(rate,), related=related)


def _stated(report: Report, claim: Direction, kind: type[Amount | Completion], *roles: str) -> Figure | None:
    """The figure of the same subject and item (an amount: in one of the roles): the last stated before the word, else the first after."""
    fitting = report.claims_on(claim, kind, *sorted(roles))[:MOST_STATED]
    before = [other for other in fitting if other.anchor.span.start < claim.anchor.span.start]
    last = max(before, key=lambda other: other.anchor.span.start, default=None)
    chosen = last if last is not None else next(iter(fitting), None)
    return chosen.figure if chosen is not None else None


def _flat(report: Report, claim: Direction) -> Iterator[Check]:
    """持平 beside a change of the same subject that is not zero, or a prior year that differs."""
    prior = prior_of(report, claim)
    if prior is not None and not isinstance(amount := _amount(report, claim), Missing):
        yield judge(ABOUT, Order(amount, prior, claim.comparison, WORDS[claim.comparison]), anchor=claim.anchor)
        return
    if claim.comparison == "equal":
        yield from _reached(report, claim)
    for other in report.claims_on(claim, Change)[:MOST_STATED]:
        if other.of == claim.of and _on_one_scope(report, claim, other):
            if not other.figure.number or (claim.comparison == "about" and _is_slight(other)):
                yield Check(ABOUT.code, other.figure.place, "holds", (other.figure,))
                continue
            message = f"{other.figure.place.words()}为 {other.figure.shown}，又写作“持平”。{ABOUT.advice}"
            related = ((other.figure.anchor, f"{words_of(other)} {other.figure.shown}"),)
            yield found(ABOUT, other.figure.place, claim.anchor, message, figures=(other.figure,), related=related)


def _is_slight(change: Change) -> bool:
    """Whether a change is at most a tenth of what it was before, or nobody knows what it was."""
    if change.base is None or change.base.unit != change.figure.unit:
        return True
    before = change.base.value - change.sense * change.figure.value
    return abs(change.figure.value) * ABOUT_SHARE <= abs(before)


def _reached(report: Report, claim: Direction) -> Iterator[Check]:
    """减少为 0.00 … 与上年持平: what became less or more is not level."""
    piece = report.piece(claim.anchor.piece)
    for other in report.claims_on(claim, Amount, *sorted(AMOUNTS))[:MOST_STATED]:
        if piece is None or other.sentence != claim.sentence or claim.of != "prior":
            continue
        start = other.anchor.span.start
        word = REACHED.search(piece.text, max(0, start - LONGEST_WORD), start)
        if word is not None:
            message = f"{other.subject}写作“{word[0].strip()} {other.figure.shown}”，又写作“持平”，两种说法相反。{ABOUT.advice}"
            related = ((other.figure.anchor, f"{words_of(other)} {other.figure.shown}"),)
            yield found(ABOUT, other.figure.place, claim.anchor, message, figures=(other.figure,), related=related)


def _on_one_scope(report: Report, claim: Direction, other: Change) -> bool:
    """Whether two statements are of the same money: in one sentence, or in two of which neither leaves anything out."""
    if claim.sentence == other.sentence:
        return True
    said = (sentence_of(report, claim), sentence_of(report, other))
    return all(said) and not any(holds_any(text, SCOPES) for text in said) and not is_caused(report, other)


def _amount(report: Report, claim: Direction) -> Figure | Missing:
    stated = _stated(report, claim, Amount, *AMOUNTS)
    return stated if stated is not None else amount(report, claim)


def _same_way(report: Report, claim: Growth, change: Figure) -> Iterator[Check]:
    """The rate goes the way its change goes."""
    for other in report.claims_at(claim.topic, Change, change):
        if not is_against_one(claim, other):
            continue
        if not claim.figure.number or not other.figure.number:
            yield Check(ABOUT.code, claim.figure.place, "holds", (claim.figure, other.figure))
            continue
        turned = of_change, of_rate = _turned(report, other), _turned(report, claim)
        opposite = Opposite(other.figure, claim.figure, of_change, of_rate) if of_change and of_rate else None
        if other.sense == claim.sense:
            yield Check(ABOUT.code, claim.figure.place, "holds", (claim.figure, other.figure), opposite=opposite)
            continue
        message = (
            f"{other.figure.place.words()} {other.figure.shown} 写作{_way(other)}，"
            f"{claim.figure.shown} 却写作{_way(claim)}，方向相反。{ABOUT.advice}"
        )
        related = ((other.figure.anchor, f"{_way(other)} {other.figure.shown}"),)
        check = found(
            ABOUT,
            claim.figure.place,
            claim.figure.anchor,
            message,
            figures=(claim.figure, other.figure),
            related=related,
            repairs=tuple(repair for repair in turned if repair is not None),
        )
        yield check.with_changes(opposite=opposite)


def _turned(report: Report, claim: Change | Growth) -> Repair | None:
    """The word before a figure turned round; None where it is none of those that have one opposite."""
    piece, anchor = report.piece(claim.anchor.piece), claim.figure.anchor
    start = anchor.span.start
    word = WAY.search(piece.text, max(0, start - LONGEST_WAY), start) if piece is not None else None
    if word is None or (word[1] in UPWARDS) != (claim.sense > 0):
        return None
    new = OTHER_WAY[word[1]]
    at = anchor._replace(span=Span(word.start(1), word.end(1)))
    return Repair(f"把{claim.figure.place.words()} {claim.figure.shown} 前的“{word[1]}”改为“{new}”", ((at, new),))


def _change(report: Report, claim: Change) -> Iterator[Check]:
    """More or less than the budget or the prior year, where the text states both."""
    if not claim.figure.number or is_caused(report, claim):
        return
    first, second = compared(report, claim)
    if first is not None and second is not None:
        said = "greater" if claim.sense > 0 else "less"
        yield judge(ABOUT, Order(first, second, said, _way(claim)), anchor=claim.figure.anchor)


def _way(claim: Change | Growth) -> str:
    return "增加" if claim.sense > 0 else "减少"


RULE = rule_per(ABOUT, topics, _check)
