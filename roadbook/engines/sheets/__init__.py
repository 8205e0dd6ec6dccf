"""Tables people keep their customers in: CSV in any encoding met in China, and XLSX.

Bytes in, header and rows of text out; guessing what each column means; reading dates, classes and
positions out of cells. Pure: no files, no clock.
"""

from roadbook.engines.sheets.cells import (
    read_class,
    read_coordinate,
    read_date,
    read_position,
)
from roadbook.engines.sheets.columns import Column, guess_columns
from roadbook.engines.sheets.reading import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    SheetRefused,
    read_sheet,
)
from roadbook.engines.sheets.writing import csv_of

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Column",
    "Sheet",
    "SheetRefused",
    "csv_of",
    "guess_columns",
    "read_class",
    "read_coordinate",
    "read_date",
    "read_position",
    "read_sheet",
]
