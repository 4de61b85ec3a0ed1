"""A series in the formats that hold its figures, forum by forum; the other formats take its report."""
