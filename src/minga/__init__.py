"""Minga: one open record of what a city promised, what it did and what people decided."""

__version__ = "0.1.0"
