"""What the JSON Schema says of a place in the report: the title and description of a key, what may stand there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jslint.reading.package_data import schema_text

Schema = dict[str, Any]
Path = tuple[str | int, ...]

MOST_STEPS = 32
"""References followed at one place; the schema needs three."""


@lru_cache(maxsize=1)
def _root() -> Schema:
    loaded: Schema = json.loads(schema_text())
    return loaded


def describe(path: Path) -> str:
    """The description of the key or item at a path, or nothing."""
    for schema in schemas_at(path):
        if words := schema.get("description"):
            title = schema.get("title", "")
            return f"**{title}**\n\n{words}" if title else str(words)
    return ""


def keys_at(path: Path) -> dict[str, str]:
    """The keys that the schema knows under a path, with what it says of each, in its order."""
    found: dict[str, str] = {}
    for schema in schemas_at(path):
        for key, child in schema.get("properties", {}).items():
            words = next((each["description"] for each in _unfolded(child) if "description" in each), "")
            found.setdefault(key, words)
    return found


def values_at(path: Path) -> tuple[str, ...]:
    """The values that the schema lists for a path (enumerations, constants, examples)."""
    found: dict[str, None] = {}
    for schema in schemas_at(path):
        for value in (*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())):
            found[str(value)] = None
    return tuple(found)


def schemas_at(path: Path) -> tuple[Schema, ...]:
    """Every schema that applies to the place, references and alternatives followed, the nearest first."""
    here = [_root()]
    for step in path:
        here = [below for schema in here for each in _unfolded(schema) for below in _below(each, step)]
    return tuple(each for schema in here for each in _unfolded(schema))


def _below(schema: Schema, step: str | int) -> Iterator[Schema]:
    if isinstance(step, int):
        first = schema.get("prefixItems", ())
        items = first[step] if step < len(first) else schema.get("items")
        if isinstance(items, dict):
            yield items
        return
    properties = schema.get("properties", {})
    if step in properties:
        yield properties[step]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]


def _unfolded(schema: Any, steps: int = MOST_STEPS) -> Iterator[Schema]:
    if not isinstance(schema, dict) or not steps:
        return
    yield schema
    if reference := schema.get("$ref"):
        yield from _unfolded(_root()["$defs"].get(str(reference).rpartition("/")[2]), steps - 1)
    for keyword in ("allOf", "anyOf", "oneOf"):
        for each in schema.get(keyword, ()):
            yield from _unfolded(each, steps - 1)
