"""Components of the platform that do something by being drawn: no call tells of them, the page's view shows them."""

from collections.abc import Mapping

from recording.tree import Tree

_DRAWN: Mapping[str, tuple[str, ...]] = {
    "web-view": ("src",), "camera": (), "live-pusher": (), "voip-room": (), "open-data": ("type",), "ad": ("unit-id",),
    "ad-custom": ("unit-id",), "official-account": (),
}  # fmt: skip
"""Tag -> the attributes that say what it is given."""
ASKING = frozenset({"camera", "live-pusher", "voip-room"})
"""Whether they get what they ask for is not seen."""


class Drawn:
    """Of one run: what was not there at the look before."""

    def __init__(self) -> None:
        self._before: tuple[tuple[str, ...], set[tuple[str, str]]] = ((), set())

    def forget(self) -> None:
        """The program starts anew."""
        self._before = ((), set())

    def new(self, tree: Tree) -> list[tuple[str, dict[str, str]]]:
        """Tag and what it is given, of components that stand on a page for the first time since it was opened."""
        stack, known = self._before
        if tree.stack != stack:
            known = set()
        found = []
        for node in tree.nodes:
            if node.surface != "app" or node.tag not in _DRAWN:
                continue
            given = {name: str(node.attrs[name]) for name in _DRAWN[node.tag] if node.attrs.get(name)}
            key = (node.tag, str(sorted(given.items())))
            if key not in known:
                known.add(key)
                found.append((node.tag, given))
        self._before = (tree.stack, known)
        return found
