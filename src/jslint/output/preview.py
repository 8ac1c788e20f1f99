"""The report as HTML, as it will be printed, with findings marked and every text leading back to the file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jslint.output.printing import chapters

if TYPE_CHECKING:
    from jslint.engine.examination import Examination
    from jslint.source import Encoding

_TAGS = {"h0": "h3", "h1": "h4", "h2": "h5"}


def render(examination: Examination, encoding: Encoding = "utf-16") -> str:
    """The body of the page; `data-l` and `data-c` are the zero-based line and character of what stands there."""
    cover = examination.report.cover
    found: str = _template().render(
        chapters=chapters(examination, encoding),
        body=cover.body,
        year=cover.year or "",
        scope=cover.scope or "部门决算",
        tags=_TAGS,
    )
    return found


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("jslint.output"), autoescape=True, trim_blocks=False)
    return environment.get_template("preview.html.j2")
