"""Fields of the program's own forms, with the words that say what belongs in them."""

from dataclasses import dataclass

from detectors.facts import kinds, sights
from detectors.facts.once import once
from detectors.facts.sights import Sight
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control
from recording.sight.rows import labels_own_field, row_label
from recording.tree import Node

_NEAR = 60.0
_LONG = 20
"""Characters: a longer text is no label."""


@dataclass(frozen=True)
class Field:
    """One field on one picture. ``label``: short texts beside or above it; ``hint``: its placeholder and names."""

    sight: Sight
    control: Control
    label: str
    hint: str

    @property
    def text(self) -> str:
        return f"{self.label} {self.hint}"


def shown(sight: Sight) -> list[Field]:
    """Those of one picture; dialogs of the platform have none of the program's."""
    inputs = [c for c in sight.controls if c.role == "input" and not c.node.dialog]
    return [Field(sight, c, _label(sight, c), _hint(c)) for c in inputs]


@once
def asked_for(recording: Recording) -> frozenset[str]:
    """Kinds of data that some field of the program's own names."""
    texts = {words.normal(f.text) for sight in sights.all_sights(recording) for f in shown(sight)}
    return frozenset(
        name
        for name, kind in kinds.kinds().items()
        if any(words.normal(word) in text for word in kind.words for text in texts)
    )


def _hint(control: Control) -> str:
    return " ".join(str(control.node.attrs.get(key, "")) for key in ("placeholder", "name", "aria-label"))


def _label(sight: Sight, control: Control) -> str:
    """Short texts on the field's line and of its row, or just above it."""
    x, y, _, height = control.rect
    tree = sight.tree
    short = (n for n in tree.nodes if n.text and len(n.text) <= _LONG and _beside(n, x, y, height))
    # The text of another field is what it asks for or holds, no label of this one.
    near = [n.text for n in short if not labels_own_field(tree, n)]
    own = row_label(tree, control.node)
    return " ".join([own, *near] if own else near)


def _beside(node: Node, x: float, y: float, height: float) -> bool:
    left, top, width, tall = node.rect
    same_line = abs((top + tall / 2) - (y + height / 2)) < max(height, 24) / 2 and left + width <= x + 8
    above = 0 <= y - (top + tall) < _NEAR / 2 and left <= x + _NEAR
    return same_line or above
