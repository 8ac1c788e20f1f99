"""Self-evaluation forms as the rules of this family go through them, and relations entered with their messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from jslint.amount import printed
from jslint.figure import Figure, Place
from jslint.ledger import Check, Finding
from jslint.relation import Relation, Verdict
from jslint.report.annexes import OVERALL, PROJECT, Form
from jslint.report.model import Report
from jslint.rule import About, Rule, rule_per
from jslint.rules.performance._scoring import coarse_step

MOST_RELATED = 24

NO_FORMS = "附件中没有绩效自评表"


def per_form(about: About, check: Callable[[Form], Iterable[Check]]) -> Rule:
    """A rule that looks at one form at a time; a form of another kind makes it not applicable."""

    def keys(report: Report) -> Iterator[str]:
        yield from [form.piece for form in report.forms()] or [""]

    def trial(report: Report, key: str) -> Iterable[Check]:
        form = report.form(key) if key else None
        if form is None:
            yield Check(about.code, Place("附件"), "not_applicable", reason=NO_FORMS)
        elif not form.is_known:
            reason = f"《{form.title}》不是已知的部门整体或项目自评表"
            yield Check(about.code, Place(form.piece), "not_applicable", reason=reason)
        else:
            yield from check(form)

    return rule_per(about, keys, trial)


def projects(report: Report) -> tuple[Form, ...]:
    """The forms of single projects."""
    return report.forms(PROJECT)


def overall(report: Report) -> Form | None:
    """The form of the whole department where there is exactly one."""
    forms = report.forms(OVERALL)
    return forms[0] if len(forms) == 1 else None


def nothing(about: About, form: Form, reason: str) -> Check:
    """The rule has nothing to try on this form."""
    return Check(about.code, Place(form.piece), "not_applicable", reason=reason)


def enter(about: About, relation: Relation, message: Callable[[Verdict], str]) -> Check:
    """Weigh a relation and enter it; `message` says what is wrong where it is broken, the rule's advice ends it."""
    verdict = relation.weigh()
    figures = relation.figures
    place = figures[0].place
    if verdict.outcome != "broken":
        return Check(about.code, place, verdict.outcome, figures, relation, verdict.reason)
    related = tuple(
        (figure.anchor, f"{figure.place.inner_words()} {figure.shown}") for figure in figures[1 : MOST_RELATED + 1]
    )
    finding = Finding(figures[0].anchor, f"{message(verdict)}。{about.advice}", related)
    return Check(about.code, place, "broken", figures, relation, verdict.reason, finding, verdict.severity)


def one_finding(checks: Iterable[Check]) -> Iterator[Check]:
    """Trials that are broken together for one cause: the first speaks for the others."""
    entered = tuple(checks)
    broken = [check for check in entered if check.outcome == "broken"]
    for check in entered:
        if check.outcome != "broken":
            yield check
        elif check is broken[0]:
            yield check.with_changes(consequences=tuple(broken[1:]))


def gap(verdict: Verdict) -> str:
    """多 0.11 or 少 0.11."""
    return f"{'多' if verdict.difference > 0 else '少'} {printed(abs(verdict.difference))}"


def printed_step(form: Form) -> Decimal | None:
    """The step that a form prints its execution rates to, where none of them has two decimals; else None."""
    rates = [row.cells["执行率"] for row in (form.funds.rows if form.funds else ()) if "执行率" in row.cells]
    steps = [coarse_step(rate) for rate in rates if rate.number is not None and not rate.blank]
    return min((step for step in steps if step is not None), default=None) if None not in steps else None


def percent(figure: Figure) -> str:
    """A rate with its percent sign, whether or not the form prints one."""
    return figure.shown if figure.blank or figure.shown.endswith(("%", "％")) else f"{figure.shown}%"
