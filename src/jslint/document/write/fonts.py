"""The typefaces that official documents are set in, and what stands in for each where it is not installed."""

from __future__ import annotations

from msgspec import Struct


class Face(Struct, frozen=True):
    """A typeface: what it is for, its name, and those that stand in for it, the best first."""

    use: str
    name: str
    others: tuple[str, ...]


SONG = Face(
    "标题",
    "方正小标宋简体",
    ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"),
)
FANG = Face(
    "正文",
    "仿宋_GB2312",
    ("FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"),
)
KAI = Face(
    "小标题",
    "楷体_GB2312",
    ("KaiTi_GB2312", "KaiTi", "STKaiti", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"),
)
HEI = Face("标题与表头", "黑体", ("SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC"))

FACES = (SONG, FANG, KAI, HEI)
