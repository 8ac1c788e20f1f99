"""jslint checks the reconciliation rules (勾稽关系) of Chinese departmental final-accounts reports (部门决算)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jslint.engine.examination import Examination, examine
    from jslint.memo import Memo
    from jslint.settings import Settings

__all__ = ["Examination", "Memo", "Settings", "__version__", "examine"]
__version__ = "0.1.0"

_HOMES = {
    "Examination": "jslint.engine.examination",
    "examine": "jslint.engine.examination",
    "Memo": "jslint.memo",
    "Settings": "jslint.settings",
}


def __getattr__(name: str) -> Any:
    """Load the engine only when it is asked for: `import jslint` costs next to nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(name)
