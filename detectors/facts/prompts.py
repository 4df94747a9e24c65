"""Permission prompts: every window by which the platform asks for a scope, with what led to it and what was said.

A call that asks for a scope and is held by the program's own privacy popup counts too (``style`` ``call``).
The phone sheet and the windows of the notice alone are other facts (``phone_asks``, ``notices``).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from detectors.facts import called, scopes, sights, starts, triggers
from detectors.facts.once import once
from detectors.facts.starts import ColdStart
from detectors.facts.triggers import Trigger
from detectors.verdict import Box, CallSite, Evidence, Text
from recording.event import Event
from recording.recording import Recording
from recording.scopes import Scope

Style = Literal["scope", "coupled", "call"]
_NAMES: dict[str, Style] = {"scope.shown": "scope", "privacy.official_shown": "coupled", "privacy.need": "call"}


@dataclass(frozen=True)
class Prompt:
    """One question for one scope. ``call`` is the call that asked, where the target tells calls."""

    recording: Recording
    event: Event
    scope: Scope
    style: Style
    start: ColdStart
    call: Event | None

    @property
    def seq(self) -> int:
        return self.event.seq

    @property
    def page(self) -> str:
        own = self.call.page if self.call is not None else ""
        return own or sights.page_of(self.recording, self.event)

    @property
    def interface(self) -> str:
        return str(
            self.event.data.get("interface") or (self.call.data.get("api") if self.call is not None else "") or ""
        )

    @property
    def windowed(self) -> bool:
        """A window was on the screen."""
        return self.style != "call"

    @property
    def ms(self) -> float:
        return float(self.event.data.get("virtual_ms") or 0)

    @cached_property
    def trigger(self) -> Trigger:
        return triggers.trigger(self.recording, self.call if self.call is not None else self.event)

    @cached_property
    def dialog(self) -> Event | None:
        """The description of the window that was drawn."""
        name = self.event.data.get("dialog")
        own = (e for e in self.start.events("dialog") if e.data.get("phase") == "shown" and e.data.get("id") == name)
        return next(own, None) if name else None

    @cached_property
    def answer(self) -> Event | None:
        """The event of the answer that a hand of the inspection gave."""
        name, call = self.event.data.get("dialog"), self.event.data.get("call")
        for event in self.start.events("consent"):
            data = event.data
            if event.seq <= self.seq or data.get("name") not in ("scope.answer", "privacy.answer"):
                continue
            own = (name and data.get("dialog") == name) or (call and data.get("call") == call and not name)
            if own and data.get("action") and data.get("answer") in ("agree", "refuse"):
                return event
        return None

    @property
    def said(self) -> str:
        return str(self.answer.data.get("answer")) if self.answer is not None else ""

    def site(self) -> CallSite | None:
        return called.site(self.call) if self.call is not None else None

    def screens(self) -> tuple[int, ...]:
        """The picture before and the one that shows the window."""
        moment = self.call.seq if self.call is not None else self.seq
        around = (
            self.recording.screen_before(moment, self.event.run),
            self.recording.screen_after(self.seq, self.event.run),
        )
        return tuple(e.seq for e in around if e is not None and not e.data.get("blank") and self.start.holds(e))

    def boxes(self) -> tuple[Box, ...]:
        rect = self.dialog.data.get("rect") if self.dialog is not None else None
        shown = self.recording.screen_after(self.seq, self.event.run)
        if not rect or shown is None or shown.data.get("blank"):
            return ()
        return (Box(screen=shown.seq, rect=tuple(rect), label=scopes.named(self.scope)),)

    def events(self) -> tuple[int, ...]:
        parts = (self.trigger.action, self.call, self.event, self.dialog, self.answer)
        action = self.answer.data.get("action") if self.answer is not None else None
        numbers = {e.seq for e in parts if e is not None} | ({action} if isinstance(action, int) else set())
        return tuple(sorted(numbers))


@once
def prompts(recording: Recording) -> tuple[Prompt, ...]:
    """All of them in order; one call asking for one scope is one prompt, however many windows it took."""
    calls = {(e.run, str(e.data.get("id"))): e for e in recording.of("call") if e.data.get("phase") == "begin"}
    found: dict[tuple[str, object, str], Prompt] = {}
    for event in recording.of("consent"):
        style = _NAMES.get(str(event.data.get("name")))
        start = starts.start_of(recording, event) if style is not None else None
        if style is None or start is None or (style == "coupled" and event.data.get("style") != "coupled"):
            continue
        call = calls.get((event.run, str(event.data.get("call") or "")))
        for scope in _scopes(event, style):
            key = (event.run, event.data.get("call") or event.seq, scope.name)
            held = found.get(key)
            if held is None or (not held.windowed and style != "call"):
                found[key] = Prompt(recording, event, scope, style, start, call)
    return tuple(sorted(found.values(), key=lambda p: p.seq))


def _scopes(event: Event, style: Style) -> tuple[Scope, ...]:
    named = str(event.data.get("scope") or "").removeprefix("scope.")
    if named:
        return (scopes.asked()[named],) if named in scopes.asked() else ()
    own = scopes.of_interface(str(event.data.get("interface") or ""))
    return own[:1] if style == "coupled" else own


@once
def windows(recording: Recording) -> tuple[Prompt, ...]:
    """The prompts that put a window before the user's eyes."""
    return tuple(p for p in prompts(recording) if p.windowed)


@once
def refused(recording: Recording) -> tuple[Prompt, ...]:
    """Those that the inspection refused."""
    return tuple(p for p in prompts(recording) if p.said == "refuse")


def evidence(asked: list[Prompt], extra: tuple[int, ...] = (), screens: tuple[int, ...] = ()) -> Evidence:
    """Calls, presses, windows and pictures of some prompts; the first one's call is the place to mend."""
    first = asked[0]
    shown = [n for p in asked for n in p.screens()] + list(screens)
    return Evidence(
        run=first.event.run,
        page=first.page,
        events=tuple(sorted({*(n for p in asked for n in p.events()), *extra})),
        screens=tuple(dict.fromkeys(shown))[:8],
        boxes=tuple(b for p in asked[:2] for b in p.boxes()),
        call=next((p.site() for p in asked if p.site() is not None), None),
    )


def named(asked: list[Prompt]) -> Text:
    """The scopes in words."""
    texts = list(dict.fromkeys((p.scope.zh, p.scope.en) for p in asked))
    return Text(zh="、".join(zh for zh, _ in texts), en=", ".join(en for _, en in texts))


def in_two_starts(asked: list[Prompt]) -> bool:
    """Seen in two cold starts, as a fail of the user interface needs."""
    return len({(p.start.run, p.start.number) for p in asked}) >= 2


def function_in_sight(prompt: Prompt) -> bool:
    """Whether the page itself is the function: a map or a viewfinder takes a good part of it."""
    tags = {"location": ("map",), "camera": ("camera", "live-pusher", "voip-room"), "microphone": ("live-pusher",)}
    wanted = tags.get(prompt.scope.kind, ())
    for number in prompt.screens():
        sight = sights.sight(prompt.recording, number)
        for node in sight.tree.nodes if sight is not None and wanted else ():
            width, height = sight.tree.viewport if sight is not None else (1.0, 1.0)
            if node.tag in wanted and node.rect[2] * node.rect[3] >= 0.2 * width * height:
                return True
    return False
