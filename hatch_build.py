"""Puts the YAML data and the patterns of the package into a wheel once more, ready for a process that has little time."""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledData(BuildHookInterface):  # type: ignore[type-arg]
    """The build hook; an editable install reads the YAML itself and compiles its patterns."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files and have them packed."""
        if version == "editable":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        from msgspec import json

        from jslint.reading.package_data import compiled_data
        from jslint.rules import COMPILED, declared_statements

        self._folder = tempfile.TemporaryDirectory()  # until the wheel is written
        for name, content in (*compiled_data(), (COMPILED, json.encode(declared_statements())), *patterns(source)):
            file = Path(self._folder.name) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            build_data["force_include"][str(file)] = f"jslint/{name}"

    def finalize(self, version: str, *_: object) -> None:
        """Take the files away again."""
        if version != "editable":
            self._folder.cleanup()


def patterns(source: Path) -> Iterator[tuple[str, bytes]]:
    """Every pattern that the package's modules make, compiled for the Python that builds; nothing where it compiles otherwise."""
    from jslint.engine.examination import examine
    from jslint.pattern import Pattern
    from jslint.pattern_codes import file_name, packed

    for file in sorted((source / "jslint").rglob("*.py")):
        name = ".".join(file.relative_to(source).with_suffix("").parts)
        if not name.endswith("__"):
            with suppress(ImportError):  # what it needs is none of the build's
                import_module(name)
    examine(_REPORT)  # some are made of the vocabulary, when there is anything to read
    made = {each.made_of for each in gc.get_objects() if isinstance(each, Pattern)}
    try:
        yield file_name(), packed(sorted(made))
    except (AttributeError, ImportError):
        return


_REPORT = """格式: 1
报告: {单位名称: 某局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}
情况说明:
  支出决算情况说明: |
    本年支出合计10.00万元，其中：基本支出6.00万元，占60.00%；项目支出4.00万元，占40.00%。
"""
