"""What must not change while a room is rebuilt: every claim, free and unbound figure and diagnostic of all our texts.

    python tests/invariants.py record FILE      # with the code as it stands
    python tests/invariants.py compare FILE     # after a move: each difference, exit 1 if there is one

A difference is a defect, or stands in the change's message with its reason.
"""

from __future__ import annotations

import difflib
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generate import department, text_of
from jslint import Memo, examine
from jslint.engine.examination import Examination
from jslint.prose.claims import Claim, Stated, words_of
from jslint.report.layout import layout_ids, shipped_layout
from prose_cases import cases, lay_case

ROOT = Path(__file__).parents[1]
GENERATED = 100
"""Reports of each layout."""


def texts() -> Iterator[tuple[str, str]]:
    """Every text with its name: the examples, the corpora of sentences, generated departments."""
    for path in sorted((ROOT / "examples").glob("*.report.yaml")):
        yield path.name, path.read_text("utf-8")
    for case in cases("*.yaml"):
        yield case["id"], lay_case(case).text
    for name in layout_ids():
        layout = shipped_layout(name)
        assert layout is not None
        dice = random.Random(f"invariants {name}")
        for number in range(GENERATED):
            yield f"{name} {number}", text_of(department(dice, layout), layout)


def record() -> dict[str, Any]:
    """What is said of each text, in an order that does not depend on the order of reading."""
    return {name: _of(examine(text, memo=Memo())) for name, text in texts()}


def _of(examination: Examination) -> dict[str, Any]:
    sections = examination.report.sections()
    locate = examination.locate
    return {
        "claims": sorted(_claim(examination, claim) for section in sections for claim in section.claims),
        "free": sorted(
            f"{locate(figure.anchor).start} {figure.printed} {why}"
            for section in sections
            for figure, why in section.free.items()
        ),
        "unbound": sorted(
            f"{locate(item.figure.anchor).start} {item.figure.printed} {item.reason}"
            for section in sections
            for item in section.unbound
        ),
        "diagnostics": sorted(
            f"{each.span.start}-{each.span.end} {each.code} {each.severity} {each.message}"
            for each in examination.diagnostics
        ),
    }


def _claim(examination: Examination, claim: Claim) -> str:
    span = examination.locate(claim.anchor)
    printed = claim.figure.printed if isinstance(claim, Stated) else ""
    return f"{span.start}-{span.end} {printed} {claim.topic} {words_of(claim)} {'/'.join(claim.path)} {claim.entry}"


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Each line that is gone (-) or new (+), under the text's name."""
    for name in sorted(before.keys() | after.keys()):
        for kind in ("claims", "free", "unbound", "diagnostics"):
            was, now = (each.get(name, {}).get(kind, []) for each in (before, after))
            for line in difflib.unified_diff(was, now, lineterm="", n=0):
                if not line.startswith(("---", "+++", "@@")):
                    yield f"{name} [{kind}] {line}"


def main(do: str, path: Path) -> int:
    """Record, or compare with what was recorded."""
    now = record()
    if do == "record":
        path.write_text(json.dumps(now, ensure_ascii=False, indent=0), "utf-8")
        return 0
    found = list(differences(json.loads(path.read_text("utf-8")), now))
    print("\n".join(found))
    print(f"{len(now)} texts, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
