"""The workbook inside a chart, for those who edit its data. Texts are texts, whatever they begin with."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from facilitator.report.writers.archive import repacked

_MOMENT = datetime(2000, 1, 1)


def workbook(names: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> bytes:
    """Return a workbook with names down the first column and a column for each series, as the chart refers to it.

    Args:
        names: The rows.
        series: The columns, each with its head and a value for each row.
    """
    from xlsxwriter import Workbook

    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, options)
    book.set_properties({"created": _MOMENT})
    sheet = book.add_worksheet("Sheet1")
    for row, name in enumerate(names, 1):
        sheet.write_string(row, 0, name)
    for column, (head, values) in enumerate(series, 1):
        sheet.write_string(0, column, head)
        for row, value in enumerate(values, 1):
            sheet.write_number(row, column, value)
    book.close()
    return repacked(file.getvalue())
