"""What the narrative says and the tables hold, as data: which cells carry a quantity, and what each section calls it."""

from jslint.report.quantities.cells import Missing, amount, budget, cell, figure_of, first_of
from jslint.report.quantities.quantity import (
    At,
    ColumnAt,
    Quantity,
    every,
    is_in_column,
    known,
    meant,
    named,
    own_table,
    quantity,
    row_tables,
    section_of,
    splits,
    subject_tables,
)
from jslint.report.quantities.rows import column_of, leaves, rows_named
from jslint.report.quantities.text_table import TextTable, is_absent, table_of_text

__all__ = [
    "At",
    "ColumnAt",
    "Missing",
    "Quantity",
    "TextTable",
    "amount",
    "budget",
    "cell",
    "column_of",
    "every",
    "figure_of",
    "first_of",
    "is_absent",
    "is_in_column",
    "known",
    "leaves",
    "meant",
    "named",
    "own_table",
    "quantity",
    "row_tables",
    "rows_named",
    "section_of",
    "splits",
    "subject_tables",
    "table_of_text",
]
