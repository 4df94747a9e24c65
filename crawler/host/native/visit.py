"""One question of the page on its way to an answer: what the answering code of an interface works with."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from crawler.host.native.effects import Evidence
from crawler.host.native.gate import Gate
from crawler.host.native.page import Question
from recording.profile import Profile

NOT_BY_TAP = "can only be invoked by user TAP gesture."


class Refusal(Exception):
    """The call fails with ``<name>:fail <reason>``."""

    def __init__(self, reason: str, errno: int | None = None, extra: Mapping[str, Any] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.errno = errno
        self.extra = dict(extra or {})


@dataclass(frozen=True)
class Answer:
    """What was pressed on a drawn surface."""

    button: str
    evidence: Evidence
    choices: Mapping[str, int] = field(default_factory=dict)

    @property
    def agreed(self) -> bool:
        return self.button == "agree"


class Desk(Protocol):
    """What a visit may ask of the native side."""

    profile: Profile
    app: Mapping[str, Any]
    app_name: str
    appid: str
    gate: Gate
    session: dict[str, Any]
    """What the platform remembers of this user between calls, e.g. whether ``login`` was called."""

    def give(self, question: Question, kind: str, field: str, interface: str = "") -> str: ...

    async def ask(self, question: Question, spec: dict[str, Any]) -> Answer: ...

    def emit(self, event: str, payload: Mapping[str, Any]) -> None: ...

    def record(self, name: str, question: Question, **fields: Any) -> None: ...

    def open_page(self, name: str, question: Question | None) -> None: ...


@dataclass(frozen=True)
class Visit:
    """A question that passed the gate."""

    desk: Desk
    question: Question
    window_passed: bool = False

    @property
    def args(self) -> Mapping[str, Any]:
        return self.question.args

    def give(self, kind: str, name: str, interface: str = "") -> str:
        """A planted value, noted as handed out by this call."""
        return self.desk.give(self.question, kind, name, interface)

    def sealed(self, kind: str) -> dict[str, str]:
        """``encryptedData``, ``iv`` and ``cloudID``, which is how the platform gives what only servers may read."""
        return {name: self.give(kind, name) for name in ("encryptedData", "iv", "cloudID")}

    async def ask(self, spec: dict[str, Any]) -> Answer:
        """Draw a surface and wait for the user."""
        return await self.desk.ask(self.question, spec)

    async def choose(self, spec: dict[str, Any]) -> str:
        """Draw a chooser; returns the chosen name. Raises Refusal when the user cancels."""
        answer = await self.ask(spec)
        if answer.button in {"cancel", "close"}:
            raise Refusal("cancel")
        return answer.button


Handler = Callable[[Visit], Awaitable[Mapping[str, Any]]]


def needs_tap(visit: Visit, window_ms: float = 2000) -> None:
    """Some interfaces answer only right after a tap of the user."""
    since = visit.question.since_input_ms
    if not visit.question.button and (since is None or since > window_ms):
        raise Refusal(NOT_BY_TAP)
