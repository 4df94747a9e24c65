"""Whose request it is. On a phone all that the device sends passes the proxy: the program's, WeChat's own, other apps'.

WeChat says where a program's request is from (``Referer``: https://servicewechat.com/<appid>/…, docs: wx.request) and
names itself in the agent of what it sends. So a request to a host of the platform that comes from no page at all is
WeChat's own (icons of its lists, its files), and one with another agent, to hosts that no request of the program goes
to, is another app's. What says nothing (TLS that was led through unread) may be anybody's.
"""

from detectors.facts import recipients
from detectors.facts.once import once
from recording.event import Event
from recording.recording import Recording

_OF_A_PROGRAM = "https://servicewechat.com"
_WECHAT = "MicroMessenger"


@once
def of_the_program(recording: Recording) -> tuple[Event, ...]:
    """Requests that are the program's, or may be, in order; everywhere but on a phone these are all."""
    flows = recording.of("flow")
    if recording.environment.get("driver") != "android":
        return tuple(flows)
    own = {_domain(flow) for flow in flows if by_a_program(flow)}
    others = _with_frames(flows, {flow.seq for flow in flows if _somebody_elses(flow, own)})
    return tuple(flow for flow in flows if flow.seq not in others)


@once
def certain(recording: Recording) -> frozenset[int]:
    """Numbers of the requests that say themselves that a program sent them; everywhere but on a phone of all."""
    flows = recording.of("flow")
    if recording.environment.get("driver") != "android":
        return frozenset(flow.seq for flow in flows)
    return _with_frames(flows, {flow.seq for flow in flows if by_a_program(flow)})


def by_a_program(flow: Event) -> bool:
    """Whether a request says itself that a program sent it, going by what WeChat writes into it."""
    headers = _headers(flow)
    return any(headers.get(name, "").startswith(_OF_A_PROGRAM) for name in ("referer", "origin"))


def _with_frames(flows: list[Event], some: set[int]) -> frozenset[int]:
    """Numbers of some requests and of the frames of those that opened a socket."""
    sockets = {(f.run, str(f.data.get("id"))) for f in flows if f.seq in some and f.data.get("type") == "websocket"}
    frames = {f.seq for f in flows if f.data.get("type") == "frame" and (f.run, str(f.data.get("parent"))) in sockets}
    return frozenset(some | frames)


def _headers(flow: Event) -> dict[str, str]:
    return {str(name).casefold(): str(value) for name, value in flow.data.get("request_headers") or ()}


def _domain(flow: Event) -> str:
    return recipients.registrable(str(flow.data.get("host", "")))


def _somebody_elses(flow: Event, own: set[str]) -> bool:
    headers = _headers(flow)
    if by_a_program(flow):
        return False
    row = recipients.known(str(flow.data.get("host", "")))
    if row is not None and row["category"] == "platform" and not headers.keys() & {"referer", "origin"}:
        return True
    agent = headers.get("user-agent", "")
    return bool(agent) and _WECHAT not in agent and _domain(flow) not in own
