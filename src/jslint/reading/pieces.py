"""The text cut at depth two, each table, prose section and form read by itself, so that one broken piece spoils no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.memo import Memo
from jslint.pattern import Pattern
from jslint.reading.cuts import CUT_DEEPER, LISTED, TOP, Cut, cuts_of
from jslint.reading.invisible import marked
from jslint.reading.mending import Mend, mends
from jslint.reading.slipped_names import meant_name
from jslint.reading.yaml_reader import Composed, Fault, FaultKind, compose
from jslint.source import Source, Span
from jslint.tree import Mapping, Node, Scalar, Sequence, walk

NAMELESS = "（无名）"
"""A piece that begins with nothing that could name it; the empty name is the whole text's."""

MAX_CHARACTERS = 16_000_000
"""Longest text read: some 200,000 table rows."""

_UNSUPPORTED = Pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
MOST_FAULTS = 200
"""Characters of one kind that are told of."""

_SUSPECT_COMMENT = Pattern(r"\S[ \t]+#(?=[^\s#!\-=*])")


class Piece(Struct, frozen=True):
    """A stretch of the text that is read by itself; spans in `key`, `node` and `faults` count from its start.

    `id` names it (`决算表/收入决算表`), `path` is where its node stands in the document. A header (`决算表:` whose children are
    pieces of their own) has a key and no node.
    """

    id: str
    path: tuple[str | int, ...]
    start: int
    text: str
    key: Scalar | None
    node: Node | None
    faults: tuple[Fault, ...] = ()
    header: bool = False

    @property
    def broken(self) -> bool:
        """Whether the piece could not be read to its end."""
        return any(fault.kind == "invalid-yaml" for fault in self.faults)

    @property
    def bare(self) -> bool:
        """Whether it has words where a table has names with their content."""
        return isinstance(self.node, Scalar) and not self.node.is_null


class Reading(Struct, frozen=True, eq=False):
    """A text with its pieces in order; `faults` are those that belong to no piece, with spans of the whole text."""

    source: Source
    pieces: tuple[Piece, ...]
    faults: tuple[Fault, ...] = ()
    _starts: dict[str, int] = field(default_factory=dict)

    def absolute(self, piece_id: str, span: Span) -> Span:
        """The span of the text that a span within a piece is; an unknown piece is the whole text's start."""
        if not self._starts:
            self._starts.update((piece.id, piece.start) for piece in reversed(self.pieces))
        return span.shifted(self._starts.get(piece_id, 0))


class _Parsed(Struct, frozen=True):
    """What one piece's text says, wherever it stands: the keys above its node, and the node; `meant` is the key once mended."""

    keys: tuple[Scalar, ...]
    node: Node | None
    faults: tuple[Fault, ...]
    cut_short: bool
    single: bool
    meant: str = ""


def read(text: str, memo: Memo | None = None) -> Reading:
    """Cut a text and read each piece. Never raises for what the text holds."""
    source = Source(text)
    if len(text) > MAX_CHARACTERS:
        return Reading(source, (), (Fault("invalid-yaml", Span(0, 1), "too large"),))
    faults: list[Fault] = []
    clean = _without_unsupported(text, faults)
    memo = Memo() if memo is None else memo
    cuts = cuts_of(clean, faults)
    if cuts is not None:
        parsed = [
            (cut, memo.once(("piece", clean[cut.start : cut.end], cut.item is not None), _maker(clean, cut)))
            for cut in cuts
        ]
        if all(result.single for _, result in parsed) and not any(result.cut_short for _, result in parsed):
            return Reading(source, tuple(_pieces(clean, parsed, faults)), tuple(faults))
    whole = compose(clean)
    if whole.node is not None and not any(fault.kind == "invalid-yaml" for fault in whole.faults):
        return Reading(source, tuple(_split(clean, whole, faults)), tuple(faults))
    if cuts is not None:
        return Reading(source, tuple(_pieces(clean, parsed, faults)), tuple(faults))
    return Reading(source, (), (*faults, *whole.faults))


def _without_unsupported(text: str, faults: list[Fault]) -> str:
    """The text with each character that YAML may not hold, or that prints nothing, replaced one to one, so that all places stay."""
    clean, unseen = marked("\n" + text[1:] if text.startswith("\ufeff") else text)
    for at, within in islice(unseen, MOST_FAULTS):
        kind: FaultKind = "invisible-in-figure" if within else "invisible-character"
        faults.append(Fault(kind, Span(at, at + 1), f"U+{ord(text[at]):04X}"))
    found = list(_UNSUPPORTED.finditer(clean))
    for match in found[:MOST_FAULTS]:
        faults.append(Fault("unsupported-character", Span(match.start(), match.end()), f"U+{ord(match.group()):04X}"))
    return _UNSUPPORTED.sub("\ufffd", clean) if found else clean


def _maker(text: str, cut: Cut) -> Callable[[], _Parsed]:
    return lambda: _parse(text[cut.start : cut.end], item=cut.item is not None)


def _parse(text: str, *, item: bool) -> _Parsed:
    parsed = _parse_as_is(text, item=item)
    fault = next((fault for fault in parsed.faults if fault.kind == "invalid-yaml"), None)
    if fault is None:
        return parsed
    names: list[str] = []

    def meant(changed: str) -> Node | None:
        composed = compose(changed)
        node = composed.node
        if composed.faults or not isinstance(node, Sequence if item else Mapping):
            return None
        names.append(node.entries[0].key.value if isinstance(node, Mapping) and node.entries else "")
        return node

    found = mends(text, fault.span.start, meant)
    if not found:
        return parsed
    mended = Fault("invalid-yaml", found[0].shown, f"mend {found[0].kind}", mends=found)
    others = (each for each in parsed.faults if each.kind != "invalid-yaml")
    return replace(parsed, faults=(mended, *others), meant=names[-1] if len(found) == 1 else "")


def _parse_as_is(text: str, *, item: bool) -> _Parsed:
    composed = compose(text)
    faults = composed.faults + tuple(_lost_to_comment(text, composed.node))
    node = composed.node
    if item:
        good = isinstance(node, Sequence) and len(node.items) == 1
        return _Parsed(
            (),
            node.items[0] if good and isinstance(node, Sequence) else None,
            faults,
            composed.cut_short,
            node is None or good,
        )
    if isinstance(node, Mapping) and len(node.entries) == 1:
        entry = node.entries[0]
        return _Parsed((entry.key,), entry.value, faults, composed.cut_short, single=True)
    return _Parsed((), None, faults or _not_an_entry(text, node), composed.cut_short, single=node is None)


def _not_an_entry(text: str, node: Node | None) -> tuple[Fault, ...]:
    span = node.span if node is not None else Span(0, len(text.rstrip()))
    return (Fault("invalid-yaml", span, "not a key"),)


def _lost_to_comment(text: str, node: Node | None) -> Iterator[Fault]:
    """Plain words behind which ` #…` became a comment: a text that YAML changed silently."""
    if node is None or not _SUSPECT_COMMENT.search(text):
        return
    ends = {match.start() + 1: match for match in _SUSPECT_COMMENT.finditer(text)}
    for scalar in walk(node):
        if not isinstance(scalar, Scalar) or scalar.style != "" or scalar.span.end not in ends:
            continue
        if scalar.value and not scalar.value[0].isdigit() and not scalar.is_null:
            stop = re.compile(r"[\r\n]|\Z").search(text, scalar.span.end)
            end = stop.start() if stop else len(text)
            yield Fault(
                "text-lost-to-comment", Span(scalar.span.end, end), text[scalar.span.end : end].strip(), scalar.span
            )


def _pieces(text: str, parsed: list[tuple[Cut, _Parsed]], faults: list[Fault]) -> Iterator[Piece]:
    """The pieces with their names; a key that stands twice at one level is a fault and gets a name of its own."""
    taken: dict[str, int] = {}
    spare = _spare(parsed)
    lost = ""
    top = {result.keys[0].value for cut, result in parsed if result.keys and not cut.parents}
    for at, (cut, result) in enumerate(parsed):
        name = (result.keys[0].value if result.keys else "") or _fallback_name(text, cut, result)
        if not cut.parents and result.keys and (meant := meant_name(name, TOP, top)):
            span = result.keys[0].span
            mend = Mend("slipped name", span.shifted(cut.start), meant, span.shifted(cut.start))
            faults.append(Fault("slipped-name", mend.span, name, mends=(mend,)))
            name = meant
        path: tuple[str | int, ...] = (*cut.parents, name) if cut.item is None else (*cut.parents, cut.item)
        identity = "/".join((*cut.parents[: 1 if cut.item is not None else None], name))
        key = result.keys[0] if result.keys else None
        doubled = taken.get(identity, 0) or at in spare
        taken[identity] = taken.get(identity, 0) + (at not in spare)
        if not cut.parents:
            lost = name if doubled and cut.header else ""
        if doubled or (lost and cut.parents):
            if cut.item is None and key is not None and not (lost and cut.parents):
                faults.append(Fault("duplicate-key", key.span.shifted(cut.start), key.value))
            identity += f"#{taken.setdefault(f'{identity}#', 1) + 1}"
            taken[identity.partition("#")[0] + "#"] += 1
        yield Piece(identity, path, cut.start, text[cut.start : cut.end], key, result.node, result.faults, cut.header)


def _spare(parsed: list[tuple[Cut, _Parsed]]) -> set[int]:
    """The pieces that hold nothing, with the same name as one behind them that does: a heading typed twice."""
    spare: set[int] = set()
    filled: set[tuple[tuple[str, ...], str]] = set()
    for at in range(len(parsed) - 1, -1, -1):
        cut, result = parsed[at]
        if not result.keys or cut.item is not None:
            continue
        name = (cut.parents, result.keys[0].value)
        if cut.header or not (isinstance(result.node, Scalar) and result.node.is_null):
            filled.add(name)
        elif name in filled:
            spare.add(at)
    return spare


def _fallback_name(text: str, cut: Cut, result: _Parsed) -> str:
    """An item is named by what its first key says; a piece that cannot be read by what stands before its colon."""
    if cut.item is not None:
        return _item_name(cut.parents[-1], cut.item, result.node)
    if result.meant:
        return result.meant
    start = text[cut.start : cut.end].strip().partition(":")[0].split("\n")[0].strip().strip("\"'")[:80]
    return start or NAMELESS


def _item_name(form: str, number: int, node: Node | None) -> str:
    if isinstance(node, Mapping) and node.entries:
        first = node.entries[0].value
        if isinstance(first, Scalar) and first.value.strip():
            return f"{form}（{first.value.strip()[:60]}）"
    return f"{form}（第 {number + 1} 个）"


def _split(text: str, whole: Composed, faults: list[Fault]) -> Iterator[Piece]:
    """The same pieces from a tree that was read as a whole; their spans count from the text's start."""
    faults.extend(whole.faults)
    faults.extend(_lost_to_comment(text, whole.node))
    root = whole.node
    if not isinstance(root, Mapping):
        span = root.span if root is not None else Span(0, 0)
        faults.append(Fault("invalid-yaml", span, "not a mapping"))
        return
    taken: dict[str, int] = {}
    for named in _split_mapping(text, root):
        piece = named if named.id else replace(named, id=NAMELESS)
        seen = taken.get(piece.id, 0)
        taken[piece.id] = seen + 1
        yield replace(piece, id=f"{piece.id}#{seen + 1}") if seen else piece


def _split_mapping(text: str, root: Mapping) -> Iterator[Piece]:
    for entry in root.entries:
        top, value = entry.key.value, entry.value
        if top not in CUT_DEEPER or not isinstance(value, Mapping):
            yield Piece(top, (top,), 0, text, entry.key, value)
            continue
        yield Piece(top, (top,), 0, text, entry.key, None, header=True)
        for child in value.entries:
            name = child.key.value
            if top == LISTED and isinstance(child.value, Sequence) and child.value.items:
                yield Piece(f"{top}/{name}", (top, name), 0, text, child.key, None, header=True)
                for number, item in enumerate(child.value.items):
                    yield Piece(f"{top}/{_item_name(name, number, item)}", (top, name, number), 0, text, None, item)
            else:
                yield Piece(f"{top}/{name}", (top, name), 0, text, child.key, child.value)
