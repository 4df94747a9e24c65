"""Attacking copies of a pack: every change must be refused, by minispect and by public tools."""
