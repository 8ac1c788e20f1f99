"""The rules: one rule, one file, foldered by family; found by looking, so that adding a rule touches nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from msgspec import json

from jslint.kinds.declared import Statement
from jslint.reading.package_data import PACKAGE
from jslint.rule import Rule

COMPILED = "rules/declared.json"
"""The statements of all YAML rules in one file, which the build of a wheel makes; a checkout reads the YAML."""


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

    return [
        parse_rule(file.relative_to(PACKAGE).as_posix(), file.read_text("utf-8")) for file in _files("[!_]*/*.yaml")
    ]


def _statements() -> list[Statement]:
    compiled = PACKAGE / COMPILED
    if compiled.is_file():
        return json.decode(compiled.read_bytes(), type=list[Statement])
    return declared_statements()


def _written_in_python() -> Iterator[Rule]:
    for file in _files("[!_]*/[!_]*.py"):
        yield import_module(f"{__package__}.{file.parent.name}.{file.stem}").RULE


def _files(pattern: str) -> list[Path]:
    return sorted((PACKAGE / "rules").glob(pattern))
