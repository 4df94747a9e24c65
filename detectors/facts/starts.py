"""Cold starts: what each showed before the user did anything but look, wait and decline."""

from dataclasses import dataclass
from functools import cached_property

from detectors.facts import function_forms, senders, sights
from detectors.facts.once import once
from detectors.facts.sights import Sight
from recording.event import Event
from recording.recording import Recording

_PASSIVE = frozenset({"idle", "hidden", "settle", "launch", "policy"})
_WAITING = frozenset({"advance", "away", "hide", "show", "launch"})
_LINES = 3
"""Lines that make a list; a welcome has a name and a greeting."""
_UNUSUAL = frozenset({"update"})
"""Runs in which the platform does not stand as it really does."""


def declines(action: Event) -> bool:
    """Whether an action is a way out: a close mark, a refusal, back, a tap outside, a tab, or the button pressed only
    to say no in the platform's window."""
    purpose = str(action.data.get("purpose", ""))
    return purpose in ("answer:refuse", "try:sheet") or purpose.startswith("dismiss:")


def _waits(action: Event) -> bool:
    return action.data.get("type") in _WAITING or str(action.data.get("purpose", "")) in _PASSIVE


def _passes_a_gate(recording: Recording, action: Event, *, lists: bool = False) -> bool:
    """Going on where nothing is demanded: agreeing to a notice of terms, a plain button of a welcome page, leafing
    through a guide that has nothing to press.
    ``lists``: also an entry of a first page of few words."""
    sight = sights.before(recording, action)
    if sight is None or sight.shows_content or any(s.wants for s in sight.surfaces):
        return False
    if action.data.get("purpose") == "answer:agree":
        return bool(sight.surfaces)
    if action.data.get("type") == "swipe":
        return not any(c.node.surface == "app" for c in sight.controls)
    if action.data.get("type") != "tap" or sight.surfaces or (_lists(sight) and not lists):
        return False
    return not _serves(recording, action, sight)


def _lists(sight: Sight) -> bool:
    """Lines of things, however few their words: a first page that shows what there is, and no welcome before it."""
    pressed = {n.id for c in sight.controls for n in sight.tree.subtree(c.node)}
    own = [n for n in sight.tree.nodes if n.surface == "app" and n.text and n.id not in pressed and n.hit]
    return sum(1 for n in own if sights.of_the_service(n.text)) >= _LINES


def _serves(recording: Recording, action: Event, sight: Sight) -> bool:
    """A page of few words that takes an entry (a plate, a number to look up), with a page behind it that offers more
    than what it asks for (to pay): the function itself and no gate, however little is to be read."""
    after = sights.after(recording, action.seq)
    if after is None or not any(c.role == "input" and c.node.surface == "app" for c in sight.controls):
        return False
    blocking = [s for s in after.blocking if s.form == "page"]
    return any(c.role in ("transact", "browse") for s in blocking for c in s.controls)


def _demands(sight: Sight) -> bool:
    """Something is wanted for the way in, and not for the function that the page itself is."""
    return bool(sight.wants) and not function_forms.serves(sight)


@dataclass(frozen=True)
class ColdStart:
    """One launch as a user nobody knows, and the returns of that user. ``last`` is the number of its last event."""

    recording: Recording
    run: str
    number: int
    path: str
    purpose: str
    first: int
    last: int

    def holds(self, event: Event) -> bool:
        return event.run == self.run and self.first <= event.seq <= self.last

    def events(self, kind: str) -> list[Event]:
        return [e for e in self.recording.of(kind, self.run) if self.first <= e.seq <= self.last]

    @cached_property
    def sights(self) -> list[Sight]:
        every = sights.all_sights(self.recording)
        return [s for s in every if self.holds(s.event)]

    @cached_property
    def actions(self) -> list[Event]:
        return self.events("action")

    @cached_property
    def opening(self) -> list[Sight]:
        """Pictures up to the first thing the user did other than waiting, declining or going on, or to the return."""
        return self._up_to(lists=False)

    def _up_to(self, *, lists: bool) -> list[Sight]:
        end = next((n.seq for n in returns(self)), self.last + 1)
        free = (a for a in self.actions if not _waits(a) and not declines(a))
        acted = min(next((a.seq for a in free if not _passes_a_gate(self.recording, a, lists=lists)), end), end)
        return [s for s in self.sights if s.seq <= acted]

    @cached_property
    def touched(self) -> int:
        """Number of the first action that is more than launching and waiting."""
        return next((a.seq for a in self.actions if not _waits(a)), self.last + 1)

    @cached_property
    def shown(self) -> Sight | None:
        """The first content of the opening, if any; or, where nothing was demanded, behind an entry of a first page of
        few words: what such an entry asks for is no demand of the launch, but what it shows was reached freely."""
        found = next((s for s in self.opening if s.shows_content and s.seq not in self._looked_up), None)
        if found is not None or any(_demands(s) for s in self.opening):
            return found
        onward = next((s for s in self._up_to(lists=True) if s.shows_content or _demands(s)), None)
        return onward if onward is not None and onward.shows_content else None

    @cached_property
    def _looked_up(self) -> frozenset[int]:
        """Pictures of the rules that the inspection looked up behind a link, on a page of their own: nothing of the
        service, whatever they look like."""
        found, come_from = set[int](), ""
        for action in self.actions:
            before, after = sights.before(self.recording, action), sights.after(self.recording, action.seq)
            if action.data.get("purpose") != "policy" or before is None or after is None:
                continue
            come_from = before.page if action.data.get("type") == "tap" else come_from
            if come_from and after.page != come_from:
                found.add(after.seq)
        return frozenset(found)

    @cached_property
    def demands(self) -> list[Sight]:
        """Pictures of the opening, before any content, on which something is demanded."""
        end = self.shown.seq if self.shown is not None else self.last + 1
        return [s for s in self.opening if s.seq < end and _demands(s)]

    @cached_property
    def exited(self) -> Event | None:
        """The exit of the mini program, when it closed itself or was closed by a way out."""
        return next((e for e in self.events("note") if e.data.get("name") == "exit"), None)

    @cached_property
    def failures(self) -> int:
        """Requests of the program in this start that no server answered well; what stayed empty then is not judged."""
        return sum(1 for e in senders.of_the_program(self.recording) if self.holds(e) and failed(e))


def failed(flow: Event) -> bool:
    """Whether no server answered a request well."""
    status = flow.data.get("status", 0)
    return flow.data.get("type") == "failed" or (isinstance(status, int) and status >= 400)


def first_page(recording: Recording) -> str | None:
    """What the first way in shows before anything else; None where there is none."""
    return next((s.opening[0].page for s in entries(recording)[:1] if s.opening), None)


@once
def cold_starts(recording: Recording) -> tuple[ColdStart, ...]:
    """All cold starts of all runs, in order."""
    found: list[ColdStart] = []
    for run in recording.runs:
        # Not up to run.end: an errand is a start of its run that comes after it.
        last = max((e.seq for e in recording.events if e.run == run), default=0)
        notes = recording.notes("start", run)
        for number, note in enumerate(notes):
            end = notes[number + 1].seq - 1 if number + 1 < len(notes) else last
            found.append(
                ColdStart(
                    recording,
                    run,
                    int(note.data.get("number", number + 1)),
                    str(note.data.get("path", "")),
                    str(note.data.get("purpose", "")),
                    note.seq,
                    end,
                )
            )
    return tuple(found)


def returns(start: ColdStart) -> list[Event]:
    """The notes of the visits after the first."""
    notes = [e for e in start.events("note") if e.data.get("name") == "visit"]
    return [n for n in notes if isinstance(n.data.get("number"), int) and n.data["number"] > 1]


def start_of(recording: Recording, event: Event) -> ColdStart | None:
    """The cold start an event belongs to."""
    return next((s for s in cold_starts(recording) if s.holds(event)), None)


def entries(recording: Recording) -> list[ColdStart]:
    """The cold starts that entered where the first one did and showed anything at all, on the platform as it is."""
    every = [s for s in cold_starts(recording) if s.run not in _UNUSUAL]
    return [s for s in every if s.path == every[0].path and s.sights] if every else []
