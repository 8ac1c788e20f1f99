"""The closed vocabulary of the narrative as data, with a scanner that finds its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.scanner import Scanner, Words
from jslint.prose.text import fold
from jslint.reading.package_data import packaged

_GENERAL = "一般公共预算财政拨款支出决算情况"
CLASS_TOPICS = frozenset({"支出决算情况", _GENERAL})
"""Where a class may be named without 支出."""

Kind = Literal[
    "gap",
    "filler",
    "light",
    "body",
    "name",
    "row",
    "cue",
    "level",
    "phrase",
    "number",
    "code",
    "ordinal",
    "remark",
    "stop",
    "heading",
    "end",
]
"""What a token is."""
_OTHER_MONEY = frozenset({"其他支出", "国有资本经营预算支出"})
"""Classes that without 支出 may name other money where sources are told of as well."""
_DROPPED = Pattern(r"[\s“”\"‘’'「」『』]+")


class Word(Struct, frozen=True):
    """What a word of the vocabulary is: its kind (a cue, `subject`, `class`, `level`, `filler`, `light` where it is a name in some section, `phrase`) and meaning."""

    kind: str
    meaning: str = ""
    head: bool = False
    count: bool = False
    only_in: frozenset[str] = frozenset()
    head_in: frozenset[str] = frozenset()
    unless: str = ""


class Vocabulary(Struct, frozen=True):
    """The words by spelling, each with its meanings (the first that fits the section is taken), and the scanner."""

    words: dict[str, tuple[Word, ...]]
    grades: dict[str, str]
    units: dict[str, str]
    defaults: dict[str, str]
    headings: dict[str, str]
    scanner: Scanner
    unit_words: Words
    _by_section: dict[str, Meanings] = field(default_factory=dict)

    def meaning(self, spelling: str, topic: str) -> Word | None:
        """What a spelling means in a section, or None."""
        return self.meanings(topic)[spelling]

    def meanings(self, topic: str) -> Meanings:
        """What every spelling means in a section."""
        found = self._by_section.get(topic)
        if found is None:
            found = self._by_section[topic] = Meanings(self.words, topic)
        return found


class Meanings(dict[str, "Word | None"]):
    """What the spellings mean in one section, each worked out when it is first met; `settled` are those of which nothing around them makes anything else, with the kind of their token."""

    def __init__(self, words: dict[str, tuple[Word, ...]], topic: str) -> None:
        """Nothing is worked out yet."""
        self._words, self._topic = words, topic
        self.settled: dict[str, tuple[Kind, Word]] = {}

    def __missing__(self, spelling: str) -> Word | None:
        """The first meaning that fits the section; raises KeyError for what is no word."""
        words = self._words[spelling]
        own = (word for word in words if self._topic in word.only_in)
        everywhere = (word for word in words if not word.only_in)
        found = next(own, None) or next(everywhere, None)
        if found is not None and found.head_in and self._topic not in found.head_in:
            found = replace(found, head=False)  # a total of its own section is a part in that of all money
        self[spelling] = found
        return found


Names = tuple[tuple[str, str], ...]
"""Spellings, each with the canonical name that it means."""


def vocabulary_with(own: Mapping[str, tuple[str, ...]], classes: Names) -> Vocabulary:
    """The shipped vocabulary with a bureau's aliases, by canonical subject or by kind of cue, and the names of the functional classes (类)."""
    return _compiled(tuple(sorted((canonical, tuple(aliases)) for canonical, aliases in own.items())), classes)


@lru_cache(maxsize=8)
def _compiled(own: tuple[tuple[str, tuple[str, ...]], ...], classes: Names) -> Vocabulary:
    data = packaged("prose/vocabulary.yaml")
    words: dict[str, list[Word]] = {}

    def add(spellings: Iterable[str], word: Word) -> None:
        for spelling in spellings:
            known = words.setdefault(spelling, [])
            if word not in known:
                known.append(word)

    _add_subjects(data, add)
    for kind, spellings in data["cues"].items():
        add(spellings, Word(kind))
    add(data["amounts"], Word("amount"))
    for level, spellings in data["levels"].items():
        add(spellings, Word("level", level))
    _add_classes(classes, add)
    for canonical, aliases in own:
        _add_own(canonical, tuple(map(clean, aliases)), data, add)
    add(data["phrases"], Word("phrase"))
    for word in data["fillers"]:
        if all(known.only_in for known in words.get(word, ())):
            add((word,), Word("light" if word in words else "filler"))
    frozen = {spelling: tuple(meanings) for spelling, meanings in words.items()}
    units = {unit: kind for kind, spellings in data["units"].items() for unit in spellings}
    grades = {spelling: grade for grade, spellings in data["grades"].items() for spelling in spellings}
    headings = {heading: topic for topic, spellings in data["headings"].items() for heading in spellings}
    return Vocabulary(frozen, grades, units, data["defaults"], headings, Scanner(Words(frozen)), Words(units))


def clean(text: str) -> str:
    """A spelling as prose is read: width folded, without spaces and quotes."""
    return _DROPPED.sub("", fold(text))


def _add_subjects(data: dict[str, Any], add: Any) -> None:
    for key, spec in data["subjects"].items():
        word = Word(
            "subject",
            spec.get("as", key),
            head=spec.get("head") == "true",
            count=spec.get("count") == "true",
            only_in=frozenset(spec.get("in") or ()),
            head_in=frozenset(spec.get("head_in") or ()),
            unless=spec.get("unless", ""),
        )
        add(spec["words"], word)


def _add_classes(classes: Names, add: Any) -> None:
    for spelling, name in classes:
        add((clean(spelling),), Word("class", name))
        if spelling == name:
            topics = frozenset({_GENERAL}) if name in _OTHER_MONEY else CLASS_TOPICS
            add((clean(name).removesuffix("支出"),), Word("class", name, only_in=topics))


def _add_own(canonical: str, aliases: tuple[str, ...], data: dict[str, Any], add: Any) -> None:
    if canonical in data["cues"]:
        add(aliases, Word(canonical))
    elif canonical in data["subjects"]:
        spec = data["subjects"][canonical]
        add(aliases, Word("subject", canonical, spec.get("head") == "true", spec.get("count") == "true"))
