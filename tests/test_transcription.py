"""The two examples against the printed report, each other, and the lists of corrections and of expected findings."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"

ROOT = Path(__file__).parents[1]
PRINTED = ROOT.parent / "shared" / "seed" / "report.txt"
EXPECTED = ROOT / "tests" / "expected"
AS_PUBLISHED = ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml"
CORRECTED = ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml"

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
PRINTED_ORDINAL = re.compile(r"[一二三四五六七八九十]+、")

# The printed headings in their order, and the part of the report file that holds what stands under each ("": nothing).
SECTIONS = [
    ("第一部分 焦作市城乡一体化示范区 金融工作局部门概况", ""),
    ("一、部门职责", "部门概况/部门职责"),
    ("二、机构设置", "部门概况/机构设置"),
    ("第二部分 2023 年度部门决算表", ""),
    ("收入支出决算总表", "决算表/收入支出决算总表"),
    ("收入决算表", "决算表/收入决算表"),
    ("支出决算表", "决算表/支出决算表"),
    ("财政拨款收入支出决算总表", "决算表/财政拨款收入支出决算总表"),
    ("一般公共预算财政拨款支出决算表", "决算表/一般公共预算财政拨款支出决算表"),
    ("一般公共预算财政拨款基本支出决算明细表", "决算表/一般公共预算财政拨款基本支出决算明细表"),
    ("政府性基金预算财政拨款收入支出决算表", "决算表/政府性基金预算财政拨款收入支出决算表"),
    ("国有资本经营预算财政拨款支出决算表", "决算表/国有资本经营预算财政拨款支出决算表"),
    ("财政拨款“三公”经费支出决算表", "决算表/财政拨款三公经费支出决算表"),
    ("第三部分 2023 年度部门决算 情况 说 明", ""),
    ("一、收入支出决算总体情况说明", "情况说明/收入支出决算总体情况"),
    ("二、收入决算情况说明", "情况说明/收入决算情况"),
    ("三、支出决算情况说明", "情况说明/支出决算情况"),
    ("四、财政拨款收入支出决算总体情况说明", "情况说明/财政拨款收入支出决算总体情况"),
    ("五、一般公共预算财政拨款支出决算情况说明", ""),
    ("（一）总体情况。", "情况说明/一般公共预算财政拨款支出决算情况/总体情况"),
    ("（二）结构情况。", "情况说明/一般公共预算财政拨款支出决算情况/结构情况"),
    ("（三）具体情况。", "情况说明/一般公共预算财政拨款支出决算情况/具体情况"),
    ("六、一般公共预算财政拨款基本支出决算情况说明", "情况说明/一般公共预算财政拨款基本支出决算情况"),
    ("七、政府性基金预算财政拨款支出决算情况说明", "情况说明/政府性基金预算财政拨款支出决算情况"),
    ("八、国有资本经营预算财政拨款支出决算情况说明", "情况说明/国有资本经营预算财政拨款支出决算情况"),
    ("九、财政拨款“三公”经费支出决算情况说明", ""),
    ("(一) “三公”经费财政拨款支出决算总体情况说明。", "情况说明/财政拨款三公经费支出决算情况/总体情况"),
    ("(二) “三公”经费财政拨款支出决算具体情况说明。", "情况说明/财政拨款三公经费支出决算情况/具体情况"),
    ("十、机关运行经费支出情况说明", "情况说明/机关运行经费支出情况"),
    ("十一、政府采购支出情况说明", "情况说明/政府采购支出情况"),
    ("十二、国有资产占用情况说明", "情况说明/国有资产占用情况"),
    ("十三、预算绩效情况说明", ""),
    ("（一）绩效管理工作开展情况。", "情况说明/预算绩效情况/绩效管理工作开展情况"),
    ("（二）项目绩效自评结果。", "情况说明/预算绩效情况/项目绩效自评结果"),
    ("（三）重点绩效评价结果", "情况说明/预算绩效情况/重点绩效评价结果"),
    ("第四部分 名词解释", "名词解释"),
    ("第五部分 附件", ""),
    ("部门整体自评表", "附件/部门整体自评表"),
    ("项目单位自评表", "附件/项目单位自评表/0"),
    ("项目单位自评表", "附件/项目单位自评表/1"),
    ("项目单位自评表", "附件/项目单位自评表/2"),
]
PLACES = [place for _, place in SECTIONS if place]
PROSE_PLACES = [place for place in PLACES if place.startswith(("部门概况/", "情况说明/"))]
TABLE_PLACES = [place for place in PLACES if place.startswith(("决算表/", "附件/"))]

# What the layout prints around each table besides the year: NN of 公开NN表, the last 行次 and the last 栏次 (0: none).
TABLE_FURNITURE = {
    "收入支出决算总表": ("01", 62, 2),
    "收入决算表": ("02", 0, 7),
    "支出决算表": ("03", 0, 6),
    "财政拨款收入支出决算总表": ("04", 64, 5),
    "一般公共预算财政拨款支出决算表": ("05", 0, 3),
    "一般公共预算财政拨款基本支出决算明细表": ("06", 0, 0),
    "政府性基金预算财政拨款收入支出决算表": ("07", 0, 6),
    "国有资本经营预算财政拨款支出决算表": ("08", 0, 3),
    "财政拨款三公经费支出决算表": ("09", 0, 12),
}
# 资金来源：（1）政府预算资金 （2）财政专户管理资金 （3）单位资金
ORDINALS_OF_FUNDING_SOURCES = "123"
# A page break repeats one syllable in the printed text.
REPEATED_AT_PAGE_BREAK = ("同时将部\n\n部门整体", "同时将部门整体")


def load(path: Path) -> Tree:
    """The file as nested lists and mappings of printed text; a blank cell is None."""
    return plain(YAML(typ="safe").compose(path.read_text(encoding="utf-8")))


def plain(node: Node) -> Tree:
    if isinstance(node, MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def part_of(tree: Tree, place: str) -> Tree:
    for step in place.split("/"):
        tree = tree[int(step)] if isinstance(tree, list) else tree[step]  # type: ignore[index]
    return tree


def texts(tree: Tree) -> Iterator[str]:
    """Every key and every cell that is not blank."""
    if isinstance(tree, dict):
        yield from tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for item in tree:
            yield from texts(item)
    elif tree is not None:
        yield tree


def figures(*passages: str) -> Counter[str]:
    return Counter(figure for passage in passages for figure in FIGURE.findall(passage))


def furniture(place: str) -> Counter[str]:
    if not place.startswith("决算表/"):
        return Counter(ORDINALS_OF_FUNDING_SOURCES if place == "附件/部门整体自评表" else ())
    mark, last_row, last_column = TABLE_FURNITURE[place.removeprefix("决算表/")]
    ordinals = [*range(1, last_row + 1), *range(1, last_column + 1)]
    return Counter([mark, "2023", *map(str, ordinals)])


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """What is printed under each heading, by place in the report file; "cover" is all before the first heading."""
    if not PRINTED.exists():
        pytest.skip(f"the printed report is not beside the repository: {PRINTED.name}")
    lines = PRINTED.read_text(encoding="utf-8").split("\n")
    starts = [-1]
    for heading, _ in SECTIONS:
        starts.append(lines.index(heading, starts[-1] + 1))
    bounds = zip(["cover", *(place for _, place in SECTIONS)], starts, [*starts[1:], len(lines)], strict=True)
    found = [(place, "\n".join(lines[start + 1 : end])) for place, start, end in bounds]
    assert not [text for place, text in found if not place and text.strip()], "text under a heading that holds none"
    return {place: text.replace(*REPEATED_AT_PAGE_BREAK) for place, text in found if place}


@pytest.fixture(scope="module")
def published() -> Tree:
    return load(AS_PUBLISHED)


@pytest.mark.parametrize("place", PLACES)
def test_the_figures_are_exactly_the_printed_ones(place: str, printed: dict[str, str], published: Tree) -> None:
    assert figures(*texts(part_of(published, place))) + furniture(place) == figures(printed[place])


@pytest.mark.parametrize("place", PROSE_PLACES)
def test_the_transcribed_prose_is_word_for_word(place: str, printed: dict[str, str], published: Tree) -> None:
    assert without_space("".join(texts(part_of(published, place)))) == without_space(printed[place])


def test_the_glossary_is_word_for_word(printed: dict[str, str], published: Tree) -> None:
    glossary = part_of(published, "名词解释")
    assert isinstance(glossary, dict)
    terms = [PRINTED_ORDINAL.sub("", line, count=1) for line in printed["名词解释"].split("\n")]
    assert "".join(f"{term}：{text}" for term, text in glossary.items()) == "".join(terms)


@pytest.mark.parametrize("place", TABLE_PLACES)
def test_each_row_stands_in_one_printed_line(place: str, printed: dict[str, str], published: Tree) -> None:
    lines = re.sub(r"\t+", "\t", printed[place])
    missing = [row for row in rows(part_of(published, place)) if not re.search(row_pattern(*row), lines, re.MULTILINE)]
    assert not missing


def rows(tree: Tree, label: str = "") -> Iterator[tuple[str, list[str]]]:
    """The printed label and the filled cells of every row; column titles are not rows."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key != "栏目":
                yield from rows(value, label if key == "合计" and label.startswith("年初") else key)
    elif isinstance(tree, list) and any(isinstance(item, list | dict) for item in tree):
        for item in tree:
            yield from rows(item)
    elif tree is not None:
        cells = [cell for cell in (tree if isinstance(tree, list) else [tree]) if isinstance(cell, str)]
        if cells and not (isinstance(tree, str) and label in FREE_TEXT_LABELS):
            yield label, cells


# Texts that stand under their label, or behind the label of another cell, and not behind their own.
FREE_TEXT_LABELS = {"说明", "预期目标", "实际完成情况", "任务名称", "主要内容", "部门名称"}


def row_pattern(label: str, cells: list[str]) -> str:
    """A label may have an ordinal before it and a unit behind it, and 行次 may stand between it and the amounts."""
    behind_label = r"[^\t\n]*\t(?:\d+\t)?" if label else r"(?:^|\t)"
    return re.escape(label) + behind_label + re.escape("\t".join(cells)) + r"(?:\t|$)"


@pytest.mark.parametrize("place", TABLE_PLACES)
def test_every_transcribed_word_of_a_table_is_printed(place: str, printed: dict[str, str], published: Tree) -> None:
    text = fold(printed[place])
    missing = [word for word in texts(part_of(published, place)) if fold(word) not in text]
    assert set(missing) <= WORDS_OF_THE_FORMAT


@pytest.mark.parametrize("place", TABLE_PLACES)
def test_column_titles_stand_in_the_printed_order(place: str, printed: dict[str, str], published: Tree) -> None:
    heads = ["".join(titles) for titles in headings(part_of(published, place))]
    missing = [head for head in heads if fold(head) not in fold(printed[place])]
    assert not missing or place.endswith("三公经费支出决算表"), "only 公开09表 has a heading of two lines"


def headings(tree: Tree) -> Iterator[list[str]]:
    if isinstance(tree, dict):
        if isinstance(tree.get("栏目"), list):
            yield list(texts(tree["栏目"]))
        tree = list(tree.values())
    if isinstance(tree, list):
        for item in tree:
            yield from headings(item)


def fold(text: str) -> str:
    return without_space(text).translate(str.maketrans("()", "（）"))


# Keys of the report file for what the forms print by position, by another heading or not at all.
WORDS_OF_THE_FORMAT = {"栏目", "科目", "指标", "收入", "支出", "合计", "部门名称", "公务用车购置及运行维护费小计"}


def test_the_cover_facts_are_printed(printed: dict[str, str], published: Tree) -> None:
    cover = without_space(printed["cover"])
    body, year = part_of(published, "报告/单位名称"), part_of(published, "报告/年度")
    assert f"{year}年度{body}部门决算" in cover
    assert ("二〇二四年九月" in cover, part_of(published, "报告/公开日期")) == (True, "2024-09")


# --- the two examples against each other


def cells_of(
    before: Tree, after: Tree, place: str = "", titles: list[str] | None = None
) -> Iterator[tuple[str, Tree, Tree]]:
    """Every cell of two trees of one shape, with its place in the first tree's own names."""
    assert type(before) is type(after) or {type(before), type(after)} == {str, type(None)}, place
    if isinstance(before, dict) and isinstance(after, dict):
        columns = before.get("栏目")
        for (key, value), (other_key, other_value) in zip(before.items(), after.items(), strict=True):
            inner = f"{place}/{key}" if place else key
            yield f"{inner}/行名", key, other_key
            yield from cells_of(value, other_value, inner, titles_under(key, columns))
    elif isinstance(before, list) and isinstance(after, list):
        for number, (item, other) in enumerate(zip(before, after, strict=True)):
            yield from cells_of(item, other, f"{place}/{name_of(item, number, titles)}", titles)
    else:
        yield place, before, after


def titles_under(key: str, columns: Tree) -> list[str] | None:
    titles = [str(column) for column in columns] if isinstance(columns, list) and key != "栏目" else None
    return ["科目编码", "科目名称", *(titles or ["决算数"])] if key == "科目" else titles


def name_of(item: Tree, number: int, titles: list[str] | None) -> str:
    """A row goes by its code or its 三级指标, a form by its first entry, a cell by its column."""
    if isinstance(item, dict):
        return str(next(iter(item.values())))
    if isinstance(item, list):
        name = item[0] if titles and titles[0] == "科目编码" else item[2]
        return str(name) if name else f"第{number + 1}行"
    return titles[number] if titles else f"第{number + 1}格"


def listed(name: str) -> list[dict[str, str | None]]:
    entries = load(EXPECTED / name)
    assert isinstance(entries, list)
    return entries  # type: ignore[return-value]


def after_corrections(text: str | None, changes: list[dict[str, str | None]]) -> str | None:
    """The cell with the listed changes made; each is the whole cell or a passage that stands in it once."""
    if len(changes) == 1 and changes[0]["before"] == text:
        return changes[0]["after"]
    assert text is not None
    spans = []
    for change in changes:
        before, after = change["before"], change["after"]
        assert before is not None, change
        assert after is not None, change
        assert text.count(before) == 1, change
        spans.append((text.index(before), text.index(before) + len(before), after))
    spans.sort()
    assert all(left[1] <= right[0] for left, right in pairwise(spans)), "changes overlap"
    for start, end, after in reversed(spans):
        text = text[:start] + after + text[end:]
    return text


def test_the_examples_differ_exactly_in_the_listed_corrections(published: Tree) -> None:
    corrections = listed("jiaozuo-2023-corrections.yaml")
    by_place: dict[str | None, list[dict[str, str | None]]] = {}
    for change in corrections:
        assert list(change) == ["place", "before", "after", "reason"], change
        assert change["reason"], change
        assert change["before"] != change["after"], change
        by_place.setdefault(change["place"], []).append(change)
    cells = list(cells_of(published, load(CORRECTED)))
    differing = {place for place, before, after in cells if before != after}
    assert differing == set(by_place)
    for place, before, after in cells:
        if place in by_place:
            assert isinstance(before, str | None)
            assert after_corrections(before, by_place[place]) == after, place


def test_places_are_unambiguous(published: Tree) -> None:
    repeated = Counter(place for place, _, _ in cells_of(published, published))
    assert [place for place, count in repeated.items() if count > 1] == []


# --- the list of expected findings

VERDICTS = ("code", "consequence_of", "person_only", "none")
ROWS_OF_THE_FINDINGS = [
    *(f"A{n}" for n in range(1, 17)),
    *(f"B{n}" for n in range(1, 16)),
    *(f"C{n}" for n in range(1, 12)),
    "D",
]


@pytest.mark.parametrize(
    "finding", listed("jiaozuo-2023-as-published.findings.yaml"), ids=lambda finding: finding["id"]
)
def test_each_expected_finding_stands_in_the_report(finding: dict[str, str | None], published: Tree) -> None:
    assert sum(verdict in finding for verdict in VERDICTS) == 1
    assert ("severity" in finding) == ("code" in finding)
    assert finding.get("severity", "E") in {"E", "W", "I", "rounding"}
    place, words = finding.get("place"), finding.get("printed")
    cells = {where: text for where, text, _ in cells_of(published, published)}
    if place not in cells:
        assert words is None
        assert place is None or any(where.startswith(f"{place}/") for where in cells)
        return
    text, context = cells[place], finding.get("context") or words
    assert isinstance(text, str)
    assert str(words) in str(context)
    assert text.count(str(context)) == 1, f"{context} stands {text.count(str(context))} times"


def test_every_row_of_the_findings_has_a_verdict() -> None:
    verdicts = {finding["id"] for finding in listed("jiaozuo-2023-as-published.findings.yaml")}
    assert [row for row in ROWS_OF_THE_FINDINGS if row not in verdicts] == []
