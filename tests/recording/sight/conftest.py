"""A small drawing board: view trees from nested tuples."""

from collections.abc import Callable
from typing import Any

import pytest

from recording.tree import Node, Tree

Draw = Callable[..., Tree]


@pytest.fixture
def draw() -> Draw:
    """``draw([{tag, rect, text, …, children: […]}, …])`` -> Tree; omitted rectangles fill the view."""

    def build(parts: list[dict[str, Any]], **tree: Any) -> Tree:
        nodes: list[Node] = []

        def add(part: dict[str, Any], parent: int | None) -> None:
            part = dict(part)
            children = part.pop("children", [])
            number = len(nodes) + 1
            part.setdefault("tag", "view")
            part.setdefault("rect", (0, 0, 375, 812))
            nodes.append(Node(id=number, parent=parent, **part))
            for child in children:
                add(child, number)

        for part in parts:
            add(part, None)
        return Tree(nodes=tuple(nodes), **tree)

    return build
