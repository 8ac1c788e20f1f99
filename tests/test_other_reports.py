"""A report beside others: last year's, and those of the bodies that it consolidates; found, read, compared, and told."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from generate import Department, consolidated, department, text_of, year_before
from jslint import Settings, examine
from jslint.engine.examination import Examination
from jslint.other_file import Related
from jslint.report.layout import Layout, shipped_layout

OTHERS = Settings(select=("JS8",))
UNITS = ("units/a.report.yaml", "units/b.report.yaml", "units/c.report.yaml")
LAST = "../2023/mj.report.yaml"
NAMES = f"  上年报告: {LAST}\n  所属单位报告: [units/*.report.yaml]\n"
PATTERN = "units/*.report.yaml"


def layout_of(name: str, unit: str = "万元") -> Layout:
    layout = shipped_layout(name)
    assert layout is not None
    return replace(layout, unit=unit)


class Family:
    """A department of three bodies, with last year's report; `layouts` are the department's, its bodies' and last year's."""

    def __init__(self, seed: int, own: Layout, bodies: Layout, last: Layout) -> None:
        dice = random.Random(seed)
        fewest = layout_of("上海-2024")  # whose economic subjects every layout lists
        self.bodies: list[Department] = [department(dice, fewest) for _ in UNITS]
        for body in self.bodies:
            for subject in body.subjects:
                for name in ("上级补助收入", "附属单位上缴收入"):
                    subject.sources["其他收入"] = subject.sources.get("其他收入", 0) + subject.sources.pop(name, 0)
                for name in ("上缴上级支出", "对附属单位补助支出"):
                    subject.other["项目支出"] = subject.other.get("项目支出", 0) + subject.other.pop(name, 0)
        self.made = consolidated(self.bodies)
        self.text = text_of(self.made, own, names=NAMES)
        self.related: dict[str, str] = {LAST: text_of(year_before(self.made, fewest, dice), last, year=2023)}
        self.units = {
            path: text_of(body, bodies, body=f"某市第{index}中心", scope="单位决算")
            for index, (path, body) in enumerate(zip(UNITS, self.bodies, strict=True), 1)
        }

    def given(self, **changed: str) -> Related:
        from jslint.other_file import OtherFile

        units = {**self.units, **{f"units/{name}.report.yaml": text for name, text in changed.items()}}
        return {**self.related, PATTERN: [OtherFile(path, text) for path, text in units.items()]}

    def examined(self, text: str | None = None, settings: Settings = OTHERS, **changed: str) -> Examination:
        return examine(text or self.text, settings=settings, related=self.given(**changed))


def family(
    seed: int, own: str = "国家-2022", bodies: str = "国家-2022", last: str = "国家-2022", unit: str = "万元"
) -> Family:
    return Family(seed, layout_of(own), layout_of(bodies, unit), layout_of(last, unit))


def seen(examination: Examination) -> list[tuple[str, str]]:
    text = examination.source.text
    return [(each.code, text[each.span.start : each.span.end]) for each in examination.diagnostics]


def counts(examination: Examination, code: str, outcome: str) -> int:
    return sum(check.code == code and check.outcome == outcome for check in examination.ledger)


@pytest.mark.parametrize("unit", ["万元", "元"])
@pytest.mark.parametrize(
    ("own", "bodies", "last"),
    [
        ("国家-2022", "国家-2022", "国家-2022"),
        ("上海-2024", "上海-2024", "上海-2024"),
        ("国家-2022", "国家-2022", "上海-2024"),
        ("上海-2024", "国家-2022", "国家-2022"),
    ],
)
def test_honest_reports_agree(own: str, bodies: str, last: str, unit: str) -> None:
    for seed in range(6):
        examination = family(seed, own, bodies, last, unit).examined()
        assert [(each.code, each.message) for each in examination.diagnostics] == [], seed
        assert counts(examination, "JS801", "holds") > 1
        assert counts(examination, "JS803", "holds") > 100
        assert counts(examination, "JS804", "holds") == 2
