"""Telling people what an inspection found: by webhook, by e-mail, into a file."""
