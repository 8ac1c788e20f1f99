"""A rule's YAML file to what it states; whatever is not understood is an error with its place, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast, get_args

from msgspec.structs import replace

from jslint.diagnostic import Severity
from jslint.kinds.declared import Declared, Each, Kind, Says, Statement
from jslint.kinds.selector import ROW_TOKENS, Absent, Selector
from jslint.reading.yaml_reader import compose
from jslint.report.conditions import CONDITIONS
from jslint.report.quantities import section_of
from jslint.rule import About, Example
from jslint.source import Source
from jslint.tree import Mapping, Node, Scalar, Sequence

_OWN_CODE = re.compile(r"ORG[0-9]{3}")
_ABOUT = frozenset(
    [
        "code",
        "name",
        "title",
        "severity",
        "since",
        "basis",
        "inferred",
        "off",
        "why",
        "advice",
        "yields_to",
        "waivable",
        "relations",
        "good",
        "bad",
    ]
)
_RELATION = frozenset(
    ["table", "tables", "kind", "each", "side", "left", "right", "words", "when", "nonzero", "nil_beside"]
)
_SELECTOR = frozenset(["table", "side", "group", "row", "codes", "classes_except", "column", "sign", "absent"])


class RuleFileError(ValueError):
    """A rule file that does not load: `path:line:column: what is wrong`."""


def parse_rule(path: str, text: str) -> Statement:
    """What a rule's YAML file states; raises RuleFileError."""
    return _RuleFile(path, text).statement()


def parse_own_rules(texts: Iterable[tuple[str, str]]) -> tuple[Statement, ...]:
    """A bureau's rules; raises RuleFileError, also where a code is not one of its own (ORG and digits) or is taken twice."""
    first: dict[str, str] = {}
    statements = []
    for path, text in texts:
        file = _RuleFile(path, text)
        statement = file.statement()
        code = statement.about.code
        if not _OWN_CODE.fullmatch(code):
            raise file.at_key(
                "code", f"本单位规则的编号应是 ORG 加三位数字，现在是 {code}；JS 开头的编号属于 jslint 自己"
            )
        if first.setdefault(code, path) != path:
            raise file.at_key("code", f"编号 {code} 已用于 {first[code]}，一个编号只能用一次")
        statements.append(statement)
    return tuple(statements)


class _RuleFile:
    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._source = Source(text)

    def statement(self) -> Statement:
        composed = compose(self._source.text)
        if composed.faults:
            raise self._at(composed.faults[0].span.start, composed.faults[0].detail or composed.faults[0].kind)
        root = self._mapping(composed.node, _ABOUT)
        relations = tuple(self._relation(node) for node in self._list(root.get("relations"), root))
        if not relations:
            raise self._at(root.span.start, "a rule needs `relations`")
        about = self._about(root)
        repeats = any(isinstance(relation, Says) for relation in relations)
        return Statement(replace(about, blames="figure") if repeats else about, relations)

    def _at(self, offset: int, message: str) -> RuleFileError:
        position = self._source.position(offset, "utf-32")
        return RuleFileError(f"{self._path}:{position.line + 1}:{position.character + 1}: {message}")

    def at_key(self, key: str, message: str) -> RuleFileError:
        """The error at the value of a key of the top."""
        root = compose(self._source.text).node
        value = root.get(key) if isinstance(root, Mapping) else None
        return self._at(value.span.start if value is not None else 0, message)

    # shapes

    def _mapping(self, node: Node | None, allowed: Iterable[str]) -> Mapping:
        if not isinstance(node, Mapping):
            raise self._at(node.span.start if node else 0, "a mapping is expected here")
        known = frozenset(allowed)
        for entry in node.entries:
            if entry.key.value not in known:
                raise self._at(
                    entry.key.span.start, f"unknown key `{entry.key.value}`; known: {', '.join(sorted(known))}"
                )
        return node

    def _list(self, node: Node | None, within: Node) -> tuple[Node, ...]:
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        if isinstance(node, Mapping):
            return (node,)
        raise self._at(node.span.start or within.span.start, "a list is expected here")

    def _text(self, node: Mapping, key: str, default: str | None = None) -> str:
        value = node.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, Scalar) or value.is_null:
            raise self._at((value or node).span.start, f"`{key}` is missing or no text")
        return value.value.strip()

    def _choice(self, node: Mapping, key: str, choices: Iterable[str], default: str) -> str:
        text = self._text(node, key, default)
        if text not in choices:
            raise self._at((node.get(key) or node).span.start, f"`{key}` is one of {', '.join(choices)}")
        return text

    def _texts(self, node: Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        for item in items:
            if not isinstance(item, Scalar):
                raise self._at(item.span.start, "a text is expected here")
        return tuple(item.value for item in items if isinstance(item, Scalar))

    # contents

    def _about(self, root: Mapping) -> About:
        return About(
            code=self._text(root, "code"),
            name=self._text(root, "name"),
            title=self._text(root, "title"),
            severity=cast("Severity", self._choice(root, "severity", get_args(Severity), "error")),
            basis=self._text(root, "basis"),
            why=self._text(root, "why"),
            advice=self._text(root, "advice"),
            since=self._text(root, "since", "0.1"),
            good=tuple(self._examples(root.get("good"))),
            bad=tuple(self._examples(root.get("bad"))),
            inferred=self._text(root, "inferred", "false") == "true",
            yields_to=self._texts(root.get("yields_to")),
            waivable=self._text(root, "waivable", "true") == "true",
            off=self._text(root, "off", "false") == "true",
        )

    def _examples(self, node: Node | None) -> Iterable[Example]:
        for item in node.items if isinstance(node, Sequence) else (node,) if node is not None else ():
            if isinstance(item, Scalar):
                yield Example(item.value)
            else:
                mapping = self._mapping(item, {"layout", "text"})
                yield Example(self._text(mapping, "text") + "\n", self._text(mapping, "layout"))

    def _relation(self, node: Node) -> Declared | Says:
        kind = node.get("kind") if isinstance(node, Mapping) else None
        if isinstance(kind, Scalar) and kind.value == "says":
            return self._says(node)
        mapping = self._mapping(node, _RELATION)
        tables = self._texts(mapping.get("tables") or mapping.get("table"))
        if not tables:
            raise self._at(mapping.span.start, "a relation needs `table`")
        each = self._texts(mapping.get("each"))
        for name in each:
            if name not in get_args(Each):
                raise self._at(
                    (mapping.get("each") or mapping).span.start, f"`each` is one of {', '.join(get_args(Each))}"
                )
        when = self._text(mapping, "when", "")
        if when and when not in CONDITIONS:
            raise self._at((mapping.get("when") or mapping).span.start, f"`when` is one of {', '.join(CONDITIONS)}")
        words = mapping.get("words")
        spoken = self._mapping(words, {"left", "right"}) if words is not None else None
        side = self._text(mapping, "side", "") or None
        return Declared(
            tables=tables,
            left=self._selectors(mapping, "left", side),
            right=self._selectors(mapping, "right", side),
            kind=cast("Kind", self._choice(mapping, "kind", get_args(Kind), "sum")),
            each=cast("tuple[Each, ...]", each),
            side=side,
            left_words=self._text(spoken, "left", "") if spoken else "",
            right_words=self._text(spoken, "right", "") if spoken else "",
            when=when,
            nonzero=self._text(mapping, "nonzero", "false") == "true",
            nil_beside=self._text(mapping, "nil_beside", ""),
        )

    def _says(self, node: Node) -> Says:
        mapping = self._mapping(node, {"kind", "section"})
        section = self._text(mapping, "section")
        if not section_of(section).tables:
            raise self._at((mapping.get("section") or mapping).span.start, "`section` is one that repeats tables")
        return Says(section)

    def _selectors(self, relation: Mapping, key: str, side: str | None) -> tuple[Selector, ...]:
        nodes = self._list(relation.get(key), relation)
        if not nodes:
            raise self._at(relation.span.start, f"a relation needs `{key}`")
        return tuple(self._selector(node, side) for node in nodes)

    def _selector(self, node: Node, side: str | None) -> Selector:
        mapping = self._mapping(node, _SELECTOR)
        fields: dict[str, Any] = {
            name: self._text(mapping, name) for name in ("table", "group", "row", "column") if mapping.get(name)
        }
        row = fields.get("row", "")
        if row.startswith("@") and row not in ROW_TOKENS:
            raise self._at(
                (mapping.get("row") or mapping).span.start, f"`row` is a name or one of {', '.join(sorted(ROW_TOKENS))}"
            )
        own_side = self._text(mapping, "side", "") or (side if "table" not in fields else None)
        return Selector(
            side=own_side,
            codes=self._texts(mapping.get("codes")),
            classes_except=self._texts(mapping.get("classes_except")),
            sign=-1 if self._choice(mapping, "sign", ("+", "-"), "+") == "-" else 1,
            absent=cast("Absent", self._choice(mapping, "absent", get_args(Absent), "unchecked")),
            **fields,
        )
