"""From a drawn node to the protocol's element."""

from typing import Any

from crawler.drivers.devtools.protocol import Element, Protocol
from crawler.drivers.devtools.reach import find, selectors, topmost
from recording.tree import Node, Tree


class Table(Protocol):
    """Elements by selector, and where they stand on the page."""

    def __init__(self, found: dict[str, list[str]], places: dict[str, tuple[float, float]]) -> None:
        self.found, self.places = found, places
        self.asked: list[str] = []

    async def elements(self, page: int | str, selector: str, limit: float = 0) -> list[Element]:
        self.asked.append(selector)
        return [Element(page, name, "view") for name in self.found.get(selector, ())]

    async def within(self, element: Element, selector: str) -> list[Element]:
        self.asked.append(f"{element.id} {selector}")
        return [Element(element.page, name, "view") for name in self.found.get(f"{element.id} {selector}", ())]

    async def offset(self, element: Element) -> tuple[float, float]:
        return self.places[element.id]

    async def dom(self, element: Element, *names: str) -> list[Any]:
        return [f"words of {element.id}", 100]


def node(number: int, top: float, **more: Any) -> Node:
    return Node(id=number, tag="view", rect=(0, top, 100, 40), **{"attrs": {"class": "row"}, **more})


async def test_one_of_many_alike_is_told_by_its_place_on_the_scrolled_page() -> None:
    table = Table({"view.row": ["a", "b", "c"]}, {"a": (0, 300), "b": (0, 340), "c": (0, 380)})
    tree = Tree(scroll_top=250, nodes=(node(0, 154),))
    # 154 in the picture is 90 below the bar, and 250 were scrolled away.
    found = await find(table, 1, tree, tree.nodes[0], (), 64)
    assert found is not None and found.id == "b"
    assert await find(table, 1, tree, node(1, 170), (), 64) is None


async def test_components_are_gone_into_one_by_one() -> None:
    table = Table(
        {"outer": ["o1", "o2"], "o1 inner": ["i1"], "o2 inner": ["i2"], "i1 view.row": ["x"], "i2 view.row": ["y"]},
        {"x": (0, 10), "y": (0, 90)},
    )
    tree = Tree(nodes=(node(0, 90),))
    found = await find(table, 1, tree, tree.nodes[0], ("outer", "inner"), 0)
    assert found is not None and found.id == "y"


def test_a_components_mark_is_taken_off_its_names() -> None:
    assert selectors(node(0, 0, attrs={"class": "c6--name t-tag {{no}}"})) == ["view.t-tag", "view.name", "view"]
    assert selectors(node(0, 0, attrs={})) == ["view"]
    assert selectors(Node(id=0, tag="un known", rect=(0, 0, 1, 1))) == ["*"]


def test_a_finger_hits_what_is_drawn_last() -> None:
    tree = Tree(nodes=(node(0, 0), node(1, 10), node(2, 20, hit=False), node(3, 0, surface="platform")))
    assert topmost(tree, 50, 30) == tree.nodes[1]
    assert topmost(tree, 500, 30) is None
