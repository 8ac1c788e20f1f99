"""Names of the report's own rows are terms of its prose: a name edited in a table changes what the prose says, kept pieces or not."""

from __future__ import annotations

from honest_cases import Saying, whole_body
from jslint import Memo, Settings, examine
from jslint.engine.examination import Examination
from jslint.prose.claims import Amount, words_of

GENERAL = "一般公共预算财政拨款支出决算情况"
SAID = ((GENERAL, "2023年度小学教育支出440.00万元，学前教育支出120.00万元。"),)
SETTINGS = Settings(ignore=("JS501", "JS503"))


def report(old: str = "", new: str = "") -> str:
    return Saying("", SAID, whole_body().replace(old, new) if old else whole_body(), 2023, "国家-2022").report()


def said(examination: Examination) -> list[tuple[str, str]]:
    section = next(each for each in examination.report.sections() if each.key == GENERAL)
    read = [(words_of(each), each.figure.printed) for each in section.claims if isinstance(each, Amount)]
    return [*read, *((each.reason, each.figure.printed) for each in section.unbound)]


def test_a_row_is_named_without_its_levels() -> None:
    assert said(examine(report(), settings=SETTINGS)) == [
        ("小学教育 · 其中数", "440.00"),
        ("学前教育 · 其中数", "120.00"),
    ]


def test_a_name_edited_in_a_table_is_another_term() -> None:
    edits = [
        ("", ""),
        ("小学教育", "中学教育"),
        ("", ""),
        ("小学教育, 400", "小学教育支出, 400"),
        ("学前教育", "幼儿教育"),
    ]
    memo = Memo()
    for old, new in edits:
        text = report(old, new)
        memo.turn()
        kept, fresh = examine(text, settings=SETTINGS, memo=memo), examine(text, settings=SETTINGS)
        assert said(kept) == said(fresh)
        assert kept.diagnostics == fresh.diagnostics
    assert said(fresh) == [("小学教育 · 其中数", "440.00"), ("“学前”不在词汇表里", "120.00")]


def test_tables_behind_the_narrative_give_their_names_too() -> None:
    text = report()
    tables, narrative = text.index("决算表:"), text.index("情况说明:")
    moved = text[:tables] + text[narrative:] + text[tables:narrative]
    assert said(examine(moved, settings=SETTINGS)) == said(examine(text, settings=SETTINGS))
