"""JS001: a stretch of the file that YAML cannot read."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check, Repair
from jslint.report.model import Report
from jslint.report.tables import Flaw
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS001",
    name="invalid-yaml",
    title="报告文件的写法（YAML）读不下去",
    severity="error",
    basis="报告文件格式：一份报告是一个 UTF-8 的 YAML 文件，不用锚点、别名和标签。",
    why="这一段的写法不完整或不合法，例如少了右括号、引号没有配对、缩进没有对齐。读不下去的只是这一段（一张表、一节文字或一张附表），其余部分照常核对。",
    advice="请对照相邻的行检查括号、引号、逗号、冒号后的空格和缩进。",
    good=(Example("决算表:\n  收入支出决算总表:\n    收入: {总计: 1.00}\n"),),
    bad=(
        Example("决算表:\n  收入支出决算总表:\n    收入: ⟦JS001⟧{⟦/⟧总计: 1.00\n"),
        Example("决算表:\n  收入决算表:\n    栏目: [本年收入合计, ⟦JS001⟧>⟦/⟧财政拨款收入]\n"),
        Example("决算表:\n  收入决算表:\n⟦JS001⟧\t⟦/⟧合计: [1.00]\n"),
    ),
    waivable=False,
    blames="characters",
)

_MENDS = {
    "full-width colon": "名称后面的冒号是全角的“：”，请改成半角的“:”，后面空一格",
    "no space": "冒号后面要空一格",
    "no colon": "名称后面缺少冒号，请补上“:”，后面空一格",
    "no bar": "名称后面是一段文字，冒号后请补上“ |”",
    "no comma": "两格之间缺少逗号，请补上",
    "doubled comma": "两格之间多了一个逗号，请删去；如果这里是空白格，请写 ~",
    "full-width comma": "两格之间的逗号是全角的，请改成半角的“,”",
    "no quote": "引号没有配对，请补上",
    "no [": "这一行缺少开头的“[”，请补上",
    "no ]": "这一行缺少末尾的“]”，请补上",
    "no {": "这一行缺少开头的“{”，请补上",
    "no }": "这一行缺少末尾的“}”，请补上",
    "no dash": "这一行缺少开头的“- ”，请补上，并与相邻的行对齐",
    "dash without space": "“-”后面要空一格",
    "tab": "缩进用了制表符，请改用空格",
    "indentation": "这一行的缩进与同级的行不一致，请对齐",
}
"""What one small edit mends, and what to do, by the edit's kind."""

_WORDS: tuple[tuple[str, str], ...] = (
    ("unclosed [", "这个方括号没有配对的“]”"),
    ("unclosed {", "这个花括号没有配对的“}”"),
    ("too large", "文件太大（超过 1600 万字），不予读取"),
    ("text too long", "这一段文字太长（超过 20 万字），不予读取"),
    ("too deep", "嵌套太深，报告文件用不到这么多层括号或缩进"),
    ("second document", "文件中有第二个“---”，一个文件只写一份报告"),
    ("not a mapping", "文件的最外层应是“格式:”“报告:”“决算表:”等各部分"),
    ("complex key", "这里的名称是一个列表或映射，名称只能是文字"),
    ("not a key", "这里应是“名称: 内容”，冒号后要有空格"),
    ("expected ',' or ']'", "方括号没有配对，或各格之间缺少逗号"),
    ("expected ',' or '}'", "花括号没有配对，或各项之间缺少逗号"),
    ("unexpected end of stream", "引号没有配对，一直读到了这一段的末尾"),
    ("did not find expected '-' indicator", "列表各行的“-”没有对齐"),
    ("while parsing a block mapping", "缩进与同级的行不一致，或前一行多了引号、括号"),
    (
        "mapping values are not allowed",
        "一行里有两个“名称: ”，或上一行缩进不对；文字里的冒号请改用全角“：”或给整段加引号",
    ),
    ("cannot start any token", "这个符号不能放在一格的开头；请给这一格加上引号，缩进请用空格而不是制表符"),
    ("could not find expected ':'", "名称后面缺少冒号（冒号后要有空格）"),
    ("block sequence entries", "列表的“-”不能写在这里；请另起一行并缩进"),
    ("block mapping", "缩进与同级的行不一致"),
    ("expected <block end>", "缩进与同级的行不一致"),
    ("expected node content", "这里缺少内容"),
    ("unknown escape", "双引号中的反斜线写法不对；请改用单引号"),
    ("indentation", "缩进不对；文字块要比名称缩进得多"),
)


def check(report: Report) -> Iterator[Check]:
    """One finding for each piece that could not be read, where the parser gave up."""
    flaws = report.flaws("invalid-yaml")
    for flaw in flaws:
        said, piece = flaw.detail
        home = f"《{piece.rpartition('/')[2]}》这一段没有读完，其余各段照常核对" if piece else "文件没有读完"
        if flaw.mends and not piece:
            home = "各段已按改正后的写法核对"
        slip = _MENDS.get(said.removeprefix("mend ")) if flaw.mends else None
        message = f"{slip}。{home}。" if slip else f"{in_words(said)}。{home}。{ABOUT.advice}"
        yield found(ABOUT, Place(piece), flaw.anchor, message, subject=piece, repairs=tuple(_repairs(flaw)))
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


def _repairs(flaw: Flaw) -> Iterator[Repair]:
    """The edits that make it readable; one that is the only one is safe."""
    safe = len(flaw.mends) == 1
    for anchor, new in flaw.mends:
        title = f"改为“{new}”" if new.strip() and anchor.span.start != anchor.span.end else f"补上“{new.strip()}”"
        yield Repair(title if new.strip() else "改正这里的空格或符号", ((anchor, new),), safe=safe)


def in_words(said: str) -> str:
    """What the parser said, in Chinese; what is not known is quoted."""
    for pattern, words in _WORDS:
        if pattern in said:
            return words
    return f"YAML 读到这里不能继续（{said}）"


RULE = rule(ABOUT, check)
