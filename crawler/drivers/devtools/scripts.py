"""The functions that are put into the program's world, as text; their digests go into the recording."""

import hashlib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def script(name: str) -> str:
    """A file of this folder as one function expression: the comment above the function is left out."""
    text = (_FOLDER / f"{name}.js").read_text(encoding="utf-8")
    return text[text.index("function (") :].rstrip()


def digest(name: str) -> str:
    return hashlib.sha256(script(name).encode()).hexdigest()
