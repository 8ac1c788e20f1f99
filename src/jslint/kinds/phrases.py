"""Finding terms in the texts of a report: where they stand, and what speaks against each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from msgspec import Struct

from jslint.figure import Anchor, Place
from jslint.ledger import Check, Repair
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.texts import Kind, Text
from jslint.report.wording import FULL_BRACKETS, Term, Terms, Wording, extension, wording_with
from jslint.rule import About, found

_TITLES = Pattern(r"《[^《》\n]{0,200}》")

_NEAR = 24
"""Characters within which the neighbour of a term is looked for, beyond spaces and soft line ends."""

MOST_HITS = 1000
"""Places in one text that are looked at; what repeats oftener is no slip but a text of another kind."""

NARRATIVE = "情况说明/"
"""The pieces that speak of the year's figures."""


_AMOUNT_BEHIND = Pattern(r"\s*[0-9０-９][0-9０-９.,]*\s*(?:万元|亿元|元)?")


class Hit(Struct, frozen=True):
    """A stretch of a text and the term that it is; `shown` is the stretch that a finding points at."""

    start: int
    end: int
    term: Term
    shown: tuple[int, int]


def words_of(report: Report) -> Wording:
    """The word lists of this report's settings."""
    return wording_with(extension(report.settings.wording))


def hits(value: str, terms: Iterable[Term]) -> list[Hit]:
    """Every place of every term, the longest term first where they overlap; half-width brackets count as full-width."""
    return _placed(value, sorted(terms, key=lambda term: -len(term.wrong)))


def listed(text: Text, terms: Terms, words: Wording) -> list[Hit]:
    """As `hits` for a list of `words`: how the terms of all its lists begin is looked up in a text only once."""
    ordered = terms.begun(text.once(words, words.beginnings))
    return _placed(text.value, ordered) if ordered else []


def _placed(value: str, ordered: Iterable[Term]) -> list[Hit]:
    text = value.translate(FULL_BRACKETS)
    taken: list[Hit] = []
    for term in ordered:
        at = text.find(term.wrong)
        while at >= 0:
            end = at + len(term.wrong)
            if _stands(text, at, end, term) and all(end <= hit.start or hit.end <= at for hit in taken):
                if len(taken) == MOST_HITS:
                    return sorted(taken, key=lambda hit: hit.start)
                taken.append(Hit(at, end, term, _shown(text, at, end, term)))
            at = text.find(term.wrong, end)
    return sorted(taken, key=lambda hit: hit.start)


def _shown(text: str, start: int, end: int, term: Term) -> tuple[int, int]:
    if term.mark:
        at = start + term.wrong.index(term.mark)
        return at, at + len(term.mark)
    behind = _AMOUNT_BEHIND.match(text, end) if term.amount else None
    return start, behind.end() if behind else end


def _stands(text: str, start: int, end: int, term: Term) -> bool:
    if term.amount and not _AMOUNT_BEHIND.match(text, end):
        return False
    if term.after and text[end : end + _NEAR].lstrip().startswith(term.after):
        return False
    return not (term.before and text[max(0, start - _NEAR) : start].rstrip().endswith(term.before))


def outside_titles(value: str, found_: Iterable[Hit]) -> list[Hit]:
    """The hits that do not stand within 《》: the title of a document is quoted as it is."""
    titles = [match.span() for match in _TITLES.finditer(value)]
    starts = [start for start, _ in titles]
    return [hit for hit in found_ if not (at := bisect_right(starts, hit.start)) or titles[at - 1][1] <= hit.start]


def some(pattern: Pattern, value: str) -> list[re.Match[str]]:
    """The first matches of a pattern, at most `MOST_HITS`."""
    return list(islice(pattern.found_in(value), MOST_HITS))


def texts_of_kinds(report: Report, kinds: Collection[Kind], under: str = "") -> Iterator[Text]:
    """The texts of some kinds, of all pieces or of those under one part."""
    return (text for text in report.texts() if text.kind in kinds and text.piece.startswith(under))


def gathered(
    texts: Iterable[Text], key: object, scan: Callable[[Text], list[Hit]]
) -> dict[Term, list[tuple[Text, Hit]]]:
    """What a scanner finds in the texts, by term: one cause, one finding."""
    places: dict[Term, list[tuple[Text, Hit]]] = {}
    for text in texts:
        for hit in text.once_of(key, scan):
            places.setdefault(hit.term, []).append((text, hit))
    return places


def term_finding(
    about: About, term: Term, places: list[tuple[Text, Hit]], words: str, *, subject: str = "", safe: bool = True
) -> Check:
    """One finding for a term: at its first place, the others related, one repair for all."""
    text, hit = places[0]
    count = f"，全文 {len(places)} 处" if len(places) > 1 else ""
    related = tuple((other.anchor(*each.shown), f"“{term.wrong}”") for other, each in places[1:])
    return found(
        about,
        text.place,
        text.anchor(*hit.shown),
        f"{words}{count}。{about.advice}",
        related=related,
        repairs=replaced(places, term.now, f"“{term.wrong}”改为“{term.now}”", safe=safe),
        subject=subject or term.wrong,
    )


def replaced(places: Iterable[tuple[Text, Hit]], now: str, title: str, *, safe: bool = True) -> tuple[Repair, ...]:
    """The repair that puts one wording in the place of all; none where there is no right one or no place can be edited."""
    anchors = [text.exact(hit.start, hit.end) for text, hit in places]
    edits: tuple[tuple[Anchor, str], ...] = tuple((anchor, now) for anchor in anchors if anchor is not None)
    return (Repair(title, edits, safe=safe),) if now and edits else ()


def holds(about: About, texts: Iterable[Text], broken: Iterable[Text] = ()) -> Iterator[Check]:
    """One entry for every piece whose texts were looked at and are in order."""
    bad = {text.piece for text in broken}
    pieces = dict.fromkeys(text.piece for text in texts)
    return (Check(about.code, Place(piece), "holds") for piece in pieces if piece not in bad)
