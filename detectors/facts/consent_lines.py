"""Tick lines: a box beside words that name the rules, and whether it was ticked before anybody touched it."""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import phrases, starts, styles
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.observations import Rect
from recording.recording import Recording
from recording.sight import geometry, toggles, words
from recording.sight.controls import AGREE_TYPE, Control, open_types
from recording.sight.toggles import OFF, ON, TAGS, ticked
from recording.tree import Node, Tree

State = Literal["ticked", "empty", "unknown"]
_DRAWN = frozenset({"icon", "image", "cover-image", "view", "text", "label"})
_SMALL = 48.0
_LINE = 140
"""Characters of the longest line."""
_HEIGHT = 140
_WHITE = (255.0, 255.0, 255.0, 1.0)
_GLYPHS = str.maketrans("", "", "".join(ON | OFF))


@dataclass(frozen=True)
class Line:
    """``box``: the node that is ticked; ``said``: the words it stands for."""

    sight: Sight
    start: ColdStart
    box: Node
    said: str
    rect: Rect
    state: State


@once
def lines(recording: Recording) -> tuple[Line, ...]:
    """Every tick line on every picture."""
    found = []
    for start in starts.cold_starts(recording):
        for sight in start.sights:
            found += _of_sight(start, sight)
    return tuple(found)


def _of_sight(start: ColdStart, sight: Sight) -> list[Line]:
    tree = sight.tree
    if not any(words.mentions(n.text, "notice", "terms") for n in tree.nodes if n.surface == "app" and n.text):
        return []
    found, used = list[Line](), set[str]()
    for node in tree.nodes:
        if node.surface != "app" or not geometry.visible(node, tree) or not _may_be_box(tree, node):
            continue
        said, around = _said(tree, node)
        if not said or said in used:
            continue
        used.add(said)
        found.append(Line(sight, start, node, said, around.rect, state(tree, node)))
    return found


def _may_be_box(tree: Tree, node: Node) -> bool:
    if node.tag in TAGS:
        return True
    if node.tag not in _DRAWN or open_types(node) or node.rect[2] > _SMALL or node.rect[3] > _SMALL:
        return False
    if toggles.leads_a_line(tree, node):
        return True
    if tree.text_of(node).strip() or min(node.rect[2], node.rect[3]) < 8:
        return False
    return node.tag == "icon" or words.marked("box", *_names(node)) or words.marked("ticked", *_names(node))


def _names(node: Node) -> list[str]:
    return [str(node.attrs.get(key, "")) for key in ("class", "src", "type", "name", "id")]


def _said(tree: Tree, box: Node) -> tuple[str, Node]:
    """The words around a box, up to where another box stands; empty when they are no line of consent."""
    for around in [box, *tree.ancestors(box)[:5]]:
        text = tree.text_of(around)
        if len(text) > _LINE or around.rect[3] > _HEIGHT or _another(tree, around, box):
            break
        if words.mentions(text, "notice", "terms") and (words.mentions(text, "read") or phrases.consents(text)):
            return text.translate(_GLYPHS).strip(), around
    return "", box


def _another(tree: Tree, around: Node, box: Node) -> bool:
    """Whether what stands around holds a second box: its words may belong to that one."""
    inside = {n.id for n in tree.subtree(box)}
    return any(n.id not in inside and n.tag in TAGS for n in tree.subtree(around))


def state(tree: Tree, box: Node) -> State:
    """Ticked or empty: by the component's own state, else by the names of class and picture. What is pressed may be
    drawn around the box."""
    inner = next((n for n in tree.subtree(box) if n.id != box.id and n.tag in TAGS | {"icon"}), None)
    if inner is not None:
        return state(tree, inner)
    if box.tag in TAGS:
        return "ticked" if ticked(box) else "empty"
    kind = str(box.attrs.get("type", "")).casefold()
    if box.tag == "icon" and kind:
        return "empty" if kind == "circle" else "ticked" if kind.startswith("success") else "unknown"
    names = [n for part in tree.subtree(box) for n in _names(part)]
    glyph = set(tree.text_of(box).strip())
    if words.marked("empty", *names) or (glyph and glyph <= OFF):
        return "empty"
    if words.marked("ticked", *names) or (glyph and glyph <= ON):
        return "ticked"
    return "empty" if all(_bare(part) for part in tree.subtree(box)) else "unknown"


def _bare(node: Node) -> bool:
    """Draws nothing within its border: no glyph, no picture, no colour but white."""
    return node.tag in ("view", "text", "label") and styles.parsed(node.background) in (None, _WHITE)


def agrees(control: Control) -> bool:
    """A control that says yes to a notice or hands something over."""
    return control.role in ("agree", "grant") or AGREE_TYPE in control.open_types
