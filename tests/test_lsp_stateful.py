"""Whatever is typed, deleted, half-typed, taken back, closed and opened again: what is published is what a fresh check finds."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from editor_client import ROOT, URI, Editor, editor
from jslint import examine

pytestmark = pytest.mark.long

EXAMPLES = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.report.yaml"))]
KEYS = [
    "1",
    "0.01",
    "9",
    "~",
    "%",
    ",",
    "[",
    "]",
    "{",
    ":",
    "- ",
    " ",
    "|",
    "#",
    '"',
    "&",
    "*",
    "\t",
    "《",
    "万元",
    "😀",
]
LINES = [
    "\n",
    "\r\n",
    "\u2028",
    " # 一",
    "  新表:\n    栏目: [甲]\n",
    "决算表:\n",
    "  收入决算情况: |\n    收入合计 1.00 万元。\n",
]
PIECES = st.sampled_from([*KEYS, *LINES])


class Typing(RuleBasedStateMachine):
    """One editor over a real server; after each step the newest text's diagnostics are those of a fresh examination."""

    loop: asyncio.AbstractEventLoop
    encoding = "utf-16"

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.session: AbstractAsyncContextManager[Editor] = editor(self.encoding, options={"pauseMilliseconds": 1})
        self.one: Editor = self.run(self.session.__aenter__())
        self.undo: list[str] = []

    def run(self, coroutine: Any) -> Any:
        waiting: Future[Any] = asyncio.run_coroutine_threadsafe(coroutine, self.loop)
        return waiting.result(60)

    def call(self, function: Any, *arguments: Any) -> None:
        """The protocol's writer belongs to the loop's thread."""

        async def within() -> None:
            function(*arguments)

        self.run(within())

    @initialize(text=st.sampled_from(EXAMPLES))
    def open(self, text: str) -> None:
        self.call(self.one.open, text)

    def splice(self, start: int, end: int, new: str) -> None:
        self.undo.append(self.one.texts[URI])
        self.call(self.one.splice, start, end, new)

    @rule(at=st.floats(0, 1), new=PIECES)
    def insert(self, at: float, new: str) -> None:
        place = int(at * len(self.one.texts[URI]))
        self.splice(place, place, new)

    @rule(at=st.floats(0, 1), length=st.integers(1, 40))
    def delete(self, at: float, length: int) -> None:
        text = self.one.texts[URI]
        place = int(at * len(text))
        self.splice(place, min(len(text), place + length), "")

    @rule(at=st.floats(0, 1), digit=st.sampled_from("0123456789"))
    def change_a_digit(self, at: float, digit: str) -> None:
        text = self.one.texts[URI]
        place = next(
            (i for i in range(int(at * len(text)), len(text)) if text[i].isascii() and text[i].isdigit()), None
        )
        if place is not None:
            self.splice(place, place + 1, digit)

    @rule(at=st.floats(0, 1), to=st.floats(0, 1), length=st.integers(1, 400))
    def move_a_block(self, at: float, to: float, length: int) -> None:
        text = self.one.texts[URI]
        place = int(at * len(text))
        block = text[place : place + length]
        self.splice(place, min(len(text), place + length), "")
        place = int(to * len(self.one.texts[URI]))
        self.splice(place, place, block)

    @precondition(lambda self: self.undo)
    @rule()
    def take_back(self) -> None:
        before, now = self.undo.pop(), self.one.texts[URI]
        head = next(
            (i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now))
        )
        tail = 0
        while tail < min(len(before), len(now)) - head and before[-1 - tail] == now[-1 - tail]:
            tail += 1
        self.call(self.one.splice, head, len(now) - tail, before[head : len(before) - tail])
        assert self.one.texts[URI] == before

    @rule(text=st.sampled_from(EXAMPLES))
    def close_and_open_again(self, text: str) -> None:
        self.call(self.one.close)
        self.one.published.clear()
        self.call(self.one.open, text)
        self.undo.clear()

    @invariant()
    def published_is_what_a_fresh_check_finds(self) -> None:
        if URI not in self.one.texts:
            return
        told = self.run(asyncio.wait_for(self.one.told(), 30))
        fresh = examine(self.one.texts[URI])
        ranges = [fresh.source.range(each.span, "utf-16") for each in fresh.diagnostics]
        expected = [
            (each.code, (start.line, start.character), (end.line, end.character))
            for each, (start, end) in zip(fresh.diagnostics, ranges, strict=True)
        ]
        found = [
            (
                each.code,
                (each.range.start.line, each.range.start.character),
                (each.range.end.line, each.range.end.character),
            )
            for each in told
        ]
        assert found == expected

    def teardown(self) -> None:
        self.run(self.session.__aexit__(None, None, None))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


TestTyping = Typing.TestCase
TestTyping.settings = settings(
    max_examples=4, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestTyping = pytest.mark.timeout(600)(TestTyping)
