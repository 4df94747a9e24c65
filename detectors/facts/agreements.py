"""What the user said yes to in one session, in the words that stood around the control."""

from detectors.facts import phrases, sights
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording
from recording.tree import Node

_LINE = 160
_YES = frozenset({"agree", "grant"})


def agreed_to(recording: Recording, session: ColdStart, before: int) -> list[str]:
    """Texts of dialogs and surfaces whose yes was pressed, and of lines that were ticked, before an event number."""
    found = []
    for action in session.events("action"):
        target = action.data.get("target") or {}
        seen = sights.before(recording, action) if action.seq < before else None
        node = seen.tree.by_id.get(int(target.get("node") or 0)) if seen is not None else None
        if seen is None or node is None:
            continue
        ticked = target.get("role") == "toggle" or action.data.get("type") == "toggle"
        if ticked:
            found.append(_line(seen, node))
        elif target.get("role") in _YES or phrases.consents(str(target.get("text", ""))):
            found.append(_around(seen, node, action))
    return [text for text in found if text]


def _around(seen: Sight, node: Node, action: Event) -> str:
    dialog = action.data.get("dialog") or node.dialog
    if dialog:
        return "".join(n.text for n in seen.tree.nodes if n.dialog == dialog)
    return next((s.text for s in seen.surfaces if any(n.id == node.id for n in s.nodes)), "")


def _line(seen: Sight, node: Node) -> str:
    around = [node, *seen.tree.ancestors(node)[:4]]
    texts = (seen.tree.text_of(one) for one in around)
    return next((t for t in texts if t.strip() and len(t) <= _LINE), "")
