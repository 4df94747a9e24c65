"""Microphone, camera and motion sensors: when each was switched on, how long it stayed on, and what was shown."""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import starts
from detectors.facts.once import once
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording

Organ = Literal["microphone", "camera", "motion"]
_RECORDING_MS = 60_000.0
"""How long RecorderManager.start records unless told otherwise (API definition, ``duration``)."""
_SWITCHES: dict[str, tuple[Organ, tuple[str, ...]]] = {
    "RecorderManager.start": ("microphone", ("RecorderManager.stop",)),
    "wx.startRecord": ("microphone", ("wx.stopRecord",)),
    "wx.startAccelerometer": ("motion", ("wx.stopAccelerometer",)),
    "wx.startCompass": ("motion", ("wx.stopCompass",)),
    "wx.startGyroscope": ("motion", ("wx.stopGyroscope",)),
    "wx.startDeviceMotionListening": ("motion", ("wx.stopDeviceMotionListening",)),
}
_VIEWS: dict[str, Organ] = {"camera": "camera", "live-pusher": "camera"}
_LEAVING = frozenset({"onHide", "onUnload"})


@dataclass(frozen=True)
class Use:
    """One time on. Times are the program's own clock; ``off_ms`` None: never switched off while it was watched."""

    organ: Organ
    call: Event
    start: ColdStart
    off_ms: float | None
    left: Event | None
    """The lifecycle note by which the page it was switched on on was left."""
    watched_ms: float
    """How far the recording of this launch reaches."""

    @property
    def outlived_ms(self) -> float:
        """How long it surely stayed on after its page was left."""
        if self.left is None:
            return 0.0
        until = self.watched_ms if self.off_ms is None else min(self.off_ms, self.watched_ms)
        return until - float(self.left.data.get("virtual_ms") or 0)

    @property
    def still_on(self) -> bool:
        """Its page was left, and when the recording ended nothing had switched it off."""
        return self.outlived_ms > 0 and (self.off_ms is None or self.off_ms > self.watched_ms)


@once
def uses(recording: Recording) -> tuple[Use, ...]:
    """Everything that was really switched on, in order."""
    ended = {
        (e.run, str(e.data.get("id"))): e
        for e in recording.of("call")
        if e.data.get("phase") == "end" and e.data.get("ok") is True
    }
    found = []
    for event in recording.of("call"):
        api = str(event.data.get("api", ""))
        if event.data.get("phase") != "begin" or (event.run, str(event.data.get("id"))) not in ended:
            continue
        start = starts.start_of(recording, event)
        if start is None or not (api in _SWITCHES or api in _VIEWS):
            continue
        found.append(_use(start, event, ended[(event.run, str(event.data.get("id")))], api))
    return tuple(found)


def _use(start: ColdStart, event: Event, on: Event, api: str) -> Use:
    began = _ms(on) or _ms(event)
    organ, stops = _SWITCHES.get(api, (_VIEWS.get(api, "camera"), ()))
    off = next((e for e in start.events("call") if e.seq > on.seq and e.data.get("api") in stops), None)
    off_ms = _ms(off) if off is not None else None
    if organ == "microphone" and off is None:
        off_ms = began + _lasts(event)
    left = next((n for n in start.events("note") if n.seq > event.seq and _leaves(n, event.page)), None)
    end = next((a.seq for a in start.actions if a.seq > event.seq and a.data.get("type") == "launch"), start.last + 1)
    reached = [_ms(e) for kind in ("action", "call", "screen") for e in start.events(kind) if e.seq < end]
    return Use(organ, event, start, off_ms, left, max([began, *reached]))


def _lasts(call: Event) -> float:
    args = call.data.get("args")
    given = args.get("duration") if isinstance(args, dict) else None
    return float(given) if isinstance(given, int | float) and given > 0 else _RECORDING_MS


def _leaves(note: Event, page: str) -> bool:
    data = note.data
    own = data.get("name") == "lifecycle" and data.get("scope") == "page" and data.get("event") in _LEAVING
    return own and bool(page) and str(data.get("path", "")).strip("/") == page.strip("/")


def _ms(event: Event) -> float:
    value = event.data.get("virtual_ms")
    return float(value) if isinstance(value, int | float) else 0.0
