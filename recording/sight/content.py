"""The content state of the catalogue (A.1): does the screen show something of the service?

Outside navigation bar, tab bar and surfaces at least 40 visible characters, or two pictures of at
least 8 % of the view each; and something to tap that is not a grant; and no login or authorization
page. Covered by a mask over more than 80 % it does not count.
"""

from dataclasses import dataclass

from recording.sight import controls as controls_
from recording.sight import covers, geometry, words
from recording.sight.surfaces import Surface, surfaces
from recording.tree import Node, Tree

CHARACTERS = 40
PICTURES = 2
PICTURE_SHARE = 0.08
_HEADING = 40
"""Characters of the longest heading."""
_PICTURE_TAGS = frozenset({"image", "video", "cover-image", "map", "live-player"})
_OPAQUE_TAGS = frozenset({"web-view", "canvas", "map", "camera", "live-player", "live-pusher", "editor"})


@dataclass(frozen=True)
class Content:
    """The measure behind the verdict "content", so that a report can show it."""

    is_content: bool
    characters: int
    pictures: int
    ways: int
    """Tappable elements that are not a grant, surfaces and bars left out (tabs and a page's scrolling count)."""
    covered: bool
    asking_page: bool
    opaque: bool
    """Most of the view is drawn by something a tree cannot see into (a web page, a canvas): not judged."""
    rules: bool = False
    """The page is the text of a policy or of terms: nothing of the service itself."""

    @property
    def reason(self) -> str:
        """Why it is no content, as a short word; empty when it is."""
        if self.is_content:
            return ""
        checks = (
            (self.covered, "covered"),
            (self.asking_page, "asking-page"),
            (self.rules, "rules"),
            (self.opaque, "opaque"),
            (self.characters < CHARACTERS and self.pictures < PICTURES, "empty"),
            (not self.ways, "nothing-to-tap"),
        )
        return next((name for holds, name in checks if holds), "")


def content(tree: Tree) -> Content:
    """Measure a screen."""
    asking = surfaces(tree)
    over = covers.layers(tree)
    outside = _outside(tree, asking)
    characters = sum(len("".join(node.text.split())) for node in outside)
    pictures = _pictures(tree, outside)
    ways = _ways(tree, {n.id for n in outside})
    covered = any(layer.masks for layer in over) or any(s.full_screen and s.form == "inline" for s in asking)
    page = any(s.form == "page" for s in asking)
    rules = _rules(tree, outside)
    shows = characters >= CHARACTERS or pictures >= PICTURES
    return Content(
        is_content=shows and ways > 0 and not covered and not page and not rules and not tree.exited,
        characters=characters,
        pictures=pictures,
        ways=ways,
        covered=covered,
        asking_page=page,
        opaque=_opaque(tree) and not covered and not page,
        rules=rules,
    )


def _rules(tree: Tree, outside: list[Node]) -> bool:
    """By its title or heading, a long text, and next to nothing to tap."""
    texts = [n.text for n in outside if n.text]
    own = [c for c in controls_.controls(tree) if c.node.id in {n.id for n in outside}]
    pressed = {n.id for c in own for n in tree.subtree(c.node)}
    # Above the heading may stand the program's own arrow back.
    first = next((n.text for n in outside if n.text and n.id not in pressed), "")
    heads = [t for t in (tree.title, first) if len(t) <= _HEADING and words.mentions(t, "notice", "terms")]
    return bool(heads) and sum(len(t) for t in texts) >= 2 * CHARACTERS and len(own) <= 2


def _outside(tree: Tree, asking: list[Surface]) -> list[Node]:
    """Visible nodes of the page itself: no bars, no dialogs, no surfaces."""
    hidden = set(covers.chrome(tree)) | {n.id for s in asking for n in s.nodes}
    hidden |= {n.id for layer in covers.layers(tree) if layer.masks for n in layer.nodes}
    return [n for n in tree.nodes if n.surface == "app" and n.id not in hidden and geometry.visible(n, tree)]


def _pictures(tree: Tree, outside: list[Node]) -> int:
    """Pictures large enough; two slides of one carousel in passing are one."""
    large = [n for n in outside if _is_picture(n) and geometry.share(n.rect, tree.viewport) >= PICTURE_SHARE]
    frames = (next((a.id for a in tree.ancestors(n) if a.tag == "swiper"), n.id) for n in large)
    return len(set(frames))


def _is_picture(node: Node) -> bool:
    if node.tag not in _PICTURE_TAGS:
        return False
    return node.tag not in ("image", "cover-image") or bool(node.attrs.get("src"))


def _ways(tree: Tree, outside: set[int]) -> int:
    every = controls_.controls(tree)
    own = [c for c in every if c.node.id in outside and not c.asks]
    tabs = [c for c in every if c.role == "tab"]
    scrolls = tree.scroll_height > tree.viewport[1] * 1.2
    return len(own) + len(tabs) + int(scrolls)


def _opaque(tree: Tree) -> bool:
    return any(n.tag in _OPAQUE_TAGS and geometry.share(n.rect, tree.viewport) > 0.5 for n in tree.nodes if n.hit)
