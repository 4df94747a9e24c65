"""Watching what leaves: the proxy process and its add-ons. They record; they do not judge."""
