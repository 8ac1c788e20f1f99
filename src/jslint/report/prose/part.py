"""What the parts of the binder share: each binds numbers of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jslint.report.prose.binding import Binder


class Part:
    """A part of a binder's work."""

    def __init__(self, binder: Binder) -> None:
        """Work for that binder, whose reader says where the number stands."""
        self.binder = binder
        self.reader = binder.reader
