"""Office files, pages and PDFs with bytes, stretches, numbers and parts changed at random: read, or refused in one line, within bounds."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import how_many
from jslint.document.read.reader import UnreadableError
from jslint.document.recognise import Document, import_documents

DOCUMENTS = Path(__file__).parent / "documents"
ORIGINALS = (
    "odd.docx",
    "odd.xlsx",
    "odd.xls",
    "one-sheet.xlsx",
    "whole.docx",
    "nine-sheets.xls",
    "nine-sheets.xlsx",
    "libreoffice-pages.pdf",
)
NUMBERS = (b"0", b"-1", b"65536", b"16777216", b"2147483648", b"9" * 40, b"1e308", b"NaN")
MOST_SECONDS = 60.0
"""Processor time for one document: a budget ends it long before."""
MOST_MEGABYTES = 1000
"""By which the process that reads all of them may grow."""


def byte(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] = dice.randrange(256)


def cut(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    del data[at : at + dice.randrange(1, 400)]


def doubled(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    data[at:at] = bytes(data[at : at + dice.randrange(1, 200)]) * dice.choice([1, 1, 1, 300])


def number(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    if found := re.search(rb"\d+", bytes(data[at : at + 400])):
        data[at + found.start() : at + found.end()] = dice.choice(NUMBERS)


def ended(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (byte, byte, cut, doubled, number, number, ended)


def changed(data: bytes, dice: random.Random) -> bytes:
    """Bytes with a few changes."""
    held = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        if held:
            dice.choice(CHANGES)(held, dice)
    return bytes(held)


def repacked(data: bytes, dice: random.Random) -> bytes:
    """An archive with one part changed, left out or given twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        victim, fate = dice.choice(names), dice.randrange(8)
        for name in names:
            content = source.read(name)
            if name != victim:
                target.writestr(name, content)
            elif fate == 1:
                target.writestr(f"{name}/{name}", content)
            elif fate > 1:
                target.writestr(name, changed(content, dice))
    return out.getvalue()


def fuzzed(name: str, data: bytes, dice: random.Random) -> bytes:
    is_packed = name.endswith(("x",))
    return repacked(data, dice) if is_packed and dice.random() < 0.8 else changed(data, dice)


def pages() -> bytes:
    """A page of a browser with a part of a report."""
    text = (DOCUMENTS / "whole.html").read_bytes()
    return text[:30_000]


def most_memory() -> float:
    """Megabytes that this process took at most until now; 0 where the system does not say."""
    status = Path("/proc/self/status")
    return int(status.read_text(encoding="utf-8").split("VmHWM:")[1].split()[0]) / 1024 if status.exists() else 0.0


def import_of(name: str, data: bytes) -> str:
    """What is said where a document is refused; "" for one that is read."""
    try:
        import_documents([Document(name, data)])
    except UnreadableError as error:
        return str(error)
    return ""


PLAIN = (
    "<p>某局2024年度部门决算</p><p>第一部分 部门概况</p><p>一、部门职责</p><p>负责事务。</p>"
    "<p>第三部分 2024年度部门决算情况说明</p><p>一、收入支出决算总体情况说明</p><p>2024年度收入总计1.00万元。</p>"
)


@pytest.mark.parametrize(
    "repeated",
    ["<style>{}</style>|x", "<style>{}*/{}</style>|/*", "{}|<style>", "{}|<style", "{}|<a ", "{}|<!--", "{}|&#49"],
)
def test_a_page_that_begins_something_over_and_over_is_walked_once(repeated: str) -> None:
    """Two hundred thousand beginnings: to look from each of them to the end would take minutes."""
    page, _, piece = repeated.partition("|")
    start = time.process_time()
    assert import_of("page.html", f"{PLAIN}{page.replace('{}', piece * 200_000)}".encode()) == ""
    assert time.process_time() - start < MOST_SECONDS / 3


@pytest.mark.parametrize("wrong", ["NaN", "-7", "１", "9" * 40, "9" * 5000], ids=lambda text: text[:4] + str(len(text)))
@pytest.mark.parametrize("name", ["odd.docx", "whole.docx", "nine-sheets.xlsx"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_attributes_that_are_no_numbers_end_no_import(name: str, wrong: str) -> None:
    """Each attribute with a number in turn, by its name and part of the archive: read or refused in one line."""
    parts = parts_of((DOCUMENTS / name).read_bytes())
    found = {
        (part, attribute)
        for part, content in parts.items()
        for attribute in re.findall(rb' ([\w:]+)="[0-9]+"', content)
    }
    for part, attribute in sorted(found)[:: how_many(15, 1)]:
        pattern = re.compile(rb"( %s=)\"[0-9]+\"" % re.escape(attribute))
        content = pattern.sub(rb'\g<1>"%s"' % wrong.encode(), parts[part])
        said = import_of(name, packed({**parts, part: content}))
        assert said.startswith(name) or not said, (part, attribute, said)
        assert "\n" not in said


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"<!-- 9.50 -->", b"<?page 9.50?>", "<!-- 9.50 -->".encode("utf-16"), b"<!DOCTYPE html>"]
)
def test_a_page_without_content_is_refused(data: bytes) -> None:
    assert import_of("page.html", data) == "page.html 不是能读的网页（里面没有内容）。"


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_documents_changed_at_random_are_read_or_refused_in_one_line() -> None:
    originals = {name: (DOCUMENTS / name).read_bytes() for name in ORIGINALS} | {"page.html": pages()}
    refusals = []
    count, before = how_many(90, 5000), most_memory()
    for seed in range(count):
        dice = random.Random(f"fuzz {seed}")
        name = list(originals)[seed % len(originals)]
        data = fuzzed(name, originals[name], dice)
        start = time.process_time()
        said = import_of(name, data)
        assert time.process_time() - start < MOST_SECONDS, seed
        assert said.startswith(name) or not said, (seed, said)
        assert "\n" not in said, (seed, said)
        refusals += [said] if said else []
    assert 0 < len(refusals) < count
    assert most_memory() - before < MOST_MEGABYTES
