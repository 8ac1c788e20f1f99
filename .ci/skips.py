"""Fails where a test was skipped for any reason but the missing reference material."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET

ALLOWED = ("../shared is not here", "not beside the repository")


def skipped(path: str) -> list[str]:
    """What a JUnit report says was skipped, without what may be."""
    found = []
    for case in ET.parse(path).iter("testcase"):  # noqa: S314 - our own file
        for reason in case.iter("skipped"):
            message = f"{reason.get('message', '')} {reason.text or ''}"
            if not any(reason in message for reason in ALLOWED):
                found.append(f"{case.get('classname')}::{case.get('name')}: {message.strip()}")
    return found


def main() -> int:
    """Print what was skipped; 1 where anything was."""
    bad = [line for path in sys.argv[1:] for line in skipped(path)]
    print("\n".join(bad) or f"{len(sys.argv) - 1} test reports: nothing skipped")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
