"""Showing and sealing what was found."""
