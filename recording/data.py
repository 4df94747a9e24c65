"""Where the dated data of ``config/`` is, in a checkout and in an installed wheel."""

import csv
from functools import cache
from pathlib import Path

_CHECKOUT = Path(__file__).parent.parent / "config"
_INSTALLED = Path(__file__).parent / "_config"


def config_path(name: str) -> Path:
    """The path of one file of ``config/``; FileNotFoundError when this version has none of that name."""
    for folder in (_INSTALLED, _CHECKOUT):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"config/{name} is not part of this installation; install minispect again")


@cache
def config_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a tab-separated file of ``config/``; lines beginning with ``#`` say source and date."""
    text = config_path(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
