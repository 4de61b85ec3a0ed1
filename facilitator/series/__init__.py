"""Several sessions of one agenda added up: which they are, which of their items are the same, and what they say."""
