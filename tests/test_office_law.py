"""Documents changed at random: what is printed is known by construction, and both readings must find it, number for number."""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from conftest import how_many
from jslint.document.independent import numbers
from jslint.document.read.reader import UnreadableError
from office_files import c, data, docx, numbers_read, p, r, row, sdt, strictly, tbl, tc, tr, xlsx

DOCUMENTS = Path(__file__).parent / "documents"
NOTE = '<w:footnote w:id="{}">{}</w:footnote>'
NUMBERED = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="({}%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'.replace("{}", "")  # fmt: skip
IN_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


class Writer:
    """Writes a document at random and remembers the figures that its paper would show."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.printed: Counter[str] = Counter()
        self.notes: list[str] = []
        self._listed = 0

    def figure(self, *, seen: bool) -> str:
        figure = f"{self.dice.randrange(1, 10 ** self.dice.randint(2, 7)) / 100:,.2f}"
        if seen:
            self.printed[figure] += 1
        return figure

    def run(self, *, seen: bool, depth: int = 0) -> str:
        """A run with a figure and words around it, wrapped in whatever comes."""
        kind = self.dice.randrange(12)
        if kind == 0:
            return f'<w:del w:id="1"><w:r><w:delText>{self.figure(seen=False)}</w:delText></w:r></w:del>'
        if kind == 1:
            return r(self.figure(seen=False), "<w:vanish/>")
        if kind == 2:
            figure = self.figure(seen=seen)
            at = self.dice.randrange(1, len(figure))
            return r(f"为{figure[:at]}") + f'<w:ins w:id="2">{r(figure[at:])}</w:ins>' + r("元")
        if kind == 3:
            code = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>={self.figure(seen=False)}</w:instrText></w:r>'
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            return f'{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(f"计{self.figure(seen=seen)}元")}{end}'
        if kind == 4 and self.notes is not None and seen:
            self.notes.append(p(r(f"注{self.figure(seen=True)}。")))
            return f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        if kind == 5 and depth < 2:
            box = p(self.run(seen=seen, depth=depth + 1))
            once = f"<w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict>"
            return f"<w:r><mc:AlternateContent><mc:Choice>{once}</mc:Choice><mc:Fallback>{once}</mc:Fallback></mc:AlternateContent></w:r>"
        text = r(f"支出{self.figure(seen=seen)}万元，")
        wraps = (
            "{}",
            "{}",
            "<w:hyperlink>{}</w:hyperlink>",
            "<w:smartTag><w:smartTagPr/>{}</w:smartTag>",
            '<w:moveTo w:id="3">{}</w:moveTo>',
        )
        wrapped = self.dice.choice(wraps).format(text)
        return sdt(wrapped) if kind == 6 else wrapped

    def paragraph(self, *, seen: bool = True, depth: int = 0) -> str:
        about = ""
        if seen and self.dice.random() < 0.2:
            self._listed += 1
            self.printed[str(self._listed)] += 1
            about = IN_LIST
        runs = [self.run(seen=seen, depth=depth) for _ in range(self.dice.randint(1, 3))]
        return p(r("其中："), *runs, about=about)

    def table(self, *, seen: bool = True, depth: int = 0) -> str:
        width = self.dice.randint(2, 5)
        begun = False
        rows = []
        for _ in range(self.dice.randint(1, 5)):
            gone = self.dice.choice(["", "", "", "", "<w:hidden/>", '<w:del w:id="5"/>'])
            printed = seen and not gone
            goes_on = begun and self.dice.random() < 0.5
            merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
            begun = True if not gone else begun
            first = tc(p(r(self.figure(seen=printed and not goes_on))), merge if begun else "")
            span = self.dice.randint(1, width - 1)
            rest = [tc(self._inside(seen=printed, depth=depth), f'<w:gridSpan w:val="{span}"/>')]
            rest += [tc(p(r(self.figure(seen=printed)))) for _ in range(width - 1 - span)]
            wrapped = [sdt(each) if self.dice.random() < 0.2 else each for each in (first, *rest)]
            line = tr(*wrapped, about=gone)
            rows.append(sdt(line) if self.dice.random() < 0.2 else line)
            if gone:
                begun = begun and gone == '<w:del w:id="5"/>' and len(rows) > 1
        return tbl(*rows)

    def _inside(self, *, seen: bool, depth: int) -> str:
        if depth < 2 and self.dice.random() < 0.15:
            return self.table(seen=seen, depth=depth + 1) + "<w:p/>"
        return self.paragraph(seen=seen, depth=depth) if seen else p(r(self.figure(seen=False)))

    def document(self) -> bytes:
        blocks = [
            self.table() if self.dice.random() < 0.4 else self.paragraph() for _ in range(self.dice.randint(1, 6))
        ]
        blocks = [sdt(block) if self.dice.random() < 0.2 else block for block in blocks]
        notes = "".join(NOTE.format(at, note) for at, note in enumerate(self.notes, 1))
        content = docx("".join(blocks), footnotes=notes, numbering=NUMBERED)
        return strictly(content) if self.dice.random() < 0.2 else content


FORMATS = ["0.00", "#,##0.00", '0.00"元"', "0!.0000", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', ";;;"]
SHOWN = [
    lambda cents: f"{cents / 100:.2f}",
    lambda cents: f"{cents / 100:,.2f}",
    lambda cents: f"{cents / 100:.2f}",
    lambda cents: f"{(cents + 50) // 100 / 10000:.4f}",
    lambda cents: f"{cents / 100:,.2f}" if cents else "",
    lambda _cents: "",
]


def workbook(seed: int) -> tuple[bytes, dict[str, Counter[str]]]:
    """A workbook at random, and what each of its visible sheets shows."""
    dice = random.Random(seed)
    printed: dict[str, Counter[str]] = {}
    sheets: list[str | tuple[str, str]] = []
    for number in range(1, dice.randint(2, 4)):
        hidden_sheet = number > 1 and dice.random() < 0.3
        height, width = dice.randint(1, 8), dice.randint(1, 6)
        rows = {at for at in range(1, height + 1) if dice.random() < 0.2}
        columns = {at for at in range(1, width + 1) if dice.random() < 0.15}
        merge = (dice.randint(1, height), dice.randint(1, width)) if dice.random() < 0.5 else None
        lines, shown = [], Counter[str]()
        for line in range(1, height + 1):
            filled = []
            for column in range(1, width + 1):
                cents, style = dice.randrange(10 ** dice.randint(1, 9)), dice.randrange(len(FORMATS))
                value = f"{cents / 100}" if dice.random() < 0.7 else f"{cents / 100:.17g}"
                filled.append(c(f"{chr(64 + column)}{line}", value, style=style + 1))
                is_covered = merge is not None and line >= merge[0] and column >= merge[1] and (line, column) != merge
                seen = line not in rows and column not in columns
                if (line, column) == merge:
                    seen = not set(range(line, height + 1)) <= rows and not set(range(column, width + 1)) <= columns
                if seen and not is_covered and (text := SHOWN[style](cents)):
                    shown[text] += 1
            lines.append(row(line, *filled, about='hidden="1"' if line in rows else ""))
        cols = "".join(f'<col min="{at}" max="{at}" hidden="1"/>' for at in columns)
        area = f"{chr(64 + merge[1])}{merge[0]}:{chr(64 + width)}{height}" if merge else ""
        inside = data(*lines, before=f"<cols>{cols}</cols>", after=f'<mergeCells><mergeCell ref="{area}"/></mergeCells>' if area else "")  # fmt: skip
        sheets.append((inside, 'state="hidden"' if hidden_sheet else ""))
        if shown and not hidden_sheet:
            printed[f"工作表“表{number}”"] = shown
    content = xlsx(*sheets, formats=FORMATS)
    return (strictly(content) if dice.random() < 0.2 else content), printed


def without_blanks(found: dict[str, Counter[str]] | None) -> dict[str, Counter[str]]:
    assert found is not None
    return {part: counted for part, counted in found.items() if counted}


def holds_for_word(seed: int) -> None:
    writer = Writer(seed)
    content = writer.document()
    assert numbers_read("a.docx", content) == without_blanks({"": writer.printed}), seed
    assert without_blanks(numbers("a.docx", content)) == without_blanks({"": writer.printed}), seed


def holds_for_excel(seed: int) -> None:
    content, printed = workbook(seed)
    assert numbers_read("a.xlsx", content) == printed, seed
    assert without_blanks(numbers("a.xlsx", content)) == printed, seed


def test_every_printed_number_of_a_few_documents_is_read_once() -> None:
    for seed in range(40):
        holds_for_word(seed)
        holds_for_excel(seed)


@pytest.mark.long
def test_every_printed_number_of_many_documents_is_read_once() -> None:
    for seed in range(40, how_many(60, 1000)):
        holds_for_word(seed)
        holds_for_excel(seed)


# --- archives and texts spoiled at random


def spoiled(content: bytes, dice: random.Random) -> bytes:
    """A file with bytes changed, cut out or doubled: of the archive, or of one member inside it."""
    kind = dice.random()
    if kind < 0.6 and content.startswith(b"PK"):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
            chosen = dice.choice(before.namelist())
            for name in before.namelist():
                member = before.read(name)
                if name != chosen:
                    after.writestr(name, member)
                elif kind < 0.5:
                    after.writestr(name, bytes_changed(member, dice))
        return out.getvalue()
    return bytes_changed(content, dice)


def bytes_changed(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(changed) + 1)
        how = dice.random()
        if how < 0.5 and at < len(changed):
            changed[at] = dice.randrange(256)
        elif how < 0.7:
            del changed[at : at + dice.randrange(1, 200)]
        elif how < 0.85:
            changed[at:at] = changed[at : at + dice.randrange(1, 400)]
        else:
            changed[at:at] = dice.choice(
                (b"<", b"&", b'"', b"\x00", b"99999999999", b"<w:tbl>", b"]]>", b"<!DOCTYPE x>")
            )
    return bytes(changed)


def is_read_or_refused(name: str, content: bytes) -> bool:
    start = time.monotonic()
    try:
        numbers_read(name, content)
        numbers(name, content)  # whatever is read can be read a second time
        refused = ""
    except UnreadableError as error:
        refused = str(error)
    assert time.monotonic() - start < 60
    assert "\n" not in refused
    return not refused


def spoil(seeds: range) -> int:
    """Reads files spoiled by each seed; gives how many could be read all the same."""
    sources = [(name, (DOCUMENTS / name).read_bytes()) for name in ("nine-sheets.xls", "one-sheet.xlsx")]
    good = 0
    for seed in seeds:
        dice = random.Random(seed)
        name, content = dice.choice([*sources, ("a.docx", Writer(seed).document()), ("a.xlsx", workbook(seed)[0])])
        good += is_read_or_refused(name, spoiled(content, dice))
    return good


def test_a_few_spoiled_files_are_read_or_refused() -> None:
    assert 0 < spoil(range(60)) < 60


@pytest.mark.long
@pytest.mark.parametrize("part", range(5))
def test_many_spoiled_files_are_read_or_refused_within_memory(part: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = how_many(60, 1000)
    assert 0 < spoil(range(1000 + part * count, 1000 + (part + 1) * count)) < count
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1 << 20, "less than 1 GiB more than before"
