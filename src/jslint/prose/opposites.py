"""Words of direction and their opposites."""

from __future__ import annotations

OTHER_WAY = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "提高": "降低", "降低": "提高",
    "增多": "减少", "上涨": "下降", "多支出": "少支出", "少支出": "多支出", "净增加": "净减少", "净减少": "净增加",
    "增支": "减支", "减支": "增支", "上浮": "下浮", "下浮": "上浮", "上调": "下调", "下调": "上调", "涨幅": "降幅", "降幅": "涨幅", "增幅": "降幅",
}  # fmt: skip
"""Each word with the one that says the opposite beside it."""
