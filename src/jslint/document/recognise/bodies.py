"""Two bodies in one import are refused: their figures would be weighed against each other."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from jslint.document.read.reader import UnreadableError
from jslint.document.recognise.cover import title_of
from jslint.document.recognise.found import Outline
from jslint.document.stream import squeeze
from jslint.report.titles import normalise

_SLIP = 1
"""Characters by which a misprint of one name differs."""


def refuse_two_bodies(found: Outline) -> None:
    """Raises UnreadableError where documents, or two tables of one kind, name bodies that cannot be one."""
    named = _of_documents(found) | _of_tables(found)
    for (first, there), (second, elsewhere) in combinations(named.items(), 2):
        if not _may_be_one(first, second):
            raise UnreadableError(
                f"这里有两个单位的报告：{there}是“{first}”，{elsewhere}是“{second}”；请一个单位一个单位地导入。"
            )


def _of_documents(found: Outline) -> dict[str, str]:
    """The body that each document's cover names."""
    lines: dict[str, list[str]] = {}
    for leaf in found.cover:
        if leaf.spot:
            lines.setdefault(leaf.spot.document, []).append(squeeze(leaf.text))
    titles = {document: title_of(texts).body for document, texts in lines.items()}
    return {body: f"{document} 的封面" for document, body in titles.items() if body}


def _of_tables(found: Outline) -> dict[str, str]:
    """The bodies that stand over tables (部门：某局), each over several, where some kind of table stands twice."""
    kinds = Counter(table.key for table in found.tables if table.key)
    if not any(times > 1 for times in kinds.values()):
        return {}
    facts = [fact for fact in found.facts if fact.kind == "body" and fact.value]
    counted = Counter(fact.value for fact in facts)
    spots = {fact.value: fact.leaf.spot for fact in facts}
    return {
        body: f"{spot.document} {spot.words}的表"
        for body, times in counted.items()
        if times > 1 and (spot := spots[body]) is not None
    }


def _may_be_one(first: str, second: str) -> bool:
    """Whether two names are one body's: the same, one within the other, or one slip of a character apart."""
    one, other = sorted((normalise(first), normalise(second)), key=len)
    if one in other:
        return True
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= _SLIP
