"""What the JSON Schema of the report file objects to, each objection at the node it is about.

jsonschema-rs judges and explains: it gives the same instance paths as jsonschema at a twentieth of the time, which a half-typed
report needs at every key press. jsonschema itself stands in where the platform has no build of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct, json

from jslint.figure import Anchor
from jslint.memo import Memo
from jslint.reading.package_data import schema_text
from jslint.reading.pieces import Piece, Reading
from jslint.reading.plain import instance
from jslint.source import Span
from jslint.tree import Mapping, Node, Scalar, Sequence

MOST_ERRORS = 100
"""Objections kept for one file; a file with more has one cause that the first ones show."""


class SchemaError(Struct, frozen=True):
    """One objection: where, the schema keyword, and the words its message needs (expected names, the unexpected key …)."""

    anchor: Anchor
    keyword: str
    path: tuple[str | int, ...]
    detail: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = json.decode(schema_text())
    try:
        import jsonschema_rs
    except ImportError:
        return None
    return jsonschema_rs.Draft202012Validator(schema)


def check_schema(reading: Reading, memo: Memo) -> tuple[SchemaError, ...]:
    """What the schema objects to. Pieces that could not be read are left out, and not missed."""
    document = _document(reading, memo)
    found: list[SchemaError] = []
    for path, keyword, detail in _objections(document):
        if keyword == "required" and _is_broken(reading, (*path, *detail)):
            continue
        found.append(SchemaError(_anchor(reading, path, keyword, detail), keyword, path, detail))
        if len(found) == MOST_ERRORS:
            break
    return tuple(found)


def _document(reading: Reading, memo: Memo) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for piece in reading.pieces:
        if piece.broken or "#" in piece.id:
            continue
        value = (
            None
            if piece.header
            else memo.once(("instance", piece.text, piece.start == 0, piece.path), _maker(piece.node))
        )
        _put(document, piece.path, value, header=piece.header)
    return document


def _maker(node: Node | None) -> Any:
    return lambda: instance(node)


def _put(document: dict[str, Any], path: tuple[str | int, ...], value: Any, *, header: bool) -> None:
    at: Any = document
    for step, following in zip(path, (*path[1:], None), strict=True):
        if following is None:
            if isinstance(at, list):
                at.append(value)
            elif isinstance(at, dict):
                at.setdefault(step, {} if header else value)
        elif isinstance(at, dict):
            if isinstance(following, int) and not isinstance(at.get(step), list):
                at[step] = []
            at = at.setdefault(step, {})


def _objections(document: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
    validator = _validator()
    if validator is None:
        yield from _objections_in_python(document)
        return
    if validator.is_valid(document):
        return
    for error in validator.iter_errors(document):
        keyword = str(error.schema_path[-1]) if error.schema_path else "type"
        if keyword == "pattern" and "printed_amount" in map(str, error.schema_path):
            continue  # an amount's text is judged at its cell, by the number grammar
        yield tuple(error.instance_path), keyword, _detail(error.kind.as_dict())


def _detail(kind: dict[str, Any]) -> tuple[str, ...]:
    for name in ("unexpected", "property", "types", "options", "pattern", "expected_value", "limit"):
        if name in kind:
            value = kind[name]
            return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)
    return ()


def _objections_in_python(document: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
    import jsonschema

    for error in jsonschema.Draft202012Validator(json.decode(schema_text())).iter_errors(document):
        keyword = str(error.validator)
        yield tuple(error.absolute_path), keyword, tuple(_python_detail(error, keyword))


def _python_detail(error: Any, keyword: str) -> Iterator[str]:
    if keyword == "required":
        yield from (name for name in error.validator_value if name not in error.instance)
    elif keyword == "additionalProperties":
        yield from (name for name in error.instance if name not in error.schema.get("properties", {}))
    elif isinstance(error.validator_value, (list, tuple)):
        yield from map(str, error.validator_value)
    elif not isinstance(error.validator_value, dict):
        yield str(error.validator_value)


def _is_broken(reading: Reading, path: tuple[str | int, ...]) -> bool:
    return any(piece.broken and piece.path[: len(path)] == path for piece in reading.pieces)


def _anchor(reading: Reading, path: tuple[str | int, ...], keyword: str, detail: tuple[str, ...]) -> Anchor:
    """The node at a path; for an unexpected key the key itself, for a missing one the key of what lacks it."""
    full = (*path, detail[0]) if keyword == "additionalProperties" and detail else path
    best: Piece | None = None
    for piece in reading.pieces:
        if (
            full[: len(piece.path)] == piece.path
            and "#" not in piece.id
            and (best is None or len(piece.path) > len(best.path))
        ):
            best = piece
    if best is None:
        return Anchor("", Span(0, 0))
    rest = full[len(best.path) :]
    at_key = keyword in {"additionalProperties", "required", "propertyNames"}
    return Anchor(best.id, _span_at(best, rest, at_key=at_key))


def _span_at(piece: Piece, rest: tuple[str | int, ...], *, at_key: bool) -> Span:
    span = piece.key.span if piece.key is not None else (piece.node.span if piece.node is not None else Span(0, 0))
    node: Node | None = piece.node
    if not rest:
        return span if at_key or not isinstance(node, Scalar) or not node.value else node.span
    for step in rest:
        if isinstance(node, Mapping):
            entry = node.entry(str(step))
            if entry is None:
                return span
            node = entry.value
            span = entry.key.span if at_key or not isinstance(node, Scalar) or not node.value else node.span
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            span = node.span
        else:
            return span
    return span
