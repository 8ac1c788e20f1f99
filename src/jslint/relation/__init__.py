"""Relations over printed figures: each knows its figures, how it is weighed, what it is linearly, and its words."""

from jslint.relation.same import Same
from jslint.relation.sums import AtMost, Sum
from jslint.relation.weighing import (
    TAIL,
    Relation,
    Term,
    Verdict,
    interval_of,
    unread,
    value_of,
    with_figures,
)

__all__ = [
    "TAIL",
    "AtMost",
    "Relation",
    "Same",
    "Sum",
    "Term",
    "Verdict",
    "interval_of",
    "unread",
    "value_of",
    "with_figures",
]
