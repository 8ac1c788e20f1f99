"""Which settings apply to a report, each with the place that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jslint.workspace.configuration_file import shown_path

if TYPE_CHECKING:
    from jslint.workspace.configuration import Configurations

_NAMES = ("select", "ignore", "severities", "layout", "profile", "vocabulary", "wording", "show_rounding")
_NOTHING = "（无）"
DEFAULT = "默认"


def applied_lines(path: str, configurations: Configurations) -> Iterator[str]:
    """A line for each setting of a report; raises ConfigurationError."""
    configuration = configurations.of(path)
    settings, layers = configurations.settings_of(path), configurations.layers_of(path)
    yield f"{path}：{shown_path(configuration.path) if configuration.path else '没有配置文件，全部用默认值'}"
    for name in _NAMES:
        origins = [layer.origin for layer in layers if name in layer.changes]
        added = name in {"ignore", "severities", "vocabulary", "wording"}
        yield _line(name, getattr(settings, name), " + ".join(origins if added else origins[-1:]))
    for name, value in (
        ("fail_on", configuration.fail_on or "warning"),
        ("exclude", configuration.exclude),
        ("baseline", shown_path(configuration.baseline) if configuration.baseline else None),
        ("rule_paths", tuple(path for path, _ in settings.rule_texts)),
    ):
        yield _line(name, value, configuration.places.get(name, ""))


def _line(name: str, value: Any, origin: str) -> str:
    return f"  {name} = {_shown(value)}    [{origin or DEFAULT}]"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "，".join(f"{key}: {_shown(inner)}" for key, inner in value.items()) or _NOTHING
    if isinstance(value, tuple | list):
        return "、".join(map(str, value)) or _NOTHING
    return str(value) if value is not None else _NOTHING
