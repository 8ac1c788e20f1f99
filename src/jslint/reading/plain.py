"""A tree as plain Python values, for package data and for the schema."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jslint.pattern import Pattern
from jslint.reading.yaml_reader import Composed, compose
from jslint.tree import Mapping, Node, Scalar, Sequence

_INTEGER = Pattern(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = Pattern(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})")


class DataError(ValueError):
    """A data file that is not what it should be; says where as `line:column`."""


def plain(node: Node | None) -> Any:
    """Strings, lists and dicts; null is None. Numbers stay the text that is written."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return None if node.is_null else node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.value: plain(entry.value) for entry in node.entries}


def load(text: str) -> Any:
    """A data file of ours or a bureau's as plain values; raises DataError with the place of what YAML refuses."""
    composed: Composed = compose(text)
    if composed.faults:
        fault = composed.faults[0]
        before = text[: fault.span.start]
        line, column = before.count("\n") + 1, fault.span.start - (before.rfind("\n") + 1) + 1
        raise DataError(f"{line}:{column}: {fault.detail or fault.kind}")
    return plain(composed.node)


def instance(node: Node | None) -> Any:
    """The value that a JSON Schema judges: numbers as int or Decimal, `true`/`false` as bool, the rest as text."""
    if node is None:
        return None
    if isinstance(node, Sequence):
        return [instance(item) for item in node.items]
    if isinstance(node, Mapping):
        return {entry.key.value: instance(entry.value) for entry in node.entries}
    return _scalar_instance(node)


def _scalar_instance(node: Scalar) -> Any:
    if node.is_null:
        return None
    if node.style != "":
        return node.value
    if _INTEGER.fullmatch(node.value):
        return int(node.value)
    if _DECIMAL.fullmatch(node.value):
        return Decimal(node.value)
    if node.value in {"true", "false"}:
        return node.value == "true"
    return node.value
