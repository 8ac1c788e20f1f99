"""The sentences of the corpus have the form that the tests of the prose rules rely on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

HERE = Path(__file__).parent
FILES = sorted((HERE / "corpus").glob("*.yaml"))
LAYOUTS = HERE.parent / "src" / "jslint" / "report" / "layouts"
RULES_PAGE = HERE.parents[1] / "shared" / "RULES.md"
ROLES = frozenset(
    {
        "total",
        "part",
        "share",
        "change",
        "change_rate",
        "prior",
        "opening_budget",
        "full_budget",
        "budget",
        "final",
        "completion_rate",
        "count",
        "score",
        "sum",
        "year",
        "ordinal",
        "threshold",
        "other",
    }
)
WITHOUT_SUBJECT = frozenset({"year", "ordinal", "threshold", "other"})
KEYS = frozenset({"id", "pattern", "section", "part", "layout", "text", "tables", "wrong"})
MARK = re.compile(r"⟦(?P<role>[a-z_]+)\|(?P<subject>[^⟦⟧|]*)⟧(?P<figure>[^⟦⟧]+)⟦/⟧")
FIGURE = re.compile(r"[-－−]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?|[-－—/]")


def _load(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def _cases() -> list[dict[str, Any]]:
    return [case for path in FILES for case in _load(path)]


def _layouts() -> dict[str, dict[str, Any]]:
    specs = [_load(path) for path in sorted(LAYOUTS.glob("*.yaml"))]
    return {spec["id"]: spec for spec in specs if "id" in spec}


CASES = _cases()
KNOWN = _layouts()
each_case = pytest.mark.parametrize("case", CASES, ids=[str(case.get("id")) for case in CASES])


def test_there_is_a_corpus() -> None:
    assert FILES
    assert any(case.get("wrong") for case in CASES)
    assert any(not case.get("wrong") for case in CASES)


def test_ids_are_unique() -> None:
    twice = [name for name, times in Counter(case["id"] for case in CASES).items() if times > 1]
    assert twice == []


@each_case
def test_keys_are_known(case: dict[str, Any]) -> None:
    assert set(case) - KEYS == set()
    assert {"id", "section", "layout", "text"} - set(case) == set()


@each_case
def test_section_and_part_are_the_layouts(case: dict[str, Any]) -> None:
    sections = {section["key"]: section for section in KNOWN[case["layout"]]["sections"]}
    section = sections[case["section"]]
    if "part" in case:
        assert case["part"] in [part["key"] for part in section["parts"]]


@each_case
def test_tables_are_the_layouts(case: dict[str, Any]) -> None:
    assert set(case.get("tables", {})) <= {table["key"] for table in KNOWN[case["layout"]]["tables"]}


@each_case
def test_every_figure_is_marked_with_a_known_role(case: dict[str, Any]) -> None:
    marks = list(MARK.finditer(case["text"]))
    rest = MARK.sub("", case["text"])
    assert re.findall(r"[⟦⟧0-9０-９]", rest) == []
    assert {mark["role"] for mark in marks} <= ROLES
    assert [mark[0] for mark in marks if not FIGURE.fullmatch(mark["figure"])] == []
    assert [mark[0] for mark in marks if not mark["subject"] and mark["role"] not in WITHOUT_SUBJECT] == []


@each_case
def test_wrong_marks_stand_in_the_text(case: dict[str, Any]) -> None:
    count = len(MARK.findall(case["text"]))
    for wrong in case.get("wrong") or []:
        assert set(wrong) == {"mark", "rule"}
        assert 1 <= wrong["mark"] <= count
        assert re.fullmatch(r"JS[0-9]{3}", wrong["rule"])


def test_rules_are_in_the_catalogue() -> None:
    if not RULES_PAGE.exists():
        pytest.skip("the catalogue of rules is not beside the repository")
    catalogue = RULES_PAGE.read_text(encoding="utf-8").partition("## Catalogue")[2]
    listed = {"JS" + code for code in re.findall(r"(?<![0-9])[0-9]{3}(?![0-9])", catalogue)}
    named = {wrong["rule"] for case in CASES for wrong in case.get("wrong") or []}
    assert named <= listed
