"""What happened to the figures of a report, so that its broken relations are said once, with the repair that is true."""

from jslint.diagnosis.grouping import TRIALS, group
from jslint.diagnosis.proposals import Proposals

__all__ = ["TRIALS", "Proposals", "group"]
