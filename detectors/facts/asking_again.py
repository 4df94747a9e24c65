"""What asks again for a permission that was refused: the platform's windows, the program's modals and own surfaces.

The platform never repeats a scope window after a refusal, so what comes again is the program's own doing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from detectors.facts import functions, prompts, sights, triggers
from detectors.facts.prompts import Prompt
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from detectors.facts.triggers import Trigger
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.surfaces import Surface

_MODALS = frozenset({"modal", "actionsheet", "prompt"})
_OWN: dict[str, str] = {"location": "location", "nickname_avatar": "profile"}


@dataclass(frozen=True)
class Again:
    """A surface that came after a refusal. ``event``: the dialog's or the picture's; ``text`` what it said."""

    recording: Recording
    event: Event
    kind: str
    text: str
    form: str
    """``window`` (the platform's), ``modal``, or ``own`` (drawn by the program)."""
    call: Event | None

    @property
    def seq(self) -> int:
        return self.event.seq

    @property
    def page(self) -> str:
        return (self.call.page if self.call is not None else "") or sights.page_of(self.recording, self.event)

    @property
    def sign(self) -> tuple[str, str]:
        """The same for a surface that is shown again."""
        return (self.form, words.normal(self.text)[:80])

    @property
    def ms(self) -> float:
        given = self.call if self.call is not None else self.event
        return float(given.data.get("virtual_ms") or 0)

    @cached_property
    def trigger(self) -> Trigger:
        return triggers.trigger(self.recording, self.call if self.call is not None else self.event)

    @property
    def screens(self) -> tuple[int, ...]:
        """The picture that shows it."""
        if self.event.kind == "screen":
            return (self.seq,)
        shown = self.recording.screen_after(self.seq, self.event.run)
        return (shown.seq,) if shown is not None and not shown.data.get("blank") else ()

    @property
    def events(self) -> tuple[int, ...]:
        parts = (self.trigger.action, self.call, self.event)
        return tuple(sorted({e.seq for e in parts if e is not None}))


def after(recording: Recording, refusal: Prompt) -> list[Again]:
    """Everything of the same start that asks for the refused kind again, in order."""
    settled = refusal.answer.seq if refusal.answer is not None else refusal.seq
    found = [*_windows(recording, refusal, settled), *_modals(recording, refusal, settled)]
    found += _own_surfaces(recording, refusal.start, refusal.scope.kind, settled)
    return sorted(found, key=lambda a: a.seq)


def _windows(recording: Recording, refusal: Prompt, settled: int) -> Iterator[Again]:
    for prompt in prompts.windows(recording):
        if prompt.start == refusal.start and prompt.seq > settled and prompt.scope.kind == refusal.scope.kind:
            yield Again(recording, prompt.event, prompt.scope.kind, prompt.scope.name, "window", prompt.call)


def _modals(recording: Recording, refusal: Prompt, settled: int) -> Iterator[Again]:
    kind = refusal.scope.kind
    for event in refusal.start.events("dialog"):
        data = event.data
        if event.seq <= settled or data.get("phase") != "shown" or data.get("type") not in _MODALS:
            continue
        buttons = " ".join(str(b.get("text", "")) for b in data.get("buttons") or () if isinstance(b, dict))
        said = f"{data.get('title', '')} {data.get('text', '')}".strip()
        if functions.names(kind, f"{said} {buttons}") or _asks_for_settings(said, buttons):
            yield Again(recording, event, kind, said, "modal", _call(refusal.start, event))


def _asks_for_settings(said: str, buttons: str) -> bool:
    """Speaks of permissions without naming one, and offers to grant: by its button, or in its text over the platform's
    plain buttons."""
    if words.mentions(said, "request") and words.mentions(said, "grant"):
        return True
    return words.mentions(said, "request", "grant") and words.mentions(buttons, "grant")


def _call(start: ColdStart, dialog: Event) -> Event | None:
    name = dialog.data.get("call")
    calls = (c for c in start.events("call") if c.data.get("phase") == "begin" and c.data.get("id") == name)
    return next(calls, None) if name else None


def _own_surfaces(recording: Recording, start: ColdStart, kind: str, settled: int) -> Iterator[Again]:
    stood: str | None = None
    for sight in start.sights:
        surface = own_surface(sight, kind)
        text = surface.text if surface is not None else None
        new = text is not None and (stood is None or _put_away(recording, start, sight))
        if sight.seq > settled and text is not None and new:
            yield Again(recording, sight.event, kind, text, "own", None)
        stood = text


def _put_away(recording: Recording, start: ColdStart, sight: Sight) -> bool:
    """The inspector closed or refused something just before this picture, and it stands there (again)."""
    acted = next((a for a in reversed(start.actions) if a.seq < sight.seq), None)
    if acted is None or not str(acted.data.get("purpose", "")).startswith(("answer:refuse", "dismiss:")):
        return False
    before = sights.before(recording, acted)
    return before is not None and before.seq < sight.seq


def own_surface(sight: Sight, kind: str) -> Surface | None:
    """A surface that the program drew over its page to ask for the kind."""
    for surface in sight.surfaces:
        if surface.owner != "app" or surface.form == "inline" or surface.dialog or "notice" in surface.kinds:
            continue
        if _OWN.get(kind) in surface.kinds:
            return surface
        if surface.form == "overlay" and surface.having("grant") and functions.names(kind, surface.text):
            return surface
    return None
