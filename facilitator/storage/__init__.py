"""Files: one readable session per file, and the folder they lie in."""
