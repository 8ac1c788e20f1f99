"""Reads `[tool.jslint]` of a pyproject.toml, or a jslint.toml; whatever it does not understand is an error with its place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from jslint.diagnostic import Severity
from jslint.workspace.codes import code_words
from jslint.workspace.files import reason
from jslint.workspace.layers import Configuration, ConfigurationError, Layer, pattern_trouble

if TYPE_CHECKING:
    from jslint.workspace.toml_places import KeyPlace

OWN_FILE, SHARED_FILE = "jslint.toml", "pyproject.toml"
SEVERITIES: tuple[str, ...] = get_args(Severity)
MOST_BYTES = 8 * 1024 * 1024
"""Of a configuration file, which may be a whole project's; one that a person writes has a few thousand."""


def configuration_in(folder: Path) -> Configuration | None:
    """The configuration that stands in that very folder, if there is one; raises ConfigurationError."""
    own, shared = folder / OWN_FILE, folder / SHARED_FILE
    if os.path.lexists(own):
        if not own.is_file():  # a pipe would be waited for, and what was meant to be set would not be
            raise ConfigurationError(f"{shown_path(own)}:1:1: 无法读取配置文件：不是普通文件")
        return load(own)
    if shared.is_file() and "[tool.jslint" in (text := _read(shared)):
        return _File(shared, text, ("tool", "jslint")).configuration()
    return None


def load(path: Path) -> Configuration:
    """The configuration of that very file; raises ConfigurationError."""
    prefix = ("tool", "jslint") if path.name == SHARED_FILE else ()
    return _File(path, _read(path), prefix).configuration()


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ConfigurationError(
                f"{shown_path(path)}:1:1: 无法读取配置文件：超过 {MOST_BYTES // 1024 // 1024} MB，大得不正常"
            )
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise ConfigurationError(f"{shown_path(path)}:1:1: 无法读取配置文件：{reason(error)}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{shown_path(path)}:1:1: 无法读取配置文件：不是 UTF-8 编码，请另存为 UTF-8"
        ) from error


def shown_path(path: Path) -> str:
    """A path as messages name it: from the current folder where it is in it."""
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


class _File:
    """Reads a configuration file; whatever it does not understand is an error with its place."""

    def __init__(self, path: Path, text: str, prefix: tuple[str, ...]) -> None:
        self._path = path
        self._name = shown_path(path)
        self._text = text
        self._prefix = prefix
        self._places: dict[tuple[str | int, ...], KeyPlace] | None = None

    def configuration(self) -> Configuration:
        import tomllib  # most reports have no configuration

        try:
            data: Any = tomllib.loads(self._text)
        except RecursionError as error:
            raise ConfigurationError(f"{self._name}:1:1: 括号套得太深，读不了；请检查配置文件") from error
        except (tomllib.TOMLDecodeError, ValueError) as error:  # a number of thousands of digits is a ValueError
            line, column = _toml_place(str(error))
            raise ConfigurationError(
                f"{self._name}:{line}:{column}: 不是有效的 TOML（中文的名称要加引号）：{error}"
            ) from error
        for name in self._prefix:
            data = self._table(data, (), None).get(name, {})
        table = self._table(data, (), {*_READERS, *_FILE_KEYS})
        general = self._layers(table, ())
        special = self._table(table.get("per_file", {}), ("per_file",), None)
        return Configuration(
            root=self._path.parent,
            path=self._path,
            layers=general,
            per_file=tuple(
                (
                    self._pattern(pattern, ("per_file", pattern)),
                    self._layers(self._table(inner, ("per_file", pattern), _READERS), ("per_file", pattern)),
                )
                for pattern, inner in special.items()
            ),
            exclude=tuple(
                self._pattern(pattern, ("exclude", number))
                for number, pattern in enumerate(self._texts(table.get("exclude", []), ("exclude",)))
            ),
            baseline=self._inside(table["baseline"], ("baseline",)) if "baseline" in table else None,
            rule_texts=tuple(self._rules(table.get("rule_paths", []))),
            fail_on=self._choice(table["fail_on"], ("fail_on",), SEVERITIES) if "fail_on" in table else None,
            places={key: self._origin((key,)) for key in table},
        )

    # places

    def _place(self, path: tuple[str | int, ...]) -> KeyPlace:
        from jslint.workspace.toml_places import KeyPlace, key_places

        if self._places is None:
            self._places = key_places(self._text)
        full = (*self._prefix, *path)
        while full and full not in self._places:
            full = full[:-1]
        return self._places.get(full, KeyPlace(1, 1))

    def _origin(self, path: tuple[str | int, ...]) -> str:
        place = self._place(path)
        return f"{self._name}:{place.line}:{place.column}"

    def _error(self, path: tuple[str | int, ...], message: str) -> ConfigurationError:
        return ConfigurationError(f"{self._origin(path)}: {message}")

    # shapes

    def _table(self, value: Any, path: tuple[str, ...], known: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._error(path, f"{_named(path)}应是一张表")
        for key in value:
            if known is not None and key not in known:
                raise self._error((*path, key), f"没有这个配置项：{key}{_nearest(key, known)}")
        return value

    def _text_of(self, value: Any, path: tuple[str | int, ...]) -> str:
        if not isinstance(value, str) or not value:
            raise self._error(path, f"{_named(path)}应是一段文字")
        return value

    def _texts(self, value: Any, path: tuple[str, ...]) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._error(path, f"{_named(path)}应是一个列表")
        return tuple(self._text_of(item, (*path, number)) for number, item in enumerate(value))

    def _codes(self, value: Any, path: tuple[str, ...]) -> tuple[str, ...]:
        codes = self._texts(value, path)
        for number, code in enumerate(codes):
            if wrong := code_words(code):
                raise self._error((*path, number), wrong)
        return codes

    def _choice(self, value: Any, path: tuple[str, ...], choices: tuple[str, ...]) -> Any:
        if value not in choices:
            raise self._error(path, f"{_named(path)}应是 {'、'.join(choices)} 之一，现在是 {value}")
        return value

    def _pattern(self, pattern: str, path: tuple[str | int, ...]) -> str:
        """A pattern of paths as .gitignore's are."""
        if trouble := pattern_trouble(pattern):
            raise self._error(path, f"路径的写法不对：{pattern}（{trouble}）")
        return pattern

    def _inside(self, value: Any, path: tuple[str | int, ...]) -> Path:
        """A path within the configuration's folder: one that leads out of it is refused."""
        text = self._text_of(value, path)
        root = self._path.parent.resolve()
        target = (root / text).resolve()
        if not target.is_relative_to(root):
            raise self._error(path, f"路径超出了配置文件所在的文件夹：{text}")
        return target

    # contents

    def _layers(self, table: Mapping[str, Any], path: tuple[str, ...]) -> tuple[Layer, ...]:
        return tuple(
            Layer(self._origin((*path, key)), {key: _READERS[key](self, value, (*path, key))})
            for key, value in table.items()
            if key in _READERS
        )

    def _profile(self, value: Any, path: tuple[str, ...]) -> str:
        from jslint.kinds.profile import profiles

        return str(self._choice(value, path, tuple(profiles())))

    def _layout(self, value: Any, path: tuple[str, ...]) -> str:
        from jslint.report.layout import layout_ids

        return str(self._choice(value, path, layout_ids()))

    def _flag(self, value: Any, path: tuple[str, ...]) -> bool:
        if not isinstance(value, bool):
            raise self._error(path, f"{_named(path)}应是 true 或 false")
        return value

    def _severities(self, value: Any, path: tuple[str, ...]) -> dict[str, str]:
        table = self._table(value, path, None)
        for code, severity in table.items():
            self._codes([code], (*path, code))
            self._choice(severity, (*path, code), SEVERITIES)
        return table

    def _vocabulary(self, value: Any, path: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        return {term: self._texts(names, (*path, term)) for term, names in self._table(value, path, None).items()}

    def _wording(self, value: Any, path: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        from jslint.report.wording import LISTS, PAIRED

        lists = {name: self._texts(entries, (*path, name)) for name, entries in self._table(value, path, LISTS).items()}
        for name, entries in lists.items():
            for number, entry in enumerate(entries):
                wrong, equals, now = entry.partition("=")
                if name in PAIRED and not (wrong.strip() and equals and now.strip()):
                    raise self._error((*path, name, number), f"应写成“旧词=新词”：{entry}")
        return lists

    def _rules(self, value: Any) -> Iterator[tuple[str, str]]:
        for number, text in enumerate(self._texts(value, ("rule_paths",))):
            target = self._inside(text, ("rule_paths", number))
            files = sorted(target.rglob("*.yaml")) if target.is_dir() else [target]
            if not files or not all(file.is_file() for file in files):
                raise self._error(("rule_paths", number), f"没有找到规则文件：{text}")
            yield from ((file.relative_to(self._path.parent.resolve()).as_posix(), _read(file)) for file in files)


_Reader = Callable[[_File, Any, tuple[str, ...]], Any]
_READERS: dict[str, _Reader] = {
    "select": _File._codes,
    "ignore": _File._codes,
    "severities": _File._severities,
    "layout": _File._layout,
    "profile": _File._profile,
    "vocabulary": _File._vocabulary,
    "wording": _File._wording,
    "show_rounding": _File._flag,
}
_FILE_KEYS = ("per_file", "exclude", "baseline", "rule_paths", "fail_on")


def _named(path: tuple[str | int, ...]) -> str:
    names = [part for part in path if isinstance(part, str)]
    return f"{'.'.join(names)} " if names else "配置"


def _nearest(key: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key.replace("-", "_"), sorted(known), 1)
    return f"；是不是 {near[0]}？" if near else f"；可用的有 {'、'.join(sorted(known))}"


def _toml_place(message: str) -> tuple[str, str]:
    match = re.search(r"line (\d+), column (\d+)", message)
    return (match[1], match[2]) if match else ("1", "1")
