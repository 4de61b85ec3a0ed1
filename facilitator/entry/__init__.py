"""The entry line: from what is typed to what it means."""
