"""One moment on a device: what was read and seen of it, and the tree that is made of that."""

from dataclasses import dataclass, field
from typing import Any

from crawler.drivers.android.frame import Frame
from crawler.drivers.android.shapes import Shapes
from crawler.drivers.android.uitree import UiTree
from crawler.drivers.android.windows import Found
from recording.observations import Rect
from recording.reading import Line
from recording.tree import Node

SURE = 0.5
"""OCR score from which on a line is taken for text."""


@dataclass
class Draft:
    """A tree under way."""

    nodes: list[Node] = field(default_factory=list)

    def add(self, tag: str, rect: Rect, **more: Any) -> int:
        number = len(self.nodes)
        self.nodes.append(Node(id=number, tag=tag, rect=_rounded(rect), **more))
        return number


@dataclass(frozen=True)
class Scene:
    """Everything known of one moment."""

    frame: Frame
    lines: tuple[Line, ...]
    shapes: Shapes
    window: Found | None = None
    ui: UiTree | None = None
    """Only when it was found honest."""
    page: str = ""
    exited: bool = False

    @property
    def sure(self) -> list[Line]:
        """What was read well enough to be taken for text."""
        return [line for line in self.lines if line.score >= SURE]


def _rounded(rect: Rect) -> Rect:
    return (round(rect[0], 1), round(rect[1], 1), round(rect[2], 1), round(rect[3], 1))
