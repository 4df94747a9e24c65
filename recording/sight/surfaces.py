"""Asking surfaces: dialogs, sheets, pages and parts of pages that want something of the user."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from recording.observations import Rect
from recording.sight import controls as controls_
from recording.sight import covers, geometry, words
from recording.sight.controls import Control
from recording.sight.covers import Layer
from recording.tree import Node, Tree

AskKind = Literal["phone", "login", "profile", "location", "notice", "permission"]
Form = Literal["page", "overlay", "inline"]
WALL_KINDS: frozenset[str] = frozenset({"phone", "login", "profile", "location"})
_DIALOG_KINDS: dict[str, AskKind] = {
    "phone": "phone",
    "profile": "profile",
    "avatar": "profile",
    "privacy": "notice",
    "scope": "permission",
}
_NO_QUESTION = frozenset({"settings", "menu", "contract", "chooser", "preview", "payment"})
"""Pages and sheets of the platform that the user opened; they ask nothing, whatever they name."""
LABEL = 12
"""Characters that the words of a button rarely exceed."""
_OTHERWISE = 2
"""A page with this many named ways to go elsewhere is not an authorization page."""
_ENTRIES = 3
_PICTURES = ("image", "video", "cover-image", "map", "canvas", "web-view")


@dataclass(frozen=True)
class Surface:
    """Something that asks. ``form``: ``page`` is a login or authorization page, ``overlay`` lies over a page,
    ``inline`` is an asking control among other content."""

    kinds: frozenset[str]
    form: Form
    rect: Rect
    owner: str
    nodes: tuple[Node, ...]
    controls: tuple[Control, ...]
    dialog: str = ""
    dialog_type: str = ""
    full_screen: bool = False
    """Takes or masks more than 80 % of the view."""

    @property
    def text(self) -> str:
        return " ".join(node.text for node in self.nodes if node.text)

    @property
    def blocks(self) -> bool:
        """Whether the page beneath cannot be used while it stands."""
        return self.form == "page" or self.full_screen

    @property
    def wants(self) -> frozenset[str]:
        """Its kinds without the notice: what it wants for the way in."""
        return self.kinds & WALL_KINDS

    def having(self, *roles: str) -> list[Control]:
        return [control for control in self.controls if control.role in roles]


def surfaces(tree: Tree) -> list[Surface]:
    """All asking surfaces on a screen, those on top first."""
    every = controls_.controls(tree)
    found, used = [], set[int]()
    for layer in covers.layers(tree):
        used.update(n.id for n in layer.nodes)
        surface = _of_layer(layer, every)
        if surface is not None:
            found.append(surface)
    rest = [n for n in _page_nodes(tree) if n.id not in used]
    page = _of_page(tree, rest, every)
    return found if page is None else [*found, page]


def _page_nodes(tree: Tree) -> list[Node]:
    bars = covers.chrome(tree)
    return [n for n in tree.nodes if n.id not in bars and n.surface == "app" and geometry.visible_or_tappable(n, tree)]


def _of_layer(layer: Layer, every: list[Control]) -> Surface | None:
    if layer.type in _NO_QUESTION:
        return None
    ids = {n.id for n in layer.nodes}
    own = tuple(c for c in every if c.node.id in ids)
    kinds = kinds_of(layer.nodes, own, layer.type)
    if not kinds:
        return None
    return Surface(kinds, "overlay", layer.rect, layer.owner, layer.nodes, own, layer.dialog, layer.type, layer.masks)


def _of_page(tree: Tree, nodes: list[Node], every: list[Control]) -> Surface | None:
    ids = {n.id for n in nodes}
    own = tuple(c for c in every if c.node.id in ids)
    kinds = kinds_of(nodes, own)
    if not kinds:
        return None
    if not _leads_elsewhere(tree, own, nodes):
        rect = geometry.bounds(geometry.clipped(n.rect, tree.viewport) for n in nodes)
        return Surface(kinds, "page", rect, "app", tuple(nodes), own, full_screen=True)
    asking = tuple(c for c in own if _asks_for_something(c))
    inside = {n.id for c in asking for n in tree.subtree(c.node)}
    part = tuple(n for n in nodes if n.id in inside)
    full = any(geometry.share(c.rect, tree.viewport) > covers.MASK_SHARE for c in asking)
    if not part:
        return None
    return Surface(kinds, "inline", geometry.bounds(n.rect for n in part), "app", part, asking, full_screen=full)


def _leads_elsewhere(tree: Tree, own: Iterable[Control], nodes: list[Node]) -> bool:
    """Whether the page offers more than what it asks for: other ways on, or pictures of a service."""
    ways = {c.text for c in own if _is_other_way(c)}
    if len(ways) >= _OTHERWISE or _lies_over_a_list(own, nodes):
        return True
    big = [n for n in nodes if n.tag in _PICTURES and 0.08 <= geometry.share(n.rect, tree.viewport) < 0.6]
    return len(ways) >= 1 and len(big) >= 2


def _lies_over_a_list(own: Iterable[Control], nodes: list[Node]) -> bool:
    """Whether asking controls without words each cover an entry of a list: what they lie over is shown all the same."""
    asking = [c for c in own if c.open_types & controls_.PHONE_TYPES and not c.text.strip()]
    telling = [n for n in nodes if _about_service(n)]
    under = [{n.text for n in telling if geometry.covers(c.rect, n.rect)} for c in asking]
    return sum(1 for texts in under if len(texts) > 1) >= _ENTRIES


def _about_service(node: Node) -> bool:
    return bool(node.text.strip()) and not words.mentions(node.text, "login", "notice", "terms", "phone", "request")


def _is_other_way(control: Control) -> bool:
    if control.role not in ("browse", "transact", "account", "tab", "other", "link"):
        return False
    if not control.text.strip() or len(words.normal(control.text)) < 2:
        return False
    about_asking = ("login", "login_help", "verification", "password", "notice", "terms", "phone", "profile", "vague")
    return not words.mentions(control.text, *about_asking)


def _asks_for_something(control: Control) -> bool:
    if control.role in ("grant", "agree"):
        return True
    if control.role == "input":
        return input_kind(control.node) is not None
    return words.mentions(control.text, "login")


def input_kind(node: Node) -> AskKind | None:
    """What an input field asks for, by its type first and its hint second; None for any other field."""
    kind = str(node.attrs.get("type", "")).casefold()
    hint = " ".join(str(node.attrs.get(key, "")) for key in ("placeholder", "name", "aria-label", "id"))
    if kind == "nickname":
        return "profile"
    if kind == "safe-password" or str(node.attrs.get("password", "")).casefold() in ("true", "password"):
        return "login"
    if words.mentions(hint, "phone"):
        return "phone"
    if words.mentions(hint, "verification", "password"):
        return "login"
    return "profile" if words.mentions(hint, "profile") else None


def kinds_of(nodes: Iterable[Node], own: Iterable[Control], dialog_type: str = "") -> frozenset[str]:
    """What a group of nodes asks for: types and fields first, then request words beside an affirmative control."""
    nodes, own = list(nodes), list(own)
    text = " ".join(n.text for n in nodes if n.text)
    found: set[str] = set()
    if dialog_type in _DIALOG_KINDS:
        found.add(_DIALOG_KINDS[dialog_type])
    if _asks_permission(own, dialog_type):
        found |= {"permission", "location"} if words.mentions(text, "location") else {"permission"}
    for control in own:
        found |= _kinds_of_control(control, text)
    if _is_notice(text, own, dialog_type):
        found.add("notice")
        # A notice lists phone number and position without asking for them; only its button can ask.
        text = " ".join(c.text for c in own if _affirms(c))
    found |= _kinds_of_words(text, own)
    return frozenset(found)


def _asks_permission(own: list[Control], dialog_type: str) -> bool:
    """A permission window; the platform's privacy window is one too when its yes allows instead of agreeing."""
    return dialog_type == "scope" or (dialog_type == "privacy" and any(c.role == "grant" for c in own))


def _kinds_of_control(control: Control, around: str) -> set[str]:
    if control.open_types & controls_.PHONE_TYPES:
        return {"phone"}
    if control.open_types & controls_.PROFILE_TYPES:
        return {"profile"}
    if control.node.tag != "input":
        return set()
    kind = input_kind(control.node)
    if kind == "phone":
        # A phone field alone may be a contact field of an order; it asks for an account when the surface says so.
        asks = words.mentions(around, "login", "verification", "request") or words.mentions(around, "login_help")
        return {"phone"} if asks else set()
    return {kind} if kind is not None else set()


def _kinds_of_words(text: str, own: list[Control]) -> set[str]:
    affirmative = [c for c in own if _affirms(c)]
    if not affirmative:
        return set()
    said = " ".join(c.text for c in affirmative)
    asks = words.mentions(text, "request") or words.mentions(said, "grant")
    found = set()
    if words.mentions(text, "phone") and (asks or words.mentions(said, "login")):
        found.add("phone")
    if words.mentions(text, "location") and asks:
        found.add("location")
    if words.mentions(text, "profile") and asks:
        found.add("profile")
    if words.mentions(said, "login") or (asks and words.mentions(text, "login")):
        found.add("login")
    return found


def _affirms(control: Control) -> bool:
    if control.role in ("grant", "agree"):
        return True
    if control.role not in ("account", "other") or controls_.is_sentence(control.text):
        return False
    return words.mentions(control.text, "login", "vague", "grant")


def _is_notice(text: str, own: list[Control], dialog_type: str) -> bool:
    if dialog_type == "privacy" or any(controls_.AGREE_TYPE in c.open_types for c in own):
        return True
    if not words.mentions(text, "notice"):
        return False
    yes = [c for c in own if c.role in ("agree", "toggle") or _is_label(c.text) or _disagrees(c)]
    return bool(yes) or words.mentions(text, "read")


def _disagrees(control: Control) -> bool:
    """A refusal of what could be agreed to ("不同意"): then something asks, whatever words its yes has."""
    return control.role == "refuse" and words.mentions(control.text, "agree")


def _is_label(text: str) -> bool:
    """A button's few words, not a row of a menu that speaks of logging in among other things."""
    return len(words.normal(text)) <= LABEL and words.mentions(text, "vague", "login")


def notice_popup(surface: Surface) -> bool:
    """A surface whose question is the privacy notice itself, not a login with a tick line."""
    return "notice" in surface.kinds and not surface.wants and surface.form != "inline"
