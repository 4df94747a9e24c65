"""Judging: pure functions of a recording."""
