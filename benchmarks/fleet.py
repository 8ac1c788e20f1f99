"""Many documents and many reports in one command: cores, memory, the second run: `python -m benchmarks.fleet [--documents N] [--reports N]`.

The documents are made by LibreOffice, in one batch for each kind, from a page in which one digit of each is changed; each is also
checked by itself, and the findings must be the same. Read the ratios, not the times.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.__main__ import MODEL, NAME, ROOT, Bench, Cost

PAGE = ROOT / "tests" / "documents" / "whole.html"
BODY = "上海市澄湾区城市管理局"
KINDS = ("docx", "pdf")
CORES = 2
AMOUNT = re.compile(r"(?<=\t)[0-9][0-9,]*\.[0-9]{2}(?=</p>)")


def spoiled(page: str, number: int, dice: random.Random) -> str:
    """The page under another name, one digit of one amount changed."""
    amount = dice.choice(list(AMOUNT.finditer(page)))
    at = dice.choice([index for index in range(*amount.span()) if page[index].isdigit()])
    digit = str((int(page[at]) + dice.randrange(1, 10)) % 10)
    return (page[:at] + digit + page[at + 1 :]).replace(BODY, f"某市第{number:04}局")


def make_documents(folder: Path, count: int) -> None:
    dice, page = random.Random(20), PAGE.read_text("utf-8")
    pages = folder / "pages"
    folder.joinpath("documents").mkdir()
    pages.mkdir()
    for number in range(count):
        pages.joinpath(f"{number:04}.html").write_text(spoiled(page, number, dice), "utf-8")
    for kind in KINDS:
        chosen = [str(path) for path in sorted(pages.iterdir())[KINDS.index(kind) :: len(KINDS)]]
        writer = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_pdf_Export"}[kind]
        command = [
            "soffice",
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            writer,
        ]
        subprocess.run(
            [*command, "--outdir", str(folder / "documents"), *chosen],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def told(bench: Bench) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads((bench.folder / "output").read_text("utf-8"))["files"]
    return files


def documents(bench: Bench, count: int) -> None:
    make_documents(bench.folder, count)
    everything = ("--documents", "--format", "json", "documents")
    first = bench.forgotten(*everything)
    found = told(bench)
    second = bench.jslint(*everything)
    assert told(bench) == found
    alone: list[dict[str, Any]] = []
    for file in found:
        bench.jslint("--no-cache", "--format", "json", file["path"])
        alone += told(bench)
    same = sum(one == other for one, other in zip(found, alone, strict=True))
    noticed = sum(bool(file["diagnostics"]) for file in found)
    print(f"\n{count} documents ({len(found)} read, {noticed} with findings), one command\n")
    print(f"| as of the single checks | {same} of {len(found)} |\n| --- | --- |")
    print(f"| processor time / time on the clock, first run | {first.cpu / first.wall:.2f} of {CORES} cores |")
    print(f"| processor time of a document | {first.cpu / count:.2f} s |")
    print(f"| memory of the largest process | {first.memory:.0f} MiB |")
    print(f"| unchanged: clock, processor | {first.wall / second.wall:.0f} ×, {first.cpu / second.cpu:.0f} × faster |")


def reports(bench: Bench, count: int) -> None:
    text = MODEL.read_text("utf-8")
    costs: dict[str, Cost] = {}
    for size in (max(20, count // 10), count):
        folder = bench.folder / f"reports{size}"
        folder.mkdir()
        for number in range(size):
            folder.joinpath(f"{number:05}.report.yaml").write_text(text.replace(NAME, f"某市第{number:05}局"), "utf-8")
        costs[f"{size} reports, processes"] = bench.jslint("--no-cache", "--format", "concise", folder.name)
        if size != count:
            costs[f"{size} reports, one process"] = bench.jslint(
                "--no-cache", "--format", "concise", "--jobs", "1", folder.name
            )
    few, one, many = costs.values()
    print(
        f"\n{count} reports through processes\n\n| | CPU ms a report | MiB of the largest process |\n| --- | --- | --- |"
    )
    for name, cost in costs.items():
        print(f"| {name} | {1000 * cost.cpu / int(name.split()[0]):.0f} | {cost.memory:.0f} |")
    size = max(20, count // 10)
    print(f"\nthroughput per core, processes / one process: {one.cpu / few.cpu:.2f}")
    print(f"memory, {count} / {size} reports: {many.memory / few.memory:.2f}")
    print(f"processor time a report, {count} / {size}: {many.cpu / count / (few.cpu / size):.2f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=300)
    options.add_argument("--reports", type=int, default=10_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        if chosen.reports:
            reports(bench, chosen.reports)
        if chosen.documents:
            documents(bench, chosen.documents)


if __name__ == "__main__":
    main()
