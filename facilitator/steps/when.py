"""Days as people write them: 2026-12-01, 1/12, 1 december, v 40. What is none of these is any words, and no day."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec")
_NUMBERED = r"(\d{1,2})\s*/\s*(\d{1,2})"
_NAMED = r"(\d{1,2})\s+([a-zåäö]{3,})\.?(?:\s+(\d{4}))?"
_DATED = r"\d{4}-\d{2}-\d{2}"
_WEEK = r"(?:v|vecka|w|week)\.?\s*(\d{1,2})"


def read_day(text: str, after: date) -> date | None:
    """Return the day that a text names, or None.

    Args:
        text: What somebody wrote.
        after: A day without a year is the first such day from here on; a week is its last day.
    """
    plain = text.strip().lower()
    try:
        return date.fromisoformat(plain)
    except ValueError:
        pass
    if match := re.fullmatch(_NUMBERED, plain):
        return _coming(int(match[2]), int(match[1]), after)
    if match := re.fullmatch(_NAMED, plain):
        month = next((number for number, names in enumerate(_MONTHS, 1) if match[2][:3] in names.split()), None)
        if month is None:
            return None
        return _day(int(match[3]), month, int(match[1])) if match[3] else _coming(month, int(match[1]), after)
    if match := re.fullmatch(_WEEK, plain):
        return _week(int(match[1]), after)
    return None


def is_no_day(text: str) -> bool:
    """Tell whether a text is written as a day or a week and names none: 30 February, 31/4, v 60."""
    plain = text.strip().lower()
    named = re.fullmatch(_NAMED, plain)
    if named:
        looks = any(named[2][:3] in names.split() for names in _MONTHS)
    else:
        looks = bool(re.fullmatch(_NUMBERED, plain) or re.fullmatch(_WEEK, plain) or re.fullmatch(_DATED, plain))
    return looks and read_day(text, date(2000, 1, 1)) is None


def _coming(month: int, day: int, after: date) -> date | None:
    days = (_day(year, month, day) for year in range(after.year, after.year + 9))
    return next((found for found in days if found is not None and found >= after), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _week(week: int, after: date) -> date | None:
    for year in (after.year, after.year + 1):
        try:
            end = date.fromisocalendar(year, week, 7)
        except ValueError:
            continue
        if (after - end).days <= 6:
            return end
    return None
