"""Preparing an agenda: editing its file, its times, and what will not work in a room. No screen, no disk."""
