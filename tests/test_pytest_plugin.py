"""The pytest plugin, in real runs of pytest."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET

import pytest

pytestmark = pytest.mark.long

ONLY_140 = 'select = ["JS140"]\n'
INI = "[pytest]\nasyncio_default_fixture_loop_scope = function\n"
"""What pytest-asyncio, which pytest-lsp brings, asks for where warnings are errors."""


@pytest.fixture
def reports(pytester: pytest.Pytester, published: str, corrected: str) -> pytest.Pytester:
    pytester.path.joinpath("坏.report.yaml").write_text(published, "utf-8")
    pytester.path.joinpath("好.report.yaml").write_text(corrected, "utf-8")
    pytester.path.joinpath("jslint.toml").write_text(ONLY_140, "utf-8")
    pytester.path.joinpath("pytest.ini").write_text(INI, "utf-8")
    return pytester


def test_each_report_is_one_item(reports: pytest.Pytester) -> None:
    done = reports.runpytest_subprocess("-p", "no:cacheprovider", "-W", "error")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(
        [
            "坏.report.yaml:228:47: 错误 JS140 economic-class-mismatch",
            "*307 债务利息及费用支出 · 决算数为 6.31，所属各款相加应为 2.77*",
            "  228 │       - *307,*6.31*",
            "      │ *^^^^",
            "  相关 229:50  30701 国内债务付息 · 决算数 2.77，疑应为 0.00",
            "*jslint：按规则统计*",
            "     1 处     1 份报告  JS140  *",
            "FAILED 坏.report.yaml::jslint*",
        ]
    )


def test_what_the_configuration_excludes_is_no_item_unless_it_is_named(reports: pytest.Pytester) -> None:
    reports.path.joinpath("jslint.toml").write_text(f"{ONLY_140}exclude = ['坏*']\n", "utf-8")
    reports.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
    reports.runpytest_subprocess("-p", "no:cacheprovider", "坏.report.yaml").assert_outcomes(failed=1)


def test_one_item_for_each_rule(reports: pytest.Pytester) -> None:
    reports.path.joinpath("jslint.toml").write_text('select = ["JS140", "JS141"]\n', "utf-8")
    done = reports.runpytest_subprocess("--jslint-per-rule", "-v", "-p", "no:cacheprovider")
    done.assert_outcomes(passed=5, failed=1)
    done.stdout.fnmatch_lines(
        ["坏.report.yaml::JS140 FAILED*", "坏.report.yaml::JS141 PASSED*", "好.report.yaml::JS140 PASSED*"]
    )


def test_selecting_by_name_rule_and_mark(reports: pytest.Pytester) -> None:
    reports.makepyfile("def test_other(): pass")
    reports.runpytest_subprocess("-k", "坏").assert_outcomes(failed=1, deselected=2)
    reports.runpytest_subprocess("--jslint-per-rule", "-k", "JS140 and 好").assert_outcomes(passed=1, deselected=4)
    reports.runpytest_subprocess("-m", "not jslint", "--strict-markers").assert_outcomes(passed=1, deselected=2)


def test_last_failed_runs_only_the_failed_report(reports: pytest.Pytester, corrected: str) -> None:
    reports.runpytest_subprocess().assert_outcomes(passed=1, failed=1)
    reports.runpytest_subprocess("--lf").assert_outcomes(failed=1)
    reports.path.joinpath("坏.report.yaml").write_text(corrected, "utf-8")
    reports.runpytest_subprocess("--lf").assert_outcomes(passed=1)


def test_xdist_gives_the_same(reports: pytest.Pytester) -> None:
    done = reports.runpytest_subprocess("-n", "2", "-W", "error")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["坏.report.yaml:228:47: 错误 JS140*", "     1 处     1 份报告  JS140  *"])


def test_junitxml_has_code_and_fingerprint(reports: pytest.Pytester) -> None:
    reports.runpytest_subprocess("--junitxml=out.xml", "-o", "junit_family=xunit1")
    cases = {case.get("classname"): case for case in ET.parse(reports.path / "out.xml").iter("testcase")}  # noqa: S314
    bad = cases["坏.report.yaml"]
    properties = [(each.get("name"), each.get("value")) for each in bad.iter("property")]
    assert properties == [("code", "JS140"), ("fingerprint", "k2d8d1cd4")]
    assert (bad.get("file"), bad.get("line")) == ("坏.report.yaml", "227"), "xunit1 counts lines from 0"
    assert [each.tag for each in cases["好.report.yaml"]] == []


def test_reportinfo_and_location_carry_the_line(reports: pytest.Pytester) -> None:
    reports.makeconftest(
        """
        def pytest_runtest_makereport(item, call):
            if call.when == "call":
                print("AT", item.location[1], item.reportinfo()[1])
        """
    )
    reports.runpytest_subprocess("-s", "-k", "坏").stdout.fnmatch_lines(["*AT 227 227*"])


def test_remembered_verdicts_are_reported_alike(reports: pytest.Pytester) -> None:
    first = reports.runpytest_subprocess("-p", "no:cacheprovider")
    second = reports.runpytest_subprocess("-p", "no:cacheprovider")
    without = reports.runpytest_subprocess("-p", "no:cacheprovider", "--jslint-no-cache")
    for done in (first, second, without):
        done.assert_outcomes(passed=1, failed=1)
    assert [line for line in second.outlines if "JS140" in line] == [line for line in first.outlines if "JS140" in line]


def test_threshold(reports: pytest.Pytester) -> None:
    reports.path.joinpath("jslint.toml").write_text(ONLY_140 + '[severities]\nJS140 = "warning"\n', "utf-8")
    reports.runpytest_subprocess("--jslint-fail-on=error").assert_outcomes(passed=2)
    reports.runpytest_subprocess().assert_outcomes(passed=1, failed=1)
    reports.path.joinpath("jslint.toml").write_text(
        'fail_on = "error"\n' + ONLY_140 + '[severities]\nJS140 = "warning"\n', "utf-8"
    )
    done = reports.runpytest_subprocess("-rP")
    done.assert_outcomes(passed=2)
    done.stdout.fnmatch_lines(["*警告 JS140*"])


def test_other_patterns(reports: pytest.Pytester, published: str) -> None:
    reports.path.joinpath("a.决算.yaml").write_text(published, "utf-8")
    reports.path.joinpath("pytest.ini").write_text(INI + "jslint_files = *.决算.yaml\n", "utf-8")
    reports.runpytest_subprocess().assert_outcomes(failed=1)


def test_bad_configuration_is_an_error_of_collection(reports: pytest.Pytester) -> None:
    reports.path.joinpath("jslint.toml").write_text("seletc = []\n", "utf-8")
    done = reports.runpytest_subprocess()
    done.assert_outcomes(errors=2)
    done.stdout.fnmatch_lines(["*jslint.toml:1:1: 没有这个配置项：seletc；是不是 select？*"])


def test_a_report_that_went_away_fails_in_words(reports: pytest.Pytester) -> None:
    reports.makeconftest(
        """
        def pytest_runtest_setup(item):
            item.path.unlink(missing_ok=True)
        """
    )
    done = reports.runpytest_subprocess("-k", "好")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["jslint: 无法读取 好.report.yaml：文件不存在*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_baseline_holds_back(reports: pytest.Pytester) -> None:
    reports.path.joinpath("jslint.toml").write_text(ONLY_140 + 'baseline = "base.json"\n', "utf-8")
    reports.run(sys.executable, "-m", "jslint", "check", "--write-baseline")
    reports.runpytest_subprocess().assert_outcomes(passed=3)


def test_a_baseline_that_says_too_much_fails(reports: pytest.Pytester, corrected: str) -> None:
    reports.path.joinpath("jslint.toml").write_text(ONLY_140 + 'baseline = "base.json"\n', "utf-8")
    reports.run(sys.executable, "-m", "jslint", "check", "--write-baseline")
    reports.path.joinpath("坏.report.yaml").write_text(corrected, "utf-8")
    mended = reports.runpytest_subprocess("-n", "2")
    mended.assert_outcomes(passed=2, failed=1)
    words = "基线里的这一条已不再出现：坏.report.yaml JS140 k2d8d1cd4；用 jslint check --prune 删去"
    mended.stdout.fnmatch_lines([words, "FAILED 坏.report.yaml::jslint*"])
    reports.runpytest_subprocess("--jslint-per-rule").assert_outcomes(passed=4, failed=1)
    reports.path.joinpath("坏.report.yaml").unlink()
    gone = reports.runpytest_subprocess()
    gone.assert_outcomes(passed=1, failed=1)
    gone.stdout.fnmatch_lines([words, "FAILED 好.report.yaml::基线*"])
    reports.run(sys.executable, "-m", "jslint", "check", "--prune")
    reports.runpytest_subprocess().assert_outcomes(passed=2)


@pytest.mark.parametrize("option", ["--strict-markers", "--jslint-per-rule"])
def test_a_rule_file_that_does_not_load_is_an_error_of_collection(reports: pytest.Pytester, option: str) -> None:
    reports.path.joinpath("规则.yaml").write_text("code: ORG001\n", "utf-8")
    reports.path.joinpath("jslint.toml").write_text("rule_paths = ['规则.yaml']\n", "utf-8")
    done = reports.runpytest_subprocess(option)
    done.assert_outcomes(errors=2)
    done.stdout.fnmatch_lines(["*jslint: 规则.yaml:1:1: *"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_run_without_reports_imports_no_engine(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_nothing():
            loaded = {name for name in sys.modules if name.partition(".")[0] == "jslint"}
            assert loaded == {"jslint", "jslint.pytest_mark", "jslint.pytest_plugin"}
            assert not {"click", "rich", "pathspec", "jsonschema_rs", "ruamel", "pygls"} & set(sys.modules)
        """
    )
    pytester.runpytest_subprocess("-p", "no:pytest-lsp").assert_outcomes(passed=1)


def test_beside_pytest_lsp(reports: pytest.Pytester) -> None:
    done = reports.runpytest_subprocess("--trace-config")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["*pytest-lsp*"])
