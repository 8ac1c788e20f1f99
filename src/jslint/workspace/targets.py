"""What paths name, decided once for every command: report files, office documents, or files that nobody here reads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from jslint.document.read.names import REFUSED, SUFFIXES, refusal, suffix_of
from jslint.workspace.files import STDIN, UsageError, discover, is_report_name, is_stream, shown

_NEVER_IN_FOLDERS = (".txt", ".md")
"""Documents only where they are named: a folder's notes are no reports."""
_TEMPORARY = ("~$", ".")
"""How the names begin of what an office program or a system keeps beside a document."""
_MOST_NAMED = 3


class Target(Struct, frozen=True):
    """One report to be checked: a report file, or the documents that it consists of."""

    name: str
    paths: tuple[str, ...]
    document: bool = False


class Targets(Struct, frozen=True):
    """The reports that paths name, and the documents in folders that were passed over."""

    found: tuple[Target, ...]
    passed_over: tuple[str, ...] = ()


def is_document(path: str) -> bool:
    """Whether a path names an office document; raises UsageError for a file of a kind that cannot be read at all."""
    if path == STDIN or is_report_name(path):
        return False
    suffix = suffix_of(path)
    if suffix in REFUSED and os.path.isfile(path):  # noqa: PTH113 - as in files.py, whatever its length
        raise UsageError(str(refusal(shown(path), suffix)))
    return suffix in SUFFIXES and not os.path.isdir(path)  # noqa: PTH112 - as above


def report_file(path: str, *, stdin: bool = False) -> str:
    """The path of the one report file that a command reads, and perhaps changes; `stdin` where it may be the standard input.

    Raises UsageError for what is no report file: a document, a folder, a pipe or a device; one that is not there, its reader names.
    """
    if path == STDIN:
        if stdin:
            return path
        raise UsageError("这里要写一个报告文件，不能用标准输入")
    if is_document(path):
        raise UsageError(f"{shown(path)} 不是报告文件；请先用 jslint import 变成 .report.yaml")
    if os.path.isdir(path):  # noqa: PTH112 - as in files.py, whatever its length
        raise UsageError(f"{shown(path)} 是一个文件夹；这里要写一个报告文件")
    if not stdin and is_stream(path):
        raise UsageError(f"{shown(path)} 是管道或设备；这里要写一个报告文件")
    return path


def document_file(path: str) -> str:
    """The path of a document to be imported; raises UsageError for what is none and cannot become one."""
    if path == STDIN:
        raise UsageError("办公文件要写文件名，不能从标准输入读")
    if is_report_name(path) and os.path.exists(path):  # noqa: PTH110 - as in files.py
        raise UsageError(f"{shown(path)} 已经是报告文件，不必导入；直接检查：jslint check {shown(path)}")
    if is_stream(path):
        raise UsageError(f"{shown(path)} 是管道或设备；请先存成文件，再导入")
    return path


def is_document_in_folder(name: str) -> bool:
    """Whether a file of that name, found in a folder, is a document to be checked."""
    suffix = suffix_of(name)
    return suffix in SUFFIXES and suffix not in _NEVER_IN_FOLDERS and not name.startswith(_TEMPORARY)


def targets(
    paths: Sequence[str],
    excluded: Callable[[str], bool],
    *,
    documents: bool = False,
    together: bool = False,
) -> Targets:
    """What paths name, in a fixed order, each once. `documents` takes those in folders too; `together` makes all one report.

    Raises UsageError for a path that does not exist, a file that cannot be read at all, and where there is nothing to check.
    """
    wanted = _either if documents else is_report_name
    files = discover(paths, excluded, wanted)
    passed_over = [] if documents else [file for file in _in_folders(paths, excluded) if file not in files]
    if not files:
        raise nothing_found(passed_over)
    if together:
        return Targets((_together(files),), tuple(passed_over))
    return Targets(tuple(Target(file, (file,), _is_no_report(file)) for file in files), tuple(passed_over))


def _is_no_report(path: str) -> bool:
    """Whether a file is a document by its name, or of a kind that cannot be read, which its reader will say."""
    return path != STDIN and not is_report_name(path) and suffix_of(path) in {*SUFFIXES, *REFUSED}


def _either(name: str) -> bool:
    return is_report_name(name) or is_document_in_folder(name)


def _in_folders(paths: Sequence[str], excluded: Callable[[str], bool]) -> list[str]:
    folders = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112 - as above
    return discover(folders, excluded, is_document_in_folder)


def _together(files: Sequence[str]) -> Target:
    for file in files:
        if not _is_no_report(file):
            raise UsageError(f"--together 是把几个办公文件当作一份报告；{shown(file)} 不是办公文件")
    return Target(files[0], tuple(files), document=True)


def nothing_found(passed_over: Iterable[str]) -> UsageError:
    """The words for paths in which there is no report file; office documents in those folders are named."""
    found = list(passed_over)
    if not found:
        return UsageError("没有找到报告文件（文件名以 .report.yaml 结尾）")
    return UsageError(
        f"这里没有报告文件，有 {named(found)}；加 --documents 检查它们，如 jslint check --documents 文件夹"
    )


def named(documents: Sequence[str]) -> str:
    """How many documents there are, and the first of them by name."""
    names = "、".join(shown(each) for each in documents[:_MOST_NAMED]) + ("等" if len(documents) > _MOST_NAMED else "")
    return f"{len(documents)} 个办公文件（{names}）"
