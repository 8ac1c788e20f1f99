"""The rules on codes, disclosure and wording over whole reports: the seed, right prose, a published report, a bureau's lists."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jslint import Memo, examine
from jslint.diagnostic import Diagnostic
from jslint.engine.examination import Examination
from jslint.reading.plain import load
from jslint.report.wording import extension, wording_with
from jslint.rule import Example
from jslint.settings import Settings
from jslint.workspace.configuration import ConfigurationError, Configurations
from overlay import lay
from printed_prose import printed_prose

ROOT = Path(__file__).parents[1]
EXPECTED = ROOT / "tests" / "expected" / "jiaozuo-2023-as-published.findings.yaml"
PAGES: dict[str, str] = load((ROOT / "tests" / "data" / "right_prose.yaml").read_text("utf-8"))
FAMILIES = ("JS5", "JS6", "JS9")
SEVERITIES = {"E": "error", "W": "warning", "I": "information"}
BLANK_TABLES = "JS502"
"""The empty report that pages are laid over has blank tables, which is not what the pages are about."""


def ours(examination: Examination) -> list[Diagnostic]:
    return [diagnostic for diagnostic in examination.diagnostics if diagnostic.code.startswith(FAMILIES)]


def printed(examination: Examination, diagnostic: Diagnostic) -> str:
    return examination.source.text[diagnostic.span.start : diagnostic.span.end]


def piece_of(examination: Examination, diagnostic: Diagnostic) -> str:
    pieces = [piece for piece in examination.report.reading.pieces if piece.start <= diagnostic.span.start]
    return pieces[-1].id


def piece_named(place: str) -> str:
    """The id of the piece that a place of the list stands in."""
    top, *inner = place.split("/")
    if top == "附件" and inner[0] == "项目单位自评表":
        return f"附件/{inner[0]}（{inner[1]}）"
    return top if top == "名词解释" else f"{top}/{inner[0]}"


def test_seed_gives_exactly_the_rows_of_the_list() -> None:
    examination = examine((ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml").read_text("utf-8"))
    rows = [row for row in load(EXPECTED.read_text("utf-8")) if (row.get("code") or "").startswith(FAMILIES)]
    wanted = Counter(
        (
            row["code"],
            SEVERITIES[row["severity"]],
            piece_named(row["place"]),
            row["printed"] or row["place"].rpartition("/")[2],
        )
        for row in rows
    )
    found = Counter(
        (each.code, each.severity, piece_of(examination, each), printed(examination, each))
        for each in ours(examination)
    )
    assert found == wanted


def test_four_slips_of_the_unit_stand_where_they_are() -> None:
    examination = examine((ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml").read_text("utf-8"))
    text = examination.source.text
    around = [text[each.span.start - 6 : each.span.end] for each in ours(examination) if each.code == "JS901"]
    assert around == ["，涉及金额 45.13 元", "，涉及金额 95.09 元", "部门预算数 45.13 元", "部门预算数 45.13 元"]


@pytest.mark.parametrize("name", ["jiaozuo-2023-corrected", "shanghai-2024"])
def test_right_reports_are_left_alone(name: str) -> None:
    assert ours(examine((ROOT / "examples" / f"{name}.report.yaml").read_text("utf-8"))) == []


@pytest.mark.parametrize("code", PAGES)
def test_right_prose_is_left_alone(code: str) -> None:
    examination = examine(lay(Example(PAGES[code])).text, settings=Settings(select=("JS", code)))
    told = [each for each in ours(examination) if each.code != BLANK_TABLES]
    assert [(each.code, printed(examination, each)) for each in told] == []
    outcomes = {check.outcome for check in examination.ledger if check.code == code}
    assert outcomes, "the rule has looked at its page"
    assert "broken" not in outcomes


def test_every_rule_has_a_page() -> None:
    from jslint.rules import shipped_rules

    codes = {rule.about.code for rule in shipped_rules() if rule.about.code.startswith(FAMILIES)}
    assert codes - {BLANK_TABLES} == set(PAGES)


@pytest.mark.parametrize("joined", [True, False], ids=["paragraphs", "printed lines"])
@pytest.mark.parametrize(
    ("name", "judged_true"),
    [
        ("sh-putuo-czj-2024-published.pdf", []),
        ("sh-putuo-czj-2024-draft-with-problems.pdf", [("JS904", "。。")]),
    ],
)
def test_published_prose_gives_only_what_a_person_judged_true(
    shared: Path, name: str, judged_true: list[tuple[str, str]], joined: bool
) -> None:
    path = shared / "reports" / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the repository")
    text = printed_prose(path, body="上海市普陀区财政局", year=2024, layout="上海-2024", joined=joined)
    examination = examine(text)
    without_tables = [each for each in ours(examination) if not each.message.startswith("决算表缺少")]
    assert [(each.code, printed(examination, each)) for each in without_tables] == judged_true


# a bureau's own lists

PROSE = """\
报告: {单位名称: 某市某局, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}
情况说明:
  收入决算情况: |
    老名称 1.00 万元。本中心收入 1.00 万元，我部门收入 1.00 万元。
"""


def test_configuration_extends_the_lists() -> None:
    settings = Settings(
        wording={
            "dated": ("老名称=新名称",),
            "selves": ("本中心",),
            "leftovers": ("收入 1.00",),
            "phrases": ("万元。本=万元，本",),
        }
    )
    examination = examine(PROSE, settings=settings)
    told = [(each.code, printed(examination, each)) for each in ours(examination) if each.code.startswith("JS9")]
    assert told == [
        ("JS907", "老名称"),
        ("JS904", "万元。本"),
        ("JS908", "本中心"),
        ("JS903", "收入 1.00"),
    ]
    assert [each for each in ours(examine(PROSE)) if each.code.startswith("JS9")] == []


def test_configuration_file_extends_the_lists(tmp_path: Path) -> None:
    file = tmp_path / "jslint.toml"
    file.write_text('[wording]\nselves = ["本中心"]\ndated = ["老名称=新名称"]\n', "utf-8")
    settings = Configurations().settings_of(str(tmp_path / "a.report.yaml"))
    assert settings.wording == {"selves": ("本中心",), "dated": ("老名称=新名称",)}
    codes = [each.code for each in ours(examine(PROSE, settings=settings)) if each.code.startswith("JS9")]
    assert codes == ["JS907", "JS908"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[wording]\ndated = ["老名称"]\n', "jslint.toml:2:10: 应写成“旧词=新词”：老名称"),
        ("[wording]\nselfs = []\n", "jslint.toml:2:1: 没有这个配置项：selfs；是不是 selves？"),
    ],
)
def test_configuration_file_says_what_it_does_not_understand(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "jslint.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        Configurations().settings_of(str(tmp_path / "a.report.yaml"))
    assert str(caught.value).endswith(message)


def test_unknown_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no such word list: wrods; known: dated, scars"):
        wording_with(extension({"wrods": ("甲",)}))


def test_vocabulary_makes_a_spelling_of_the_glossary_right() -> None:
    text = (ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
    settings = Settings(vocabulary={"公务用车购置及运行维护费小计": ("公务用车购置及运行费",)})
    assert "JS910" in {each.code for each in examine(text).diagnostics}
    assert "JS910" not in {each.code for each in examine(text, settings=settings).diagnostics}


def test_memo_gives_the_same_answers() -> None:
    text = (ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
    changed = [
        text,
        text.replace("。。", "。"),
        text.replace("我单位", "我部门"),
        text.replace("附属部门", "附属单位"),
        text,
    ]
    memo = Memo()
    for each in changed:
        assert examine(each, memo=memo).diagnostics == examine(each).diagnostics
