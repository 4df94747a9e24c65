"""A window of the platform that was recognised on a picture, put into a tree."""

from typing import Any

from crawler.drivers.android.running_text import marked_from
from crawler.drivers.android.scene import Draft, Scene
from crawler.drivers.android.windows import Found
from recording.observations import Rect


def draw_window(scene: Scene, draft: Draft, found: Found) -> None:
    """As the embedded host's own windows look in a tree. What may never be pressed is no control here."""
    dialog = f"{found.window.id}"
    shared: dict[str, Any] = {"surface": "platform", "part": "dialog", "dialog": dialog}
    mask = draft.add("native-layer", (0, 0, *scene.frame.viewport), **shared)
    root = draft.add(
        "native-box", found.rect, parent=mask, attrs={"data-mi-type": found.window.kind, "role": "dialog"}, **shared
    )
    buttons = {b.rect: b for b in found.buttons}
    for line in found.lines:
        button = buttons.pop(line.rect, None)
        if button is not None:
            _window_button(draft, button.text, button.rect, found.told(button), root, shared)
            continue
        tick = marked_from(scene, line)
        if tick is not None:
            attributes = {"data-mi-button": "check:tick", "data-mi-role": "check"}
            draft.add("native-tick", tick, text=line.text, parent=root, attrs=attributes, **shared)
        else:
            draft.add("native-text", line.rect, text=line.text, parent=root, **shared)
    for button in buttons.values():
        _window_button(draft, button.text, button.rect, found.told(button), root, shared)


def _window_button(draft: Draft, text: str, rect: Rect, role: str, root: int, shared: dict[str, Any]) -> None:
    attributes = {} if role == "number" else {"data-mi-button": role, "data-mi-role": role}
    draft.add("native-button", rect, text=text, parent=root, attrs=attributes, **shared)
