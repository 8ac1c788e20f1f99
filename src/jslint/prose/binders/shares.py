"""Says whose share a percentage is, and of what."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.antecedents import amount_of, amounts_in_row, shared_amount
from jslint.prose.binders.binder import Bound, Outcome, Unsure, View
from jslint.prose.binders.runs import named_in_row, run_length, with_run
from jslint.prose.claims import AMOUNTS
from jslint.prose.context import Context
from jslint.prose.reading import Reading, Subject
from jslint.prose.vocabulary import clean

_WAS = Pattern(r"[由从](?:上年度?|去年|[0-9]{4}年度?)?的?$")
_BECOMES = Pattern(r"(?:大幅|逐步|进一步)?(?:提高|提升|上升|增加|增长|下降|降低|减少|[升降增减])?(?:到|至|为)")
"""占比由 P% 提高到 Q%: what it was."""


def base_of_share(view: View) -> Outcome:
    """占本年支出合计 A 万元的 P%: the amount is that of the base."""
    of = view.clause.of
    if of is None or not view.clause.has("share"):
        return None
    if not of.known:
        return Unsure("说不清占的是什么")
    amount = _inner(view) or shared_amount(view.context)
    sharing = (amount.subject if amount is not None else view.default(), of)
    base = view.reading("part", of)
    # of 网上商城采购 A 万元 nobody knows whose it is
    known = not view.context.amount_lost and sharing[0].name != of.name
    return Bound(replace(view.context, sharing=sharing if known else None, last=base), (base,))


def _inner(view: View) -> Reading | None:
    """其中会议费 A 万元，占机关运行经费 B 万元的 P%: the part that no table has, right before its share."""
    last = view.context.last
    inner = last is not None and last.role == "other" and last.sentence == view.context.sentence and not last.of
    return last if inner else None


def share_of_stated(view: View) -> Outcome:
    """占本年支出合计 A 万元的 P%: the percentage goes with the base just before it."""
    context, last = view.context, view.context.last
    if context.sharing is None or last is None or last.number is None:
        return None
    subject, of = context.sharing
    if view.between(last.number) != "的" or last.subject != of:
        return None
    view = replace(view, context=replace(context, sharing=None))
    part = amount_of(context, subject) or amount_of(context, subject, frozenset({"other"}))
    return view.bound(view.reading("share", subject, of=of.name, part=part))


def share_before(view: View) -> Outcome:
    """占比由 P% 提高到 Q%: P is what it was, of whichever year."""
    clause, text = view.clause, view.text
    was = clause.has("share") and _WAS.search(text, clause.start, view.number.start)
    return Unsure("说的是以前的占比") if was and _BECOMES.match(text, view.number.after) else None


def share(view: View) -> Outcome:
    """占…的 P% of whom the clause names, else of the amount before."""
    clause, context = view.clause, view.context
    if not clause.has("share"):
        return None
    amount = shared_amount(context)
    if amount is not None and amount.sentence != context.sentence and not view.passage.opens_sentence(clause.start):
        amount = None  # 数量指标完成 15 项，占 P%: of no amount
    named = _named(view, amount)
    if (amount is None and named is None) or (named is None and context.amount_lost) or (named and not named.known):
        return Unsure("说不清是谁的占比")
    if (clause.after and clause.of is None) or (clause.before and not clause.subjects):
        return view.unknown()  # 住房公积金缴存比例为 12%: of what nobody knows
    if clause.has("prior") or (context.total_lost if clause.of is None else not clause.of.known):
        return Unsure("说不清占的是什么")  # 上年占比 P%: of last year's
    length = run_length(view.text, view.number)
    run = _in_row(view, length)
    if length > 1 and not run:
        return Unsure("说不清各是谁的占比")  # 。分别占 P%和 Q%: of more than one, and nobody says of whom
    subject = run[0] if run else named or (amount.subject if amount is not None else view.default())
    if subject.head and clause.of is None and subject == (context.main or view.default()):
        return Unsure("说不清是谁的占比")
    if clause.of is None and (_is_unlisted(view, subject) or _is_of_part(view, subject)):
        return Unsure("说不清占的是什么")
    of = clause.of.name if clause.of else ""
    subject = _half_of(view, subject, of)
    if of == subject.name and not subject.path:
        return Unsure("说不清占的是什么")  # 一般公共预算财政拨款支出 A 万元，占财政拨款支出的 P%: of more than itself
    return with_run(view.bound(view.reading("share", subject, of=of, part=amount_of(context, subject))), run)


def _half_of(view: View, subject: Subject, of: str) -> Subject:
    """教育支出 A 万元，其中基本支出 B 万元，…基本支出占教育支出的 P%: the row's own half, as the sentence has stated it."""
    sentence, name = view.context.sentence, f"{of}的{subject.name}"
    stated = (each.subject for each in view.context.recent if each.sentence == sentence)
    return next((each for each in stated if each.name == name), subject)


def _in_row(view: View, length: int) -> tuple[Subject, ...]:
    """Whose shares stand in a row: A、B 分别占 P%、Q% names them itself, else they are the last amounts of the sentence."""
    listed = named_in_row(view) or view.context.shared
    if length > 1 and len(listed) == length and all(each.known for each in listed):
        return listed
    return amounts_in_row(view.context, length)


_REST = frozenset({"其他", "其它", "其余"})


def _is_unlisted(view: View, subject: Subject) -> bool:
    """Whether a name that the vocabulary lacks stands in no list of what the whole comprises: 税收收入 A 亿元，占比 P%."""
    listed = clean(subject.name.partition("、")[0]) in view.passage.vocabulary.words
    if subject.path or subject.head or (listed and subject.name not in _REST):
        return False
    context = view.context
    whole = context.part_of or _amount_before(context)
    if any(each.role == "share" and each.sentence == context.sentence for each in context.recent[-4:]):
        return False  # 财政拨款支出 A，占 P%；其他资金支出 B，占 Q%
    return not view.context.listed or (whole is not None and not whole.subject.head)


def _amount_before(context: Context) -> Reading | None:
    """The last amount of the sentences before: 公务用车运行维护费 A 万元。其中：燃油费 B 万元，占 P%."""
    earlier = (each for each in reversed(context.recent) if each.sentence < context.sentence)
    return next((each for each in earlier if each.role in AMOUNTS and each.number), None)


def _is_of_part(view: View, subject: Subject) -> bool:
    """财政拨款支出 A 万元，其中基本支出 B 万元，占 P%: the share of an amount that is not the subject's own."""
    last = view.context.last
    return last is not None and last.role == "other" and last.subject == subject


def _named(view: View, amount: Reading | None) -> Subject | None:
    """Whose share the clause names: in itself, by its path, or in a clause since the last amount."""
    clause, carried = view.clause, view.context.subject
    if clause.subject is not None:
        return clause.subject
    if clause.in_path and not clause.spent:
        return carried
    if amount is not None and carried is not None and carried.known and not carried.head:
        return carried if carried.name != amount.subject.name else None
    return None
