"""What the styles of a Word document say of its text: whether it is hidden, and which list it belongs to."""

from __future__ import annotations

from typing import Any, NamedTuple

from jslint.document.read.archive import attribute, is_on, local, whole

_MOST_STEPS = 32
"""Styles that rest on each other: Word allows eleven."""


class Listed(NamedTuple):
    """A paragraph's place in a list: the list's number (`numId`; 0 is no list) and the level, from 0; None where not said."""

    number: int | None = None
    level: int | None = None


class _Style(NamedTuple):
    under: str
    is_hidden: bool | None
    listed: Listed


class Styles:
    """The styles part (`w:styles`), or none."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for style in [] if root is None else root.iter("{*}style"):
            parts = {local(part.tag): part for part in style}
            identifier = attribute(style, "styleId")
            self._styles[identifier] = _Style(
                attribute(parts["basedOn"], "val") if "basedOn" in parts else "",
                vanished(parts.get("rPr")),
                listed(parts.get("pPr")),
            )
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}:
                self._default = identifier
        self._hides = any(style.is_hidden for style in self._styles.values())

    def is_hidden(self, paragraph_style: str, run_properties: Any) -> bool:
        """Whether a run is hidden text (ECMA-376, 17.3.2.41; toggles of the two styles cancel out: 17.7.3)."""
        own = vanished(run_properties)
        if own is not None or not self._hides:
            return bool(own)
        style = child(run_properties, "rStyle")
        of_run = self._hidden(attribute(style, "val")) if style is not None else False
        return of_run != self._hidden(paragraph_style or self._default)

    def listed(self, paragraph_style: str) -> Listed:
        """The list that a paragraph's style puts it in."""
        number = level = None
        for style in self._chain(paragraph_style or self._default):
            number = style.listed.number if number is None else number
            level = style.listed.level if level is None else level
        return Listed(number, level)

    def _hidden(self, identifier: str) -> bool:
        return next((style.is_hidden for style in self._chain(identifier) if style.is_hidden is not None), False)

    def _chain(self, identifier: str) -> list[_Style]:
        chain: list[_Style] = []
        while (style := self._styles.get(identifier)) is not None and len(chain) < _MOST_STEPS:
            chain.append(style)
            identifier = style.under
        return chain


def child(element: Any, name: str) -> Any:
    """The first child of a name, or None."""
    return None if element is None else next(element.iterchildren("{*}" + name), None)


def vanished(properties: Any) -> bool | None:
    """Whether run properties hide the text; None where they do not say."""
    found = child(properties, "vanish")
    return None if found is None else is_on(found)


def listed(properties: Any) -> Listed:
    """What paragraph properties say of a list."""
    found = child(properties, "numPr")
    number, level = child(found, "numId"), child(found, "ilvl")
    return Listed(
        None if number is None else whole(attribute(number, "val")),
        None if level is None else whole(attribute(level, "val")),
    )
