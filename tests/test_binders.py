"""The binders of the prose: their examples say what they say, each is needed for them, and a new way of saying is one more row."""

from __future__ import annotations

import pytest

from jslint.prose.binders.binder import Binder, Example, Free, Outcome, View
from jslint.prose.binders.table import BINDERS, by_kind
from jslint.prose.claims import ROLE_WORDS
from jslint.prose.context import Passage
from jslint.prose.reader import read_passage
from jslint.prose.text import read_prose
from jslint.prose.vocabulary import vocabulary_with
from jslint.report.class_names import class_names
from jslint.report.terms import shipped_terms

EXAMPLES = [(binder, example) for binder in BINDERS for example in binder.examples]


def last_said(topic: str, text: str, binders: tuple[Binder, ...] = BINDERS) -> str:
    """What is said of the last figure of a sentence, in the words of the claim, or why nobody can say."""
    vocabulary = vocabulary_with({}, class_names(shipped_terms()))
    read = read_passage(
        Passage(read_prose(text).text, vocabulary, 2023, ("云岭县水务局",)), topic, lambda _: None, by_kind(binders)
    )
    said: dict[int, str] = {}
    for reading in read.readings:
        if reading.number is not None:
            of = f"（{ROLE_WORDS.get(reading.of, reading.of)}）" if reading.of else ""
            said[reading.number.start] = f"{reading.subject.name} · {ROLE_WORDS[reading.role]}{of}"
    said |= {number.start: reason for number, reason in read.unbound}
    said |= {number.start: number.free for number in read.free}
    return said[max(said)]


@pytest.mark.parametrize(("binder", "example"), EXAMPLES, ids=[f"{b.name}: {e.text}" for b, e in EXAMPLES])
def test_an_example_is_read_as_it_says_and_by_its_own_binder(binder: Binder, example: Example) -> None:
    others = tuple(each for each in BINDERS if each is not binder)
    assert last_said(example.topic, example.text) == example.said
    assert last_said(example.topic, example.text, others) != example.said


def test_every_binder_has_an_example() -> None:
    assert [binder.name for binder in BINDERS if not binder.examples] == []


def coverage_of_staff(view: View) -> Outcome:
    """在编率 98%: staff in post, no figure of the accounts."""
    return Free("在编率，报告中没有对应的数") if view.text.endswith("在编率", 0, view.number.start) else None


def test_a_new_way_of_saying_is_one_small_function_in_the_table() -> None:
    text, topic = "在编率98%。", "预算绩效情况"
    added = Binder("staff in post", frozenset({"percent"}), coverage_of_staff)
    assert last_said(topic, text) == "说不清是什么比率"
    assert last_said(topic, text, (*BINDERS, added)) == "在编率，报告中没有对应的数"


def test_a_new_word_is_one_row() -> None:
    """A bureau's own word for the growth of an amount."""
    text = read_prose("公务接待费比上年蹿升25%。").text
    words = vocabulary_with({"up": ("蹿升",)}, ())
    read = read_passage(Passage(text, words, 2023), "财政拨款三公经费支出决算情况", lambda _: None)
    assert [(each.role, each.sense) for each in read.readings] == [("change_rate", 1)]


@pytest.mark.parametrize(
    ("topic", "text", "said"),
    [
        ("支出决算情况", "日常项目支出20.00万元。", "“日常”不在词汇表里"),
        ("支出决算情况", "局机关基本支出20.00万元。", "“局机关”不在词汇表里"),
        ("收入决算情况", "下属单位事业收入20.00万元。", "“下属”不在词汇表里"),
        ("收入决算情况", "非财政拨款收入20.00万元。", "非财政拨款收入 · 其中数"),
        ("支出决算情况", "项目支出中的公用经费20.00万元。", "说不清是谁的金额"),
        ("支出决算情况", "其他收入安排的项目支出20.00万元。", "说不清是谁的金额"),
        ("支出决算情况", "2023年度本部门项目支出20.00万元。", "项目支出 · 其中数"),
        ("支出决算情况", "云岭县水务局项目支出20.00万元。", "项目支出 · 其中数"),
        (
            "财政拨款三公经费支出决算情况",
            "用于开展防汛巡查的公务用车购置及运行费20.00万元。",
            "公务用车购置及运行维护费 · 其中数",
        ),
        ("机关运行经费支出情况", "机关运行经费20.00万元，其中公务接待费0.90万元。", "公务接待费 · 其他"),
        ("收入决算情况", "本年收入合计90.00万元，比上年减少9.00万元，其中事业收入4.00万元。", "事业收入 · 其他"),
        ("国有资产占用情况", "共有车辆9辆，其中：执法执勤用车4辆（其中摩托车3辆）。", "摩托车 · 数量（执法执勤用车）"),
        ("国有资产占用情况", "共有车辆9辆（其中新能源车3辆），其中：执法执勤用车9辆。", "执法执勤用车 · 数量（车辆）"),
        ("国有资产占用情况", "共有车辆9辆，其中局机关4辆。", "“局机关”不在词汇表里"),
        ("收入决算情况", "近两年事业收入分别为8.00、9.00万元。", "事业收入 · 其中数"),
        ("支出决算情况", "基本支出、项目支出分别为80.00、90.00元。", "项目支出 · 其中数"),
        ("支出决算情况", "2021—2023年项目支出分别为9.00万元、8.00万元和7.00万元。", "项目支出 · 其中数"),
        (
            "一般公共预算财政拨款支出决算情况",
            "一般公共预算财政拨款支出20.00万元，占财政拨款支出的80%。",
            "一般公共预算财政拨款支出 · 占比（财政拨款本年支出）",
        ),
        ("收入决算情况", "本年收入合计90.00万元，比上年增加9.00万元，增长11.11。", "本年收入合计 · 增减幅度（上年数）"),
        ("收入决算情况", "本年收入合计90.00万元，原因是学费增加其中：事业收入4.00万元。", "事业收入 · 其中数"),
    ],
)
def test_a_name_binds_only_whole(topic: str, text: str, said: str) -> None:
    assert last_said(topic, text) == said


@pytest.mark.parametrize("gap", ["\u200b", "\u2060", "\u00ad", "\ufe0f", "\u00a0", "\u202f"])
def test_a_figure_is_read_without_what_nobody_sees(gap: str) -> None:
    assert read_prose(f"公务接待费1{gap}234.50万元").text == "公务接待费1234.50万元"


def test_two_numbers_stay_two() -> None:
    assert read_prose("公务接待费12 34万元").text == "公务接待费12 34万元"


def test_a_numbered_heading_lends_no_words_to_its_text() -> None:
    said = last_said("收入支出决算总体情况", "（一）收支规模及变动\n2023年度收、支总计90.00万元。")
    assert said == "收支总计 · 总额"
