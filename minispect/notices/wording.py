"""A message in words: templates are data, the first line is the subject."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from detectors.facts import kinds
from minispect import sentences
from reports.html import words


@cache
def _environment() -> Environment:
    """Plain text, so nothing is escaped; what comes from a target was made harmless before."""
    made = Environment(
        loader=PackageLoader("minispect.notices"),
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["kind"] = lambda name, lang: getattr(kinds.named(name), lang)
    made.filters["chinese"] = sentences.chinese
    made.filters["severity"] = lambda name, lang: getattr(words.of(words.SEVERITY, name), lang)
    return made


def worded(kind: str, lang: str, payload: Mapping[str, Any], console: str = "") -> tuple[str, str]:
    """Subject and body."""
    text = _environment().get_template(f"{kind}.{lang}.txt").render(**payload, console=console, lang=lang)
    subject, _, body = text.partition("\n")
    return " ".join(subject.split())[:200], body.strip("\n") + "\n"
