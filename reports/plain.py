"""Texts of the target made safe to show: nothing in them can steer a line, a direction or a terminal."""

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_KEPT = {"\n", "\t"}
_JOINER = "\u200d"


def visible(text: str) -> str:
    """Control, direction and invisible characters are written out as ``⟨U+202E⟩``; line feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def line(text: str, limit: int = 300) -> str:
    """One line, white space collapsed, at most ``limit`` characters."""
    joined = " ".join(visible(text).split())
    return joined if len(joined) <= limit else joined[: limit - 1] + "…"


def _shown(c: str) -> str:
    if c in _KEPT or c == _JOINER:
        return c
    if unicodedata.category(c) in _HIDDEN:
        return f"⟨U+{ord(c):04X}⟩"
    return c
