"""Texts of the platform's dialogs, from ``config/dialogs.toml``."""

import tomllib
from functools import cache
from string import Formatter

from recording.data import config_path


@cache
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(config_path("dialogs.toml").read_text(encoding="utf-8"))
    return found


def text(section: str, name: str, **fields: str) -> str:
    """One text with its fields filled in; the fields are the target's own and are put in as they are."""
    template = _table()[section][name]
    return "".join(
        literal + (fields.get(field, "") if field is not None else "")
        for literal, field, _, _ in Formatter().parse(template)
    )


def kind_name(kind: str) -> str:
    """A data kind as the guidelines name it; an unknown one by its own name."""
    return _table()["kinds"].get(kind, kind)
