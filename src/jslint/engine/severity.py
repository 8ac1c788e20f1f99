"""How grave a finding is: worked out once, when everything that it speaks for is attached to it."""

from __future__ import annotations

from collections.abc import Mapping

from jslint.diagnostic import RANK, Severity
from jslint.ledger import Check
from jslint.rule import About
from jslint.settings import Settings


def severity_of(check: Check, abouts: Mapping[str, About], settings: Settings) -> Severity:
    """The gravest of a trial and its consequences, each as configured: softening the one that speaks softens no other."""
    severities = (_own(each, abouts, settings) for each in (check, *check.consequences))
    return max(severities, key=RANK.__getitem__)


def _own(check: Check, abouts: Mapping[str, About], settings: Settings) -> Severity:
    """What the configuration says of the trial's rule, else what the trial says of itself, else what its rule says."""
    return settings.severities.get(check.code) or check.severity or abouts[check.code].severity
