"""What a path names, decided once for every command: a report file, an office document, or a file that nobody here reads."""

from __future__ import annotations

import os
from collections.abc import Iterable

from jslint.document.read.names import REFUSED, SUFFIXES, refusal, suffix_of
from jslint.workspace.files import SKIPPED, STDIN, UsageError, is_report_name, shown

_MOST_NAMED = 3


def is_document(path: str) -> bool:
    """Whether a path names an office document; raises UsageError for a file of a kind that cannot be read at all."""
    if path == STDIN or is_report_name(path):
        return False
    suffix = suffix_of(path)
    if suffix in REFUSED and os.path.isfile(path):  # noqa: PTH113 - as in files.py, whatever its length
        raise UsageError(str(refusal(shown(path), suffix)))
    return suffix in SUFFIXES and not os.path.isdir(path)  # noqa: PTH112 - as above


def nothing_found(paths: Iterable[str]) -> UsageError:
    """The words for paths in which there is no report file: office documents in those folders are named."""
    found = sorted(document for path in paths for document in _documents(path))
    if not found:
        return UsageError("没有找到报告文件（文件名以 .report.yaml 结尾）")
    named = "、".join(found[:_MOST_NAMED]) + ("等" if len(found) > _MOST_NAMED else "")
    return UsageError(
        f"这里没有报告文件，有 {len(found)} 个办公文件（{named}）；请写出文件名来检查，如 jslint check {found[0]}"
    )


def _documents(folder: str) -> Iterable[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in files:
            if suffix_of(name) in SUFFIXES[:7]:
                yield shown(os.path.join(root, name))  # noqa: PTH118 - as a path is given
