"""The pages of a report as HTML: a body with places and findings for previews, or a page of its own to publish."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jslint.document.lay_out import lay_out
from jslint.document.write.widths import lies, widths

if TYPE_CHECKING:
    from jslint.document.page import Pages
    from jslint.engine.examination import Examination
    from jslint.source import Encoding


def preview(examination: Examination, encoding: Encoding = "utf-16") -> str:
    """The body of the page with its findings; `data-l` and `data-c` are the zero-based line and character of what stands there."""
    found: str = _template("page.html.j2").render(pages=lay_out(examination, encoding), marked=True, lies=lies)
    return found


def web_page(pages: Pages) -> bytes:
    """The whole page, which needs nothing beside it; UTF-8."""
    body = _template("page.html.j2").render(pages=pages, marked=False, widths=widths, lies=lies)
    found: str = _template("published.html.j2").render(pages=pages, page=body)
    return found.encode("utf-8", "replace")


@lru_cache(maxsize=2)
def _template(name: str) -> Any:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("jslint.document.write"), autoescape=True).get_template(name)
