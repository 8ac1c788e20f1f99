"""The command that explains a finding inside its report: `waive`."""

from __future__ import annotations

from datetime import datetime

import click

MOST_WORDS = 2000


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


@click.command()
@click.argument("path", type=click.Path())
@click.argument("code")
@click.argument("fingerprint")
@click.option("--reason", prompt="为什么这些数字是对的", help="说明：写明事实和依据。")
@click.option("--by", "person", prompt="核实人", help="核实并负责的人或科室。")
@click.option("--date", "day", metavar="年-月-日", help="核实的日期（默认今天）。")
def waive(path: str, code: str, fingerprint: str, reason: str, person: str, day: str | None) -> None:
    """把一条提示的核实说明写进报告；数字一变，说明即失效。"""
    from jslint.editing.waiving import Explanation, WaivingError, with_waiver
    from jslint.workspace.configuration import Configurations
    from jslint.workspace.files import UsageError, read_text, replace_text
    from jslint.workspace.related import related_of
    from jslint.workspace.targets import report_file

    words, by = " ".join(reason.split()), " ".join(person.split())
    if not words or not by or len(words) > MOST_WORDS:
        raise UsageError(f"说明和核实人都要写，说明不超过 {MOST_WORDS} 字")
    date = day or _today()
    if not _is_day(date):
        raise UsageError(f"日期应写成 2024-09-12 这样：{date}")
    before = read_text(report_file(path))
    try:
        settings = Configurations().settings_of(path)
        explanation = Explanation(words, by, date)
        after = with_waiver(before, code.upper(), fingerprint, explanation, settings, related_of(path, before))
    except WaivingError as error:
        raise UsageError(f"{path}：{error}") from error
    replace_text(path, before, after)
    click.echo(f"已写入核实说明：{path} {code.upper()} {fingerprint}")


def _is_day(text: str) -> bool:
    try:
        return datetime.strptime(text, "%Y-%m-%d").astimezone().date().isoformat() == text
    except ValueError:
        return False
