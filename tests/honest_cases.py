"""Honest sentences that say things unusually, laid over one body's tables; and each with one figure made wrong.

python tests/honest_cases.py      # what is not as the sentences say: a false finding (+), or one that is not made (-)
python tests/honest_cases.py new  # the same without what open.txt explains
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from jslint import Settings, examine
from jslint.engine.examination import Examination

FOLDER = Path(__file__).parent / "honest_sentences"
TABLES = FOLDER / "tables.yaml"
OPEN = FOLDER / "open.txt"
MARK = re.compile(r"⟦(?P<right>[^⟦⟧→]+)→(?P<wrong>[^⟦⟧ ]+) (?P<code>JS[0-9]{3})(?:@(?P<at>[^⟦⟧]+))?⟧")
SERIOUS = frozenset({"error", "warning"})
CUT = Settings(ignore=("JS501", "JS503"))
"""A sentence is cut out of its report: nothing that is missing counts."""

BODY = "青山市商务局"
HEAD = "格式: 1\n报告: {{单位名称: {body}, 口径: {scope}, 年度: {year}, 金额单位: 万元, 版式: {layout}}}\n"


@dataclass(frozen=True)
class Wrong:
    """One figure printed otherwise, and the finding that is due: its code and the text it is at."""

    mark: int
    code: str
    at: str


@dataclass(frozen=True)
class Saying:
    """What is said in one or several sections, over which tables, with the figures that are made wrong one by one."""

    id: str
    said: tuple[tuple[str, str], ...]
    tables: str
    year: int
    layout: str
    body: str = BODY
    scope: str = "部门决算"

    @property
    def wrongs(self) -> list[Wrong]:
        found = (mark for _, text in self.said for mark in MARK.finditer(text))
        return [Wrong(number, mark["code"], mark["at"] or mark["wrong"]) for number, mark in enumerate(found)]

    def report(self, wrong: Wrong | None = None) -> str:
        """The report file, with at most one figure wrong."""
        numbers = iter(range(1000))

        def printed(mark: re.Match[str]) -> str:
            return mark["wrong" if wrong is not None and next(numbers) == wrong.mark else "right"]

        sections: dict[str, list[str]] = {}
        for place, text in self.said:
            section, _, part = place.partition("/")
            pad = "      " if part else "    "
            body = "".join(f"{pad}{line}\n" for line in MARK.sub(printed, text).strip().split("\n"))
            sections.setdefault(section, []).append(f"    {part}: |\n{body}" if part else body)
        narrative = "".join(
            f"  {section}:{'' if ': |' in parts[0].split(chr(10))[0] else ' |'}\n{''.join(parts)}"
            for section, parts in sections.items()
        )
        head = HEAD.format(body=self.body, scope=self.scope, year=self.year, layout=self.layout)
        return head + self.tables + f"情况说明:\n{narrative}"


@lru_cache
def whole_body() -> str:
    """The tables of the body that most sentences speak of."""
    lines = TABLES.read_text("utf-8").split("\n")
    return "决算表:\n" + "".join(f"  {line}\n" for line in lines if line and not line.startswith("#"))


def sayings() -> Iterator[Saying]:
    """Every saying of the folder: groups of one section, or of several (`say` entries that map sections to texts)."""
    for path in sorted(FOLDER.glob("*.yaml")):
        if path == TABLES:
            continue
        number = 0
        for group in YAML(typ="safe").load(path.read_text("utf-8")):
            for entry in group["say"]:
                number += 1
                said = tuple(entry.items()) if isinstance(entry, dict) else ((group["section"], entry),)
                yield Saying(f"{path.stem}-{number:02}", said, _tables(group), *_cover(group))


def _tables(group: dict[str, Any]) -> str:
    given = group.get("tables", "whole")
    if given == "whole":
        return whole_body()
    return "" if given == "none" else "决算表:\n" + "".join(f"  {line}\n" for line in given.rstrip("\n").split("\n"))


def _cover(group: dict[str, Any]) -> tuple[int, str, str, str]:
    return (
        group.get("year", 2023),
        group.get("layout", "国家-2022"),
        group.get("body", BODY),
        group.get("scope", "部门决算"),
    )


def serious(text: str) -> tuple[Examination, list[tuple[str, str]]]:
    """The examination, and every error and warning as (code, the text that it is at)."""
    examination = examine(text, settings=CUT)
    return examination, [
        (each.code, text[each.span.start : each.span.end].strip(" %％"))
        for each in examination.diagnostics
        if each.severity in SERIOUS
    ]


def trials() -> Iterator[tuple[str, Saying, Wrong | None]]:
    """Each saying as it is, and with each of its figures wrong, by name."""
    for saying in sayings():
        yield f"{saying.id} honest", saying, None
        for wrong in saying.wrongs:
            yield f"{saying.id} wrong {wrong.mark + 1}", saying, wrong


def still_open() -> frozenset[str]:
    """The trials that do not come out: each line of open.txt is one, and why it stays silent."""
    return frozenset(line.partition("：")[0] for line in OPEN.read_text("utf-8").splitlines())


def due(wrong: Wrong | None) -> list[tuple[str, str]]:
    """What must be found, and nothing else."""
    return [] if wrong is None else [(wrong.code, wrong.at)]


def differences() -> Iterator[tuple[str, str]]:
    """Each trial of which other errors and warnings are raised than are due, with what differs."""
    for name, saying, wrong in trials():
        found = serious(saying.report(wrong))[1]
        if found != due(wrong):
            gone = [f"-{item}" for item in due(wrong) if item not in found]
            new = [f"+{item}" for item in found if item not in due(wrong)]
            text = " / ".join(text.strip() for _, text in saying.said)
            yield name, f"{name}: {' '.join((*gone, *new))}\n    {text}"


if __name__ == "__main__":
    for name, words in differences():
        if sys.argv[1:] != ["new"] or name not in still_open():
            print(words, flush=True)
