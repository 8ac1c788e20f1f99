"""Tables and forms while the stream goes by: the lines that stand around them, and which grid is which."""

from __future__ import annotations

from collections.abc import Sequence

from jslint.document.draft import Leaf, Prose
from jslint.document.forms.columns import label_cells
from jslint.document.recognise.form_grid import form_kind, starts_form
from jslint.document.recognise.found import Fact, FoundForm, FoundTable, Outline
from jslint.document.recognise.headings import fact_of, is_heading, mark_in, units_in
from jslint.document.recognise.next_page import same_head, subjects_go_on
from jslint.document.recognise.plain_cells import plain_amounts, split_subjects
from jslint.document.recognise.shapes import (
    holds_anything,
    holds_figures,
    is_head_row,
    table_like,
    unit_of_head,
)
from jslint.document.recognise.splitting import NOTE
from jslint.document.recognise.titles import form_of, table_of, truncated_table, without_unit
from jslint.document.stream import Block, Grid, Paragraph, Row, squeeze
from jslint.pattern import Pattern
from jslint.report.layout import Layout
from jslint.report.loose_table import BESIDE
from jslint.report.terms import Terms
from jslint.report.titles import normalise, without_ordinal

_FURTHEST = 8
"""Lines that may stand between a table's title and its cells."""
_LONGEST_BESIDE, _LONGEST_TITLE = 60, 40
_GOES_ON = Pattern(r"续\s*表?\s*[0-9一二三四五六七八九十]*\s*[）)]?\s*$")
_REMARK = Pattern(r"[（(][^（）()]{1,12}[）)]$")
"""What a title says of itself in brackets (经济科目, 分单位)."""
_UNTITLED = "没有印表名，按栏目和科目认作此表，请核对"


def _is_of_table(text: str) -> bool:
    """Whether a line can be the title of a table that no layout knows: short, and it says that it is a table."""
    named = normalise(_REMARK.sub("", text)).endswith("表") or normalise(text).endswith(BESIDE)
    return len(text) <= _LONGEST_TITLE and named and form_of(text) is None


class TablesAround:
    """Knows the table that is open, the title that waits for its cells, and the facts printed nearby."""

    def __init__(self, out: Outline, stream: Sequence[Block], layout: Layout, terms: Terms) -> None:
        """`stream` is what the places given to `line` count in."""
        self._out = out
        self._stream = stream
        self._layout = layout
        self._terms = terms
        self._pending: tuple[str, Leaf] | None = None
        self._table: FoundTable | None = None
        self._form: str | None = None
        self._near: list[Fact] = []
        self._beside: list[Leaf] = []
        self._before = ""
        self._begun = False

    @property
    def begun(self) -> bool:
        """Whether any table of this document has been found."""
        return self._begun or self._pending is not None

    @property
    def is_open(self) -> bool:
        """Whether a table is open, or the title of one waits for its cells."""
        return self._pending is not None or self._table is not None

    @property
    def is_waiting(self) -> bool:
        """Whether the title of a table waits for its cells."""
        return self._pending is not None

    def close(self) -> None:
        """A heading of another kind: what follows is no more of this table."""
        self._drop_pending()
        self._table = self._form = None
        self._near = []
        self._before = ""

    def _drop_pending(self) -> None:
        """A title without cells: nothing of it is lost."""
        if self._pending is not None:
            self._out.headings.append(self._pending[1])
            self._out.headings += self._beside
        self._pending, self._beside = None, []

    # lines

    def sheet(self, name: Paragraph) -> None:
        """A sheet of a workbook begins; its name is printed nowhere."""
        self.close()
        key = table_of(name.text)
        self._pending = (key, Leaf("", name.spot)) if key else None
        self._form = form_of(name.text)
        self._before = squeeze(name.text)

    def line(self, at: int, text: str, line: Paragraph, *, in_prose: bool, in_annexes: bool) -> bool:
        """Whether a line is one of those around a table, or opens one."""
        leaf = Leaf(text, line.spot)
        if (fact := fact_of(text)) and (not in_prose or self._leads_to_cells(at)):
            self._note_fact(fact, text, leaf)
            return True
        if (named := form_of(text)) and (not in_prose or in_annexes):
            self.close()
            self._form = named
            self._out.headings.append(leaf)
            return True
        if not in_annexes and is_heading(without_unit(text)) and self._is_title(at, text):
            if self._is_printed_again(at, text):
                self._out.headings.append(leaf)
                return True
            self._drop_pending()
            self._table = self._form = None
            self._pending = (table_of(text) or "", Leaf(without_unit(text), line.spot))
            if unit := units_in(text):
                self._near.append(Fact("unit", unit, leaf))
            return True
        if self._table is not None and (NOTE.match(text) or (self._table.notes and line.continues)):
            self._add_note(self._table, text, line)
            return True
        if self._pending and "无数据" in text:
            self._open(self._pending, []).notes.append([leaf])
            return True
        return False

    def _is_title(self, at: int, text: str) -> bool:
        named = table_of(text) is not None or truncated_table(text) or _is_of_table(text)
        return named and self._leads_to_cells(at)

    def _is_printed_again(self, at: int, text: str) -> bool:
        """Whether the title is that of the open table, above its next page: it says 续, or its subjects go on there."""
        if self._table is None or self._pending or not self._table.key or table_of(text) != self._table.key:
            return False
        grid = next((block for block in self._stream[at + 1 : at + 1 + _FURTHEST] if isinstance(block, Grid)), None)
        if grid is None or not same_head(grid.rows, self._table.rows):
            return False
        return bool(_GOES_ON.search(text)) or subjects_go_on(grid.rows, self._table.rows)

    def _leads_to_cells(self, at: int) -> bool:
        """Whether cells, or the statement that there are none, follow before anything else does."""
        short = 0
        for block in self._stream[at + 1 : at + 1 + _FURTHEST]:
            if isinstance(block, Grid):
                return True
            text = squeeze(block.text)
            if block.is_page_number or block.aside or fact_of(text):
                continue
            if "无数据" in text and NOTE.match(text):
                return True
            short += 1
            if block.is_name or short > 1 or len(text) > _LONGEST_BESIDE or "。" in text or table_of(text):
                return False
        return False

    def _note_fact(self, fact: tuple[str, str], text: str, leaf: Leaf) -> None:
        kind, value = fact
        facts = [Fact(kind, value, leaf)]
        if kind != "unit" and (unit := units_in(text)):
            facts.append(Fact("unit", unit, leaf))
        if kind != "mark" and mark_in(text):
            facts.append(Fact("mark", mark_in(text), leaf))
        self._out.facts += facts
        self._near += facts

    def beside(self, text: str, line: Paragraph) -> bool:
        """Whether a line that opens nothing belongs to the table that is open or to come."""
        leaf = Leaf(text, line.spot)
        self._before = text
        if self._pending is not None:
            self._beside.append(leaf)
        elif self._table is not None and self._table.notes and line.continues:
            self._add_note(self._table, text, line)
        elif self._table is not None and len(text) <= 2 * _LONGEST_BESIDE:
            self._table.around.append(leaf)
        else:
            return False
        return True

    def _add_note(self, table: FoundTable, text: str, line: Paragraph) -> None:
        if NOTE.match(text):
            table.notes.append([Leaf(text, line.spot)])
        else:
            table.notes[-1].append(Leaf(text, line.spot))

    # cells

    def grid(self, rows: list[Row], *, in_annexes: bool, prose: Prose | None) -> bool:
        """Whether some cells are a table or a form; what holds figures is never prose."""
        if self._pending:
            self._open(self._pending, rows)
        elif not in_annexes and self._table and self._continues(self._table, rows):
            self._go_on(self._table, rows)
        elif self._belongs_to_form(rows):
            return True
        elif not in_annexes and (key := table_like(split_subjects(rows), self._seen(), self._layout, self._terms)):
            self._open((key, Leaf("", rows[0][0].spot)), rows).doubts.append(_UNTITLED)
        elif holds_figures(rows):
            self._open(("", Leaf(self._words_before(prose), rows[0][0].spot)), rows)
        else:
            return False
        return True

    def _words_before(self, prose: Prose | None) -> str:
        """What stands right above cells without a title: a short line of prose or around tables."""
        last = prose.paragraphs[-1][-1].text if prose is not None and prose.paragraphs else self._before
        return without_ordinal(last.strip().rstrip("：:。")) if len(last) <= _LONGEST_BESIDE else ""

    def _seen(self) -> set[str]:
        return {table.key for table in self._out.tables if holds_anything(table.rows)}

    def _open(self, pending: tuple[str, Leaf], rows: list[Row]) -> FoundTable:
        key, title = pending
        doubts = []
        is_beside = normalise(title.text).endswith(BESIDE)
        if not (key or is_beside) and title.text and (truncated_table(title.text) or _is_of_table(title.text)):
            key = table_like(rows, self._seen(), self._layout, self._terms) or ""
            doubts += [f"表名“{title.text}”不全或不是版式的，按栏目和科目认作此表，请核对"] if key else []
        units = [fact.value for fact in self._near if fact.kind == "unit"]
        plain = plain_amounts(rows, units[-1] if units else unit_of_head(rows))
        table = FoundTable(
            key=key,
            title=title,
            rows=plain.rows,
            around=self._beside,
            numbers=[Leaf(fact.value, fact.leaf.spot) for fact in self._near if fact.kind == "mark" and fact.value],
            unit=plain.unit,
            doubts=[*doubts, *plain.doubts],
        )
        self._pending, self._beside, self._near = None, [], []
        self._table = table
        self._begun = True
        self._out.tables.append(table)
        return table

    def _go_on(self, table: FoundTable, rows: list[Row]) -> None:
        """The next page of a table, printed in the table's unit."""
        plain = plain_amounts(rows, table.unit)
        table.go_on(plain.rows)
        table.doubts += plain.doubts
        self._near = []

    def _continues(self, table: FoundTable, rows: list[Row]) -> bool:
        """A grid without a title behind a table is its next page, unless its head is another table's.

        Of a table that has no data yet, a page break may have cut the head itself in two.
        """
        if starts_form(rows[0]):
            return False
        if same_head(rows, table.rows):
            return True
        like = table_like(rows, set(), self._layout, self._terms)
        if is_head_row(rows[0], self._layout):
            return not holds_anything(table.rows) and like in {None, table.key}
        return self._may_be_one(table.key, like)

    def _may_be_one(self, key: str, like: str | None) -> bool:
        """Whether a grid that looks like a table of the layout may be a part of another: both are printed in one form."""
        one, other = self._layout.table(key), self._layout.table(like or "")
        return one is None or other is None or one.form == other.form

    def _belongs_to_form(self, rows: list[Row]) -> bool:
        kind = form_kind(rows)
        if self._form is None and kind is None:
            return False
        forms = self._out.forms
        for row in rows:
            if starts_form(row) or not forms or (self._form and forms[-1].kind != self._form):
                self._form = self._form_of(rows, row) or kind or self._form
                forms.append(FoundForm(self._form or "项目单位自评表"))
            forms[-1].rows.append(row)
        self._table = None
        self._begun = True
        return True

    def _form_of(self, rows: list[Row], row: Row) -> str | None:
        labels = label_cells(row)
        if labels and normalise(labels[0][1].text) == "项目名称":
            return "项目单位自评表"
        return self._form or form_kind(rows)
