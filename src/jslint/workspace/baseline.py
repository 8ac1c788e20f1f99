"""Findings that a repository starts with: recorded once, held back, and only ever fewer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from jslint.engine.result import INTERNAL_CODE, Result
from jslint.workspace.files import UsageError, read_text, write_text

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic

DEFAULT_NAME = "jslint-baseline.json"
_VERSION = 1


class Entry(NamedTuple):
    """One finding that is held back: the report (from the baseline's folder), the rule and the figures' fingerprint."""

    path: str
    code: str
    fingerprint: str

    def stale_words(self) -> str:
        """What is said of an entry whose finding is there no more."""
        return f"基线里的这一条已不再出现：{self.path} {self.code} {self.fingerprint}"


Tried = Callable[[str, str], bool]
"""Whether a report (by its path) was checked by a rule (by its code)."""


class Baseline:
    """A baseline in use: it holds findings back and notes which of its entries still mean one."""

    def __init__(self, path: Path, entries: Iterable[Entry] = ()) -> None:
        """`path` is the baseline's file; report paths count from its folder."""
        self.path = path
        self._folder = path.absolute().parent
        self._known = Counter(entries)
        self._met: Counter[Entry] = Counter()
        self._checked: set[str] = set()

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """Read a baseline; raises UsageError where it is missing or not one."""
        try:
            data = json.loads(read_text(str(path)))
            if data["version"] != _VERSION:
                raise UsageError(f"{path}:1:1: 不认识的基线版本：{data['version']}")
            rows = [Entry(*(str(row[key]) for key in Entry._fields)) for row in data["findings"]]
        except (ValueError, KeyError, TypeError) as error:
            line = getattr(error, "lineno", 1)
            raise UsageError(f"{path}:{line}:1: 不是有效的基线文件，可删去后用 --write-baseline 重新生成") from error
        return cls(path, rows)

    def hold_back(self, result: Result) -> Result:
        """The result without the findings that are recorded, each entry excusing one."""
        from jslint.workspace.checking import without

        name = self._name(result.path)
        self._checked.add(name)
        return without(result, lambda diagnostic: self._holds(name, diagnostic))

    def _holds(self, name: str, diagnostic: Diagnostic) -> bool:
        entry = Entry(name, diagnostic.code, diagnostic.fingerprint)
        if diagnostic.code == INTERNAL_CODE or self._met[entry] >= self._known[entry]:
            return False
        self._met[entry] += 1
        return True

    def _name(self, path: str) -> str:
        absolute = Path(path).absolute()
        try:
            return absolute.relative_to(self._folder).as_posix()
        except ValueError:
            return PurePosixPath(absolute.as_posix()).as_posix()

    def stale(self, tried: Tried) -> list[Entry]:
        """Entries without a finding any more: of reports that were checked by their rule, or that are gone."""
        met = (self._known - self._met).elements()
        return sorted([*self.gone(), *(entry for entry in met if self._was_tried(entry, tried))])

    def stale_of(self, path: str, tried: Tried) -> list[Entry]:
        """Those of one report that was checked."""
        name = self._name(path)
        return [entry for entry in self.stale(tried) if entry.path == name]

    def gone(self) -> list[Entry]:
        """Entries of reports that are there no more."""
        return sorted(entry for entry in self._known.elements() if not (self._folder / entry.path).exists())

    def _was_tried(self, entry: Entry, tried: Tried) -> bool:
        file = self._folder / entry.path
        return entry.path in self._checked and file.exists() and tried(str(file), entry.code)

    def prune(self, tried: Tried) -> int:
        """Write the baseline without its stale entries; how many there were. Raises UsageError where it cannot."""
        stale = self.stale(tried)
        if stale:
            self._known -= Counter(stale)
            self._write()
        return len(stale)

    def record(self, results: Iterable[Result], tried: Tried) -> int:
        """Write the findings of these results as the baseline; how many.

        What one that stands already has of other reports, and of rules that were not tried, stays in it. Raises UsageError
        where it cannot be written, and where it would grow.
        """
        found: Counter[Entry] = Counter()
        for result in results:
            name = self._name(result.path)
            self._checked.add(name)
            found.update(
                Entry(name, each.code, each.fingerprint)
                for each in result.diagnostics
                if each.code != INTERNAL_CODE and each.severity != "hint"
            )
        known = Baseline.load(self.path)._known if self.path.exists() else Counter[Entry]()
        found.update(entry for entry in known.elements() if not self._was_tried(entry, tried))
        if self.path.exists() and (new := found - known):
            first = min(new)
            raise UsageError(
                f"基线只减不增：{self.path} 里没有的新问题有 {new.total()} 处（如 {first.path} 的 {first.code}）。"
                "请先改正，或删去基线文件后重新生成"
            )
        self._known = found
        self._write()
        return found.total()

    def _write(self) -> None:
        rows = [json.dumps(entry._asdict(), ensure_ascii=False) for entry in sorted(self._known.elements())]
        body = "".join(f"\n    {row}{',' if row is not rows[-1] else ''}" for row in rows)
        close = "\n  " if rows else ""
        write_text(self.path, f'{{\n  "version": {_VERSION},\n  "findings": [{body}{close}]\n}}\n')
