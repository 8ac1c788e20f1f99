"""The whole examples: the as-published report gives exactly the listed findings, the good reports give none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from conftest import ROOT
from jslint import Settings, examine

EXAMPLES = ROOT / "examples"
LISTED = ROOT / "tests" / "expected" / "jiaozuo-2023-as-published.findings.yaml"

FAMILIES = ("JS",)
"""The rules whose findings are compared: all that there are."""

SEVERITIES = {"E": "error", "W": "warning", "I": "information", "rounding": "hint"}

Found = tuple[str, str, int, int, str]
"""Code, severity, the span in the file and the text of it."""


def placed(node: Node, place: str = "", titles: list[str] | None = None) -> Iterator[tuple[str, int, int]]:
    """Every part of a report with the span it is pointed at by; a part that holds others, and a row's name, by its key."""
    if isinstance(node, MappingNode):
        columns = next((value for key, value in node.value if key.value == "栏目"), None)
        for key, value in node.value:
            inner = f"{place}/{key.value}" if place else key.value
            span = (key.start_mark.index, key.end_mark.index)
            yield f"{inner}/行名", *span
            if not isinstance(value, ScalarNode):
                yield inner, *span
            yield from placed(value, inner, _titles(key.value, columns))
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield from placed(item, f"{place}/{_name(item, number, titles)}", titles)
    else:
        yield place, node.start_mark.index, node.end_mark.index


def _titles(key: str, columns: Node | None) -> list[str] | None:
    shown = [item.value for item in columns.value] if isinstance(columns, SequenceNode) and key != "栏目" else None
    return ["科目编码", "科目名称", *(shown or ["决算数"])] if key == "科目" else shown


def _name(item: Node, number: int, titles: list[str] | None) -> str:
    if isinstance(item, MappingNode):
        return str(item.value[0][1].value)
    if isinstance(item, SequenceNode):
        cell = item.value[0 if titles and titles[0] == "科目编码" else 2]
        return str(cell.value) if cell.tag != "tag:yaml.org,2002:null" else f"第{number + 1}行"
    return titles[number] if titles else f"第{number + 1}格"


def expected(text: str) -> list[Found]:
    """The listed findings of the compared families, with the spans that their places and texts are."""
    spans = {place: (start, end) for place, start, end in placed(YAML(typ="safe").compose(text))}
    found = []
    for entry in YAML(typ="safe", pure=True).load(LISTED.read_text("utf-8")):
        if not entry.get("code", "").startswith(FAMILIES) or "code" not in entry:
            continue
        start, end = spans[entry["place"]]
        printed = entry.get("printed")
        if printed is not None:
            context = entry.get("context") or str(printed)
            start = text.index(context, start, end) + context.index(str(printed))
            end = start + len(str(printed))
        found.append((entry["code"], SEVERITIES[entry["severity"]], start, end, text[start:end]))
    return sorted(found)


def told(path: Path) -> list[Found]:
    examined = examine(path.read_text("utf-8"), settings=Settings(select=FAMILIES, show_rounding=True))
    text = examined.source.text
    return sorted(
        (each.code, each.severity, each.span.start, each.span.end, text[each.span.start : each.span.end])
        for each in examined.diagnostics
    )


def test_the_published_report_gives_exactly_the_listed_findings() -> None:
    path = EXAMPLES / "jiaozuo-2023-as-published.report.yaml"
    assert told(path) == expected(path.read_text("utf-8"))


@pytest.mark.parametrize("name", ["jiaozuo-2023-corrected", "shanghai-2024"])
def test_a_good_report_is_clean(name: str) -> None:
    text = (EXAMPLES / f"{name}.report.yaml").read_text("utf-8")
    assert [(each.code, each.message) for each in examine(text).diagnostics] == []


def test_the_seed_speaks_at_307_with_its_consequences_and_its_reason() -> None:
    """307 and 30701 repeat 302 and 30201: one finding, the broken public total a consequence, the copy the reason."""
    text = (EXAMPLES / "jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
    (finding,) = [each for each in examine(text).diagnostics if each.code == "JS140"]
    followers = [each.message.removeprefix("连带 ")[:5] for each in finding.related if each.message.startswith("连带")]
    assert followers[:2] == ["JS142", "JS144"]


def test_the_examples_need_nothing_but_the_package_and_pytest() -> None:
    """No other plugin is loaded: neither the options nor the markers that our own tests ask for are known."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "jslint.pytest_plugin",
        "-p",
        "no:cacheprovider",
        "-q",
        "examples/",
    ]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1].startswith("1 failed, 2 passed"), done.stdout + done.stderr
    assert done.returncode == 1
