"""The commands and the wiring."""
