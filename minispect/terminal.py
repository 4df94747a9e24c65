"""Texts of the target on a terminal: shown, never obeyed."""

import unicodedata


def safe(text: str, limit: int = 2000) -> str:
    """Control, bidirectional and invisible characters become visible escapes; long texts are cut."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(_shown(char) for char in cut)


def _shown(char: str) -> str:
    if char == "\n":
        return " "
    category = unicodedata.category(char)
    return f"\\u{ord(char):04x}" if category in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else char
