"""What a report calls the body whose report it is."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.prose.vocabulary import clean

_SHORTEST = 3
"""Characters of a name that can be told from other words."""
_FOR_SHORT = Pattern(
    r"[（(](?:以下|下)?(?:简称|统称)[：:]?\s*[“\"‘']?([^”\"’'）)\n]{2,30})[”\"’']?[）)]", needs=("简称", "统称")
)
_NO_BRACKETS = str.maketrans("", "", "（）()")


def names_of_body(name: str, text: str) -> tuple[str, ...]:
    """The body's name of the cover, without its brackets too, and what the text says it is called for short, as prose is read."""
    if len(name) < _SHORTEST:
        return ()
    short = [match[1] for match in _FOR_SHORT.found_in(text) if text.endswith(name, 0, match.start())]
    names = (clean(each) for each in (name, name.translate(_NO_BRACKETS), *short))
    return tuple(dict.fromkeys(each for each in names if len(each) >= _SHORTEST))
