"""Traditional and simplified characters, from ``config/han.toml``."""

import tomllib
from functools import cache

from recording.data import config_path


@cache
def _forms() -> dict[str, str]:
    data = tomllib.loads(config_path("han.toml").read_text(encoding="utf-8"))
    return {name: value for name, value in data.items() if name != "as_of"}


def letters(name: str) -> frozenset[str]:
    """The characters that are written in one form only: ``simplified``, ``traditional``."""
    return frozenset(_forms()[name])


@cache
def _folding() -> dict[int, str]:
    forms = _forms()
    pairs = [
        pair
        for kind in ("", "read_", "word_")
        for pair in zip(forms[f"{kind}traditional"], forms[f"{kind}simplified"], strict=True)
    ]
    return {ord(a): b for a, b in pairs}


def folded(text: str) -> str:
    """Traditional characters as simplified ones, each in its place: lists of words are simplified."""
    return text.translate(_folding())
