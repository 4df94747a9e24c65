"""Did the proxy see everything the program sent, and does every request have a call that explains it?

A call that succeeded without a flow means traffic that went another way; a flow without a call means
something in the page sends on its own. Both are reported and never help a pass.
"""

import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass

from recording.event import Event
from recording.recording import Recording

NETWORK_CALLS = frozenset({"wx.request", "wx.uploadFile", "wx.downloadFile", "wx.connectSocket"})
_SCHEMES = ("http", "https", "ws", "wss")


@dataclass(frozen=True)
class Completeness:
    """Counts of one run or of all; the lists hold event numbers."""

    calls: int
    """Network calls of the program that reached the network layer."""
    flows: int
    """Exchanges seen by the proxy, frames not counted."""
    tied_by_url: int
    """Flows without a label that a component's loading explains."""
    web_pages: int
    """Flows sent by a page inside a web-view."""
    calls_without_flow: tuple[int, ...] = ()
    flows_without_call: tuple[int, ...] = ()
    replay_misses: tuple[int, ...] = ()
    """Requests that the replayed recording had no answer for."""
    replay_loose: int = 0
    """Requests answered from one whose body was another."""

    @property
    def complete(self) -> bool:
        return not self.calls_without_flow and not self.flows_without_call


def completeness(recording: Recording, run: str | None = None) -> Completeness:
    """Compare the calls of the page with what the proxy saw. A pure function of the recording."""
    begun = [e for e in recording.of("call", run) if e.data.get("phase") == "begin"]
    succeeded = {(e.run, e.data.get("start", 0), e.data.get("id")) for e in _ended_well(recording, run)}
    flows = [e for e in recording.of("flow", run) if e.data.get("type") != "frame"]
    loads = _loads(begun)
    answered = {(e.run, e.data["call"]) for e in flows if e.data.get("call")}
    loose = [e for e in flows if not e.data.get("call")]
    pages = [e for e in loose if _of_a_web_page(e)]
    pairs = paired(recording)
    answered |= {(call.run, call.data.get("id")) for call in pairs.values()}
    tied = [e for e in loose if e not in pages and (e.seq in pairs or _load_of(loads, e))]
    network = [e for e in begun if e.data.get("api") in NETWORK_CALLS and _remote(_target(e))]
    missing = [
        e
        for e in network
        if (e.run, e.data.get("id")) not in answered and (e.run, e.data.get("start", 0), e.data.get("id")) in succeeded
    ]
    known = {e.seq for e in (*tied, *pages)}
    return Completeness(
        calls=len(network),
        flows=len(flows),
        tied_by_url=len(tied),
        web_pages=len(pages),
        calls_without_flow=tuple(e.seq for e in missing),
        flows_without_call=tuple(e.seq for e in loose if e.seq not in known),
        replay_misses=tuple(e.seq for e in flows if e.data.get("replay_match") == "miss"),
        replay_loose=sum(1 for e in flows if e.data.get("replay_match") == "loose"),
    )


def load_of(recording: Recording, flow: Event) -> Event | None:
    """The component's loading that explains a flow without a label: same run, same URL, the last one before."""
    begun = (e for e in recording.of("call", flow.run) if e.data.get("phase") == "begin")
    return _load_of(_loads(begun), flow)


def paired(recording: Recording) -> dict[int, Event]:
    """``seq`` of a flow -> the network call that sent it, where a target puts no label on any request (DevTools): of
    the same run and address, the nearest in time, each call once. What ``wx.request`` adds to an address (``data`` of a
    GET) is left out where nothing fits whole."""
    flows = [e for e in recording.of("flow") if e.data.get("type") != "frame"]
    if any(e.data.get("call") for e in flows):
        return {}
    calls = [e for e in recording.of("call") if e.data.get("phase") == "begin" and e.data.get("api") in NETWORK_CALLS]
    found: dict[int, Event] = {}
    for whole in (True, False):
        free: dict[tuple[str, str], list[Event]] = {}
        taken = {call.seq for call in found.values()}
        for call in calls:
            if call.seq not in taken and _remote(_target(call)):
                free.setdefault((call.run, _address(_target(call), whole=whole)), []).append(call)
        for flow in flows:
            own = free.get((flow.run, _address(str(flow.data.get("url", "")), whole=whole)), [])
            if own and flow.seq not in found:
                began = flow.data.get("started_ns") or flow.mono_ns
                found[flow.seq] = min(own, key=lambda call: abs(call.mono_ns - began))
                own.remove(found[flow.seq])
    return found


def _address(url: str, *, whole: bool) -> str:
    """Without the scheme: a socket begins as a request."""
    plain = same(url).partition("://")[2]
    return plain if whole else plain.partition("?")[0]


def _ended_well(recording: Recording, run: str | None) -> list[Event]:
    return [e for e in recording.of("call", run) if e.data.get("phase") == "end" and e.data.get("ok") is True]


def _loads(begun: Iterable[Event]) -> dict[tuple[str, str], list[Event]]:
    """Run and address -> the calls that loaded it."""
    table: dict[tuple[str, str], list[Event]] = {}
    for event in begun:
        if str(event.data.get("api", "")).startswith("component."):
            table.setdefault((event.run, same(_target(event))), []).append(event)
    return table


def _load_of(loads: dict[tuple[str, str], list[Event]], flow: Event) -> Event | None:
    found = loads.get((flow.run, same(str(flow.data.get("url", "")))), [])
    earlier = [e for e in found if e.mono_ns <= (flow.data.get("started_ns") or flow.mono_ns)]
    return (earlier or found)[-1] if found else None


def _target(event: Event) -> str:
    args = event.data.get("args")
    if isinstance(args, list):
        args = args[0] if args else None
    if not isinstance(args, dict):
        return ""
    return str(args.get("url") or args.get("src") or "")


def _remote(url: str) -> bool:
    return url.partition("://")[0].lower() in _SCHEMES


def _of_a_web_page(flow: Event) -> bool:
    """A page in a web-view names itself in Referer; the mini program names its frame."""
    headers = flow.data.get("request_headers") or ()
    referer = next((str(pair[1]) for pair in headers if str(pair[0]).lower() == "referer"), "")
    return bool(referer) and not referer.startswith("https://servicewechat.com/")


def same(url: str) -> str:
    """One way to write an address, as a browser would: no fragment, escaped, host in lower case."""
    try:
        parts = urllib.parse.urlsplit(url.strip())
    except ValueError:
        return url
    path = urllib.parse.quote(urllib.parse.unquote(parts.path or "/"), safe="/:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(urllib.parse.unquote(parts.query), safe="/:@!$&'()*+,;=~-._?")
    return urllib.parse.urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, ""))
