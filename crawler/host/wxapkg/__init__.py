"""Compiled packages (.wxapkg): the container, what is in it, and the program it holds."""
