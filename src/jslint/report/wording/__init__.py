"""Word lists of the wording rules: data of the package, extended by the configuration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Any, Self

from msgspec import Struct

from jslint.reading.package_data import packaged


class Term(Struct, frozen=True):
    """A wrong wording and the right one (empty where there is no single one).

    `since` is the year from which the right one holds (0: always); `mark` is the part of the wrong wording that is shown;
    `before` and `after` are what may not stand beside it for it to be wrong; `amount` asks for an amount behind it.
    """

    wrong: str
    now: str = ""
    why: str = ""
    since: int = 0
    mark: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    amount: bool = False


FULL_BRACKETS = str.maketrans("()", "（）")


def _head(term: Term) -> str:
    return term.wrong[:2]


class Terms(tuple[Term, ...]):
    """Terms, the longest first, looked up by how they begin."""

    _by_head: dict[str, list[int]]

    def __new__(cls, terms: Iterable[Term]) -> Self:
        """Put the terms in order."""
        made = super().__new__(cls, sorted(terms, key=lambda term: -len(term.wrong)))
        made._by_head = {}
        for number, term in enumerate(made):
            made._by_head.setdefault(_head(term), []).append(number)
        return made

    def begun(self, heads: frozenset[str]) -> list[Term]:
        """The terms that begin with one of these, in order: no other can stand in a text that has no other beginnings."""
        found = self._by_head.keys() & heads
        return [self[number] for number in sorted(number for head in found for number in self._by_head[head])]


class Wording(Struct, frozen=True, eq=False):
    """The word lists, made once for an extension; `slips` are `phrases` and `exact` together."""

    dated: tuple[Term, ...]
    historical: tuple[str, ...]
    scars: Terms
    leftovers: Terms
    phrases: tuple[Term, ...]
    exact: tuple[Term, ...]
    slips: Terms
    selves: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    amount_words: tuple[str, ...]
    percent_words: tuple[str, ...]
    heads: frozenset[str]

    def beginnings(self, text: str) -> frozenset[str]:
        """The first two characters of terms, of whichever list, that stand in a text; half-width brackets count as full-width."""
        wide = text.translate(FULL_BRACKETS)
        return self.heads.intersection(chain(map(add, wide, wide[1:]), wide))

    def dated_in(self, year: int) -> Terms:
        """The terms that are dated in a report of that year (0, a year that is not known: only those without one)."""
        return _dated_in(self, year)


@lru_cache(maxsize=64)
def _dated_in(words: Wording, year: int) -> Terms:
    return Terms(term for term in words.dated if term.since <= year)


LISTS = ("dated", "scars", "leftovers", "phrases", "selves")
"""The lists that a configuration may extend under `wording`."""

PAIRED = frozenset({"dated", "scars", "phrases"})
"""Those whose entries are `old=new` pairs."""


@lru_cache(maxsize=8)
def wording_with(extra: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Wording:
    """The packaged lists with a bureau's additions: `old=new` pairs for terms, plain words for the rest.

    Raises ValueError for a list that there is none of.
    """
    data = packaged("report/wording/wording.yaml")
    added = dict(extra)
    if unknown := sorted(set(added) - set(LISTS)):
        raise ValueError(f"no such word list: {', '.join(unknown)}; known: {', '.join(LISTS)}")
    phrases = (*map(_term, data["phrases"]), *_twice(data["doubled"]), *_pairs(added.get("phrases", ())))
    exact = tuple(_slips(data["exact"]))
    dated = (*map(_term, data["dated"]), *_pairs(added.get("dated", ())))
    scars = Terms((*map(_term, data["scars"]), *_pairs(added.get("scars", ()))))
    leftovers = Terms((*map(_term, data["leftovers"]), *_pairs(added.get("leftovers", ()))))
    return Wording(
        dated=dated,
        historical=tuple(data["historical"]),
        scars=scars,
        leftovers=leftovers,
        phrases=phrases,
        exact=exact,
        slips=Terms((*phrases, *exact)),
        families=tuple(map(tuple, data["families"])),
        selves=(*data["selves"], *added.get("selves", ())),
        amount_words=tuple(data["amount_words"]),
        percent_words=tuple(data["percent_words"]),
        heads=frozenset(map(_head, (*dated, *scars, *leftovers, *phrases, *exact))),
    )


def extension(settings: Mapping[str, Iterable[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A configuration's additions as a key that can be remembered by."""
    return tuple(sorted((name, tuple(entries)) for name, entries in settings.items()))


def _term(data: dict[str, Any]) -> Term:
    return Term(
        wrong=data.get("wrong") or data.get("term") or data["text"],
        now=data.get("now") or "",
        why=data.get("why") or "",
        since=int(data.get("since", 0)),
        mark=data.get("mark") or "",
        before=tuple(data.get("before") or ()),
        after=tuple(data.get("after") or ()),
        amount=data.get("followed_by_amount") == "true",
    )


def _slips(phrases: Iterable[dict[str, Any]]) -> Iterable[Term]:
    """Every phrase with one inner character dropped or doubled; what is accepted, or is itself a phrase, is none."""
    known = {entry["phrase"] for entry in phrases}
    for entry in phrases:
        phrase, accepted = entry["phrase"], {*(entry.get("accept") or ()), *known}
        forms = [phrase[:at] + phrase[at + 1 :] for at in range(1, len(phrase) - 1)]
        forms += [phrase[: at + 1] + phrase[at:] for at in range(1, len(phrase) - 1)]
        for form in dict.fromkeys(forms):
            if form not in accepted:
                yield Term(form, phrase)


def _twice(words: Iterable[str]) -> Iterable[Term]:
    """Each word written twice in a row."""
    return (Term(word * 2, word) for word in words)


def _pairs(entries: Iterable[str]) -> Iterable[Term]:
    for entry in entries:
        wrong, _, now = entry.partition("=")
        yield Term(wrong.strip(), now.strip(), why="配置所列")
