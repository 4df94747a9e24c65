"""Findings as other people's procedures want them: one item, one reason, one picture."""
