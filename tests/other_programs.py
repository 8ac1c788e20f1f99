"""Documents made by other programs: LibreOffice converts many files in one call, one Chromium prints many pages."""

from __future__ import annotations

import base64
import fcntl
import html
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Cells = list[str]
Sheet = tuple[str, list[Cells]]
"""A sheet's name and its rows."""
HTML = "HTML (StarWriter)"

_AT_PIPES = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execvp(sys.argv[3], sys.argv[3:])"
)
"""Chromium takes its orders from file 3 and answers on file 4."""


def libreoffice(folder: Path, kind: str, sources: Sequence[Path], *, infilter: str = "") -> list[Path]:
    """What LibreOffice makes of some files in one call, written to a folder; `kind` is an ending, with a filter after a colon."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    options = [f"--infilter={infilter}"] if infilter else []
    files = [str(source) for source in sources]
    subprocess.run(
        [*command, *options, "--convert-to", kind, "--outdir", str(folder), *files],
        check=True,
        capture_output=True,
    )
    return [folder / f"{source.stem}.{kind.partition(':')[0]}" for source in sources]


class Chromium:
    """A browser without a window that prints pages as PDF, one after the other."""

    def __enter__(self) -> Self:
        """Start it."""
        orders, answers = os.pipe(), os.pipe()
        theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (orders[0], answers[1])]
        self._orders, self._answers, self._read = orders[1], answers[0], bytearray()
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe")
        self._process = subprocess.Popen(
            [sys.executable, "-c", _AT_PIPES, *map(str, theirs), "chromium", *options],
            pass_fds=theirs,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (orders[0], answers[1], *theirs):
            os.close(end)
        self._number = 0
        target = self._asked("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._asked("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._asked("Page.enable")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        os.close(self._orders)
        os.close(self._answers)

    def pdf(self, page: Path) -> bytes:
        """A page of HTML as it prints it."""
        self._asked("Page.navigate", url=page.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass
        return base64.b64decode(self._asked("Page.printToPDF", preferCSSPageSize=True)["data"])

    def _asked(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        session = {"sessionId": self._session} if self._number > 2 else {}
        order = {"id": self._number, "method": method, "params": parameters, **session}
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            pass
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        """The next answer or event; each ends with a zero byte."""
        while b"\0" not in self._read:
            piece = os.read(self._answers, 1 << 20)
            if not piece:
                raise EOFError("chromium has ended")
            self._read += piece
        told, _, rest = self._read.partition(b"\0")
        self._read = bytearray(rest)
        found: dict[str, Any] = json.loads(told)
        return found


def flat_sheets(sheets: Iterable[Sheet]) -> str:
    """A workbook with typed numbers and formats, as the flat XML from which LibreOffice saves .xlsx and .xls."""
    tables = (
        f"<table:table table:name='{name}'>"
        + "".join("<table:table-row>" + "".join(map(_cell, row)) + "</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets
    )
    return _FLAT.format(body="".join(tables))


def _cell(text: str) -> str:
    bare = text.replace(",", "")
    if bare.removeprefix("-").replace(".", "", 1).isdigit() and "." in bare:
        style = "t" if "," in text else "d"
        return f"<table:table-cell table:style-name='{style}' office:value-type='float' office:value='{bare}'/>"
    if bare.isdigit():
        return f"<table:table-cell office:value-type='float' office:value='{bare}'/>"
    return (
        f"<table:table-cell office:value-type='string'><text:p>{html.escape(text)}</text:p></table:table-cell>"
        if text
        else "<table:table-cell/>"
    )


_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>
<number:number-style style:name="nd"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="nt"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<style:style style:name="d" style:family="table-cell" style:data-style-name="nd"/><style:style style:name="t" style:family="table-cell" style:data-style-name="nt"/>
</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document>"""
