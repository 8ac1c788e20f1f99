"""What a run is told: which rules speak, how severely, and the names and profiles that a bureau adds."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.diagnostic import Severity


class Settings(Struct, frozen=True):
    """The settings of one report. Codes are full (`JS101`) or prefixes (`JS1`).

    `layout` is used where a report names none; `vocabulary` adds aliases by canonical term; `wording`
    adds to the word lists (`old=new` for dated, scars, phrases and leftovers; plain words for selves); `rule_texts` are the YAML rules of
    a bureau as (path, text) pairs; `profile` names the scoring profile of the self-evaluation forms.
    """

    select: tuple[str, ...] = ("JS", "ORG")
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    layout: str | None = None
    profile: str = "henan"
    vocabulary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule_texts: tuple[tuple[str, str], ...] = ()
    show_rounding: bool = False

    def speaks(self, code: str, *, off: bool = False) -> bool:
        """Whether a rule is selected: the longest prefix that names it decides, and `ignore` wins a draw.

        A rule that is `off` by itself is selected by its whole code alone.
        """
        if off and code not in self.select:
            return False
        chosen = max((len(prefix) for prefix in self.select if code.startswith(prefix)), default=-1)
        dropped = max((len(prefix) for prefix in self.ignore if code.startswith(prefix)), default=-1)
        return chosen > dropped

    def with_changes(self, **changes: object) -> Settings:
        """The same settings with some fields replaced."""
        return replace(self, **changes)
