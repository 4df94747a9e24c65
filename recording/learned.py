"""Identifiers that a server told the program: looked for in later requests like planted values.

Source: the catalogue's part C, "Learned values", and R-WXID, R-SKEY. Only what a response names by its
key is learned; an openid sent on to another organisation is then proof, not a guess by shape.
"""

import re

from recording.compression import named_by_magic
from recording.decoding import Decoder
from recording.event import Event
from recording.identity import Planted
from recording.recording import Recording

_LIMIT = 1 << 20
_OPENID = re.compile(r"o[A-Za-z0-9_-]{27}")
_SESSION_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
_MAY_NAME = re.compile(rb"open_?id|union_?id|session_?key", re.IGNORECASE)
_NAMES = {
    "openid": ("openid", _OPENID),
    "unionid": ("openid", _OPENID),
    "sessionkey": ("session_key", _SESSION_KEY),
}


def learned(recording: Recording) -> list[Planted]:
    """Each value once, with ``interface`` ``learned``; ``id`` is ``learned.<event number>.<n>`` of the response."""
    found: dict[str, Planted] = {}
    for event in recording.of("flow"):
        for name, value in _named(recording, event):
            kind, shape = _NAMES[name]
            if value not in found and shape.fullmatch(value):
                number = f"learned.{event.seq}.{len(found) + 1}"
                found[value] = Planted(id=number, kind=kind, field=name, value=value, interface="learned")
    return list(found.values())


def learned_at(value: Planted) -> int:
    """Number of the flow event that taught a value: only later requests can have passed it on."""
    return int(value.id.split(".")[1])


def _named(recording: Recording, event: Event) -> list[tuple[str, str]]:
    """Name and value of everything in a response whose key is that of an identifier."""
    flow = recording.flow(event)
    if not flow.response_body or flow.response_size > _LIMIT:
        return []
    try:
        body = recording.blob(flow.response_body)
    except OSError:
        return []
    headers = {name.lower(): value for name, value in flow.response_headers}
    if not headers.get("content-encoding") and not named_by_magic(body) and not _MAY_NAME.search(body):
        return []
    leaves = Decoder().body(body, headers.get("content-type", ""), headers.get("content-encoding", ""))
    named = ((re.sub(r"[^a-z]", "", leaf.key.lower()), leaf.text) for leaf in leaves)
    return [(name, value) for name, value in named if name in _NAMES]
