"""The workbook inside a chart, for those who edit its data. Texts are texts, whatever they begin with."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from facilitator.report.writers.archive import repacked

if TYPE_CHECKING:
    from pptx.chart.data import CategoryChartData

_MOMENT = datetime(2000, 1, 1)


def workbook(names: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], look: str = "General") -> bytes:
    """Return a workbook with names down the first column and a column for each series, as the chart refers to it.

    Args:
        names: The rows.
        series: The columns, each with its head and a value for each row.
        look: How values are written.
    """
    from xlsxwriter import Workbook

    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, options)
    book.set_properties({"created": _MOMENT})
    sheet, style = book.add_worksheet("Sheet1"), book.add_format({"num_format": look})
    for row, name in enumerate(names, 1):
        sheet.write_string(row, 0, name)
    for column, (head, values) in enumerate(series, 1):
        sheet.write_string(0, column, head)
        for row, value in enumerate(values, 1):
            sheet.write_number(row, column, value, style)
    book.close()
    return repacked(file.getvalue())


def chart_data(
    names: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], look: str = "General"
) -> "CategoryChartData":
    """Return what a chart shows, with its workbook.

    Args:
        names: The rows.
        series: The columns, each with its head and a value for each row.
        look: How values are written, as a spreadsheet says it.
    """
    from pptx.chart.data import CategoryChartData

    class Data(CategoryChartData):
        """The library's own workbook would make a formula of a name that begins with "="; ours takes its place."""

        xlsx_blob = workbook(names, series, look)

    kind: type[CategoryChartData] = Data
    data = kind(number_format=look)
    data.categories = names
    for name, values in series:
        data.add_series(name, values)
    return data
