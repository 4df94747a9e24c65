"""What the native side writes into the recording: consent steps, drawn dialogs, its own calls, planted values."""

from collections.abc import Mapping
from typing import Any

from crawler.host.native.effects import Record
from crawler.host.native.page import Question, rect_of
from recording.event import Kind
from recording.identity import Planted
from recording.log import Log
from recording.observations import Rect

_TEXT = 4000
_SLACK = 2.0
"""CSS pixels a button may have moved between being drawn and being pressed (rounding)."""


class Journal:
    """Writes with the page's virtual time. ``ms`` is that of the message being handled."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.ms = 0.0
        self._drawn: dict[str, dict[str, Any]] = {}
        self._redrawn: set[str] = set()
        self._shown: dict[str, int] = {}
        self._handed: dict[str, list[str]] = {}

    def consent(self, record: Record) -> None:
        self.log.add(Kind.CONSENT, {"name": record.name, **record.fields, "virtual_ms": self.ms}, page=record.page)

    def step(self, name: str, question: Question | None, **fields: Any) -> None:
        """A consent step that does not come from the gate."""
        if question is not None:
            fields = {
                "interface": question.interface,
                "call": question.call,
                "since_input_ms": question.since_input_ms,
                **fields,
            }
        self.consent(Record(name, question.page if question else "", fields))

    def begin(self, question: Question) -> None:
        """A call that came from a component, not from ``wx``."""
        data = {
            "phase": "begin",
            "id": question.call,
            "api": question.interface,
            "args": dict(question.args),
            "virtual_ms": self.ms,
            "since_input_ms": question.since_input_ms,
        }
        self.log.add(Kind.CALL, data, page=question.page)

    def end(self, question: Question, ok: bool, err_msg: str, errno: int | None) -> None:
        data = {
            "phase": "end",
            "id": question.call,
            "api": question.interface,
            "ok": ok,
            "err_msg": err_msg,
            "errno": errno,
            "virtual_ms": self.ms,
            "planted": self.planted(question.call),
        }
        self.log.add(Kind.CALL, data, page=question.page)

    def handed(self, call: str, value: Planted) -> None:
        ids = self._handed.setdefault(call, [])
        if value.id not in ids:
            ids.append(value.id)

    def withheld(self, call: str) -> None:
        """The call failed: what was made for it did not reach the program."""
        self._handed.pop(call, None)

    def planted(self, call: str) -> tuple[str, ...]:
        """Ids of the planted values a call handed out."""
        return tuple(self._handed.get(call, ()))

    def dialog(self, message: Mapping[str, Any], action: int | None = None) -> None:
        """A dialog as the page says it drew it: shown, answered or closed."""
        shown = _described(message)
        phase = message.get("phase")
        if phase == "shown" and (shown["id"] not in self._drawn or shown["id"] in self._redrawn):
            # The first word on a window is the host's own: it is told before the program runs again.
            self._redrawn.discard(shown["id"])
            self._drawn[shown["id"]] = shown
        data = {**shown, "phase": phase if phase in {"shown", "answered", "closed"} else "shown"}
        if phase == "answered":
            answer = {"answer": str(message.get("answer") or ""), "button": str(message.get("button") or "")[:_TEXT]}
            data |= {**answer, "trusted": message.get("trusted") is True, "action": action}
        event = self.log.add(Kind.DIALOG, data, page=str(message.get("page") or ""))
        if phase == "shown":
            self._shown.setdefault(shown["id"], event.seq)
        elif phase == "closed":
            self._shown.pop(shown["id"], None)

    def stood_before(self, dialog: str, action: int | None) -> int | None:
        """The action, if the dialog was on the screen when it was made: no tap answers what came after it."""
        shown = self._shown.get(dialog)
        return action if action is not None and shown is not None and shown < action else None

    def redrawn(self, dialog: str) -> None:
        """We draw the dialog anew: its next description replaces the first."""
        self._redrawn.add(dialog)

    def has_button(self, dialog: str, role: str, rect: Rect | None) -> bool:
        """Whether the dialog, as it was told when drawn, has a button of this role at this place."""
        buttons = self._drawn.get(dialog, {}).get("buttons", [])
        return rect is not None and any(b["role"] == role and _near(b["rect"], rect) for b in buttons)

    def forget_dialogs(self) -> None:
        """The page is gone and its dialogs with it."""
        self._shown.clear()
        self._drawn.clear()
        self._redrawn.clear()

    def answered(self, message: Mapping[str, Any], action: int | None) -> None:
        """A platform surface was answered; its description is the one given when it was shown."""
        shown = self._drawn.get(str(message.get("dialog")), {"id": str(message.get("dialog")), "type": ""})
        answer = {"answer": str(message.get("role") or ""), "button": str(message.get("text") or "")[:_TEXT]}
        data = {**shown, "phase": "answered", **answer, "trusted": message.get("trusted") is True, "action": action}
        self.log.add(Kind.DIALOG, data, page=str(message.get("page") or ""))

    def contradiction(self, what: str, page: str, **fields: Any) -> None:
        """The page says something that no hand of the inspector did."""
        self.log.note("contradiction", page=page, what=what, **fields)


def _near(one: Rect | None, other: Rect) -> bool:
    return one is not None and all(abs(a - b) <= _SLACK for a, b in zip(one, other, strict=True))


def _described(message: Mapping[str, Any]) -> dict[str, Any]:
    buttons = []
    given = message.get("buttons")
    for item in given if isinstance(given, list) else []:
        if isinstance(item, dict):
            text, role = str(item.get("text") or "")[:_TEXT], str(item.get("role") or "")
            buttons.append({"text": text, "role": role, "rect": rect_of(item.get("rect"))})
    texts = {name: str(message.get(name) or "")[:_TEXT] for name in ("id", "type", "style", "title", "text", "call")}
    return {**texts, "buttons": buttons, "rect": rect_of(message.get("rect"))}
