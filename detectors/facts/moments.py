"""Before or after an answer? By the call that caused a flow, else by the fences around it, else unknown.

A request that straddles a fence is never proof of either. Source: the evidence pack's section 4.
"""

from bisect import bisect_right
from typing import Literal

from detectors.facts import sockets, starts
from detectors.facts.consents import Answer
from detectors.facts.once import once
from detectors.facts.starts import ColdStart
from recording import completeness
from recording.event import Event
from recording.recording import Recording

Order = Literal["before", "after", "unknown"]


@once
def _calls(recording: Recording) -> dict[tuple[str, str], list[Event]]:
    table: dict[tuple[str, str], list[Event]] = {}
    for event in recording.of("call"):
        if event.data.get("phase") == "begin":
            table.setdefault((event.run, str(event.data.get("id", ""))), []).append(event)
    return table


def calls_named(recording: Recording, run: str, name: str) -> list[Event]:
    """Beginnings of the calls with an id; an id comes again after another launch."""
    return _calls(recording).get((run, name), [])


def call_of(recording: Recording, flow: Event) -> Event | None:
    """The call that caused a flow, by its label; for a component's loading, and where a target puts no labels, by the
    address; a frame's is that of the socket it belongs to."""
    name = str(flow.data.get("call", ""))
    if not name and flow.data.get("parent"):
        parent = _flows_by_id(recording).get((flow.run, str(flow.data["parent"])))
        name = str(parent.data.get("call", "")) if parent is not None else ""
    if not name:
        if flow.data.get("type") == "frame":
            return sockets.opened_by(recording, flow)
        found = sockets.opened_by(recording, flow) or completeness.load_of(recording, flow)
        return found or _paired(recording).get(flow.seq)
    earlier = [c for c in _calls(recording).get((flow.run, name), []) if c.seq < flow.seq]
    return earlier[-1] if earlier else None


@once
def _paired(recording: Recording) -> dict[int, Event]:
    return completeness.paired(recording)


@once
def _flows_by_id(recording: Recording) -> dict[tuple[str, str], Event]:
    return {(e.run, str(e.data.get("id", ""))): e for e in recording.of("flow") if e.data.get("type") != "frame"}


def session_of(recording: Recording, flow: Event) -> ColdStart | None:
    """The cold start a flow began in; one that ended late is logged after the next start already."""
    call = call_of(recording, flow) if flow.data.get("type") != "frame" else None
    if call is not None:
        return starts.start_of(recording, call)
    began = flow.data.get("started_ns") or 0
    own = [s for s in starts.cold_starts(recording) if s.run == flow.run]
    if began:
        earlier = [s for s in own if recording.by_seq[s.first].mono_ns <= began]
        if earlier:
            return earlier[-1]
    return starts.start_of(recording, flow)


def sent_at(recording: Recording, flow: Event) -> int:
    """The number of the event that a flow was sent by or before: its call; without one the first thing that came after
    it began. A flow of its own bears a late number: it is logged when it is over, on a phone when the run is."""
    call = call_of(recording, flow)
    if call is not None:
        return call.seq
    began = flow.data.get("started_ns") or flow.mono_ns
    done = _done(recording).get(flow.run, [])
    place = bisect_right(done, began, key=lambda event: event.mono_ns)
    return min(done[place].seq, flow.seq) if place < len(done) else flow.seq


@once
def _done(recording: Recording) -> dict[str, list[Event]]:
    """The actions and pictures of each run in the order of time."""
    runs: dict[str, list[Event]] = {}
    for event in sorted((*recording.of("action"), *recording.of("screen")), key=lambda event: event.mono_ns):
        runs.setdefault(event.run, []).append(event)
    return runs


def order(recording: Recording, flow: Event, answer: Answer) -> Order:
    """Where a flow of the same session stands to an answer."""
    call = call_of(recording, flow)
    if call is not None and flow.data.get("type") != "frame":
        return _by_call(recording, call, answer)
    return _by_fence(flow, answer)


@once
def _fences_in_calls(recording: Recording) -> bool:
    return any(e.data.get("fence") for e in recording.of("call"))


def _by_call(recording: Recording, call: Event, answer: Answer) -> Order:
    if call.seq < answer.seq:
        return "before"
    if answer.fence and _fences_in_calls(recording) and (call.data.get("fence") or 0) < answer.fence:
        # Logged late, but the page had not passed the fence in front of the answer when the call began.
        return "before"
    if (
        answer.virtual_ms
        and 0 < (call.data.get("virtual_ms") or 0) < answer.virtual_ms
        and _same_launch(recording, call, answer)
    ):
        return "before"
    if answer.said == "agree" or call.seq > answer.settled or _follows_the_press(call, answer):
        return "after"
    # Logged between the action and its recorded answer, it may have been on its way already.
    return "unknown"


def _same_launch(recording: Recording, call: Event, answer: Answer) -> bool:
    """The program's clock begins anew with each launch; only within one can it be compared."""
    return starts.start_of(recording, call) == answer.start


def _follows_the_press(call: Event, answer: Answer) -> bool:
    """By the page's clock the last touch before the call came after the action was logged, so it was the action."""
    now, since = call.data.get("virtual_ms"), call.data.get("since_input_ms")
    if not isinstance(now, int | float) or not isinstance(since, int | float) or not answer.virtual_ms:
        return False
    return now - since >= answer.virtual_ms


def _by_fence(flow: Event, answer: Answer) -> Order:
    began, ended = flow.data.get("started_ns") or 0, flow.data.get("ended_ns") or 0
    if answer.fence:
        if (flow.data.get("fence_end") or 0) < answer.fence:
            return "before"
        late = (flow.data.get("fence_start") or 0) >= answer.fence
        return "after" if late and began >= answer.mono_ns else "unknown"
    if ended and ended < answer.mono_ns:
        return "before"
    return "after" if began and began > answer.mono_ns else "unknown"
