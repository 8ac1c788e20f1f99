"""What happened to the figures of a report, so that its broken relations are said once, with the repair that is true."""

from jslint.diagnosis.grouping import group
from jslint.diagnosis.proposals import Proposals

__all__ = ["Proposals", "group"]
