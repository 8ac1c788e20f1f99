"""JS908: a report speaks of itself in two ways."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.kinds.phrases import NARRATIVE, Hit, gathered, hits, replaced, texts_of_kinds, words_of
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.texts import Text
from jslint.report.wording import Term
from jslint.rule import About, Example, Rule, found, rule

ABOUT = About(
    code="JS908",
    name="mixed-self-reference",
    title="全文自称一致",
    severity="information",
    basis="部门决算公开模板：部门决算自称“我部门”，单位决算自称“我单位”。",
    why="一份报告里又是“我部门”又是“我单位”，读者分不清说的是整个部门还是其中一个单位，多半是从别的底稿抄来的。只看情况说明和表下说明。",
    advice="请统一自称；确指不同主体的，写出名称。",
    good=(
        Example(
            "情况说明:\n  收入决算情况: |\n    我部门收入 1.00 万元。\n  支出决算情况: |\n    我部门支出 1.00 万元。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  收入决算情况: |\n    我部门收入 1.00 万元，我部门另有 0.00 万元。\n  支出决算情况: |\n    ⟦JS908⟧我单位⟦/⟧支出 1.00 万元。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """The forms of the list counted over the narrative; the most frequent is taken for the usual one."""
    words = words_of(report)
    selves = tuple(Term(word) for word in words.selves)

    def scan(text: Text) -> list[Hit]:
        return hits(text.value, selves)

    texts = [*texts_of_kinds(report, {"prose"}, NARRATIVE), *texts_of_kinds(report, {"statement"})]
    places = gathered(texts, ("JS908", words), scan)
    if not places:
        return
    usual = max(places, key=lambda term: (len(places[term]), -selves.index(term)))
    if len(places) == 1:
        yield Check(ABOUT.code, places[usual][0][0].place, "holds")
        return
    odd = [place for term, found_ in places.items() if term is not usual for place in found_]
    yield _finding(usual, odd, {term.wrong: len(found_) for term, found_ in places.items()})


def _finding(usual: Term, odd: list[tuple[Text, Hit]], counts: dict[str, int]) -> Check:
    text, hit = odd[0]
    shown = "，".join(f"“{word}”{count} 处" for word, count in counts.items())
    return found(
        ABOUT,
        text.place,
        text.anchor(hit.start, hit.end),
        f"全文自称不一致：{shown}。{ABOUT.advice}",
        related=tuple((other.anchor(each.start, each.end), f"“{each.term.wrong}”") for other, each in odd[1:]),
        repairs=replaced(odd, usual.wrong, f"统一为“{usual.wrong}”", safe=False),
        subject=" ".join(counts),
    )


RULE: Rule = rule(ABOUT, check)
