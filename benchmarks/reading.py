"""Reading and examining a report, cold and at a key press, as ratios against yamllint run as a process on the same file.

python benchmarks/reading.py [FILE]
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jslint import Memo, examine
from jslint.reading.pieces import read

ROOT = Path(__file__).parents[1]
SEED = ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml"
TIMES = 9


def seconds(run: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return sorted(taken)


def typing(text: str, run: Callable[[str], object]) -> Callable[[], object]:
    """Each call types another digit into the first cell of a table."""
    at = text.index(": 109.30") + 2 if ": 109.30" in text else text.index("决算表:")
    count = 0

    def press() -> object:
        nonlocal count
        count += 1
        return run(text[:at] + str(count % 9 + 1) + text[at:])

    press()
    return press


def main(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    reading, examining = Memo(), Memo()

    def read_again(changed: str) -> object:
        reading.turn()
        return read(changed, reading)

    def process(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run(command, capture_output=True, check=False)

    examine(text)
    cases = {
        "yamllint, a process": process(sys.executable, "-m", "yamllint", "-d", "relaxed", str(path)),
        "jslint check, a process": process(sys.executable, "-m", "jslint", "check", "--no-cache", str(path)),
        "read, cold": lambda: read(text),
        "read, a key press": typing(text, read_again),
        "examine, cold": lambda: examine(text),
        "examine, a key press": typing(text, lambda changed: examine(changed, memo=examining)),
    }
    print(f"{path.name}: {len(text):,} characters, {text.count(chr(10)):,} lines; best and median of {TIMES}")
    base = 0.0
    for name, run in cases.items():
        taken = seconds(run)
        base = base or taken[0]
        print(
            f"{name:<26} {taken[0] * 1000:8.1f} ms {taken[TIMES // 2] * 1000:8.1f} ms   {taken[0] / base:6.3f} of yamllint"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SEED)
