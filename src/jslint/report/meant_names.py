"""Names of a table or a form typed with one slip, read as what was meant and noted."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping

from msgspec.structs import replace

from jslint.figure import Anchor
from jslint.reading.slipped_names import meant_name
from jslint.report.tables import Flaw
from jslint.tree import Entry, Mapping, Node, Scalar, Sequence

Suits = Callable[[Node], bool]


def are_words(node: Node) -> bool:
    """Whether a node is a list of titles."""
    return (
        isinstance(node, Sequence)
        and bool(node.items)
        and all(isinstance(item, Scalar) and bool(item.value) and not item.value[0].isdigit() for item in node.items)
    )


def are_rows(node: Node) -> bool:
    """Whether a node is a list of rows."""
    return isinstance(node, Sequence) and bool(node.items) and all(isinstance(item, Sequence) for item in node.items)


def is_statement(node: Node) -> bool:
    """Whether a node is a text and no amount."""
    return isinstance(node, Scalar) and len(node.value) > 3 and not node.value[0].isdigit()


def is_mapping(node: Node) -> bool:
    """Whether a node is a mapping."""
    return isinstance(node, Mapping)


def with_meant(node: Mapping, names: AnyMapping[str, Suits], piece: str, flaws: list[Flaw]) -> Mapping:
    """The mapping with the keys that were meant; `names` are those that it may have, each with what its content must be."""
    own = {entry.key.value for entry in node.entries}
    lacking = [name for name in names if name not in own]
    if not lacking:
        return node
    entries = tuple(_meant(entry, lacking, names, piece, flaws) for entry in node.entries)
    return replace(node, entries=entries)


def _meant(entry: Entry, lacking: list[str], names: AnyMapping[str, Suits], piece: str, flaws: list[Flaw]) -> Entry:
    suited = [each for each in lacking if names[each](entry.value)]
    name = meant_name(entry.key.value, suited, ()) if entry.key.value not in names else None
    if name is None:
        return entry
    flaws.append(slipped(entry.key, name, piece))
    return Entry(replace(entry.key, value=name), entry.value)


def slipped(key: Scalar, name: str, piece: str) -> Flaw:
    """What is to be told of a name with a slip."""
    anchor = Anchor(piece, key.span)
    return Flaw("slipped-name", anchor, (key.value, name), mends=((anchor, name),))
