"""Which codes there are, by the names of the rules' files: to know them no rule need be loaded."""

from __future__ import annotations

from functools import lru_cache

from jslint.engine.result import INTERNAL_CODE
from jslint.pattern import Pattern
from jslint.reading.package_data import PACKAGE

_CODE = Pattern(r"(?:JS|ORG)[0-9]{0,3}")
_FILE = Pattern(r"(js[0-9]{3})_")
_SHIPPED = "JS"


@lru_cache(maxsize=1)
def shipped_codes() -> frozenset[str]:
    """The codes of all shipped rules."""
    names = (_FILE.match(file.name) for file in (PACKAGE / "rules").glob("*/*"))
    return frozenset(match[1].upper() for match in names if match)


def off_codes() -> frozenset[str]:
    """The codes of the shipped rules that speak only where they are selected by their whole code; loads the rules."""
    from jslint.rules import shipped_rules

    return frozenset(rule.about.code for rule in shipped_rules() if rule.about.off)


def code_words(code: str) -> str:
    """What is wrong with a code or prefix of codes, else nothing. Of a bureau's own codes only the form is known here."""
    if not _CODE.fullmatch(code):
        return f"不是规则编号或其前缀：{code or '（空）'}（如 JS101、JS1）"
    if code.startswith(_SHIPPED) and not any(each.startswith(code) for each in (*shipped_codes(), INTERNAL_CODE)):
        return f"没有规则 {code}；用 jslint rules 查看全部规则"
    return ""
