"""JS910: a term of the glossary is spelt otherwise than in the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from jslint.kinds.phrases import Hit, hits, replaced, texts_of_kinds, words_of
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.texts import Text
from jslint.report.titles import normalise, without_ordinal
from jslint.report.wording import Term
from jslint.rule import About, Example, Rule, found, rule

SHORTEST, LONGEST = 6, 60
"""Characters of a term that is compared with near-alike labels; shorter ones are too often other terms."""
_AND = "与及"
"""What people write for the 和 of a label."""

ABOUT = About(
    code="JS910",
    name="glossary-term-differs",
    title="名词解释与表内名称一致",
    severity="information",
    basis="部门决算公开模板：名词解释解释的就是表中的名词。",
    why=(
        "名词解释用的名称在表里找不到，读者无法对上。比较前去掉末尾的“支出”和括号；同一名词的几种通行写法，表里印哪一种，名词解释就应写哪一种。"
        "“单位”被替换成“部门”的由 JS906 指出。配置的 vocabulary 里登记为同义的不算。"
    ),
    advice="请统一为表内的名称。",
    good=(
        Example(
            "决算表:\n  财政拨款三公经费支出决算表:\n    栏目: [合计, 公务用车购置及运行维护费小计, 公务接待费]\n    预算数: [1.00, 1.00, ~]\n    决算数: [1.00, 1.00, ~]\n"
            "名词解释:\n  三公经费: 公务用车购置及运行维护费和公务接待费。\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  财政拨款三公经费支出决算表:\n    栏目: [合计, 公务用车购置及运行维护费小计, 公务接待费]\n    预算数: [1.00, 1.00, ~]\n    决算数: [1.00, 1.00, ~]\n"
            "名词解释:\n  三公经费: ⟦JS910⟧公务用车购置及运行费⟦/⟧和公务接待费，公务用车购置及运行费反映车辆支出。\n  ⟦JS910⟧年末结转结余⟦/⟧: 结转到下年的资金。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """The families of spellings over the glossary, then each of its terms against the labels."""
    glossary = tuple(texts_of_kinds(report, {"glossary", "term"}))
    labels = _labels(report)
    if not glossary or not labels:
        return
    short = _shortened(labels)
    families = words_of(report).families
    accepted = {normalise(alias) for aliases in report.settings.vocabulary.values() for alias in aliases}
    broken: set[int] = set()
    for family in families:
        usual = [name for name in family if normalise(name) in labels]
        odd = [name for name in family if normalise(name) not in labels | accepted]
        for name in odd if usual else ():
            places = list(_places(glossary, family, name))
            broken.update(id(text) for text, _ in places)
            if places:
                yield _finding(usual[0], places)
    scarred = tuple(term.wrong for term in words_of(report).scars)
    for text in glossary:
        if id(text) in broken:
            continue
        near = short.near(normalise(without_ordinal(text.value))) if text.kind == "term" else ""
        if near and normalise(text.value) not in accepted and not any(wrong in near for wrong in scarred):
            yield _finding(near, [(text, Hit(0, len(text.value), Term(text.value, near), (0, len(text.value))))])
        else:
            yield Check(ABOUT.code, text.place, "holds")


def _labels(report: Report) -> frozenset[str]:
    """What the tables print, normalised, without the 小计 of a group of columns and without what a bracket adds."""
    texts = texts_of_kinds(report, {"label", "subject"}, "决算表/")
    return frozenset().union(*(text.once("JS910 names", _names) for text in texts)) - {""}


def _names(value: str) -> set[str]:
    label = normalise(without_ordinal(value))
    return {label, label.removesuffix("小计"), normalise(without_ordinal(value).partition("（含")[0])}


def _places(glossary: Iterable[Text], family: tuple[str, ...], name: str) -> Iterator[tuple[Text, Hit]]:
    """Where one spelling stands, and no longer one of its family around it."""
    terms = tuple(Term(member) for member in family)
    for text in glossary:
        for hit in text.once(("JS910", terms), lambda value: hits(value, terms)):
            if hit.term.wrong == name:
                yield text, hit


class _Shortened:
    """The labels by what they become without one of their characters; made when the first term asks."""

    def __init__(self, labels: frozenset[str]) -> None:
        self._labels = labels
        self._shorter: dict[str, str] = {}

    def near(self, term: str) -> str:
        """The label that a term becomes by one character more or less, or another “和”, where the term itself is no label."""
        labels = self._labels
        if not SHORTEST <= len(term) <= LONGEST or term in labels or f"{term}支出" in labels:
            return ""
        if term.removesuffix("支出") in labels:
            return ""
        if not self._shorter:
            for label in sorted(label for label in labels if SHORTEST <= len(label) <= LONGEST):
                self._shorter.update(
                    {shorter: label for shorter in _without_one(label) if shorter not in self._shorter}
                )
        joined = (term.replace(other, "和") for other in _AND if other in term)
        return self._shorter.get(term) or next(
            (each for each in (*sorted(_without_one(term)), *joined) if each in labels), ""
        )


@lru_cache(maxsize=8)
def _shortened(labels: frozenset[str]) -> _Shortened:
    return _Shortened(labels)


def _without_one(text: str) -> set[str]:
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def _finding(now: str, places: list[tuple[Text, Hit]]) -> Check:
    text, hit = places[0]
    printed = text.value[hit.start : hit.end]
    count = f"，共 {len(places)} 处" if len(places) > 1 else ""
    return found(
        ABOUT,
        text.place,
        text.anchor(hit.start, hit.end),
        f"名词解释写作“{printed}”，表内为“{now}”{count}。{ABOUT.advice}",
        related=tuple((other.anchor(each.start, each.end), f"“{printed}”") for other, each in places[1:]),
        repairs=replaced(places, now, f"改为“{now}”", safe=False),
        subject=printed,
    )


RULE: Rule = rule(ABOUT, check)
