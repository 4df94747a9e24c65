"""A person's touches on the page, told by its other world and written down before the program hears of them."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from crawler.assistance import Act
from crawler.host.messages import Messages
from recording.event import Kind
from recording.log import Log
from recording.observations import ActionData, Point

_STILL = 10.0
"""CSS pixels a finger may move and still tap."""


class Stranger:
    """Whoever has the program in hand besides the inspection. ``messages`` gives the messages of the running page."""

    def __init__(self, log: Log, messages: Callable[[], Messages | None]) -> None:
        self._log, self._messages = log, messages
        self._acts: list[Act] = []

    def taken(self) -> list[Act]:
        """What was done since the last time."""
        found, self._acts = self._acts, []
        return found

    def touched(self, told: Mapping[str, Any]) -> tuple[int, ActionData]:
        """One touch: its event's ``seq`` and the action, for whoever asks what was pressed last."""
        at, (across, down) = _point(told["at"]), _point(told["moved"])
        kind: Literal["tap", "scroll"] = "tap" if max(abs(across), abs(down)) < _STILL else "scroll"
        messages = self._messages()
        action = ActionData(
            type=kind,
            purpose="human",
            target={"text": " ".join(str(p["text"]) for p in told.get("presses", ()))[:200]},
            point=at,
            value="" if kind == "tap" else f"{-down:.0f}",
            virtual_ms=messages.now() if messages is not None else 0,
            start=self._log.start,
        )
        event = self._log.add(Kind.ACTION, action, page=messages.page if messages is not None else "")
        field = told.get("field")
        written = (_point(field[0]), str(field[1])) if field else None
        self._acts.append(Act(kind, at, action.value, event=event, field=written))
        return event.seq, action


def _point(pair: Any) -> Point:
    return (float(pair[0]), float(pair[1]))
