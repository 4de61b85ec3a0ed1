"""What will be asked: the agenda, its file, its clock and the templates."""
