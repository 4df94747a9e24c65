"""Reaching a mini program and walking through it."""
