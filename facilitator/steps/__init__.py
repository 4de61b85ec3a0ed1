"""One module per kind of step: reading a line, counting, and showing."""
