"""The rules: one rule, one file, foldered by family; found by looking, so that adding a rule touches nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module

from msgspec import json

from jslint.kinds.declared import Statement
from jslint.prepared import prepared
from jslint.reading.package_data import PACKAGE, packaged_text
from jslint.rule import Rule

COMPILED = "rules/declared.json"
"""The statements of all YAML rules in one file."""


@lru_cache(maxsize=1)
def shipped_rules() -> tuple[Rule, ...]:
    """Every rule of the package, by code. A file that does not load raises: a rule is never silently missing."""
    found = [*(statement.rule() for statement in _statements()), *_written_in_python()]
    found.sort(key=lambda rule: rule.about.code)
    codes = [rule.about.code for rule in found]
    doubled = {code for code in codes if codes.count(code) > 1}
    if doubled:
        raise ValueError(f"two rules of one code: {', '.join(sorted(doubled))}")
    return tuple(found)


def declared_statements() -> list[Statement]:
    """What the YAML rules of the package state, read from their files; raises RuleFileError."""
    from jslint.kinds.rule_file import parse_rule

    names = (f"rules/{family}/{name}.yaml" for family, name in _files(".yaml"))
    return [parse_rule(name, packaged_text(name)) for name in names]


def _statements() -> list[Statement]:
    content = prepared(COMPILED, lambda: json.encode(declared_statements()))
    return json.decode(content, type=list[Statement])


def _written_in_python() -> Iterator[Rule]:
    for family, name in _files(".py"):
        yield import_module(f"{__package__}.{family}.{name}").RULE


def _files(ending: str) -> list[tuple[str, str]]:
    """The family and the name of every file of rules with that ending, in order; what begins with `_` is no rule's."""
    return [
        (family, name.removesuffix(ending))
        for family in _names(str(PACKAGE / "rules"))
        if "." not in family
        for name in _names(str(PACKAGE / "rules" / family))
        if name.endswith(ending)
    ]


def _names(folder: str) -> list[str]:
    return sorted(name for name in os.listdir(folder) if not name.startswith("_"))  # noqa: PTH208 - a Path costs ten times as much
