"""Permissions: when they are asked for, with what reason, and what a refusal leads to."""
