"""Pages from templates, with whatever the target says made harmless."""

from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from reports import plain


def environment(folder: Path) -> jinja2.Environment:
    """Autoescaped; every value that is printed is first freed of control and direction characters."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["line"] = plain.line
    return made


def _shown(value: Any) -> Any:
    return plain.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
