"""The rules: one rule, one file, foldered by family; found by looking, so that adding a rule touches nothing else."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module, resources
from importlib.resources.abc import Traversable

from jslint.kinds.rule_file import parse_rule
from jslint.rule import Rule


@lru_cache(maxsize=1)
def shipped_rules() -> tuple[Rule, ...]:
    """Every rule of the package, by code. A file that does not load raises: a rule is never silently missing."""
    root = resources.files(__package__)
    found: list[Rule] = []
    for family in sorted(root.iterdir(), key=lambda entry: entry.name):
        if family.is_dir() and not family.name.startswith("_"):
            found.extend(_family(family))
    found.sort(key=lambda rule: rule.about.code)
    codes = [rule.about.code for rule in found]
    doubled = {code for code in codes if codes.count(code) > 1}
    if doubled:
        raise ValueError(f"two rules of one code: {', '.join(sorted(doubled))}")
    return tuple(found)


def _family(folder: Traversable) -> list[Rule]:
    rules: list[Rule] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            rules.append(parse_rule(f"rules/{folder.name}/{entry.name}", entry.read_text("utf-8")))
        elif entry.name.endswith(".py") and not entry.name.startswith("_"):
            module = import_module(f"{__package__}.{folder.name}.{entry.name.removesuffix('.py')}")
            rules.append(module.RULE)
    return rules
