"""What applies to a report and why: `[tool.jslint]` of pyproject.toml or jslint.toml, found upwards from the file."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from msgspec import Struct, field

from jslint.diagnostic import Severity
from jslint.settings import Settings
from jslint.workspace.toml_places import KeyPlace, key_places

OWN_FILE, SHARED_FILE = "jslint.toml", "pyproject.toml"
SEVERITIES: tuple[str, ...] = get_args(Severity)
_CODE = re.compile(r"[A-Z]{2,}[0-9]{0,3}")


class ConfigurationError(ValueError):
    """A configuration that cannot be followed: `path:line:column: what is wrong`."""


class Layer(NamedTuple):
    """Settings that come from one place: a table of the file, or the command line."""

    origin: str
    changes: Mapping[str, Any]


class Configuration(Struct, frozen=True):
    """One configuration file, or none; `root` is the folder that its paths and patterns count from."""

    root: Path
    path: Path | None = None
    layers: tuple[Layer, ...] = ()
    per_file: tuple[tuple[str, tuple[Layer, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    rule_texts: tuple[tuple[str, str], ...] = ()
    fail_on: Severity | None = None
    places: Mapping[str, str] = field(default_factory=dict)

    def layers_for(self, path: Path) -> tuple[Layer, ...]:
        """What the file sets for a report, the general first."""
        special = [layer for pattern, layers in self.per_file if self.matches((pattern,), path) for layer in layers]
        return (*self.layers, *special)

    def matches(self, patterns: tuple[str, ...], path: Path) -> bool:
        """Whether a path is meant by one of the patterns, which are read as .gitignore's are."""
        if not patterns:
            return False
        try:
            inside = path.resolve().relative_to(self.root.resolve())
        except ValueError:
            return False
        return _spec(patterns).match_file(inside.as_posix())  # type: ignore[no-any-return]


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def merged(settings: Settings, layers: tuple[Layer, ...]) -> Settings:
    """The settings with the layers laid over them: `ignore`, severities, vocabulary and wording add up, the rest replaces."""
    for layer in layers:
        changes = dict(layer.changes)
        if "ignore" in changes:
            changes["ignore"] = tuple(dict.fromkeys((*settings.ignore, *changes["ignore"])))
        for key in ("severities", "vocabulary", "wording"):
            if key in changes:
                changes[key] = {**getattr(settings, key), **changes[key]}
        if "wording" in changes:
            lists = {**settings.wording, **changes["wording"]}
            changes["wording"] = {
                name: (*settings.wording.get(name, ()), *changes["wording"].get(name, ())) for name in lists
            }
        settings = settings.with_changes(**changes)
    return settings


def configuration_in(folder: Path) -> Configuration | None:
    """The configuration that stands in that very folder, if there is one; raises ConfigurationError."""
    own, shared = folder / OWN_FILE, folder / SHARED_FILE
    if own.is_file():
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
        return path.read_text("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{shown_path(path)}:1:1: 无法读取配置文件：{error}") from error


def shown_path(path: Path) -> str:
    """A path as messages name it: from the current folder where it is in it."""
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


class Configurations:
    """The configurations of a run: each file's own, found upwards from it, under what the command line says."""

    def __init__(self, command_line: Mapping[str, Any] | None = None, only: Path | None = None) -> None:
        """`only` names the one configuration file that applies to all; raises ConfigurationError for a bad one."""
        self._command_line = Layer("命令行", command_line) if command_line else None
        self._only = load(only) if only is not None else None
        self._found: dict[Path, Configuration] = {}
        self._settings: dict[tuple[str, ...], Settings] = {}

    def of(self, path: str) -> Configuration:
        """The configuration of a file, empty where no folder above has one; raises ConfigurationError."""
        return self._only or self._nearest(Path(os.path.abspath(path)).parent)  # noqa: PTH100 - `..` is gone up by name

    def _nearest(self, folder: Path) -> Configuration:
        """The configuration of the nearest folder that has one, from `folder` upwards."""
        if folder not in self._found:
            own = configuration_in(folder)
            if own is None:
                own = self._nearest(folder.parent) if folder.parent != folder else Configuration(Path.cwd())
            self._found[folder] = own
        return self._found[folder]

    def layers_of(self, path: str) -> tuple[Layer, ...]:
        """Everything that is set for a file, the later over the earlier."""
        layers = self.of(path).layers_for(Path(path))
        return (*layers, self._command_line) if self._command_line else layers

    def settings_of(self, path: str) -> Settings:
        """The settings of a file: one object for all files that the same layers apply to."""
        configuration, layers = self.of(path), self.layers_of(path)
        key = (str(configuration.path), *(layer.origin for layer in layers))
        if key not in self._settings:
            self._settings[key] = merged(Settings(rule_texts=configuration.rule_texts), layers)
        return self._settings[key]

    def excluded(self, path: str) -> bool:
        """Whether the file's configuration leaves it out of folders that are searched."""
        configuration = self.of(path)
        return configuration.matches(configuration.exclude, Path(path))


class _File:
    """Reads a configuration file; whatever it does not understand is an error with its place."""

    def __init__(self, path: Path, text: str, prefix: tuple[str, ...]) -> None:
        self._path = path
        self._name = shown_path(path)
        self._text = text
        self._prefix = prefix
        self._places: dict[tuple[str | int, ...], KeyPlace] | None = None

    def configuration(self) -> Configuration:
        try:
            data: Any = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            line, column = _toml_place(str(error))
            raise ConfigurationError(
                f"{self._name}:{line}:{column}: 不是有效的 TOML（中文的名称要加引号）：{error}"
            ) from error
        for name in self._prefix:
            data = data.get(name, {})
        table = self._table(data, (), {*_READERS, *_FILE_KEYS})
        general = self._layers(table, ())
        special = self._table(table.get("per_file", {}), ("per_file",), None)
        return Configuration(
            root=self._path.parent,
            path=self._path,
            layers=general,
            per_file=tuple(
                (pattern, self._layers(self._table(inner, ("per_file", pattern), _READERS), ("per_file", pattern)))
                for pattern, inner in special.items()
            ),
            exclude=self._texts(table.get("exclude", []), ("exclude",)),
            baseline=self._inside(table["baseline"], ("baseline",)) if "baseline" in table else None,
            rule_texts=tuple(self._rules(table.get("rule_paths", []))),
            fail_on=self._choice(table["fail_on"], ("fail_on",), SEVERITIES) if "fail_on" in table else None,
            places={key: self._origin((key,)) for key in table},
        )

    # places

    def _place(self, path: tuple[str | int, ...]) -> KeyPlace:
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
            if not _CODE.fullmatch(code):
                raise self._error((*path, number), f"不是规则编号或其前缀：{code}（如 JS101、JS1）")
        return codes

    def _choice(self, value: Any, path: tuple[str, ...], choices: tuple[str, ...]) -> Any:
        if value not in choices:
            raise self._error(path, f"{_named(path)}应是 {'、'.join(choices)} 之一，现在是 {value}")
        return value

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
