"""``Tool.*``: the tool around the program. What needs a phone, an account or the vendor's servers says so."""

import json

from crawler.host.auto.desk import Desk, Method, Params, Result
from crawler.host.auto.program import ProtocolError

VERSION = "2.02.2608060"
"""Reported as the tool's version. minium concludes from it that windows of the platform can be pressed."""


async def info(desk: Desk, _params: Params) -> Result:
    return {"SDKVersion": desk.program.sdk_version, "version": VERSION}


async def close(_desk: Desk, _params: Params) -> Result:
    """The server ends once this is answered."""
    return {}


async def clear_auth(desk: Desk, _params: Params) -> Result:
    """Consent and scopes are as at the first launch; windows that are open stay."""
    desk.program.native.gate.forget()
    return {}


async def compile_again(desk: Desk, _params: Params) -> Result:
    """The program starts anew for the same user."""
    await desk.program.launch(fresh=False)
    return {}


async def audits(_desk: Desk, _params: Params) -> Result:
    """The audits panel does not exist here; an empty report in its shape."""
    return {"report": "<!doctype html><title>audits</title>", "data": json.dumps({})}


async def accounts(_desk: Desk, _params: Params) -> Result:
    return {"accounts": []}


async def nothing(_desk: Desk, _params: Params) -> Result:
    return {}


async def no_phone(_desk: Desk, _params: Params) -> Result:
    raise ProtocolError("remote debugging is not supported: the program runs on the embedded host")


async def no_account(_desk: Desk, _params: Params) -> Result:
    raise ProtocolError("there is no developer account here")


METHODS: dict[str, Method] = {
    "Tool.getInfo": info,
    "Tool.close": close,
    "Tool.clearAuth": clear_auth,
    "Tool.compile": compile_again,
    "Tool.clearCache": nothing,
    "Tool.stopAudits": audits,
    "Tool.getTestAccounts": accounts,
    "Tool.enableRemoteDebug": no_phone,
    "Tool.resetRemoteDebug": nothing,
    "Tool.getTicket": no_account,
    "Tool.setTicket": no_account,
    "Tool.refreshTicket": no_account,
}
