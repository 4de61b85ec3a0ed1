"""One module per format; each sets every block."""
