"""``Minispect.*``: what the vendor's protocol does not tell, the platform's windows and what is asked for privacy.

Events are named after the kind of what was recorded (``Minispect.dialog``, ``Minispect.consent``, ``Minispect.call`` …)
and carry it as ``{seq, page, data}``; the shapes of ``data`` are those of ``original/events.jsonl``.
"""

import re

from crawler.host.auto.desk import Desk, Method, Params, Result
from crawler.host.auto.native import press_in_dialog
from crawler.host.auto.program import ProtocolError
from recording.event import Kind
from recording.observations import ActionData

_USUAL = (Kind.DIALOG.value, Kind.CONSENT.value)
_KINDS = frozenset(kind.value for kind in Kind)
_PIN = re.compile(r"[A-Za-z0-9+/]{43}=")


async def enable(desk: Desk, params: Params) -> Result:
    """``kinds``: which events to tell; dialogs and privacy steps by themselves."""
    asked = params.get("kinds")
    kinds = {str(kind) for kind in asked} if isinstance(asked, list) else set(_USUAL)
    unknown = kinds - _KINDS
    if unknown:
        raise ProtocolError(f"unknown kinds {', '.join(sorted(unknown))}; known are {', '.join(sorted(_KINDS))}")
    desk.kinds = kinds
    return {"kinds": sorted(kinds)}


async def press_dialog(desk: Desk, params: Params) -> Result:
    """Press a button of an open window, by its ``text``, ``name`` or ``role``; ``type`` limits it to such windows."""
    given = {key: str(params[key]) for key in ("text", "name", "role") if params.get(key)}
    if not given:
        raise ProtocolError("give the text, name or role of a button")
    types = frozenset({str(params["type"])}) if params.get("type") else None
    await press_in_dialog(desk, types, lambda button: all(button[key] == value for key, value in given.items()))
    return {}


async def consent(desk: Desk, _params: Params) -> Result:
    """What the user has agreed to so far, as the platform keeps it; the program is not asked."""
    gate = desk.program.native.gate
    return {"needAuthorization": gate.needs_authorization(), "scopes": dict(gate.scopes)}


async def advance(desk: Desk, params: Params) -> Result:
    """Skip ``ms`` of the program's time; due timers fire in their order."""
    try:
        ms = float(params.get("ms") or 0)
    except (TypeError, ValueError):
        raise ProtocolError("ms must be a number of milliseconds") from None
    outcome = await desk.program.act(ActionData(type="advance", value=str(ms)))
    return {"clock": outcome.details.get("clock")}


async def host(desk: Desk, _params: Params) -> Result:
    """What this is: a client may have to say that it was no DevTools."""
    return {"name": "minispect", "library": desk.program.sdk_version}


async def set_proxy(desk: Desk, params: Params) -> Result:
    """What the proxy setting of DevTools is there: the program's traffic goes to ``port`` on this machine from its next
    start on, and certificates of the authority with the pin ``spki`` are trusted. The program is started anew."""
    try:
        port = int(params.get("port") or 0)
    except (TypeError, ValueError):
        port = 0
    spki = params.get("spki")
    if not 0 < port < 65536 or not isinstance(spki, str) or not _PIN.fullmatch(spki):
        raise ProtocolError("give the port of a proxy on this machine and the pin (spki) of its authority")
    await desk.program.lead(port, spki)
    return {}


METHODS: dict[str, Method] = {
    "Minispect.getHost": host,
    "Minispect.setProxy": set_proxy,
    "Minispect.enable": enable,
    "Minispect.pressDialog": press_dialog,
    "Minispect.getConsent": consent,
    "Minispect.advance": advance,
}
