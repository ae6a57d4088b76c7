"""Whole lists of cards: read, looked up, diagnosed in a process of their own, and written to a spreadsheet."""
