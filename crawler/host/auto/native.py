"""``Tool.native``: pressing what the platform draws over the program, by real touches."""

from collections.abc import Callable, Mapping
from typing import Any

from crawler.driver import Unreachable
from crawler.host.auto.desk import Desk, Method, Params, Result
from crawler.host.auto.program import ProtocolError
from recording.observations import ActionData

Button = dict[str, Any]
Dialog = dict[str, Any]
_CHECK = "check"


def _is(*names: str) -> Callable[[Button], bool]:
    return lambda button: button["name"] in names or button["role"] in names


_AGREE, _REFUSE = _is("agree", "confirm"), _is("refuse", "cancel")
_PRESSES: dict[str, tuple[frozenset[str], Callable[[Button], bool]]] = {
    "confirmModal": (frozenset({"modal", "prompt", "subscribe"}), _AGREE),
    "cancelModal": (frozenset({"modal", "prompt", "subscribe"}), _REFUSE),
    "confirmConfirm": (frozenset({"modal", "prompt"}), _AGREE),
    "confirmCancel": (frozenset({"modal", "prompt"}), _REFUSE),
    "authorizeAllow": (frozenset({"scope", "privacy", "phone", "profile", "subscribe"}), _AGREE),
    "authorizeCancel": (frozenset({"scope", "privacy", "phone", "profile", "subscribe"}), _REFUSE),
    "closePaymentDialog": (frozenset({"payment"}), _REFUSE),
    "shareConfirm": (frozenset({"share"}), _AGREE),
    "shareCancel": (frozenset({"share"}), _is("cancel", "close")),
}
"""Action -> the kinds of windows it is meant for, and which button."""


async def dialogs(desk: Desk) -> list[Dialog]:
    """The platform's windows that are open, the one on top last."""
    found: list[Dialog] = (await desk.program.call("Minispect.getDialogs", {}))["dialogs"]
    return found


async def press(desk: Desk, dialog: Dialog, button: Button) -> None:
    """Touch a button; where a box must be ticked for an agreement to count, it is ticked before."""
    if _AGREE(button):
        for box in dialog["buttons"]:
            if box["role"] == _CHECK and box["name"] == "check:tick" and not box["on"]:
                await _touch(desk, box)
    await _touch(desk, button)


async def press_in_dialog(desk: Desk, types: frozenset[str] | None, wanted: Callable[[Button], bool]) -> None:
    """Press the wanted button of the topmost window of these types (None: any). Raises ProtocolError."""
    for dialog in reversed(await dialogs(desk)):
        if types is not None and dialog["type"] not in types:
            continue
        button = next(filter(wanted, dialog["buttons"]), None)
        if button is not None:
            await press(desk, dialog, button)
            return
    raise ProtocolError("no window of the platform with such a button is open")


async def _touch(desk: Desk, button: Button) -> None:
    x, y = button["point"]
    await desk.program.touch((float(x), float(y)))


async def native(desk: Desk, params: Params) -> Result:
    """A failure is a result with ``error`` in it, as the vendor's tool answers."""
    try:
        await _act(desk, str(params.get("method") or ""), params.get("data"))
    except (ProtocolError, Unreachable) as error:
        return {"error": {"message": str(error)}}
    return {}


async def _act(desk: Desk, method: str, data: Any) -> None:
    given: Mapping[str, Any] = data if isinstance(data, dict) else {}
    if method in _PRESSES:
        await press_in_dialog(desk, *_PRESSES[method])
    elif method == "clickCoverView":
        inner = given.get("data", given)
        text = str(inner.get("text") or "") if isinstance(inner, dict) else ""
        await press_in_dialog(desk, None, lambda button: button["text"] == text)
    elif method == "navigateLeft":
        await desk.program.act(ActionData(type="back"))
    elif method == "goHome":
        await _open(desk, desk.program.project.entry, "reLaunch")
    elif method == "switchTab":
        await _open(desk, str(given.get("url") or ""), "")
    else:
        raise ProtocolError(f"can not find in protocol: {method}")


async def _open(desk: Desk, url: str, kind: str) -> None:
    path, _, query = url.strip("/").partition("?")
    failure = await desk.program.host_page.control("open", path, query, kind)
    if failure:
        raise ProtocolError(str(failure))


METHODS: dict[str, Method] = {"Tool.native": native}
