"""What can be tapped on a screen, with its whole text, its rectangle and what it would do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from recording.observations import Rect
from recording.sight import geometry, toggles, words
from recording.tree import Node, Tree

Role = Literal[
    "grant",
    "refuse",
    "close",
    "agree",
    "back",
    "tab",
    "browse",
    "transact",
    "account",
    "link",
    "input",
    "toggle",
    "other",
]

PHONE_TYPES = frozenset({"getphonenumber", "getrealtimephonenumber"})
PROFILE_TYPES = frozenset({"getuserinfo", "getuserprofile", "chooseavatar"})
AGREE_TYPE = "agreeprivacyauthorization"
_TAP_EVENTS = frozenset({"tap", "touchstart", "touchend", "longpress", "longtap", "click", "mutbind:tap"})
_INPUT_TAGS = frozenset({"input", "textarea", "picker", "editor"})
_TAPPABLE_TAGS = _INPUT_TAGS | toggles.TAGS | {"button", "navigator", "label", "slider"}
_PLATFORM_PARTS: dict[str, Role] = {"back": "back", "home": "back", "tabbar": "tab"}
_CHOICE = 6
"""Characters: a longer text beside one of its make is an entry rather than one of two choices."""
_SHORT = 14
"""Characters: a longer text is a sentence with a tap on it, not the name of a control."""
_FINGER = 24.0
"""CSS pixels: what is lower is a line of text rather than a button."""


@dataclass(frozen=True)
class Control:
    """A tappable element. ``certainty`` (0 to 1) is how sure the role is."""

    node: Node
    text: str
    rect: Rect
    role: Role
    certainty: float = 0.5
    open_types: frozenset[str] = frozenset()
    repeated: bool = False
    """One of several alike beside it: an entry of a list."""

    @property
    def tag(self) -> str:
        return self.node.tag

    @property
    def asks(self) -> bool:
        """Whether tapping it hands something over rather than leading somewhere."""
        return self.role in ("grant", "agree")


def open_types(node: Node) -> frozenset[str]:
    """The ``open-type`` of a node in lower case, coupled ones apart."""
    value = node.attrs.get("open-type") or node.attrs.get("openType") or ""
    return frozenset(part.strip().casefold() for part in str(value).split("|") if part.strip())


def neutral_phone_button(control: Control) -> bool:
    """A phone button whose words promise something to see ("查看更多") and say nothing of the number."""
    if not control.open_types & PHONE_TYPES:
        return False
    return words.mentions(control.text, "browse") and not words.mentions(control.text, "phone", "login", "grant")


def controls(tree: Tree) -> list[Control]:
    """Everything that a finger can reach now, in paint order."""
    found = [node for node in tree.nodes if _tappable(node, tree)]
    ids = {node.id for node in found}
    alike = _alike(tree, found)
    return _decided([_control(tree, node, ids, alike) for node in found])


def _decided(found: list[Control]) -> list[Control]:
    """Beside a plain no ("不同意，先逛逛"), to think it over ("再想想") is to go back to the question."""
    if not any(declines(c) for c in found):
        return found
    ponders = [c.role == "refuse" and _all(c, "ponder") for c in found]
    return [replace(c, role="other", certainty=0.7) if ponder else c for c, ponder in zip(found, ponders, strict=True)]


def declines(control: Control) -> bool:
    """A plain no to what is asked: neither thinking it over nor ending what the user was at."""
    return control.role == "refuse" and not _all(control, "ponder", "undo")


def _all(control: Control, *names: str) -> bool:
    """Whether all the refusals in its words are of these groups."""
    said = [p.groups for p in words.phrases(control.text) if p.groups & {"refuse", "guest"}]
    return bool(said) and all(groups & set(names) for groups in said)


def plainest(found: Iterable[Control]) -> list[Control]:
    """Refusals in the order in which a user who wants to go on would try them: as a guest, with a plain no, and only
    then by leaving."""
    return sorted(found, key=lambda c: 0 if words.says(c.text, "guest") else 2 if words.says(c.text, "leave") else 1)


def _tappable(node: Node, tree: Tree) -> bool:
    if not node.hit or str(node.attrs.get("disabled", "")).casefold() in ("true", "disabled"):
        return False
    part = geometry.clipped(node.rect, tree.viewport)
    if part[2] < 4 or part[3] < 4:
        return False
    if node.surface == "platform":
        return _platform_button(node) or (node.part == "tabbar" and _tab(node, tree))
    return node.tag in _TAPPABLE_TAGS or not _TAP_EVENTS.isdisjoint(e.casefold() for e in node.events)


def _tab(node: Node, tree: Tree) -> bool:
    """An entry of the tab bar: one level below the bar itself, or the only level there is."""
    above = tree.by_id.get(node.parent) if node.parent is not None else None
    if above is None or above.part != "tabbar":
        return bool(node.text) and not tree.children(node)
    beyond = tree.by_id.get(above.parent) if above.parent is not None else None
    return beyond is None or beyond.part != "tabbar"


def _platform_button(node: Node) -> bool:
    return bool(node.attrs.get("data-mi-button") or node.attrs.get("button")) or node.part in ("back", "home")


def _control(tree: Tree, node: Node, ids: set[int], alike: dict[int, int]) -> Control:
    text = _text(tree, node, ids)
    types = open_types(node)
    role, certainty = _role(tree, node, text, types)
    repeated = alike.get(node.id, 1) > 1
    if repeated and role == "other" and (plain := len(words.normal(text))) > 1:
        # Two alike may be a short list or a pair of choices: sure only when they say more than a choice would.
        role, certainty = "browse", 0.8 if alike[node.id] > 2 else 0.7 if plain > _CHOICE else 0.6
    return Control(node, text, node.rect, role, certainty, types, repeated)


def _text(tree: Tree, node: Node, ids: set[int]) -> str:
    """Its text without that of the controls inside it; all of it when nothing is left."""
    own, queue = [], [node]
    while queue:
        current = queue.pop(0)
        if current.text:
            own.append(current.text)
        queue[0:0] = [child for child in tree.children(current) if child.id not in ids]
    text = " ".join(own) or tree.text_of(node)
    if text:
        return text
    named = [node.attrs.get(name) for name in ("aria-label", "value", "placeholder", "name")]
    return next((str(value) for value in named if value), "")


def _role(tree: Tree, node: Node, text: str, types: frozenset[str]) -> tuple[Role, float]:
    if node.surface == "platform":
        return _platform_role(node, text)
    by_type = _role_by_type(node, types)
    if by_type is not None:
        return by_type, 1.0
    if toggles.leads_a_line(tree, node):
        return "toggle", 0.8
    found = _role_by_words(text)
    if found is not None and words.mentions(text, "read"):
        if _boxed(tree, node, text):
            return "toggle", 0.8
        found = _role_by_words(text, line=not _is_button(tree, node, text))
    if found is not None:
        return found
    if node.tag == "navigator" or node.attrs.get("url"):
        return _role_by_path(str(node.attrs.get("url", "")))
    if not text and (mark := _role_by_mark(tree, node)) is not None:
        return mark, 0.8
    return "other", 0.5


def _platform_role(node: Node, text: str) -> tuple[Role, float]:
    if node.part == "capsule":
        # Its ring leaves the mini program and its dots open the menu: no answer to anything on the screen.
        return "other", 1.0
    if node.part in _PLATFORM_PARTS:
        return _PLATFORM_PARTS[node.part], 1.0
    button = str(node.attrs.get("data-mi-role") or node.attrs.get("role") or "")
    said = _role_by_words(text)
    by_role: dict[str, Role] = {
        "refuse": "refuse",
        "close": "close",
        "link": "link",
        "check": "toggle",
        "number": "grant",
    }
    if button == "agree" and words.says(text, "disagree", "guest"):
        # A window of the program's words with the no on its right: "再想想" and "仍不同意", "同意" and "不同意".
        return "refuse", 1.0
    if button == "refuse" and words.says(text, "agree") and not words.says(text, "refuse"):
        return "agree", 1.0
    if button in by_role:
        return by_role[button], 1.0
    if button == "agree":
        return ("grant" if said is not None and said[0] == "grant" else "agree"), 1.0
    return said if said is not None else ("other", 0.5)


def _role_by_type(node: Node, types: frozenset[str]) -> Role | None:
    if types & (PHONE_TYPES | PROFILE_TYPES):
        return "grant"
    if AGREE_TYPE in types:
        return "agree"
    if "exit" in types:
        return "refuse"
    if "navigateback" in types:
        return "back"
    if "switchtab" in types:
        return "tab"
    if node.tag in _INPUT_TAGS:
        return "input"
    return "toggle" if node.tag in toggles.TAGS else None


_BY_GROUP: tuple[tuple[str, Role], ...] = (
    ("guest", "refuse"),
    ("refuse", "refuse"),
    ("close", "close"),
    ("back", "back"),
    ("grant", "grant"),
    ("agree", "agree"),
    ("transact", "transact"),
    ("login", "account"),
    ("account", "account"),
    ("browse", "browse"),
)


def _boxed(tree: Tree, node: Node, text: str) -> bool:
    """Whether a box to tick stands in it, or before or behind it."""
    glyph = text.strip()[:1] in toggles.ON | toggles.OFF
    return glyph or any(_box(tree, n) for n in (*tree.subtree(node)[1:], *_row(tree, node)))


def _is_button(tree: Tree, node: Node, text: str) -> bool:
    """Whether words of having read, with no box to them, stand on a button ("read and agree") and on no line to tick:
    one by its kind, or a short one with a ground of its own or a refusal at its side."""
    if node.tag == "button" or node.attrs.get("role") == "button":
        return True
    if is_sentence(text) or node.rect[3] < _FINGER or words.mentions(text, "notice", "terms"):
        return False
    ground = node.background and not re.search(r"transparent|,\s*0(?:\.0+)?\)$", node.background)
    return bool(ground) or any("refuse" in words.whole(tree.text_of(n)) for n in _row(tree, node))


def _row(tree: Tree, node: Node) -> list[Node]:
    """What stands at its side in the same part of the page."""
    above = tree.by_id.get(node.parent) if node.parent is not None else None
    return [n for n in tree.children(above) if n.id != node.id and _level(n, node)] if above is not None else []


def _level(one: Node, other: Node) -> bool:
    """Whether two nodes stand in one row."""
    common = min(one.rect[1] + one.rect[3], other.rect[1] + other.rect[3]) - max(one.rect[1], other.rect[1])
    return common >= min(one.rect[3], other.rect[3]) / 2


def _box(tree: Tree, node: Node) -> bool:
    """A component that is ticked, or what a program draws in its place."""
    return node.tag in toggles.TAGS or toggles.drawn(tree, node)


def _role_by_words(text: str, *, line: bool = True) -> tuple[Role, float] | None:
    """``line``: words of having read make a line to tick."""
    plain = words.normal(text)
    if not plain:
        return None
    named = words.whole(text)
    for group, role in _BY_GROUP:
        if group in named:
            return role, 0.95
    said = words.groups(text)
    if line and words.mentions(text, "read"):
        return "toggle", 0.8
    if said & {"notice", "terms"} and not said & {"agree", "refuse"}:
        return "link", 0.9
    if is_sentence(text):
        return None
    for group, role in _BY_GROUP:
        if group in said and group != "close":
            return role, 0.75
    return None


def is_sentence(text: str) -> bool:
    """Whether a text is too long for the name of a control: a sentence, or all that stands in a tappable area."""
    return words.length(text) > _SHORT


def _role_by_path(url: str) -> tuple[Role, float]:
    roles: dict[str, Role] = {"account": "account", "transact": "transact", "browse": "browse"}
    return roles.get(words.path_class(url), "browse"), 0.75


def _role_by_mark(tree: Tree, node: Node) -> Role | None:
    """An icon without words: a small one whose class, type or picture is named as a close or back mark."""
    if node.rect[2] > 72 or node.rect[3] > 72:
        return None
    names = [str(part.attrs.get(key, "")) for part in tree.subtree(node) for key in ("class", "src", "type", "name")]
    if words.marked("close", *names):
        return "close"
    return "back" if words.marked("back", *names) else None


def _alike(tree: Tree, found: list[Node]) -> dict[int, int]:
    """Controls of one make in a row, directly or one level down, with how many they are; buttons only from three."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for node in found:
        if node.surface == "platform" or node.tag in _INPUT_TAGS | toggles.TAGS:
            continue
        above = tree.by_id.get(node.parent) if node.parent is not None else None
        make = (node.tag, node.component, str(node.attrs.get("class", "")).split(" ")[0], node.events)
        groups.setdefault((node.parent, *make), []).append(node.id)
        if above is not None:
            groups.setdefault(("above", above.parent, above.tag, *make), []).append(node.id)
    counts: dict[int, int] = {}
    for members in groups.values():
        if len(members) >= (3 if tree.by_id[members[0]].tag == "button" else 2):
            counts.update({number: max(len(members), counts.get(number, 1)) for number in members})
    return counts
