"""Other reports that the examples of this family name."""

from __future__ import annotations

LAST_YEAR = "../2022/mj.report.yaml"
NAMES_LAST_YEAR = """报告:
  单位名称: 某市某局
  口径: 部门决算
  年度: 2023
  金额单位: 万元
  版式: 国家-2022
  上年报告: ../2022/mj.report.yaml
"""
COVER = """报告:
  单位名称: {body}
  口径: {scope}
  年度: {year}
  金额单位: 万元
  版式: 国家-2022
"""
"""The cover of another report."""


def cover(body: str = "某市某局", scope: str = "部门决算", year: int = 2022) -> str:
    """The 报告 of another report."""
    return COVER.format(body=body, scope=scope, year=year)
