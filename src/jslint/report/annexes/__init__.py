"""The annex forms of the performance self-evaluation."""

from __future__ import annotations

from jslint.report.annexes.form import OVERALL, PROJECT, Form, FundRow, Funds, Indicator, ManagementRow
from jslint.report.annexes.form_builder import build_form
from jslint.report.annexes.quantity import Quantity

__all__ = ["OVERALL", "PROJECT", "Form", "FundRow", "Funds", "Indicator", "ManagementRow", "Quantity", "build_form"]
