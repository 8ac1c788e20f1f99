"""Configuration: what applies, why, and the place of everything that cannot be followed."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jslint.workspace.applied import applied_lines
from jslint.workspace.configuration import ConfigurationError, Configurations
from jslint.workspace.configuration_file import MOST_BYTES
from jslint.workspace.toml_places import key_places


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seletc = []\n", "1:1: 没有这个配置项：seletc；是不是 select？"),
        (
            "\n\n[severities]\nJS1 = 'grave'\n",
            "4:1: severities.JS1 应是 error、warning、information、hint 之一，现在是 grave",
        ),
        ("select = ['JS1', 'js2']\n", "1:18: 不是规则编号或其前缀：js2（如 JS101、JS1）"),
        ("select = 'JS1'\n", "1:1: select 应是一个列表"),
        ("ignore = ['JS1',\n  7]\n", "2:3: ignore 应是一段文字"),
        ("show_rounding = 1\n", "1:1: show_rounding 应是 true 或 false"),
        ("fail_on = 'never'\n", "1:1: fail_on 应是"),
        ("layout = '火星-2022'\n", "1:1: layout 应是"),
        ("baseline = '../../b.json'\n", "1:1: 路径超出了配置文件所在的文件夹：../../b.json"),
        ("rule_paths = ['规则']\n", "1:15: 没有找到规则文件：规则"),
        ("[per_file.'*.yaml']\nbaseline = 'x'\n", "2:1: 没有这个配置项：baseline"),
        ("[per_file]\n'*.yaml' = {ignore = ['JS1', 'x']}\n", "2:30: 不是规则编号或其前缀：x"),
        ("a = \n", "1:5: 不是有效的 TOML"),
    ],
)
def test_what_cannot_be_followed_is_an_error_with_its_place(folder: Path, text: str, message: str) -> None:
    write(folder / "jslint.toml", text)
    with pytest.raises(ConfigurationError, match=re.escape(f"jslint.toml:{message}")):
        Configurations().of("某.report.yaml")


def test_places_within_pyproject(folder: Path) -> None:
    write(folder / "pyproject.toml", '[project]\nname = "a"\n\n[tool.jslint]\nselect = ["JS1"]\nwrong = 1\n')
    with pytest.raises(ConfigurationError, match=r"^pyproject\.toml:6:1: 没有这个配置项：wrong"):
        Configurations().of("x.report.yaml")


def test_the_nearest_folder_decides_and_others_do_not_add(folder: Path) -> None:
    write(folder / "pyproject.toml", "[tool.jslint]\nignore = ['JS9']\n")
    write(folder / "甲" / "jslint.toml", "ignore = ['JS7']\n")
    write(folder / "乙" / "pyproject.toml", "[project]\nname = 'other'\n")
    configurations = Configurations()
    assert configurations.settings_of("甲/深/a.report.yaml").ignore == ("JS7",)
    assert configurations.settings_of("乙/a.report.yaml").ignore == ("JS9",)
    assert configurations.of("甲/a.report.yaml").path == folder / "甲" / "jslint.toml"


def test_layers_lie_over_one_another(folder: Path) -> None:
    text = "select = ['JS1']\nignore = ['JS101']\n[severities]\nJS102 = 'hint'\n[per_file.'旧/**']\nignore = ['JS102']\nselect = ['JS']\n"
    write(folder / "jslint.toml", text)
    plain, told = Configurations(), Configurations({"ignore": ("JS103",), "select": ("JS2",)})
    assert plain.settings_of("新/a.report.yaml").select == ("JS1",)
    old = plain.settings_of("旧/a.report.yaml")
    assert (old.select, old.ignore, dict(old.severities)) == (("JS",), ("JS101", "JS102"), {"JS102": "hint"})
    assert told.settings_of("旧/a.report.yaml").ignore == ("JS101", "JS102", "JS103")
    assert told.settings_of("旧/a.report.yaml").select == ("JS2",)
    assert plain.settings_of("旧/b.report.yaml") is old, "one object for the same layers"


def test_why_is_told(folder: Path) -> None:
    write(folder / "jslint.toml", "ignore = ['JS9']\n\n[per_file.'旧/**']\nignore = ['JS1']\n")
    lines = list(applied_lines("旧/a.report.yaml", Configurations({"select": ("JS2",)})))
    assert lines[:3] == [
        "旧/a.report.yaml：jslint.toml",
        "  select = JS2    [命令行]",
        "  ignore = JS9、JS1    [jslint.toml:1:1 + jslint.toml:4:1]",
    ]


def test_a_bureaus_own_rules(folder: Path) -> None:
    source = Path(__file__).parents[1] / "examples" / "bureau-rules"
    for file in source.glob("*.yaml"):
        write(folder / "规则" / file.name, file.read_text("utf-8"))
    write(folder / "jslint.toml", "rule_paths = ['规则']\n")
    names = [name for name, _ in Configurations().settings_of("a.report.yaml").rule_texts]
    assert names == sorted(f"规则/{file.name}" for file in source.glob("*.yaml"))


def test_exclusion_is_as_in_gitignore(folder: Path) -> None:
    write(folder / "jslint.toml", "exclude = ['草稿/', '*.old.report.yaml']\n")
    configurations = Configurations()
    told = {
        name: configurations.excluded(name) for name in ("草稿/a.report.yaml", "b.old.report.yaml", "c.report.yaml")
    }
    assert told == {"草稿/a.report.yaml": True, "b.old.report.yaml": True, "c.report.yaml": False}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"select = {'[' * 9999}{']' * 9999}\n", "1:1"),
        (f"select = {'{a=' * 3000}1{'}' * 3000}\n", "1:1"),
        (f"jobs = {'9' * 9999}\n", "1:1"),
        ("exclude = ['a', '[z-a]']\n", "1:17"),
        ("[per_file]\n'[z-a]' = {ignore = ['JS1']}\n", "2:1"),
    ],
)
def test_a_hostile_file_is_an_error_with_its_place(folder: Path, text: str, place: str) -> None:
    write(folder / "jslint.toml", text)
    with pytest.raises(ConfigurationError, match=rf"^jslint\.toml:{place}: "):
        Configurations().of("a.report.yaml")


def test_a_table_that_is_none_within_pyproject(folder: Path) -> None:
    write(folder / "pyproject.toml", "# [tool.jslint\ntool = 3\n")
    with pytest.raises(ConfigurationError, match=r"^pyproject\.toml:2:1: "):
        Configurations().of("a.report.yaml")


def test_a_file_that_is_no_utf8(folder: Path) -> None:
    folder.joinpath("jslint.toml").write_bytes("select = []  # 中文".encode("gbk"))
    with pytest.raises(ConfigurationError, match=r"^jslint\.toml:1:1: 无法读取配置文件"):
        Configurations().of("a.report.yaml")


# places

_TEXTS = st.text("aZ0-_ .#\"'[]{}=\\，中😀", max_size=6)
_VALUES = st.recursive(
    st.integers(0, 99) | st.booleans() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
)


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[ " + " ,\n\t# ]\"'\n ".join(toml(inner) for inner in value) + " ]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value).lower()


def paths(value: Any, path: tuple[Any, ...] = ()) -> set[tuple[Any, ...]]:
    found = {path} if path else set()
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        found |= paths(inner, (*path, key))
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
@given(st.dictionaries(_TEXTS, _VALUES, max_size=4))
def test_every_key_has_the_place_where_it_is_written(data: dict[str, Any]) -> None:
    text = "".join(f"{toml(key)} = {toml(value)}\n" for key, value in data.items() if not isinstance(value, dict))
    text += "".join(
        f'[ {toml(key)} ] # "\n' + "".join(f"{toml(name)}={toml(inner)}\n" for name, inner in value.items())
        for key, value in data.items()
        if isinstance(value, dict)
    )
    assert tomllib.loads(text) == data
    places = key_places(text)
    assert set(places) == paths(data)
    lines = text.split("\n")
    for path, place in places.items():
        if isinstance(path[-1], str):
            assert lines[place.line - 1][place.column - 1 :].lstrip("[ ").startswith(toml(path[-1]))


def test_places_of_long_strings_and_arrays_of_tables() -> None:
    text = 'a = """x\n[b] = 1"""\nb = \'\'\'"\'\'\'\n[[c.d]]\ne = 1979-05-27 07:32:00\n[[c.d]]\ne.f = 2\n[c.d.g]\nh = 0x1F\n'
    tomllib.loads(text)
    shown = {".".join(map(str, path)): tuple(place) for path, place in key_places(text).items()}
    assert shown == {
        "a": (1, 1), "b": (3, 1), "c": (4, 1), "c.d": (4, 1), "c.d.0": (4, 1), "c.d.0.e": (5, 1),
        "c.d.1": (6, 1), "c.d.1.e": (7, 1), "c.d.1.e.f": (7, 1), "c.d.1.g": (8, 1), "c.d.1.g.h": (9, 1),
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["pipe", "folder", "link to nothing", "large"])
def test_a_configuration_that_is_no_file_of_a_person_is_refused(kind: str, folder: Path) -> None:
    path = folder / "jslint.toml"
    words = "不是普通文件"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "large":
        path.write_text(f"# {'x' * MOST_BYTES}", "utf-8")
        words = "超过 8 MB，大得不正常"
    else:
        path.symlink_to(folder / "nothing")
    with pytest.raises(ConfigurationError, match=f"jslint.toml:1:1: 无法读取配置文件：{words}"):
        Configurations().of(str(folder / "a.report.yaml"))
