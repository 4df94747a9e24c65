"""JavaScript stack traces, in the project's terms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_FRAME = re.compile(r"at (?:(?P<name>.*?) \()?(?P<url>https?://[^\s()]+?):(?P<line>\d+):(?P<column>\d+)\)?$")


@dataclass(frozen=True)
class Place:
    """A line of the project; ``file`` is empty when no frame of the project is on the stack."""

    file: str = ""
    line: int = 0
    column: int = 0
    frames: tuple[str, ...] = ()
    """The project's frames, nearest first: ``name (file:line:column)``."""


def place_of(stack: str, base: str, sources: Mapping[str, str]) -> Place:
    """Where in the project a call came from. ``base`` is the page's address prefix."""
    frames: list[tuple[str, str, int, int]] = []
    for row in stack.splitlines():
        match = _FRAME.search(row.strip())
        if match is None or not match["url"].startswith(base):
            continue
        file = match["url"][len(base) :]
        if file.startswith(("__host/", "page-frame.html")):
            continue
        frames.append((match["name"] or "", sources.get(file, file), int(match["line"]), int(match["column"])))
    if not frames:
        return Place()
    texts = tuple(f"{name or '(anonymous)'} ({file}:{line}:{column})" for name, file, line, column in frames[:20])
    return Place(frames[0][1], frames[0][2], frames[0][3], texts)
