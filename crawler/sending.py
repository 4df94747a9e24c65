"""The button that sends a form: by its words or type, else the one that stands with its fields and after them."""

from crawler.view import View
from crawler.words import Care, forbidden, submits
from recording.sight import words
from recording.sight.controls import Control, is_sentence

_NEVER = frozenset({"input", "toggle", "refuse", "close", "back", "tab", "link"})
_NEAR = 320.0
"""CSS pixels between the last field and its button."""


def sender(view: View, fields: list[Control], care: Care) -> Control | None:
    """What to press once the fields are filled; None when nothing of the kind is in sight."""
    usable = [c for c in view.controls if _may_send(c) and not forbidden(c.text, care)]
    named = [c for c in usable if ends_form(c)]
    if not fields:
        return next(iter(named), None)
    last = max(fields, key=lambda c: c.rect[1] + c.rect[3])
    after = [c for c in named if c.rect[1] + c.rect[3] > last.rect[1]]
    beside = [c for c in usable if _belongs(view, c, last)]
    return min(after, key=lambda c: c.rect[1], default=None) or min(
        beside, key=lambda c: (_apart(view, c, last), words.says(c.text, "login_help"), c.rect[1]), default=None
    )


def ends_form(control: Control) -> bool:
    """Whether its own words or type say that it ends a form."""
    return str(control.node.attrs.get("form-type", "")) == "submit" or submits(control.text)


def _may_send(control: Control) -> bool:
    node = control.node
    return node.surface == "app" and not node.dialog and control.role not in _NEVER and not control.open_types


def _belongs(view: View, control: Control, field: Control) -> bool:
    """A short name after the field, in the part of the page that holds the field, and no entry of a list."""
    gap = control.rect[1] - (field.rect[1] + field.rect[3])
    beside = abs(control.rect[1] - field.rect[1]) < field.rect[3] and control.rect[0] > field.rect[0]
    if not (beside or 0 <= gap <= _NEAR) or control.repeated or not control.text or is_sentence(control.text):
        return False
    return control.node.tag == "button" or _apart(view, control, field) <= 2


def _apart(view: View, control: Control, field: Control) -> int:
    """How many levels above the field the part begins that holds both."""
    mine = {n.id for n in view.tree.ancestors(control.node)}
    return next((i for i, n in enumerate(view.tree.ancestors(field.node)) if n.id in mine), 99)
