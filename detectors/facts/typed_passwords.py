"""Passwords that the inspection typed: the walk plants none, every one is the same; the field tells what they are."""

from detectors.facts.once import once
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.rows import row_label

_LEAST = 6
"""Characters; a shorter one stands in a text by chance."""


@once
def typed_passwords(recording: Recording) -> tuple[tuple[str, Event], ...]:
    """Each with the action that typed it first."""
    found: dict[str, Event] = {}
    for action in recording.of("action"):
        value = str(action.data.get("value", ""))
        if action.data.get("type") == "input" and len(value) >= _LEAST and _is_password(recording, action):
            found.setdefault(value, action)
    return tuple(found.items())


def _is_password(recording: Recording, action: Event) -> bool:
    screen = recording.by_seq.get(action.data.get("screen") or -1)
    tree = recording.tree(screen) if screen is not None else None
    number = (action.data.get("target") or {}).get("node")
    node = tree.by_id.get(number) if tree is not None and isinstance(number, int) else None
    if tree is None or node is None:
        return False
    attrs = node.attrs
    if attrs.get("type") == "safe-password" or str(attrs.get("password", "")).casefold() in ("true", "password"):
        return True
    hints = (str(attrs.get(key, "")) for key in ("placeholder", "name"))
    return words.says(" ".join((*hints, row_label(tree, node))), "password")
