"""The layouts as data: whole in themselves, and matching what is really printed, label for label."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from jslint.report.layout import shipped_layout
from printed_tables import Printed, labels, normal, pdf_pages, pdf_tables, seed_sections, seed_tables

ROOT = Path(__file__).parents[1]
LAYOUTS = ROOT / "src" / "jslint" / "report" / "layouts"
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "report.txt"
SHANGHAI = SHARED / "reports" / "sh-putuo-czj-2024-published.pdf"

CANONICAL_TABLES = {
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算明细表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表",
    "财政拨款三公经费支出决算表",
}

ORDER_OF_TABLES = [
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算明细表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表",
]

# Words of a table's frame: they head the label columns themselves, which every layout has.
FRAME = {
    *("项目", "行次", "栏次", "科目名称", "科目编码", "科目代码", "类", "款", "项"),
    *("功能分类", "支出功能分类", "功能分类科目编码", "支出功能分类科目编码"),
    *("经济分类", "经济分类科目编码", "决算数"),  # the economic table has one amount column, always 决算数
}

# Printed labels that are neither a title, a column nor a row, with the reason.
EXCUSED = {
    "上海-2024": {"财政拨款三公经费": "the head that spans the whole table and repeats its title"},
    "国家-2022": {},
}


def load(name: str) -> Any:
    return YAML(typ="safe").load((LAYOUTS / f"{name}.yaml").read_text(encoding="utf-8"))


GUOJIA, SHANGHAI_2024, TERMS = load("guojia-2022"), load("shanghai-2024"), load("terms")
BOTH = pytest.mark.parametrize("layout", [GUOJIA, SHANGHAI_2024], ids=lambda layout: layout["id"])


def bare(text: str) -> str:
    return re.sub(r"^[一二三四五六七八九十]+、", "", normal(text))


def table_rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [*table.get("rows", []), *table.get("totals", []), *(r for s in table.get("sides", []) for r in s["rows"])]


def table_columns(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [*table.get("columns", []), *(c for s in table.get("sides", []) for c in s["columns"])]


def synonyms(kind: str, table: str) -> dict[str, str]:
    own = [entry[kind] for entry in TERMS[f"{kind}_in"] if entry["table"] == table]
    return {bare(a): key for names in (TERMS[kind], *own) for key, aliases in names.items() for a in aliases}


# ---------------------------------------------------------------- the files themselves


@BOTH
def test_a_layout_has_the_nine_tables_under_their_canonical_keys(layout: Any) -> None:
    assert {t["key"] for t in layout["tables"]} == CANONICAL_TABLES
    assert [t["number"] for t in layout["tables"]] == [f"公开{n:02}表" for n in range(1, 10)]


def test_both_layouts_know_the_same_subjects_by_the_same_keys() -> None:
    def columns(layout: Any) -> dict[str, list[str]]:
        return {t["key"]: [c["key"] for c in table_columns(t)] for t in layout["tables"]}

    national, shanghai = columns(GUOJIA), columns(SHANGHAI_2024)
    flow = "国有资本经营预算财政拨款支出决算表"  # Shanghai prints its income and carry-over too
    assert set(national.pop(flow)) < set(shanghai.pop(flow))
    assert national == shanghai
    assert {s["key"] for s in GUOJIA["sections"]} == {s["key"] for s in SHANGHAI_2024["sections"]}


@BOTH
def test_fields_are_those_of_the_form(layout: Any) -> None:
    def names(entries: list[dict[str, Any]]) -> set[str]:
        return {name for entry in entries for name in entry}

    tables = layout["tables"]
    assert set(layout) == {"id", "title", "since", "classification", "amount", "tables", "sections", "forms"}
    assert names([c for t in tables for c in table_columns(t)]) <= {"key", "title", "number", "heading"}
    row_fields = {"key", "title", "line", "role", "code", "group", "optional"}
    assert names([r for t in tables for r in table_rows(t)]) <= row_fields
    assert names(layout["sections"]) <= {"key", "title", "words", "parts", "heading"}
    assert {r["role"] for t in tables for s in t.get("sides", []) for r in s["rows"]} == {
        *("detail", "subtotal", "balance", "total", "part")
    }


@BOTH
def test_keys_are_unique_where_they_are_looked_up(layout: Any) -> None:
    for table in layout["tables"]:
        for side in table.get("sides", []):
            keys = Counter((r["key"], r.get("group")) for r in side["rows"])
            assert [k for k, n in keys.items() if n > 1] == []
        codes = [r["code"] for r in table.get("rows", []) if "code" in r]
        assert len(codes) == len(set(codes))
        titles = [(c["title"], c.get("heading")) for c in table.get("columns", [])]
        assert len(titles) == len(set(titles))


@BOTH
def test_the_functional_rows_carry_their_class_code(layout: Any) -> None:
    for table in layout["tables"][0], layout["tables"][3]:
        rows = [r for r in table["sides"][1]["rows"] if r["role"] == "detail"]
        codes = [r["code"] for r in rows]
        assert codes == sorted(codes)
        assert len(rows) == 26
        assert [bare(r["title"]) for r in rows] == [r["key"] for r in rows]


def test_shanghai_prints_24_or_26_functional_rows() -> None:
    table = SHANGHAI_2024["tables"][0]
    optional = [r["key"] for r in table["sides"][1]["rows"] if r.get("optional")]
    assert optional == ["债务还本支出", "债务付息支出"]


def test_no_synonym_means_two_things_or_is_another_canonical_name() -> None:
    groups = {kind: [TERMS[kind]] for kind in ("tables", "columns", "rows", "sections", "forms")}
    for kind in "columns", "rows":
        groups |= {f"{kind} of {e['table']}": [e[kind]] for e in TERMS[f"{kind}_in"]}
    for kind, maps in groups.items():
        seen = Counter(normal(a) for m in maps for aliases in m.values() for a in aliases)
        assert [a for a, n in seen.items() if n > 1] == [], kind
        assert seen.keys() & {normal(key) for m in maps for key in m} == set(), kind


def test_synonyms_lead_to_names_that_a_layout_has() -> None:
    layouts = (GUOJIA, SHANGHAI_2024)
    known = {
        "tables": CANONICAL_TABLES,
        "columns": {c["key"] for x in layouts for t in x["tables"] for c in table_columns(t)},
        "rows": {r.get("key", r["title"]) for x in layouts for t in x["tables"] for r in table_rows(t)},
        "sections": {s["key"] for x in layouts for s in x["sections"]},
        "forms": {f["key"] for x in layouts for f in x["forms"]},
    }
    for kind, names in known.items():
        assert set(TERMS[kind]) <= names, kind
    for kind in "columns", "rows":
        for entry in TERMS[f"{kind}_in"]:
            assert entry["table"] in CANONICAL_TABLES
            assert set(entry[kind]) <= known[kind]


# ---------------------------------------------------------------- what is printed


class Match:
    """Compares the printed labels of a table with the layout's; remembers what was found and what was not."""

    def __init__(self, layout: Any, table: dict[str, Any]) -> None:
        self.table = table
        self.rows = table_rows(table)
        columns = table_columns(table)
        self.due_columns = {bare(c["title"]): c["key"] for c in columns}
        self.frame = FRAME | EXCUSED[layout["id"]].keys() | {s["key"] for s in table.get("sides", [])}
        self.frame |= {bare(c["heading"]) for c in columns if "heading" in c}
        self.frame |= {"合计"} if table["form"] == "codes" else set()
        self.row_names = synonyms("rows", table["key"])
        self.column_names = synonyms("columns", table["key"])
        self.found: set[int] = set()
        self.found_columns: set[str] = set()
        self.by_synonym: set[str] = set()
        self.unmatched: list[str] = []

    def label(self, code: str, text: str, after: str) -> None:
        name = bare(text)
        if code and self.table["form"] == "codes":
            return  # subjects are the catalogue's, not the layout's
        hits = [i for i, r in enumerate(self.rows) if self._is(r, code, name) and str(r.get("line", after)) == after]
        self.found |= set(hits)
        if name in self.due_columns:  # a column and a row may carry the same name
            self.found_columns.add(self.due_columns[name])
        if hits or name in self.due_columns or name in self.frame:
            return
        if self.column_names.get(name) in self.due_columns.values():
            self.found_columns.add(self.column_names[name])
            self.by_synonym.add(name)
        else:
            self.unmatched.append(f"{code} {name} {after}".strip())

    def _is(self, row: dict[str, Any], code: str, name: str) -> bool:
        if code and row.get("code") != code:
            return False
        if bare(row["title"]) == name:
            return True
        meant = self.row_names.get(name)
        if meant is None or meant not in (row["title"], row.get("key")):
            return False
        self.by_synonym.add(name)
        return True

    def missing(self) -> list[str]:
        rows = [r["title"] for i, r in enumerate(self.rows) if i not in self.found and not r.get("optional")]
        return rows + [t for t, key in self.due_columns.items() if key not in self.found_columns]


def compare(layout: Any, printed: list[Printed]) -> tuple[list[str], set[str], list[str]]:
    """Labels that nothing in the layout matches, those that only a synonym matches, what is due and not printed."""
    unmatched: list[str] = []
    by_synonym: set[str] = set()
    missing: list[str] = []
    for table, found in zip(layout["tables"], printed, strict=True):
        assert found.title == normal(table["title"])
        assert found.mark in ("", table["number"])
        match = Match(layout, table)
        for row in found.rows:
            for code, text, after in labels([normal(cell) for cell in row]):
                match.label(code, text, after)
        unmatched += [f"{table['number']} {label}" for label in match.unmatched]
        by_synonym |= match.by_synonym
        missing += [f"{table['number']} {title}" for title in match.missing()]
    return unmatched, by_synonym, missing


def headings(layout: Any) -> list[str]:
    printed = [s.get("heading", s["title"]) for s in layout["sections"]]
    return list(dict.fromkeys(printed))


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not beside the repository")
def test_every_label_of_the_seed_report_is_in_the_national_layout() -> None:
    unmatched, by_synonym, missing = compare(GUOJIA, seed_tables(SEED))
    assert unmatched == []
    assert missing == []
    assert by_synonym == {
        "附属部门上缴收入",
        "对附属部门补助支出",
        "机关事业单位基本养老保险费",
        "公务招待费",
        "对其他个人和家庭的补助支出",
    }


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not beside the repository")
def test_the_columns_of_the_seed_report_are_numbered_as_in_the_national_layout() -> None:
    for table, printed in zip(GUOJIA["tables"], seed_tables(SEED), strict=True):
        numbers = [c["number"] for c in table_columns(table)]
        if table["form"] == "three_public":
            numbers += [n + len(numbers) for n in numbers]
        lines = [[int(c) for c in row if c.isdigit()] for row in printed.rows]
        first = next((line for line in lines if line[:1] == [1]), [])
        assert first == numbers, table["title"]


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not beside the repository")
def test_the_sections_of_the_seed_report_are_the_national_layouts() -> None:
    printed = [normal(line) for line in seed_sections(SEED)]
    assert printed == [normal(h) for h in headings(GUOJIA)]


@pytest.mark.skipif(not SHANGHAI.exists(), reason="the published report is not beside the repository")
def test_every_label_of_a_published_shanghai_report_is_in_its_layout() -> None:
    unmatched, by_synonym, missing = compare(SHANGHAI_2024, pdf_tables(pdf_pages(SHANGHAI)))
    assert unmatched == []
    assert missing == []
    assert by_synonym == set()


@pytest.mark.skipif(not SHANGHAI.exists(), reason="the published report is not beside the repository")
def test_the_sections_of_a_published_shanghai_report_are_its_layouts() -> None:
    pages = pdf_pages(SHANGHAI)
    begin = next(i for i, (text, _) in enumerate(pages) if text.startswith("第三部分"))
    lines = [line for text, _ in pages[begin:] for line in text.split("第四部分")[0].splitlines()]
    printed = [normal(line) for line in lines if re.match(r"[一二三四五六七八九十]+、\S.*情况(说明)?$", line)]
    assert printed == [normal(h) for h in headings(SHANGHAI_2024)]
    assert len(printed) == 11
    parts = [p["title"] for s in SHANGHAI_2024["sections"] for p in s.get("parts", [])]
    parts += [s["title"] for s in SHANGHAI_2024["sections"] if "heading" in s]
    assert [p for p in parts if normal(p) not in {normal(line) for line in lines}] == []


@BOTH
def test_every_section_is_known_by_its_own_title(layout: Any) -> None:
    def place(title: str, section: Any) -> tuple[int, int]:
        found = [(title.find(w), -len(w)) for w in map(normal, section["words"]) if w in title]
        return min(found, default=(len(title), 0))

    for section in layout["sections"]:
        title = bare(section["title"])
        places = {s["key"]: place(title, s) for s in layout["sections"]}
        assert min(places, key=places.__getitem__) == section["key"]


# layouts that say only what they have otherwise

EARLIER = {
    "国家-2020": [*ORDER_OF_TABLES[:6], "财政拨款三公经费支出决算表", *ORDER_OF_TABLES[6:8]],
    "国家-2018": [*ORDER_OF_TABLES[:6], "财政拨款三公经费支出决算表", ORDER_OF_TABLES[6]],
}


@pytest.mark.parametrize("layout_id", EARLIER)
def test_an_earlier_layout_has_its_own_tables_and_claims_nothing_that_is_not_known_of_it(layout_id: str) -> None:
    layout, base = shipped_layout(layout_id), shipped_layout("国家-2022")
    assert layout is not None
    assert base is not None
    assert [table.key for table in layout.tables] == EARLIER[layout_id]
    assert layout.tables[6].title == "一般公共预算财政拨款“三公”经费支出决算表"
    assert [table.number for table in layout.tables] == [
        f"公开0{number}表" for number in range(1, len(layout.tables) + 1)
    ]
    assert {(table.note, table.budget) for table in layout.tables} == {("", "")}
    assert {section.key for section in layout.sections if section.due} == set()
    assert [section.key for section in layout.sections] == [section.key for section in base.sections]
    assert [table.columns for table in layout.tables[1:3]] == [table.columns for table in base.tables[1:3]]
