"""A session as a document, and one writer per format."""
