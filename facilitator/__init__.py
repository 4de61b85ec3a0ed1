"""facilitator: guides a seminar step by step and keeps what every group answers."""

__version__ = "0.1.0"
