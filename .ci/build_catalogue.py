"""Builds the packaged catalogue of subject codes from the collected lists that lie beside the repository.

Run from the top of the repository: `python .ci/build_catalogue.py [FOLDER]` (default ../shared/catalogue). What the lists
hold is kept: code, name, grade, years seen. Old names come from two sources: the obsolete economic names of the lists,
which end with the classification of 2018, and the renames that the project keeps by hand in `renames.tsv`.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parents[1] / "src" / "jslint" / "report" / "catalogue"
DEFAULT = Path(__file__).parents[2] / "shared" / "catalogue"
NEW_ECONOMIC = "2018"
"""The year from which the present economic classification is used; the lists' obsolete names ended with it."""
NOW, NONE = "现行: ", "无此码"


def main() -> None:
    """Write both packaged files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    for name, text in built(folder).items():
        HERE.joinpath(name).write_text(text, "utf-8", newline="\n")


def built(folder: Path) -> dict[str, str]:
    """The text of each packaged file, by its name."""
    subjects = [
        *_subjects(folder / "functional.tsv"),
        *_subjects(folder / "economic.tsv"),
        *_subjects(folder / "functional_2008.tsv"),
    ]
    return {
        "subjects.tsv": _tsv(("code", "name", "grade", "years"), _unique(subjects)),
        "former.tsv": _tsv(("code", "name", "until", "basis"), _former(folder)),
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _subjects(path: Path) -> Iterator[tuple[str, ...]]:
    for row in _rows(path):
        yield row["code"], row["name"], row["grade"], row.get("years_seen", "")


def _unique(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """One row for each code, the best evidence first; sorted by code."""
    first: dict[str, tuple[str, ...]] = {}
    for row in rows:
        first.setdefault(row[0], row)
    return [first[code] for code in sorted(first)]


def _former(folder: Path) -> list[tuple[str, ...]]:
    found = [(row["code"], row["name"], row["until"], row["basis"]) for row in _rows(HERE / "renames.tsv")]
    for row in _rows(folder / "economic_obsolete.tsv"):
        if NOW in row["note"]:
            found.append((row["code"], row["name"], NEW_ECONOMIC, "2018 年改革前的支出经济分类"))
    return sorted(set(found))


def _tsv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join("\t".join(row) + "\n" for row in (header, *rows))


if __name__ == "__main__":
    main()
