"""Descriptions of the platform's surfaces for the page to draw: layouts, blocks, buttons.

Shapes: see ``browser/native/dialogs.js`` (``showDialog``) and ``browser/native/shared/blocks.js``.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crawler.host.native.texts import text

Spec = dict[str, Any]


def button(name: str, caption: str, role: str, primary: bool = False) -> Spec:
    return {"name": name, "text": caption, "role": role, "primary": primary}


def sheet(kind: str, blocks: list[Spec], buttons: list[Spec], **more: Any) -> Spec:
    """A half-sheet at the bottom over a mask."""
    return {"type": kind, "layout": "sheet", "blocks": blocks, "buttons": buttons, **more}


def page(kind: str, bar: str, blocks: list[Spec], buttons: Iterable[Spec] = (), **more: Any) -> Spec:
    """A whole page of the platform over the program, with a back button."""
    return {"type": kind, "layout": "page", "bar": bar, "blocks": blocks, "buttons": list(buttons), **more}


def _refuse_agree(section: str) -> list[Spec]:
    return [
        button("refuse", text(section, "refuse"), "refuse"),
        button("agree", text(section, "agree"), "agree", primary=True),
    ]


def _tick(contract: str) -> Spec:
    parts = [{"text": text("coupled", "tick_before")}, {"text": contract, "button": "contract"}]
    return {"kind": "check", "name": "tick", "parts": parts}


def privacy_direct(app: str, contract: str) -> Spec:
    """The official popup for interfaces without a window of their own."""
    parts = [
        {"text": text("privacy", "text_before", app=app)},
        {"text": contract, "button": "contract"},
        {"text": text("privacy", "text_after")},
    ]
    blocks: list[Spec] = [
        {"kind": "app", "name": app},
        {"kind": "title", "text": text("privacy", "title")},
        {"kind": "rich", "parts": parts},
    ]
    return sheet("privacy", blocks, _refuse_agree("privacy"), style="direct")


def scope_window(app: str, title: str, purpose: str, contract: str = "") -> Spec:
    """The authorization window of a scope; with a contract name it is the coupled popup with its unticked box."""
    blocks: list[Spec] = [
        {"kind": "app", "name": app, "note": text("scope", "note")},
        {"kind": "title", "text": title},
        {"kind": "text", "text": purpose or text("scope", "purpose_default")},
    ]
    if contract:
        blocks.append(_tick(contract))
    section = "coupled" if contract else "scope"
    return sheet(
        "privacy" if contract else "scope", blocks, _refuse_agree(section), style="coupled" if contract else ""
    )


def phone_sheet(app: str, masked: list[str], purpose: str, contract: str = "") -> Spec:
    """The phone sheet with masked numbers; with a contract name it is also the coupled consent popup."""
    notes = [text("phone", "masked_note"), ""]
    numbers = [{"text": number, "note": note, "role": "number"} for number, note in zip(masked, notes, strict=False)]
    blocks: list[Spec] = [
        {"kind": "app", "name": app},
        {"kind": "title", "text": text("phone", "title")},
        {"kind": "text", "text": purpose or text("phone", "purpose_default")},
        {"kind": "choice", "name": "number", "items": numbers},
        {"kind": "rich", "parts": [{"text": text("phone", "other"), "button": "other"}]},
    ]
    if contract:
        blocks.append(_tick(contract))
    return sheet("phone", blocks, _refuse_agree("phone"), style="coupled" if contract else "")


def profile_window(app: str, purpose: str) -> Spec:
    """The withdrawn window of ``getUserProfile``, for programs inspected as of its time."""
    blocks: list[Spec] = [
        {"kind": "app", "name": app},
        {"kind": "title", "text": text("profile", "title")},
        {"kind": "text", "text": purpose or text("scope", "purpose_default")},
    ]
    return sheet("profile", blocks, _refuse_agree("profile"))


def choices(kind: str, title: str, items: Sequence[Mapping[str, Any]], style: str = "") -> Spec:
    """A sheet to pick one of several things; the item's name comes back as the button."""
    blocks: list[Spec] = [{"kind": "title", "text": title}, {"kind": "items", "items": items}]
    cancel = button("cancel", text("chooser", "cancel"), "close")
    return sheet(kind, blocks, [cancel], style=style, outside="cancel")


def subscribe(app: str, count: int) -> Spec:
    """The window that asks leave to send messages."""
    lines = [{"kind": "note", "text": text("subscribe", "note", number=str(n + 1))} for n in range(count)]
    blocks: list[Spec] = [
        {"kind": "app", "name": app},
        {"kind": "title", "text": text("subscribe", "title")},
        *lines,
    ]
    return sheet("subscribe", blocks, _refuse_agree("subscribe"))


def menu(app: str) -> Spec:
    """What the capsule's dots open."""
    names = ("settings", "contract", "reenter", "complain")
    items = [{"name": name, "text": text("menu", name)} for name in names]
    blocks: list[Spec] = [{"kind": "app", "name": app}, {"kind": "items", "items": items}]
    cancel = button("cancel", text("menu", "cancel"), "close")
    return sheet("menu", blocks, [cancel], outside="cancel")


def settings_page(app: str, scopes: Mapping[str, tuple[str, bool]], consent: bool | None, obtained: bool) -> Spec:
    """``scopes``: name -> (what it allows, granted). ``consent``: None when nothing was agreed to. ``obtained``: there
    is information whose deletion can be asked for."""
    blocks: list[Spec] = [{"kind": "heading", "text": text("settings", "heading", app=app)}]
    for name, (caption, granted) in scopes.items():
        blocks.append({"kind": "toggle", "name": name, "text": caption, "on": granted})
    if not scopes and consent is None:
        blocks.append({"kind": "note", "text": text("settings", "nothing")})
    if consent is not None:
        note = text("settings", "privacy_note")
        caption = text("settings", "privacy")
        blocks.append({"kind": "toggle", "name": "privacy", "text": caption, "note": note, "on": consent})
    items = [{"name": "contract", "text": text("settings", "contract"), "role": "link"}]
    if obtained:
        items.insert(0, {"name": "obtained", "text": text("obtained", "bar"), "role": "link"})
    blocks.append({"kind": "items", "items": items})
    return page("settings", text("settings", "bar"), blocks)


def obtained_page(app: str, kinds: Mapping[str, tuple[str, bool]]) -> Spec:
    """What the program got of the user. ``kinds``: name -> (in words, whether its deletion was asked for)."""
    blocks: list[Spec] = [{"kind": "heading", "text": text("obtained", "heading", app=app)}]
    open_ = {name: caption for name, (caption, deleted) in kinds.items() if not deleted}
    blocks += [
        {"kind": "note", "text": text("obtained", "notified", kind=c)} for n, (c, _) in kinds.items() if n not in open_
    ]
    items = [{"name": f"delete:{n}", "text": c, "note": text("obtained", "delete")} for n, c in open_.items()]
    return page("obtained", text("obtained", "bar"), [*blocks, {"kind": "items", "items": items}])
