"""Which button of a dialog leads out of it, and which one on."""

from recording.sight.controls import Control, declines, plainest


def way_out(own: list[Control]) -> Control | None:
    """The button that declines or closes; the only one of an alert; None when there is nothing of the kind."""
    no = next((c for c in plainest(own) if declines(c)), None)
    if no is not None:
        return no
    for role in ("refuse", "close", "back"):
        found = next((c for c in own if c.role == role or (role == "refuse" and _named(c, "cancel"))), None)
        if found is not None:
            return found
    return own[0] if len(own) == 1 else None


def way_on(own: list[Control]) -> Control | None:
    """The button that goes on: consent and permission first, then the last one, where WeChat puts its yes."""
    for role in ("agree", "grant"):
        found = next((c for c in own if c.role == role), None)
        if found is not None:
            return found
    confirm = next((c for c in own if _named(c, "confirm")), None)
    if confirm is not None:
        return confirm
    entries = [c for c in own if c.role not in ("refuse", "close", "back", "link") and not _named(c, "cancel")]
    return entries[-1] if entries else None


def _named(control: Control, name: str) -> bool:
    return control.node.attrs.get("data-mi-button") == name
