"""The typefaces that official documents are set in, and what stands in for each where it is not installed."""

from __future__ import annotations

from msgspec import Struct

_SERIFS = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "SimSun", "Songti SC")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")


class Face(Struct, frozen=True):
    """A typeface: what it is for, the names that it goes by, and those that stand in for it, the best first."""

    use: str
    names: tuple[str, ...]
    others: tuple[str, ...]


SONG = Face("标题", ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"), _SERIFS)
FANG = Face("正文", ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong"), _SERIFS)
KAI = Face("小标题", ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti"), _SERIFS)
HEI = Face("节标题", ("黑体", "SimHei", "STHeiti"), _SANS)
LATIN = Face("西文和数字", ("Times New Roman",), ("Liberation Serif", "Tinos", "Libertinus Serif"))
