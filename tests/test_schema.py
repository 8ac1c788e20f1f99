"""The two schemas: whole, described, and of one mind in every tool that reads them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from jslint.amount import is_nil, parse_amount
from jslint.report.layout import layout_data

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "schema" / "report.schema.json"
OUTPUT = ROOT / "schema" / "output.schema.json"
LAYOUTS = sorted((ROOT / "src" / "jslint" / "report" / "layouts").glob("*-*.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("**/*.report.yaml"))

CHINESE = re.compile("[\u4e00-\u9fff]")
STANDARD = {
    *("$schema", "$id", "$ref", "$defs", "$comment", "title", "description", "default", "examples"),
    *("type", "const", "enum", "required", "properties", "patternProperties", "additionalProperties", "allOf"),
    *("items", "prefixItems", "minItems", "maxItems", "minLength", "maxLength", "pattern", "minimum", "maximum"),
}
"""Known to every tool, each error at one place (unlike anyOf and its kin)."""

JUDGING = {
    "type",
    "const",
    "enum",
    "required",
    "additionalProperties",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "maxItems",
}
"""What an error in a report may be about: rule JS010 owes a message for each."""

REMOVED = object()

# Every part of a report once, with scalars that other readers of YAML take for something else (dates, codes).
SAMPLE = """\
# yaml-language-server: $schema=../schema/report.schema.json
格式: 1
报告:
  单位名称: 某市某局
  口径: 部门决算
  年度: 2023
  金额单位: 万元
  公开日期: 2024-09-12
  版式: 国家-2022
  封面: |
    2023 年度某市某局部门决算
    二〇二四年九月
  上年报告: ../2022/mj.report.yaml
  所属单位报告: [units/*.report.yaml]

目录: |
  一、收入支出决算总表
  二、收入决算表

部门概况:
  部门职责: |
    1、负责某项工作。
  机构设置: |
    我部门内设 3 个科室。

决算表:
  收入支出决算总表:
    编号: 表一
    金额单位: 元
    收入: {一般公共预算财政拨款收入: 109.30, 事业收入: ~, 本年收入合计: 109.30, 总计: "1,109.30"}
    支出: {一般公共服务支出: -, 金融支出: １０９．３０, 结余分配: /, 年末结转和结余: —, 总计: −1.00}
    表外文字: 填表人：某某
    注: 本表反映部门本年度的总收支和年末结转结余情况。
  收入决算表:
    标题: 二、收入决算表
    栏目: [本年收入合计, 财政拨款收入]
    合计: [109.30, 109.30]
    科目:
      - [208, 社会保障和就业支出, 3.25, 3.25]
      - ["20805", 行政事业单位养老支出, 3.25, 3.25]
      - {科目编码: 2080505, 科目名称: 机关事业单位基本养老保险缴费支出, 本年收入合计: 3.25, 财政拨款收入: 3.25}
  支出决算表: {栏目: [本年支出合计], 合计: [109.30], 科目: []}
  财政拨款收入支出决算总表:
    收入:
      本年收入合计: 109.30
      年初财政拨款结转和结余: {合计: 0.00, 一般公共预算财政拨款: 0.00}
    支出:
      栏目: [合计, 一般公共预算财政拨款]
      金融支出: [100.38, 100.38]
      年末财政拨款结转和结余: {合计: 0.00, 一般公共预算财政拨款: 0.00}
      总计: ~
  一般公共预算财政拨款支出决算表: {栏目: [小计], 合计: [109.30], 科目: [[208, 社会保障和就业支出, 3.25]]}
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301, 工资福利支出, 46.28]
      - [30101, 基本工资, 46.28]
    人员经费合计: 46.28
    公用经费合计: 6.31
  政府性基金预算财政拨款收入支出决算表: {说明: 我部门没有政府性基金收入，故本表无数据。}
  国有资本经营预算财政拨款支出决算表: {说明: 故本表无数据。, 合计: [~, ~, ~]}
  财政拨款三公经费支出决算表:
    栏目: [合计, 公务接待费]
    预算数: [~, ~]
    决算数: [0.00, 0.00]
  项目支出决算表: {栏目: [金额], 合计: 1.00, 科目: [[甲项目, 1.00, 已完成]]}

其他表:
  国有资产占用情况表:
    标题: 附表一 国有资产占用情况表
    编号: 附表一
    金额单位: 元
    栏目: [项目, 数量, ~, 金额]
    行:
      - [车辆, 3, 辆, "120,000.00"]
      - [合计, 3, ~, 120000.00]
    表外文字: 数据截至年末。
    注: 不含房屋。
    说明: 无其他资产。

情况说明:
  收入支出决算总体情况: |
    2023 年度收、支总计均为 109.30 万元。
  收入决算情况: |
  一般公共预算财政拨款支出决算情况:
    标题: 五、一般公共预算支出情况
    正文: |
      分述如下。
    总体情况: |
      占支出合计的 100.00%。
    具体情况: {标题: （三）具体情况, 正文: 略。}
  预算绩效情况: {绩效管理工作开展情况: 已开展。, 重点绩效评价结果: 未选取。}
  其他说明: {一般性支出情况: 略。}

名词解释:
  基本支出: 为保障机构正常运转、完成日常工作任务而发生的支出。

附件:
  部门整体自评表:
    部门名称: 某市某局
    部门整体支出情况: {栏目: [全年预算数, 执行率], 部门预算总额: [95.09, 98.86], 单位资金: [0, "-"]}
    年度履职目标: {预期目标: 完成。, 实际完成情况: 已完成。}
    年度主要任务: [{任务名称: 甲, 主要内容: 乙, 实际完成情况: ~}]
    绩效指标: {栏目: [一级指标, 分值], 指标: [[产出指标, 10], [~, 10]]}
    总分: [100, 98.29]
  项目单位自评表:
    - 编号: 附件2
      项目名称: 甲项目
      主管部门: 某市某局
      实施单位: 某市某局
      项目资金: {栏目: [全年预算数, 执行率], 年度资金总额: [24, 4.5]}
      资金管理情况: {栏目: [情况说明, 分值], 安排科学性: [按活动分配, 5]}
      年度总体目标: 完成。
      绩效指标: {栏目: [三级指标, 年度指标值], 指标: [{三级指标: 培训, 年度指标值: ≥4次}]}
      总分: [100, 85.31]
  重点项目绩效评价报告:

核实说明:
  - {规则: JS307, 指纹: k7c1f90ab, 说明: 年中下达。, 核实人: 财务科, 日期: 2024-09-12}
"""

PathOf = tuple[str | int, ...]
Errors = list[tuple[PathOf, str]]


@cache
def schema(path: Path) -> dict[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), keys
        return dict(pairs)

    return json.loads(path.read_text("utf-8"), object_pairs_hook=unique)


def subschemas(node: Any) -> Iterator[dict[str, Any]]:
    """The schema and every schema below it."""
    if not isinstance(node, dict):
        return
    yield node
    for keyword in ("properties", "patternProperties", "$defs"):
        for below in node.get(keyword, {}).values():
            yield from subschemas(below)
    for keyword in ("items", "additionalProperties"):
        yield from subschemas(node.get(keyword))
    for keyword in ("allOf", "prefixItems"):
        for below in node.get(keyword, []):
            yield from subschemas(below)


def resolved(node: dict[str, Any], root: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema with all that apply at the same place through `$ref` and `allOf`."""
    found = [node]
    if "$ref" in node:
        found += resolved(root["$defs"][node["$ref"].removeprefix("#/$defs/")], root)
    for part in node.get("allOf", []):
        found += resolved(part, root)
    return found


@cache
def validators(path: Path) -> tuple[Any, Any]:
    document = schema(path)
    return jsonschema.Draft202012Validator(document), jsonschema_rs.Draft202012Validator(document)


def errors(document: Any, path: Path = REPORT) -> Errors:
    """Every error as (instance path, keyword); jsonschema and jsonschema-rs must name the same ones."""
    python, rust = validators(path)
    by_python = sorted(((tuple(e.absolute_path), str(e.validator)) for e in python.iter_errors(document)), key=repr)
    by_rust = sorted(((tuple(e.instance_path), str(e.schema_path[-1])) for e in rust.iter_errors(document)), key=repr)
    assert by_python == by_rust
    assert rust.is_valid(document) == (not by_python)
    return by_python


def load(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    texts = {"tag:yaml.org,2002:timestamp": yaml.constructor.yaml_constructors["tag:yaml.org,2002:str"]}
    yaml.constructor.yaml_constructors = yaml.constructor.yaml_constructors | texts
    return yaml.load(text)


def edited(document: Any, path: PathOf, value: Any) -> Any:
    """A copy with the node at `path` replaced, made (with what is above it) or, for REMOVED, taken away."""
    if not path:
        return value
    step, below = path[0], path[1:]
    if isinstance(step, int):
        items = list(document) if isinstance(document, list) else []
        items[step : step + 1] = [edited(items[step] if step < len(items) else None, below, value)]
        return items
    mapping = dict(document) if isinstance(document, dict) else {}
    if not below and value is REMOVED:
        del mapping[step]
    else:
        mapping[step] = edited(mapping.get(step), below, value)
    return mapping


def steps(text: str) -> PathOf:
    return tuple(int(step) if step.isdigit() else step for step in text.split("/") if step)


def check_jsonschema(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


# the schemas themselves


@pytest.mark.parametrize("path", [REPORT, OUTPUT], ids=lambda path: path.name)
def test_is_a_schema_of_its_draft(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(path))
    jsonschema_rs.meta.validate(schema(path))
    checked = check_jsonschema("--check-metaschema", path)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("path", [REPORT, OUTPUT], ids=lambda path: path.name)
def test_uses_only_keywords_that_every_tool_knows_and_whose_errors_have_one_place(path: Path) -> None:
    assert {keyword for node in subschemas(schema(path)) for keyword in node} <= STANDARD


def test_every_property_says_in_chinese_what_it_is() -> None:
    root = schema(REPORT)
    named = [
        (name, below)
        for node in subschemas(root)
        for keyword in ("properties", "patternProperties")
        for name, below in node.get(keyword, {}).items()
    ]
    silent = [
        (name, word)
        for name, below in named
        for word in ("title", "description")
        if not CHINESE.search(next((part[word] for part in resolved(below, root) if word in part), ""))
    ]
    assert len(named) > 200
    assert silent == []


def test_what_a_described_property_is_made_of_has_no_title_that_an_editor_would_show_instead() -> None:
    root = schema(REPORT)
    made_of = [part for node in subschemas(root) for below in node.get("allOf", []) for part in resolved(below, root)]
    assert made_of
    assert [part for part in made_of if "title" in part] == []


def test_every_part_of_the_output_is_described_and_closed() -> None:
    nodes = list(subschemas(schema(OUTPUT)))
    assert [node for node in nodes if "properties" in node and node.get("additionalProperties") is not False] == []
    root = schema(OUTPUT)
    assert [node for node in nodes if not any("description" in part for part in resolved(node, root))] == []


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_every_name_of_a_layout_is_described(path: Path) -> None:
    layout, root = layout_data(path.name), schema(REPORT)
    top = root["properties"]

    def names(*keys: str) -> set[str]:
        node = root
        for key in keys:
            node = next(p["properties"][key] for p in resolved(node, root) if key in p.get("properties", {}))
        return {name for part in resolved(node, root) for name in part.get("properties", {})}

    assert layout["id"] in top["报告"]["properties"]["版式"]["enum"]
    missing: list[str] = [table["key"] for table in layout["tables"] if table["key"] not in names("决算表")]
    for table in layout["tables"]:
        for row in [*table.get("totals", []), *(row for row in table.get("rows", []) if "key" in row)]:
            missing += {row["key"]} - names("决算表", table["key"])
        for side in table.get("sides", []):
            rows = {row["key"] for row in side["rows"] if "group" not in row}
            missing += rows - names("决算表", table["key"], side["key"])
    for section in layout["sections"]:
        missing += {section["key"]} - names("情况说明")
        missing += {part["key"] for part in section.get("parts", [])} - names("情况说明", section["key"])
    missing += {form["key"] for form in layout["forms"]} - names("附件")
    assert missing == []


# reports that are right

WHOLE = load(SAMPLE)

TEXTS = {"the sample": SAMPLE} | {path.name: path.read_text("utf-8") for path in EXAMPLES}


@pytest.mark.parametrize("name", TEXTS)
def test_accepts_every_example_in_check_jsonschema_and_in_both_libraries(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.report.yaml"
    file.write_text(TEXTS[name], "utf-8")
    checked = check_jsonschema("--schemafile", REPORT, file)
    assert checked.returncode == 0, checked.stdout
    assert errors(load(TEXTS[name])) == []


RIGHT: dict[str, Any] = {
    "报告/版式": REMOVED,
    "报告/公开日期": "2024-09",
    "报告/封面": "2023 年度\n某局部门决算\n",
    "部门概况": REMOVED,
    "部门概况/主要职能": {"标题": "一、主要职能", "正文": "……\n"},
    "决算表": REMOVED,
    "决算表/收入支出决算总表/收入/附属部门上缴收入": "0.00",
    "决算表/收入支出决算总表/收入/使用非财政拨款结余（含专用结余）": None,
    "决算表/收入支出决算总表/支出": {
        "栏目": ["年初预算数", "决算数"],
        "其他支出": [1, "—"],
        "总计": {"决算数": "1,234"},
    },
    "决算表/收入支出决算总表/收入/其他收入": {"合计": [1, 2], "其中：捐赠": 1},
    "决算表/收入决算表/合计": None,
    "决算表/收入决算表/本年收入合计": [1, 2],
    "决算表/收入决算表/合 计": [1, 2],
    "决算表/收入决算表/科目/0": ["２０８", None, "−３．２５", "/"],
    "决算表/收入决算表/科目/1": {"项目": "社会保障和就业支出", "功能分类科目编码": 208, "本年收入合计": "12%"},
    "决算表/收入决算表/科目/2": [None, "其中：教育收费", 1.5, 0],
    "决算表/收入决算表": {"说明": "本表无数据。"},
    "决算表/一般公共预算财政拨款基本支出决算明细表/人员经费小计": 46.28,
    "决算表/财政拨款“三公”经费支出决算表": {"栏目": ["预算数", "决算数"], "公务接待费": [0, 0], "合计": [0, 0]},
    "决算表/财政拨款三公经费支出决算表/年初预算数": [0, 0, 0, 0, 0, 0],
    "决算表/收支决算总表": {"收入": {"总计": 1}, "支出": {"总计": [1, "约"]}},
    "决算表/国有资产占用情况表": {
        "栏目": ["项目", "数量"],
        "科目": [["轿车", "3辆"]],
        "车辆": [["轿车", 3]],
        "备注": "略",
    },
    "情况说明/收入决算情况": {"标题": "二、关于收入", "正文": "……", "（一）总体": {"标题": "（一）", "正文": "……"}},
    "情况说明/政府采购支出情况": None,
    "情况说明/一般性支出情况": {"会议费": {"标题": "1.", "正文": "……", "其中": "……"}},
    "名词解释/“三公”经费": "指……",
    "附件/部门整体自评表": [{"标题": "附件1", "部门名称": "某局", "自评结论": {"等级": "优"}}, {}],
    "附件/部门整体自评表/绩效指标/指标/0": {"一级指标": "产出指标", "年度指标值": ">= 90%", "分值": 10},
    "附件/项目单位自评表/0/项目资金/年度资金总额": {"全年预算数": 24, "执行率": "4.5%"},
    "附件/项目单位自评表/0/总分": {"分值": 100, "得分": 85.31},
    "附件/项目单位自评表/0/填报人": "某某",
    "附件/重点项目绩效评价报告": None,
    "附件/项目支出绩效目标表": [{"项目名称": "甲", "绩效目标": [["数量", "≥4次"], {"指标": "质量"}]}],
    "核实说明": REMOVED,
}


@pytest.mark.parametrize("place", RIGHT)
def test_accepts_what_is_printed_elsewhere(place: str) -> None:
    assert errors(edited(WHOLE, steps(place), RIGHT[place])) == []


# reports that are wrong: what is changed, and the complete list of errors

ROW = "决算表/收入决算表/科目"
WRONG: list[tuple[str, Any, list[tuple[str, str]]]] = [
    ("", ["格式", 1], [("", "type")]),
    ("报告", REMOVED, [("", "required")]),
    ("格式", REMOVED, [("", "required")]),
    ("格式", 2, [("格式", "const")]),
    ("格式", "1", [("格式", "const")]),
    ("决算报表", {}, [("", "additionalProperties")]),
    ("报告", "某局", [("报告", "type")]),
    ("报告/主管部门", "某局", [("报告", "additionalProperties")]),
    ("报告/金额单位", REMOVED, [("报告", "required")]),
    ("报告/年度", "2023", [("报告/年度", "type")]),
    ("报告/年度", 2023.5, [("报告/年度", "type")]),
    ("报告/年度", 1999, [("报告/年度", "minimum")]),
    ("报告/年度", 20233, [("报告/年度", "maximum")]),
    ("报告/口径", "决算", [("报告/口径", "enum")]),
    ("报告/金额单位", "千元", [("报告/金额单位", "enum")]),
    ("报告/版式", "国家-2002", [("报告/版式", "enum")]),
    ("报告/公开日期", "2024-13", [("报告/公开日期", "pattern")]),
    ("报告/公开日期", "2024-09\n", [("报告/公开日期", "pattern")]),
    ("报告/单位名称", "", [("报告/单位名称", "minLength")]),
    ("报告/单位名称", "局" * 201, [("报告/单位名称", "maxLength")]),
    ("报告/所属单位报告", "units/*.report.yaml", [("报告/所属单位报告", "type")]),
    ("部门概况/机构设置", ["综合科"], [("部门概况/机构设置", "type")]),
    ("决算表", [], [("决算表", "type")]),
    ("决算表/收入决算表", "本表无数据", [("决算表/收入决算表", "type")]),
    ("决算表/支出决算表", None, [("决算表/支出决算表", "type")]),
    ("决算表/项目支出决算表", "略", [("决算表/项目支出决算表", "type")]),
    ("决算表/收入决算表/说名", "本表无数据", [("决算表/收入决算表", "additionalProperties")]),
    ("决算表/收入支出决算总表/合计", 1, [("决算表/收入支出决算总表", "additionalProperties")]),
    ("决算表/收入决算表/栏目", "本年收入合计", [("决算表/收入决算表/栏目", "type")]),
    ("决算表/收入决算表/栏目", ["甲"] * 201, [("决算表/收入决算表/栏目", "maxItems")]),
    ("决算表/收入决算表/栏目/1", 3.25, [("决算表/收入决算表/栏目/1", "type")]),
    ("决算表/收入决算表/合计", [1, "1O9.30"], [("决算表/收入决算表/合计/1", "pattern")]),
    (ROW, {"208": [3.25]}, [(ROW, "type")]),
    (ROW, [208, "社会保障和就业支出", 3.25], [(f"{ROW}/0", "type"), (f"{ROW}/1", "type"), (f"{ROW}/2", "type")]),
    (f"{ROW}/0", [208, 3.25, "社保"], [(f"{ROW}/0/1", "type"), (f"{ROW}/0/2", "pattern")]),
    (f"{ROW}/0", [20.8, "社保", True], [(f"{ROW}/0/0", "type"), (f"{ROW}/0/2", "type")]),
    (f"{ROW}/0", [208, "社保", {"培训": 6}], [(f"{ROW}/0/2", "type")]),
    (f"{ROW}/0", {"科目编码": 208, "科目名称": "社保", "合计": "3.2.5"}, [(f"{ROW}/0/合计", "pattern")]),
    ("决算表/收入支出决算总表/收入", [109.3], [("决算表/收入支出决算总表/收入", "type")]),
    ("决算表/收入支出决算总表/支出", "略", [("决算表/收入支出决算总表/支出", "type")]),
    ("决算表/收入支出决算总表/收入/总计", "12,34", [("决算表/收入支出决算总表/收入/总计", "pattern")]),
    ("决算表/收入支出决算总表/支出/结余分配", "无", [("决算表/收入支出决算总表/支出/结余分配", "pattern")]),
    ("决算表/财政拨款三公经费支出决算表/决算数/0", "无", [("决算表/财政拨款三公经费支出决算表/决算数/0", "pattern")]),
    ("情况说明/收入决算情况", 109.3, [("情况说明/收入决算情况", "type")]),
    ("情况说明/收入决算情况", ["甲"], [("情况说明/收入决算情况", "type")]),
    ("情况说明/预算绩效情况/重点绩效评价结果", ["甲"], [("情况说明/预算绩效情况/重点绩效评价结果", "type")]),
    ("情况说明/其他说明", {"甲": {"乙": {"丙": "丁"}}}, [("情况说明/其他说明/甲/乙", "type")]),
    ("名词解释", [{"基本支出": "指……"}], [("名词解释", "type")]),
    ("名词解释/基本支出", None, [("名词解释/基本支出", "type")]),
    ("附件/部门整体自评表", "见附件", [("附件/部门整体自评表", "type")]),
    ("附件/部门整体自评表", ["见附件"], [("附件/部门整体自评表/0", "type")]),
    ("附件/项目单位自评表", {"项目名称": "甲"}, [("附件/项目单位自评表", "type")]),
    ("附件/项目单位自评表/0/绩效指标/指标值", [], [("附件/项目单位自评表/0/绩效指标", "additionalProperties")]),
    ("附件/项目单位自评表/0/绩效指标/指标/0", "甲", [("附件/项目单位自评表/0/绩效指标/指标/0", "type")]),
    ("附件/项目单位自评表/0/总分", [100, "优"], [("附件/项目单位自评表/0/总分/1", "pattern")]),
    ("附件/部门整体自评表/年度主要任务", {"任务名称": "甲"}, [("附件/部门整体自评表/年度主要任务", "type")]),
    ("核实说明", {"规则": "JS307"}, [("核实说明", "type")]),
    ("核实说明/0/核实人", REMOVED, [("核实说明/0", "required")]),
    ("核实说明/0/规则", "307", [("核实说明/0/规则", "pattern")]),
    ("核实说明/0/指纹", "7c1f90ab", [("核实说明/0/指纹", "pattern")]),
    ("核实说明/0/日期", "2024-09", [("核实说明/0/日期", "pattern")]),
    ("核实说明/0/备注", "甲", [("核实说明/0", "additionalProperties")]),
]


@pytest.mark.parametrize(("place", "value", "expected"), WRONG, ids=[f"{case[0]}={case[1]!r:.20}" for case in WRONG])
def test_refuses_each_wrong_report_once_and_at_its_place(
    place: str, value: Any, expected: list[tuple[str, str]]
) -> None:
    assert errors(edited(WHOLE, steps(place), value)) == [(steps(at), keyword) for at, keyword in expected]


def test_check_jsonschema_refuses_each_wrong_report_at_the_same_places(tmp_path: Path) -> None:
    files = [tmp_path / f"{number:02}.json" for number in range(len(WRONG))]
    for file, (place, value, _) in zip(files, WRONG, strict=True):
        file.write_text(json.dumps(edited(WHOLE, steps(place), value)), "utf-8")
    found = json.loads(check_jsonschema("-o", "json", "-v", "--schemafile", REPORT, *files).stdout)["errors"]
    places = {(Path(error["filename"]), re.sub(r"[^\w（）]+", "/", error["path"]).strip("/")) for error in found}
    assert places == {(file, at) for file, (_, _, expected) in zip(files, WRONG, strict=True) for at, _ in expected}


def known_places(node: dict[str, Any], root: dict[str, Any], path: PathOf = ()) -> Iterator[PathOf]:
    """Every property that the schema describes, as a path into a report."""
    for part in resolved(node, root):
        for name, below in part.get("properties", {}).items():
            yield (*path, name)
            yield from known_places(below, root, (*path, name))
        if isinstance(part.get("items"), dict):
            yield from known_places(part["items"], root, (*path, 0))


def test_no_described_property_takes_just_anything_and_none_is_refused_twice() -> None:
    base = {"格式": 1, "报告": WHOLE["报告"]}
    places = set(known_places(schema(REPORT), schema(REPORT)))
    assert len(places) > 300
    for place in places:
        found = [keyword for at, keyword in errors(edited(base, place, value=True)) if at == place]
        assert found in (["type"], ["const"], ["enum"]), place


# both libraries, and the amounts of the program


def paths_of(node: Any, path: PathOf = ()) -> Iterator[PathOf]:
    yield path
    if isinstance(node, dict | list):
        for step, below in node.items() if isinstance(node, dict) else enumerate(node):
            yield from paths_of(below, (*path, step))


PLACES = sorted(paths_of(WHOLE), key=repr)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.dates().map(str)
)
KEYS = st.text(min_size=1).filter(lambda key: not key.isdigit())
"""Without keys that jsonschema-rs leaves out of a path (empty) or takes for a list's index (digits)."""
VALUES = st.recursive(
    LEAVES, lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4), max_leaves=8
)


@settings(max_examples=300, deadline=None)
@given(place=st.sampled_from(PLACES), value=VALUES)
def test_both_libraries_see_the_same_errors_whatever_is_written(place: PathOf, value: Any) -> None:
    found = errors(edited(WHOLE, place, value))
    assert {keyword for _, keyword in found} <= JUDGING


@settings(max_examples=500, deadline=None)
@given(text=st.text(alphabet="0123,.-05９，．−－–—/／%％+a", max_size=12))
def test_an_amount_by_the_schema_is_one_by_the_program(text: str) -> None:
    document = edited(WHOLE, steps(f"{ROW}/0/2"), text)
    assert (errors(document) == []) == (parse_amount(text) is not None or is_nil(text))


# the output

POSITION = {"line": 3, "character": 14}
RANGE = {"start": POSITION, "end": {"line": 3, "character": 20}}
FINDING = {
    "code": "JS140",
    "name": "economic-class-sum",
    "severity": "error",
    "message": "307 债务利息及费用支出 6.31，各款之和 2.77，相差 3.54。",
    "range": RANGE,
    "span": [120, 124],
    "related": [{"path": "a.report.yaml", "message": "国内债务付息 2.77", "range": RANGE}],
    "fingerprint": "k7c1f90ab",
    "suspects": [{"range": RANGE, "printed": "6.31", "proposed": "2.77", "reason": "只改这一处，各式都成立。"}],
    "fixes": [{"title": "改为 2.77", "safe": False, "edits": [{"range": RANGE, "newText": "2.77"}]}],
    "place": "307 债务利息及费用支出 · 决算数",
    "sides": ["6.31", "2.77"],
}
COUNTS = {"holds": 90, "rounding": 2, "broken": 1, "unchecked": 0, "not_applicable": 4, "waived": 0}
CHECKED = {
    "path": "a.report.yaml",
    "body": "某局",
    "year": 2023,
    "diagnostics": [FINDING],
    "ledger": COUNTS,
    "figures": {"total": 900, "guarded": 850, "free": 40, "unbound": 10},
}
RUN = {"version": 1, "files": [CHECKED]}


def test_accepts_an_output() -> None:
    assert errors(RUN, OUTPUT) == []


@pytest.mark.parametrize(
    ("place", "value", "at", "keyword"),
    [
        ("version", 2, "version", "const"),
        ("files/0/diagnostics/0/severity", "fatal", "files/0/diagnostics/0/severity", "enum"),
        ("files/0/diagnostics/0/code", "140", "files/0/diagnostics/0/code", "pattern"),
        ("files/0/diagnostics/0/span", [1], "files/0/diagnostics/0/span", "minItems"),
        ("files/0/diagnostics/0/range/start/line", -1, "files/0/diagnostics/0/range/start/line", "minimum"),
        ("files/0/diagnostics/0/fixes/0/edits", [], "files/0/diagnostics/0/fixes/0/edits", "minItems"),
        ("files/0/diagnostics/0/url", "x", "files/0/diagnostics/0", "additionalProperties"),
        ("files/0/diagnostics/0/suspects/0/reason", REMOVED, "files/0/diagnostics/0/suspects/0", "required"),
        ("files/0/ledger/waived", REMOVED, "files/0/ledger", "required"),
        ("files/0/figures/guarded", 1.5, "files/0/figures/guarded", "type"),
    ],
)
def test_refuses_a_wrong_output(place: str, value: Any, at: str, keyword: str) -> None:
    assert errors(edited(RUN, steps(place), value), OUTPUT) == [(steps(at), keyword)]
