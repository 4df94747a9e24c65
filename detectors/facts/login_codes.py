"""Login codes of the platform in requests of a target that tells no calls: known by what they are, not by planting.

``wx.login`` gives 32 characters that begin with a nought (catalogue, R-WXCODE), another each time. One text of that
shape says little; two different ones under the same name to the same host are no chance. Source: decision 0047.
"""

import re
from collections.abc import Iterator

from detectors.facts import bodies
from recording.decoding import Decoder
from recording.event import Event
from recording.identity import Planted
from recording.recording import Recording

BY_SHAPE = "recognised"
"""``Planted.interface`` of what was never handed out by anything that was seen."""
_SHAPE = re.compile(r"0[0-9A-Za-z]{31}")
_NAMES = frozenset({"code", "jscode", "wxcode", "logincode", "wxlogincode", "authcode", "weixincode", "mpcode"})
_SENDER = "https://servicewechat.com/"
"""What the platform writes as referrer into a program's own requests (docs: wx.request)."""
_TIMES = 2


def login_codes(recording: Recording) -> list[Planted]:
    """Each code once, in the order of the requests; nothing where codes are planted (a target that tells calls)."""
    if recording.environment.get("driver") != "android":
        return []
    places: dict[str, set[tuple[str, str]]] = {}
    values: dict[tuple[str, str], set[str]] = {}
    for event in recording.of("flow"):
        for name, value in _codes(recording, event):
            place = (str(event.data.get("host", "")), name)
            places.setdefault(value, set()).add(place)
            values.setdefault(place, set()).add(value)
    sure = [v for v, where in places.items() if any(len(values[place]) >= _TIMES for place in where)]
    return [
        Planted(id=f"{BY_SHAPE}.{number}", kind="openid", field="code", value=value, interface=BY_SHAPE)
        for number, value in enumerate(sure, 1)
    ]


def _codes(recording: Recording, event: Event) -> Iterator[tuple[str, str]]:
    """Name and value of what has the shape of a code and is called one."""
    flow = recording.flow(event)
    sender = (value for name, value in flow.request_headers if name.casefold() == "referer")
    if flow.type == "frame" or not any(value.startswith(_SENDER) for value in sender):
        return
    for leaf in (*Decoder().url(flow.url), *bodies.leaves(recording, flow.request_body, flow.request_headers)):
        if alike(leaf.key, leaf.text):
            yield _plain(leaf.key), leaf.text


def alike(name: str, text: str) -> bool:
    """Whether a text has the shape of a code and is called one: small and large letters, for a hash or a number written
    out has one kind."""
    shaped = _plain(name) in _NAMES and bool(_SHAPE.fullmatch(text))
    return shaped and any(c.islower() for c in text) and any(c.isupper() for c in text)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.casefold())
