"""Which ``wx.connectSocket`` opened a socket: a browser lets no label be put on its handshake, so by the address."""

from detectors.facts.once import once
from recording import completeness
from recording.event import Event
from recording.recording import Recording

API = "wx.connectSocket"
_LATE_NS = 100_000_000
"""A call may be written down a little after its handshake has reached the proxy."""


def opened_by(recording: Recording, flow: Event) -> Event | None:
    """The call behind a socket or one of its frames, the last one before it; None for any other flow."""
    return _table(recording).get(flow.seq)


@once
def tied(recording: Recording) -> frozenset[int]:
    """Calls whose socket passed the proxy."""
    return frozenset(call.seq for call in _table(recording).values())


@once
def _table(recording: Recording) -> dict[int, Event]:
    calls = [e for e in recording.of("call") if e.data.get("phase") == "begin" and e.data.get("api") == API]
    found: dict[int, Event] = {}
    opened: dict[tuple[str, str], Event] = {}
    for flow in recording.of("flow"):
        if _handshake(flow) and not flow.data.get("call"):
            began = flow.data.get("started_ns") or flow.mono_ns
            own = [c for c in calls if c.run == flow.run and _address(c) == _plain(str(flow.data.get("url", "")))]
            taken = {call.seq for call in found.values()}
            free = [c for c in own if c.mono_ns <= began + _LATE_NS and c.seq not in taken]
            before = [c for c in own if c.mono_ns <= began] or [c for c in own if c.seq < flow.seq]
            if free or before:
                opened[flow.run, str(flow.data.get("id"))] = found[flow.seq] = (free or before)[-1]
        elif flow.data.get("type") == "frame" and (flow.run, str(flow.data.get("parent"))) in opened:
            found[flow.seq] = opened[flow.run, str(flow.data.get("parent"))]
    return found


def _handshake(flow: Event) -> bool:
    """Also one that the server turned away, which never became a socket."""
    kind, address = flow.data.get("type", "http"), str(flow.data.get("url", ""))
    return kind == "websocket" or (kind in ("http", "failed") and address.startswith(("ws://", "wss://")))


def _address(call: Event) -> str:
    args = call.data.get("args")
    return _plain(str(args.get("url", ""))) if isinstance(args, dict) else ""


def _plain(url: str) -> str:
    """Without the scheme: the proxy may tell a socket as the request that it begins with."""
    return completeness.same(url).partition("://")[2]
