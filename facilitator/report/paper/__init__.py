"""What is printed before the day, so that it can be run on paper: every number is the one the entry line uses."""
