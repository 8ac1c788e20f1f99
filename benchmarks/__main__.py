"""Prints how jslint compares with yamllint and check-jsonschema on the same files: `python -m benchmarks [--reports N]`.

Every row is measured alternately with what it is compared with, in one run on one machine; read the ratios, not the times.
CPU is user and system time of the process and its children. jslint is installed into a folder of its own first, as its users
have it: a wheel holds its data and its Python compiled, a checkout does not.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml"
MODEL = ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml"
SCHEMA = ROOT / "schema" / "report.schema.json"
NAME = "焦作市城乡一体化示范区金融工作局"


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds on the clock and of the processor, and mebibytes at most (of its largest process)."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], folder: Path, environment: dict[str, str]) -> Cost:
    """Run a command with its output thrown away."""
    import time

    with (folder / "output").open("wb") as output:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in {0, 1}:
        raise SystemExit(f"{command} ended with {child.returncode}: {(folder / 'output').read_text('utf-8')[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def least(costs: list[Cost]) -> Cost:
    """For small differences: what disturbs a process only ever adds to it."""
    return Cost(*(min(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def alternate(
    commands: dict[str, Callable[[], Cost]], rounds: int, typical: Callable[[list[Cost]], Cost] = median
) -> dict[str, Cost]:
    """The typical cost of each, measured in turn, after one round that is not counted."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, measured in commands.items():
            cost = measured()
            if number:
                costs[name].append(cost)
    return {name: typical(each) for name, each in costs.items()}


def table(title: str, costs: dict[str, Cost], base: str) -> None:
    print(f"\n{title}\n\n| | wall s | CPU s | MiB | wall / {base} | CPU / {base} |\n|---|---|---|---|---|---|")
    for name, cost in costs.items():
        ratios = (cost.wall / costs[base].wall, cost.cpu / costs[base].cpu)
        print(f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} | {ratios[0]:.2f} | {ratios[1]:.2f} |")


class Bench:
    """The commands that are compared."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        installed = folder / "installed"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", installed, ROOT],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(installed),
            "JSLINT_CACHE_DIR": str(folder / "cache"),
            "PYTHONUTF8": "1",
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.environment.pop("PYTHONPYCACHEPREFIX", None)

    def python(self, *arguments: str) -> Cost:
        return run([sys.executable, *arguments], self.folder, self.environment)

    def jslint(self, *arguments: str) -> Cost:
        return self.python("-m", "jslint", "check", *arguments)

    def forgotten(self, *arguments: str) -> Cost:
        """As `jslint`, with nothing remembered."""
        for file in (self.folder / "cache").glob("*"):
            file.unlink()
        return self.jslint(*arguments)

    def yamllint(self, *paths: str) -> Cost:
        return self.python("-m", "yamllint", "-d", "relaxed", *paths)

    def schema(self, path: str) -> Cost:
        return self.python("-m", "check_jsonschema", "--schemafile", str(SCHEMA), path)


def one_report(bench: Bench, rounds: int) -> None:
    path = str(SEED)
    commands = {
        "yamllint": lambda: bench.yamllint(path),
        "check-jsonschema": lambda: bench.schema(path),
        "jslint, first time": lambda: bench.jslint("--no-cache", path),
        "jslint, unchanged": lambda: bench.jslint(path),
        "python, nothing": lambda: bench.python("-c", "pass"),
    }
    table("One report (the seed as published), a process each", alternate(commands, rounds), "yamllint")


def many_reports(bench: Bench, count: int) -> None:
    """`count` reports of the corrected seed's size, each under another name; alternately, once each."""
    text = MODEL.read_text("utf-8")
    reports = bench.folder / "reports"
    reports.mkdir()
    for number in range(count):
        reports.joinpath(f"{number:04}.report.yaml").write_text(text.replace(NAME, f"某市第{number:04}局"), "utf-8")
    costs = {
        "yamllint": bench.yamllint("reports"),
        "jslint, one process": bench.forgotten("--jobs", "1", "reports"),
        "jslint, all cores": bench.forgotten("reports"),
        "jslint, unchanged": bench.jslint("reports"),
    }
    table(f"{count} reports", costs, "yamllint")
    print(
        f"\nunchanged: {costs['jslint, all cores'].wall / costs['jslint, unchanged'].wall:.0f} times as fast as all cores"
    )


def imports(bench: Bench, rounds: int) -> None:
    print("\n| import | ms of CPU over Python itself |\n|---|---|")
    for name, before, after in (
        ("import jslint", "pass", "import jslint"),
        ("pytest plugin", "import pytest", "import pytest, jslint.pytest_plugin"),
    ):
        commands = {
            "before": lambda code=before: bench.python("-c", code),
            "after": lambda code=after: bench.python("-c", code),
        }
        costs = alternate(commands, 3 * rounds, least)  # type: ignore[arg-type]
        print(f"| {name} | {(costs['after'].cpu - costs['before'].cpu) * 1000:.1f} |")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=7)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        one_report(bench, chosen.rounds)
        imports(bench, chosen.rounds)
        many_reports(bench, chosen.reports)


if __name__ == "__main__":
    main()
