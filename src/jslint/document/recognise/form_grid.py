"""The cells of a self-evaluation form (部门整体自评表, 项目单位自评表): blocks are known by the words of their heads."""

from __future__ import annotations

from collections.abc import Callable

from jslint.amount import parse_amount
from jslint.document.draft import Items, Leaf, Line, Mapping, Prose, Reading
from jslint.document.forms.columns import label_cells
from jslint.document.stream import Cell, Row, is_wide, squeeze
from jslint.pattern import Pattern
from jslint.report.annexes.names import FormNames, form_names
from jslint.report.titles import normalise, without_ordinal

_REMARK = Pattern(r"[（(](?:万?元|%|分|100分|单位[:：]?.*?)[）)]")
_SOURCE = Pattern(r"^(?:资金来源|其中)[:：]\s*")
_ITEM = Pattern(r"^[（(]\d{1,2}[）)]\s*")
_SECOND_LEVEL = Pattern(
    r"(?:经济成本|社会成本|生态环境成本|数量|质量|时效|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)指标"
)
"""二级指标 that the national form prints; one of them in the first column has slipped to the left."""
_STARTS = frozenset({"项目名称", "部门名称", "部门单位名称", "单位名称"})
_PAIRS = frozenset(
    {*_STARTS, "主管部门", "实施单位", "主管部门及代码", "项目实施单位", "联系人", "联系电话", "自评等级", "填报单位"}
)
_LEVELS = ("一级指标", "二级指标", "三级指标")
_GOALS = ("预期目标", "实际完成情况")
_TASKS = ("任务名称", "主要内容", "实际完成情况")


def starts_form(row: Row) -> bool:
    """Whether a row opens a form: its first words ask for the name of the project or the body."""
    labels = label_cells(row)
    return bool(labels) and normalise(labels[0][1].text) in _STARTS


def form_kind(rows: list[Row]) -> str | None:
    """Which form the cells are, by the words that only it has."""
    words = {normalise(_bare(cell.text)) for row in rows for cell in row if cell.text}
    if not words & set(_LEVELS):
        return None
    return "项目单位自评表" if "项目名称" in words else "部门整体自评表" if words & _STARTS else None


def read_form(rows: list[Row], kind: str, reading: Reading) -> Mapping:
    """The form; what does not fit stays in the account."""
    form = _Form(kind, reading)
    for row in rows:
        form.row(row)
    return form.mapping


class _Form:
    def __init__(self, kind: str, reading: Reading) -> None:
        self._reading = reading
        self._names: FormNames = form_names()
        self._overall = kind == "部门整体自评表"
        self._block = ""
        self._inside: Mapping = Mapping()
        self._columns: list[tuple[int, str]] = []
        self.mapping = Mapping()

    def row(self, row: Row) -> None:
        texts = {at: cell for at, cell in enumerate(row) if cell.text and not cell.covered}
        if not texts or self._is_head(row, texts) or self._is_total(texts):
            return
        if self._block and self._drop_block_label(texts):
            return
        if self._block == "funds" or self._block == "management":
            self._labelled(texts)
        elif self._block == "goals":
            self._goals(texts)
        elif self._block == "tasks":
            self._task(texts)
        elif self._block == "indicators":
            self._indicator(row, texts)
        else:
            self._pairs(list(texts.values()))

    # heads

    def _is_head(self, row: Row, texts: dict[int, Cell]) -> bool:
        words = {at: normalise(_bare(cell.text)) for at, cell in texts.items()}
        found = set(words.values())
        if found >= set(_LEVELS[:2]):
            self._open(
                "indicators", "绩效指标", texts, lambda at: self._names.column("indicators", texts[at].text) or at > 0
            )
        elif found >= {"任务名称", "主要内容"}:
            self._open("tasks", "年度主要任务", texts, lambda at: words[at] in _TASKS)
        elif found >= set(_GOALS):
            self._open(
                "goals", "年度履职目标" if self._overall else "年度总体目标", texts, lambda at: words[at] in _GOALS
            )
        elif "情况说明" in found and "分值" in found:
            self._open("management", "资金管理情况", texts, lambda at: self._names.column("management", texts[at].text))
        elif (
            sum(
                self._names.column("funds", cell.text) in {"年初预算数", "全年预算数", "全年执行数"}
                for cell in texts.values()
            )
            > 1
        ):
            key = "部门整体支出情况" if self._overall else "项目资金"
            self._open("funds", key, texts, lambda at: self._names.column("funds", texts[at].text))
        else:
            return False
        self._reading.furniture.update(cell.spot for cell in row)
        return True

    def _open(self, block: str, key: str, texts: dict[int, Cell], is_column: Callable[[int], object]) -> None:
        first = min(texts)
        named = [at for at in texts if not is_column(at)]
        if block == "indicators" and first in named and normalise(texts[first].text) in _LEVELS:
            named.remove(first)
        label = next((_bare(texts[at].text) for at in named if at == first), key)
        columns = [at for at in sorted(texts) if at not in named]
        if self._block == block and key in self.mapping.entries:
            self._columns = [(at, squeeze(texts[at].text)) for at in columns]  # the head printed again on the next page
            return
        self._block, self._inside = block, Mapping()
        self._columns = [(at, squeeze(texts[at].text)) for at in columns]
        name = label if block in {"funds", "goals"} and is_wide(label) else key
        self.mapping.entries[name] = Items() if block == "tasks" else self._inside
        if block in {"funds", "management", "indicators"}:
            self._inside.entries["栏目"] = Line(
                [Leaf(title, texts[at].spot) for at, title in self._columns], is_row=False
            )
        if block == "indicators":
            self._inside.entries["指标"] = Items()

    def _drop_block_label(self, texts: dict[int, Cell]) -> bool:
        """The block's own name, printed once beside its rows, is furniture."""
        first = min(texts)
        if normalise(_bare(texts[first].text)) in {
            "绩效指标",
            "年度主要任务",
            "年度绩效指标",
            *map(normalise, self.mapping.entries),
        } and (len(texts) > 1 or first == 0):
            self._reading.furniture.add(texts.pop(first).spot)
        return not texts

    def _is_total(self, texts: dict[int, Cell]) -> bool:
        ordered = [texts[at] for at in sorted(texts)]
        words = [cell for cell in ordered if is_wide(cell.text)]
        if not words or self._names.block(words[0].text) != "total" or self._block == "funds":
            return False
        values = [cell for cell in ordered if parse_amount("".join(cell.text.split()))]
        if len(words) > 1 or not values or "总分" in self.mapping.entries:
            return False
        self._reading.furniture.add(words[0].spot)
        self.mapping.labels["总分"] = words[0].spot
        self.mapping.entries["总分"] = Line([self._reading.take(cell) for cell in values])
        return True

    # rows

    def _labelled(self, texts: dict[int, Cell]) -> None:
        at = min(texts)
        cell = texts.pop(at)
        if at in {place for place, _ in self._columns}:
            texts[at] = cell
            return
        values = self._values(texts)
        name = _row_name(cell.text)
        if values is None or name in self._inside.entries:
            return
        self._reading.furniture.add(cell.spot)
        self._inside.entries[name] = Line(values)
        self._inside.labels[name] = cell.spot

    def _values(self, texts: dict[int, Cell]) -> list[Leaf] | None:
        """The cells under the columns; where one stands elsewhere, the cells in their order if their number fits."""
        places = [at for at, _ in self._columns]
        if set(texts) <= set(places):
            return [self._reading.take(texts[at]) if at in texts else Leaf("") for at in places]
        if len(texts) == len(places):
            return [self._reading.take(texts[at]) for at in sorted(texts)]
        return None

    def _goals(self, texts: dict[int, Cell]) -> None:
        places = [at for at, _ in self._columns]
        cells = [texts[at] for at in sorted(texts)]
        pairs = (
            dict(zip(self._columns, cells, strict=False))
            if not set(texts) <= set(places)
            else {column: texts[column[0]] for column in self._columns if column[0] in texts}
        )
        for (_, title), cell in pairs.items():
            prose = self._inside.entries.setdefault(title, Prose())
            if isinstance(prose, Prose):
                self._reading.placed.add(cell.spot)
                prose.paragraphs.extend(
                    [Leaf(line.strip(), cell.spot)] for line in cell.text.split("\n") if line.strip()
                )

    def _task(self, texts: dict[int, Cell]) -> None:
        values = self._values(texts)
        items = self.mapping.entries["年度主要任务"]
        if values is not None and isinstance(items, Items):
            items.items.append(
                Mapping(
                    {
                        title: Leaf(squeeze(value.text), value.spot)
                        for (_, title), value in zip(self._columns, values, strict=True)
                    }
                )
            )

    def _indicator(self, row: Row, texts: dict[int, Cell]) -> None:
        places = [at for at, _ in self._columns]
        if set(texts) <= set(places):
            values = [_text(row[at], self._reading) if at in texts else Leaf("") for at in places]
        else:
            slots = self._fitted([texts[at] for at in sorted(texts)])
            if slots is None:
                return
            values = [_text(cell, self._reading) if cell else Leaf("") for cell in slots]
            words = squeeze(texts[min(texts)].text)
            self._reading.doubts.append(f"“{words}”一行的格子错位，已按内容归位，请核对")
        self._settle_level(values)
        items = self._inside.entries["指标"]
        if isinstance(items, Items):
            items.items.append(Line(values))

    def _settle_level(self, values: list[Leaf]) -> None:
        """A 二级指标 that stands in the column of 一级指标 goes to its own."""
        titles = [title for _, title in self._columns]
        if "一级指标" not in titles or "二级指标" not in titles:
            return
        first, second = titles.index("一级指标"), titles.index("二级指标")
        if _SECOND_LEVEL.fullmatch(values[first].text) and not values[second].text:
            values[first], values[second] = values[second], values[first]
            self._reading.doubts.append(f"“{values[second].text}”印在一级指标栏，已移到二级指标栏，请核对")

    def _fitted(self, cells: list[Cell]) -> list[Cell | None] | None:
        """The cells of a shifted row where they belong: figures from the right, names of levels in front."""
        titles = [self._names.column("indicators", title) or title for _, title in self._columns]
        slots: list[Cell | None] = [None] * len(titles)
        rest = list(cells)
        if rest and not any(character.isdigit() for character in rest[-1].text) and len(rest) > 4:
            slots[-1] = rest.pop()
        order = [name for name in ("偏差度", "得分", "分值", "实际完成值", "年度指标值", "三级指标") if name in titles]
        if len(rest) > len(order) - 1:
            if not rest[-1].text.endswith("%"):
                order.remove("偏差度")
            for name in order:
                slots[titles.index(name)] = rest.pop() if rest else None
        levels = [titles.index(name) for name in ("二级指标", "一级指标") if name in titles]
        for at in levels:
            slots[at] = rest.pop() if rest else None
        return None if rest else slots

    def _pairs(self, cells: list[Cell]) -> None:
        at = 0
        while at + 1 < len(cells):
            label = _bare(cells[at].text)
            known = normalise(label) in _PAIRS
            if known and normalise(_bare(cells[at + 1].text)) not in _PAIRS:
                self._reading.furniture.add(cells[at].spot)
                self._reading.placed.add(cells[at + 1].spot)
                name = "部门名称" if self._overall and normalise(label) in _STARTS else label
                self.mapping.entries.setdefault(name, Leaf(squeeze(cells[at + 1].text), cells[at + 1].spot))
                at += 1
            at += 1


def _bare(text: str) -> str:
    return _REMARK.sub("", squeeze(text)).rstrip("：: ")


def _row_name(text: str) -> str:
    return without_ordinal(_ITEM.sub("", _SOURCE.sub("", _bare(text))))


def _text(cell: Cell, reading: Reading) -> Leaf:
    reading.placed.add(cell.spot)
    return Leaf(squeeze(cell.text), cell.spot)
