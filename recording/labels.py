"""What the name of a value says it is: ``userMobile`` is a phone number, ``hotel`` is not.

Source: the catalogue's R-LABEL. The words are data (``config/labels.toml``).
"""

import itertools
import re
import tomllib
from functools import cache, lru_cache

from recording.data import config_path

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@lru_cache(maxsize=4096)
def kinds_named(name: str) -> frozenset[str]:
    """Kinds whose words the name of a value, or the text just before one, contains."""
    words = {word.lower() for word in _WORD.findall(name)}
    squeezed = re.sub(r"[^a-z0-9]", "", name.lower())
    pairs = [a.lower() + b.lower() for a, b in _neighbours(name)]
    spoken = {*words, squeezed, *pairs}
    return frozenset(
        kind for kind, (plain, chinese) in _labels().items() if spoken & plain or any(word in name for word in chinese)
    )


def _neighbours(name: str) -> list[tuple[str, str]]:
    words = _WORD.findall(name)
    return list(itertools.pairwise(words))


@cache
def _labels() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    data = tomllib.loads(config_path("labels.toml").read_text(encoding="utf-8"))
    return {
        kind: (frozenset(w for w in words if w.isascii()), tuple(w for w in words if not w.isascii()))
        for kind, words in data["labels"].items()
    }
