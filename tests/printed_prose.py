"""The prose of a printed report beside the repository as a report file: overview, narrative and glossary, no tables."""

from __future__ import annotations

import re
from pathlib import Path

from printed_pdf import read_lines

_SECTION = re.compile(
    r"^[一二三四五六七八九十]{1,2}、(?P<title>[^。：:\n]{4,40}(?:情况说明|情况|事项说明))$", re.MULTILINE
)
_TERM = re.compile(r"^[一二三四五六七八九十]{1,3}、(?P<term>[^：:\n]{2,30})[：:]", re.MULTILINE)


def printed_prose(path: Path, *, body: str, year: int, layout: str, joined: bool) -> str:
    """A report file with the prose of a PDF; soft line ends within paragraphs stay unless they are joined."""
    text = "\n".join(read_lines(path))
    overview = _between(text, r"^一、主要职能$", r"^第二部分", skip=1)
    narrative = _between(text, r"^一、收入支出决算总体情况说明$", r"^第四部分", skip=1)
    glossary = _between(text, r"^一、财政拨款收入[：:]", r"\Z")
    lines = [
        "格式: 1",
        "报告:",
        f"  单位名称: {body}",
        "  口径: 部门决算",
        f"  年度: {year}",
        "  金额单位: 万元",
        f"  版式: {layout}",
        "部门概况:",
        *_block("部门职责", overview, joined=joined),
        "情况说明:",
    ]
    for title, content in _parts(_SECTION, narrative):
        lines.extend(_block(title, content, joined=joined))
    lines.append("名词解释:")
    for title, content in _parts(_TERM, glossary):
        lines.extend(_block(title, content, joined=joined))
    return "\n".join(lines) + "\n"


def _between(text: str, start: str, end: str, *, skip: int = 0) -> str:
    """From the heading's printing after the table of contents (`skip`) to the end's next one."""
    starts = list(re.finditer(start, text, re.MULTILINE))
    first = starts[min(skip, len(starts) - 1)].start()
    last = re.compile(end, re.MULTILINE).search(text, first + 1)
    return text[first : last.start() if last else len(text)]


def _parts(heading: re.Pattern[str], text: str) -> list[tuple[str, str]]:
    found = list(heading.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [(match.group(1), text[match.end() : end]) for match, end in zip(found, ends, strict=True)]


def _block(key: str, text: str, *, joined: bool) -> list[str]:
    soft = r"(?<![。；：\n])\n(?!（[一二三四五六七八九十]|[0-9]{1,2}、)"
    paragraphs = re.sub(soft, "", text.strip()) if joined else text.strip()
    return [f'  "{key}": |', *(f"    {line.strip()}" for line in paragraphs.split("\n") if line.strip())]
