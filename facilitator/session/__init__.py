"""What was answered: events, the state they add up to, and the live session."""
