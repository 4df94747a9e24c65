"""Buttons of the platform that ask for something when they are pressed (``open-type``)."""

from recording.tree import Node, Tree

_ASKING = frozenset({
    "getPhoneNumber", "getRealtimePhoneNumber", "getUserInfo", "chooseAvatar", "openSetting", "contact", "feedback",
    "launchApp", "agreePrivacyAuthorization", "share", "liveActivity",
})  # fmt: skip
_CONSENT = "agreePrivacyAuthorization"


def asked(tree: Tree, node: Node) -> tuple[str, ...]:
    """Interfaces (``button.getPhoneNumber``) that a press on a node asks; of two in one button consent comes first."""
    for holder in (node, *tree.ancestors(node)):
        if holder.tag == "button":
            if str(holder.attrs.get("disabled", "false")) not in ("", "false"):
                return ()
            parts = [part.strip() for part in str(holder.attrs.get("open-type", "")).split("|")]
            known = [part for part in parts if part in _ASKING]
            return tuple(f"button.{part}" for part in sorted(known, key=lambda part: part != _CONSENT))
    return ()
