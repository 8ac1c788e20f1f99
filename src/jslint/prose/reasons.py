"""Where a reason or a purpose begins behind the word that announces it."""

from __future__ import annotations

from jslint.pattern import Pattern

_LEAD = Pattern(
    r"(?:主要|的|情况|原因|变动|差异|增减|变化|支出内容|用于|用途|反映|因为|由于)*(?:是因为|是由于|系因|是|为|系)?:?(?:由于|因为)?"
)
"""What stands between the word that announces a reason or a purpose and the reason itself."""


def reason_start(text: str, announced: int, end: int) -> int:
    """Where the words of a reason begin that was announced up to `announced`; never behind `end`."""
    lead = _LEAD.match(text, announced, end)
    return lead.end() if lead else announced


def begins_reason(text: str, announced: int, at: int) -> bool:
    """Whether nothing but the announcement of a reason stands before that place."""
    return at >= announced and reason_start(text, announced, at) == at
