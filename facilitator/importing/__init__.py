"""Answers, ballots and counts from a file: its cells, what its columns mean, and what would be recorded."""
