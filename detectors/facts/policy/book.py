"""How policies say things, from ``config/policy_words.toml``."""

import re
import tomllib
from functools import cache
from typing import Any

from recording.data import config_path


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(config_path("policy_words.toml").read_text(encoding="utf-8"))


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """All expressions of one entry as one, case ignored."""
    return re.compile("|".join(_data()[section][name]), re.IGNORECASE)


@cache
def each(section: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of one entry apart."""
    return tuple(re.compile(part, re.IGNORECASE) for part in _data()[section][name])


def says(section: str, name: str, text: str) -> bool:
    return pattern(section, name).search(text) is not None
