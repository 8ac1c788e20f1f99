"""Typing in an editor: key press to diagnostics, hover, completion, start, growth, memory; and yaml-language-server beside it.

python benchmarks/editing.py [--yaml-language-server PATH] [--memory EDITS]

PATH is the program that `npm install yaml-language-server` puts into node_modules/.bin; it gets the report's JSON Schema. Both
servers get the same edits; each one's own pause before it looks at a text is taken off. The figures to trust are ratios.

Processor time is told apart for digits that are changed and for those that are put back: the first leave a report that was not
seen before. It is that of the process as it runs. Who times `examine` in a process of their own has Python's own thresholds of
collections, not those of `jslint.__main__`: one of all objects falls on every eighteenth edit and decides the p95 of those it hits.
"""

from __future__ import annotations

import argparse
import json
import queue
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from growth import report

from jslint import Memo, examine

ROOT = Path(__file__).parents[1]
SEED = ROOT / "examples/jiaozuo-2023-as-published.report.yaml"
CLEAN = ROOT / "examples/jiaozuo-2023-corrected.report.yaml"
URI = "file:///tmp/editing.report.yaml"
EDITS = 200
OUR_PAUSE, THEIR_PAUSE = 0.05, 0.2
"""Seconds that each server waits after a key press; theirs is `validationDelayMs` of its source."""

CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"versionSupport": True}, "completion": {}, "hover": {}},
    "workspace": {"configuration": True},
}
THEIR_SETTINGS = {
    "yaml": {
        "validate": True,
        "completion": True,
        "hover": True,
        "schemaStore": {"enable": False},
        "schemas": {(ROOT / "schema/report.schema.json").as_uri(): "*.report.yaml"},
    }
}


class Press(NamedTuple):
    """One key press: seconds until its diagnostics are here, and the server's processor seconds since those before it."""

    waited: float
    worked: float


class Session:
    """A server over its pipes, with one document."""

    def __init__(self, command: list[str]) -> None:
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = self.version = 0
        threading.Thread(target=self._read, daemon=True).start()
        self.request("initialize", {"processId": None, "rootUri": None, "capabilities": CAPABILITIES})
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": THEIR_SETTINGS})

    def _read(self) -> None:
        assert self.process.stdout
        while head := self.process.stdout.readline():
            length = 0
            while head.strip():
                if head.lower().startswith(b"content-length:"):
                    length = int(head.split(b":")[1])
                head = self.process.stdout.readline()
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:
                items = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
                result = [THEIR_SETTINGS.get(item.get("section", "")) for item in items] if items is not None else None
                self._send({"id": message["id"], "result": result})
            else:
                self.inbox.put(message)

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.inbox.get(timeout=120)
            if message.get("id") == self.number:
                return message.get("result")

    def open(self, text: str) -> None:
        self.version = 1
        document = {"uri": URI, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        self.told()

    def edit(self, line: int, character: int, digit: str) -> float:
        """Replace one character; seconds until the diagnostics of the new text are here."""
        self.version += 1
        place = {"start": {"line": line, "character": character}, "end": {"line": line, "character": character + 1}}
        begun = time.perf_counter()
        self.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": URI, "version": self.version},
                "contentChanges": [{"range": place, "text": digit}],
            },
        )
        self.told()
        return time.perf_counter() - begun

    def told(self) -> None:
        while True:
            message = self.inbox.get(timeout=300)
            params = message.get("params", {})
            is_ours = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == URI
            if is_ours and params.get("version", self.version) == self.version:
                return

    def megabytes(self) -> float:
        """Resident memory (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def processor_seconds(self) -> float:
        """Processor time so far, which other programs on the machine do not stretch as they do the clock (Linux)."""
        clock = ~self.process.pid << 3 | 2  # as clock_getcpuclockid makes it
        return time.clock_gettime(clock)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def digits(text: str, count: int) -> list[tuple[int, int, str]]:
    """So many digits spread evenly over the text: line, character (utf-16), and the digit itself."""
    lines = text.split("\n")
    places = [
        (number, len(line[:index].encode("utf-16-le")) // 2, character)
        for number, line in enumerate(lines)
        for index, character in enumerate(line)
        if character.isascii() and character.isdigit()
    ]
    return [places[index * len(places) // count] for index in range(count)]


def edits(text: str, count: int) -> Iterator[tuple[int, int, str]]:
    """Change a digit, change it back."""
    for line, character, digit in digits(text, -(-count // 2)):
        yield line, character, "7" if digit != "7" else "3"
        yield line, character, digit


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"p50 {statistics.median(ordered) * 1000:7.1f} ms   p95 {ordered[int(len(ordered) * 0.95)] * 1000:7.1f} ms"


def typed(session: Session, text: str, pause: float, count: int = EDITS) -> list[Press]:
    taken = []
    before = session.processor_seconds()
    for edit in edits(text, count):
        waited = max(0.0, session.edit(*edit) - pause)
        after = session.processor_seconds()
        taken.append(Press(waited, after - before))
        before = after
    return taken


def asked(session: Session, text: str, method: str, count: int = 100) -> list[float]:
    taken = []
    for line, character, _ in digits(text, count):
        begun = time.perf_counter()
        params = {"textDocument": {"uri": URI}, "position": {"line": line, "character": character}}
        session.request(method, params)
        taken.append(time.perf_counter() - begun)
    return taken


def measured(name: str, command: list[str], text: str, pause: float) -> float:
    """Print the figures of one server; its median of a key press."""
    starts = []
    for _ in range(5):
        session = Session(command)
        session.open(text)
        starts.append(time.perf_counter() - session.started)
        session.end()
    print(f"{name}\n  start to first diagnostics   {spread(starts)}")
    session = Session(command)
    session.open(text)
    typed(session, text, pause, 20)
    taken = typed(session, text, pause)
    waited, worked = [press.waited for press in taken], [press.worked for press in taken]
    print(
        f"  key press to diagnostics     {spread(waited)}   ({EDITS} edits, without the pause of {pause * 1000:.0f} ms)"
    )
    print(f"  processor time               {spread(worked)}")
    print(f"    of digits changed          {spread(worked[::2])}")
    print(f"    of digits put back         {spread(worked[1::2])}")
    print(f"  hover                        {spread(asked(session, text, 'textDocument/hover'))}")
    print(f"  completion                   {spread(asked(session, text, 'textDocument/completion'))}")
    print(f"  memory                       {session.megabytes():.0f} MB")
    session.end()
    return statistics.median(waited)


def growth(command: list[str]) -> None:
    medians = []
    for rows in (150, 1500):
        session, text = Session(command), report(rows)
        session.open(text)
        typed(session, text, OUR_PAUSE, 10)
        medians.append(statistics.median(press.waited for press in typed(session, text, OUR_PAUSE, 60)))
        print(f"  {3 * rows:5} rows                   p50 {medians[-1] * 1000:7.1f} ms")
        session.end()
    print(f"  ten times the rows           {medians[1] / medians[0]:.1f} times the time")


def memory(command: list[str], text: str, count: int) -> None:
    session = Session(command)
    session.notify("workspace/didChangeConfiguration", {"settings": {"jslint": {"pauseMilliseconds": 0}}})
    session.open(text)
    done = 0
    for share in (0.1, 0.5, 1.0):
        while done < count * share:
            for edit in edits(text, EDITS):
                session.edit(*edit)
                done += 1
        print(f"  after {done:6} edits           {session.megabytes():.1f} MB")
    session.end()


def pressed(text: str, count: int = 60, rounds: int = 3) -> None:
    """Print what a press costs that makes a digit wrong, one more blank in its line, and putting back: the least of several."""
    memo, clock = Memo(), time.process_time
    known = {each.fingerprint for each in examine(text, memo=memo).diagnostics}
    least: dict[tuple[str, int], float] = {}
    wrong: set[int] = set()
    at = [index for index, character in enumerate(text) if character.isascii() and character.isdigit()]
    for blanks in range(1, rounds + 1):
        for place in (at[index * len(at) // count] for index in range(count)):
            changed = f"{text[:place]}{'7' if text[place] != '7' else '3'}{text[place + 1 :]}"
            line_end = text.index("\n", place)
            anew = f"{text[:line_end]}{' ' * blanks}{text[line_end:]}"
            for kind, typed_in in (("wrong", changed), ("back", text), ("anew", anew), ("back", text)):
                begun = clock()
                told = examine(typed_in, memo=memo).diagnostics
                taken = clock() - begun
                least[kind, place] = min(least.get((kind, place), taken), taken)
                if kind == "wrong" and not {each.fingerprint for each in told} <= known:
                    wrong.add(place)
    means = {kind: statistics.mean(least[kind, place] for place in wrong) for kind in ("wrong", "anew", "back")}
    print(
        "  in one run, with what is told  " + "   ".join(f"{kind} {mean * 1000:.1f} ms" for kind, mean in means.items())
    )
    print(f"    wrong / anew {means['wrong'] / means['anew']:.2f}   wrong / back {means['wrong'] / means['back']:.2f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--yaml-language-server", metavar="PATH")
    options.add_argument("--memory", metavar="EDITS", type=int, default=0)
    chosen = options.parse_args()
    ours = [sys.executable, "-m", "jslint", "lsp"]
    text = SEED.read_text("utf-8")
    median = measured("jslint lsp", ours, text, OUR_PAUSE)
    growth(ours)
    for each in (SEED, CLEAN):
        print(each.name)
        pressed(each.read_text("utf-8"))
    if chosen.memory:
        memory(ours, text, chosen.memory)
    if chosen.yaml_language_server:
        theirs = measured("yaml-language-server", [chosen.yaml_language_server, "--stdio"], text, THEIR_PAUSE)
        print(f"jslint / yaml-language-server, key press to diagnostics: {median / theirs:.2f}")


if __name__ == "__main__":
    main()
