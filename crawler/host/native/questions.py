"""Questions of the page: read from its messages, and described to the gate."""

from collections.abc import Mapping
from typing import Any

from crawler.host.native import interfaces
from crawler.host.native.effects import Ask
from crawler.host.native.page import Question, dotted
from recording import scopes

PHONE = frozenset({"button.getPhoneNumber", "button.getRealtimePhoneNumber"})


class Questions:
    """The open ones by call id; calls of components get ids of their own."""

    def __init__(self) -> None:
        self._open: dict[str, Question] = {}
        self._since_input: dict[str, float] = {}
        self._count = 0

    def clear(self) -> None:
        self._open.clear()
        self._since_input.clear()

    def begun(self, message: Mapping[str, Any]) -> None:
        """A call of the program began; a question may follow from it."""
        since = message.get("since_input_ms")
        if isinstance(since, int | float):
            self._since_input[str(message.get("id"))] = float(since)

    def read(self, message: Mapping[str, Any], ms: float, run: str) -> Question:
        args = message.get("args")
        call = str(message.get("id") or "")
        component = not call
        if component:
            self._count += 1
            call = f"{run or 'run'}-n{self._count}"
        interface = dotted(str(message.get("interface") or message.get("api") or ""))
        # A component asks only when it was really tapped.
        since_input = self._since_input.pop(call, 0.0 if component and interface.startswith("button.") else None)
        return Question(
            question=str(message.get("q") or ""),
            call=call,
            interface=interface,
            args=args if isinstance(args, dict) else {},
            page=str(message.get("page") or ""),
            ms=ms,
            since_input_ms=since_input,
            component=component,
        )

    def add(self, question: Question) -> None:
        self._open[question.call] = question

    def get(self, call: str) -> Question | None:
        return self._open.get(call)

    def done(self, question: Question) -> None:
        self._open.pop(question.call, None)


def ask_of(question: Question) -> Ask | None:
    """What the gate needs to know of a call; None when the platform does not guard the interface."""
    interface = question.interface
    kinds, guards = interfaces.gated_kinds(interface), tuple(scope.name for scope in scopes.guarding(interface))
    if interface == "wx.authorize":
        scope = str(question.args.get("scope") or "").removeprefix("scope.")
        if scope not in scopes.table():
            return None
        interface = f"wx.authorize(scope.{scope})"
        kinds, guards = interfaces.gated_kinds(interface), (scope,)
    everything = interface == "wx.requirePrivacyAuthorize"
    if not (kinds or guards or everything) or interface == "input.nickname":
        return None
    return Ask(
        id=question.call,
        interface=interface,
        page=question.page,
        kinds=kinds,
        scopes=guards,
        own_window=interface in PHONE,
        everything=everything,
        since_input_ms=question.since_input_ms,
    )
