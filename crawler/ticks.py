"""Boxes and lines that a user ticks before going on, also those that a program draws itself."""

from crawler.view import View
from recording.sight import words
from recording.sight.controls import Control
from recording.sight.toggles import OFF, ON, TAGS, drawn, signed, ticked
from recording.tree import Node, Tree

_NO_LINES = frozenset({"button", "navigator", "input", "textarea", "picker", "slider", "editor"})
_LINE = 140
"""Characters of the longest line."""


def unticked(view: View) -> list[Control]:
    """What still wants a tick, in paint order; each line once."""
    tree, found = view.tree, list[Control]()
    reached = {c.node.id for c in view.controls}
    for control in view.controls:
        if control.node.surface == "app" and not control.node.dialog and _wants(tree, control, reached):
            found.append(control)
    inner = {n.id for c in found for n in tree.subtree(c.node)[1:]}
    return _one_of_each_group(tree, [c for c in found if c.node.id not in inner])


def _one_of_each_group(tree: Tree, found: list[Control]) -> list[Control]:
    """Of radios that exclude one another the first, and none where one is on."""
    kept, met = list[Control](), set[int]()
    for control in found:
        group = next((n for n in tree.ancestors(control.node) if n.tag == "radio-group"), None)
        if group is not None and control.tag == "radio":
            if group.id in met or any(n.tag == "radio" and ticked(n) for n in tree.subtree(group)):
                continue
            met.add(group.id)
        kept.append(control)
    return kept


def _wants(tree: Tree, control: Control, reached: set[int]) -> bool:
    node = control.node
    if node.tag in TAGS:
        return not ticked(node)
    if node.tag in _NO_LINES or control.open_types:
        return False
    inside = [n for n in tree.subtree(node) if n.tag in TAGS]
    if inside:
        return all(n.id not in reached and not ticked(n) for n in inside)
    said = _said(tree, control)
    if not said or len(said) > _LINE or not (words.mentions(said, "read") or words.says(said, "agree")):
        return False
    if said.strip()[:1] in ON | OFF:
        return said.strip()[0] in OFF
    beside = _boxes_beside(tree, control)
    if any(n.id in reached for n in beside):
        return False
    boxes = [n for n in tree.subtree(node) if drawn(tree, n)] or beside
    if not boxes and not (control.role == "toggle" and words.mentions(said, "read")):
        return False
    return not any(ticked(box) or _on(tree, box) for box in boxes or [node])


def doubled(view: View, control: Control) -> bool:
    """A line that can be pressed like the box beside it: pressing both undoes what the first one did."""
    reached = {c.node.id for c in view.controls}
    return any(n.id in reached for n in _boxes_beside(view.tree, control))


def _boxes_beside(tree: Tree, control: Control) -> list[Node]:
    """The box that stands before a line without one in it."""
    own = {n.id for n in tree.subtree(control.node)}
    if control.node.tag in TAGS or any(n.tag in TAGS or drawn(tree, n) for n in tree.subtree(control.node)):
        return []
    for around in tree.ancestors(control.node)[:2]:
        if len(tree.text_of(around)) > _LINE:
            break
        found = [n for n in tree.subtree(around) if n.id not in own and (n.tag in TAGS or drawn(tree, n))]
        if found:
            return found
    return []


def _said(tree: Tree, control: Control) -> str:
    """Its own words; of a bare box those of the line it stands in."""
    own = tree.text_of(control.node)
    if own.strip(" ".join([*ON, *OFF])) or not drawn(tree, control.node):
        return own
    return next((said for around in tree.ancestors(control.node)[:2] if (said := tree.text_of(around)).strip()), "")


def _on(tree: Tree, box: Node) -> bool:
    """By its glyph, its type, or the names of class and picture."""
    sign = signed(tree, box)
    if sign is not None:
        return sign
    names = [str(n.attrs.get(key, "")) for n in tree.subtree(box) for key in ("class", "src", "name", "id")]
    return words.marked("ticked", *names) and not words.marked("empty", *names)
