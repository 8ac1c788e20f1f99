"""What the readers of documents share: how they tell of progress, load their libraries and refuse a document."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType

Progress = Callable[[int, int], None]
"""Told how many of how many pages (sheets, parts) have been read."""


class UnreadableError(Exception):
    """A document that cannot be imported; the message is for the person who asked, in Chinese and complete."""


def library(module: str, package: str) -> ModuleType:
    """A reader's library, loaded only when it is needed; raises UnreadableError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise missing(package) from error


def missing(package: str) -> UnreadableError:
    """What to say where the library of a reader is not installed."""
    return UnreadableError(f"缺少读取这种文件的组件 {package}；请运行 pip install 'juesuan-lint[import]' 后再试。")
