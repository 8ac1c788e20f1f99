"""What the text says without a figure: comparisons in words, nil statements, names, reasons and purposes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jslint.pattern import Pattern, holds_any
from jslint.report.prose.claims import Role
from jslint.report.prose.numbers import Number
from jslint.report.prose.state import Draft, Subject

if TYPE_CHECKING:
    from jslint.report.prose.reader import Reader

COMPARING = ("equal", "about", "differs", "greater", "less")
_LEAD = Pattern(
    r"(?:主要|的|情况|原因|变动|差异|增减|变化|支出内容|用于|用途|反映|因为|由于)*(?:是因为|是由于|系因|是|为|系)?:?(?:由于|因为)?"
)
"""What stands between the word that announces a reason or a purpose and the reason itself."""
_OF_THINGS = ("收入", "支出", "收支", "安排", "项目", "数据", "经费", "采购")
_LIST_END = Pattern(r"[;。\n:]")


class Sayings:
    """Makes the claims that need no figure."""

    def __init__(self, reader: Reader) -> None:
        """Work for that reader, whose clause and scope say where it is."""
        self.reader = reader

    def leave_mode(self, at: int, *, tentative: bool = False) -> None:
        """The words of a reason or a purpose end here; after a semicolon the next clause may still belong to it."""
        scope = self.reader.scope
        if scope.mode in {"reason", "purpose"} and scope.mode_start < at:
            lead = _LEAD.match(self.reader.text, scope.mode_start, at)
            start = lead.end() if lead else scope.mode_start
            if start < at:
                role: Role = "reason" if scope.mode == "reason" else "purpose"
                self._emit(role, start, at, text=self.reader.text[start:at])
        scope.mode_start = at + 1
        scope.tentative = tentative
        if not tentative:
            scope.mode = ""

    def only_announced(self, at: int) -> bool:
        """Whether a line ends right behind 主要原因是：; what the reason is stands on the next."""
        scope = self.reader.scope
        if scope.mode != "reason" or self.reader.text[at - 1 : at] != ":":
            return False
        lead = _LEAD.match(self.reader.text, scope.mode_start, at)
        return bool(lead and lead.end() == at)

    def resumes(self, number: Number) -> bool:
        """Whether a number after the words of a reason belongs to the narrative again."""
        clause, scope = self.reader.clause, self.reader.scope
        if clause.before or clause.after:
            return False
        strong = clause.has("final", "opening", "full", "complete", "budget")
        changed = clause.has("up", "down")
        named = clause.subject is not None and clause.subject.known
        resumes = (strong and not changed) or (named and (strong or (scope.resumable and changed)))
        if number.kind == "count":
            resumes = named and clause.subjects[-1][2].count
        elif named and not changed and scope.tentative:
            resumes = True
        if resumes:
            if scope.mode_start < clause.start - 1:
                self.leave_mode(clause.start - 1)
            scope.mode = ""
            scope.listed = scope.listed or scope.resumable
        return resumes and number.kind in {"amount", "percent", "count"}

    def compare(self) -> None:
        """A comparison in words: 决算数大于预算数, 与上年持平."""
        clause, scope = self.reader.clause, self.reader.scope
        if scope.mode:
            return
        cue = clause.last(*COMPARING)
        if cue is None:
            return
        clause.cues = [other for other in clause.cues if other is not cue]
        of = self.reader.binder.comparand(clause)
        if cue.kind == "equal" and of == "prior" and (clause.before or clause.after) and not self._says_prior():
            return  # 与部门决算中公用经费之和保持一致: equal to something else
        sense = {"greater": 1, "less": -1}.get(cue.kind, 0)
        self._emit("direction", cue.start, cue.end, of=of, sense=sense, text=cue.kind, subject=clause.subject)

    def _says_prior(self) -> bool:
        return self.reader.clause.has("prior") or self.reader.scope.comparand == "prior"

    def nil(self, at: int) -> None:
        """没有…收入, 未安排…支出: a clause that says there is none."""
        clause, scope = self.reader.clause, self.reader.scope
        cue = clause.last("nil")
        if cue is None or clause.spent or scope.mode:
            return
        if holds_any(self.reader.text[cue.end : at], _OF_THINGS):
            subject = clause.subject or scope.main or Subject(scope.topic)
            self._emit("nil", cue.start, at, subject=subject, text=self.reader.text[cue.start : at])

    def names(self, at: int) -> None:
        """The names after 主要包括, up to the end of the enumeration."""
        end_match = _LIST_END.search(self.reader.text, at + 1)
        end = end_match.start() if end_match else len(self.reader.text)
        names = []
        start = at
        for piece in re.split(r"([、，,])", self.reader.text[at:end]):
            name = piece.lstrip(":和及")
            offset = start + len(piece) - len(name)
            if name.rstrip("等") and piece not in "、，,":
                bare = re.sub(r"(?:等(?:支出|方面|费用|项目)?|(?:为|共|约)?[0-9][0-9,.]*(?:万元|元))$", "", name)
                names.append((bare, offset, offset + len(bare)))
            start += len(piece)
        self._emit("names", at, end, names=tuple(names), text=self.reader.text[at:end])
        self.reader.scope.mode, self.reader.scope.mode_start = "names", at
        self.reader.begin_clause(at)

    def _emit(
        self,
        role: Role,
        start: int,
        end: int,
        *,
        subject: Subject | None = None,
        of: str = "",
        sense: int | None = None,
        text: str = "",
        names: tuple[tuple[str, int, int], ...] = (),
    ) -> None:
        scope = self.reader.scope
        whom = subject or scope.subject or scope.main or self.reader.binder.default()
        if not whom.entry and scope.entry and len(whom.path) > 1:
            whom = whom._replace(entry=scope.entry)
        draft = Draft(scope.topic, whom, role, start, end, None, of, sense)
        draft.text, draft.names, draft.group, draft.sentence = text, names, scope.group, scope.sentence
        self.reader.drafts.append(draft)
