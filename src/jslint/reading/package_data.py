"""The data that ships with the package: YAML as it is written, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import json

from jslint.prepared import prepared

PACKAGE = Path(__file__).parents[1]
"""The folder of the package; everything in it is named from here, with forward slashes."""


def packaged(name: str) -> Any:
    """The plain values of a YAML data file: kept ready as JSON, which is read in a hundredth of the time."""
    return json.decode(prepared(compiled_name(name), lambda: _compiled(name)))


def packaged_text(name: str) -> str:
    """The text of a data file."""
    return (PACKAGE / name).read_text("utf-8")


def schema_text(name: str = "report.schema.json") -> str:
    """The text of a shipped schema: packaged in a wheel, beside `src` in a checkout."""
    inside = PACKAGE / "schema" / name
    return (inside if inside.is_file() else PACKAGE.parents[1] / "schema" / name).read_text("utf-8")


def compiled_name(name: str) -> str:
    """What the compiled form of a YAML data file is called."""
    return name.removesuffix(".yaml") + ".json"


def compiled_data() -> Iterator[tuple[str, bytes]]:
    """Every YAML data file but the rules in its compiled form, by name; for the build of a wheel."""
    for file in sorted(PACKAGE.rglob("*.yaml")):
        name = file.relative_to(PACKAGE).as_posix()
        if not name.startswith("rules/"):
            yield compiled_name(name), _compiled(name)


def _compiled(name: str) -> bytes:
    from jslint.reading.plain import load

    return json.encode(load(packaged_text(name)))
