"""What checking a PDF takes of the processor, beside what pdfplumber alone takes to find the tables in it.

python -m benchmarks.documents FILE.pdf …    (pip install pdfplumber first, into any folder on PYTHONPATH)

Measured alternately; read the ratios. Until 0.1 documents were read with pdfplumber, and what came behind it took as long as now.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.__main__ import Bench, alternate, least, table

ROUNDS = 7
OLD = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        if page.chars and (page.lines or page.rects or page.curves):
            [row.cells for found in page.find_tables() for row in found.rows]
        page.close()
"""
READ = """
import sys
from collections import deque
from pathlib import Path
from jslint.document.read.formats import blocks_of
path = Path(sys.argv[1])
deque(blocks_of(path.name, path.read_bytes(), lambda done, known: None), maxlen=0)
"""


def measured(bench: Bench, path: Path) -> None:
    file = str(path.absolute())
    commands = {
        "pdfplumber's tables": lambda: bench.python("-c", OLD, file),
        "jslint, reading alone": lambda: bench.python("-c", READ, file),
        "jslint check": lambda: bench.jslint("--no-cache", file),
        "python, nothing": lambda: bench.python("-c", "pass"),
    }
    table(path.name, alternate(commands, ROUNDS, least), "pdfplumber's tables")


def main() -> None:
    if importlib.util.find_spec("pdfplumber") is None:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.environment["PYTHONPATH"] += os.pathsep + os.environ.get("PYTHONPATH", "")
        for path in map(Path, sys.argv[1:]):
            measured(bench, path)


if __name__ == "__main__":
    main()
