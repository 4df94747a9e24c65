"""The shapes of ``Event.data``, one model for each kind. Every producer validates by these.

Rectangles are ``(x, y, width, height)`` and points ``(x, y)`` in CSS pixels of the viewport.
Times ending in ``_ns`` are the system's monotonic clock; ``virtual_ms`` is the mini program's own
clock, in milliseconds since the cold start (it jumps when time is skipped over, and goes on when the same
user comes back).
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Rect = tuple[float, float, float, float]
Point = tuple[float, float]


class Observation(BaseModel):
    """Base of all: frozen; fields unknown to this version are kept out, not refused."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ActionData(Observation):
    """Something the inspector did. Logged before it is dispatched."""

    type: Literal[
        "launch",
        "tap",
        "toggle",
        "input",
        "scroll",
        "swipe",
        "back",
        "open",
        "hide",
        "show",
        "advance",
        "away",
        "close",
    ]
    purpose: str = "explore"
    """Why: ``explore``, ``confirm`` (second cold start), ``dismiss:<way>`` (close, refuse, back,
    outside, tab, other: the only button beside what agrees), ``try:sheet`` (the phone button, to refuse in the
    platform's window), ``answer:refuse``, ``answer:agree``, ``fill``, ``fill-empty`` (a form sent with one field left
    empty, ``kind|label`` of which is the value), ``direct``, ``idle``, ``hidden``,
    ``policy`` (opening the in-app policy), ``return`` (coming back later), ``withdraw`` (taking consent back),
    ``own-ways`` (looking for the program's own ways to that), ``human`` (a person did it, told by the target as it
    happened), ``replay`` (what a person did once, done again)."""
    target: dict[str, Any] = Field(default_factory=dict)
    """Of the node acted upon: ``node``, ``text``, ``rect``, ``role``, ``tag``, ``open_type``, ``surface``."""
    point: Point | None = None
    value: str = ""
    """``input``: the text typed; ``open``: ``path`` or ``path?query``; ``advance``: virtual milliseconds, ``away``: the
    same with the program asleep in the background; ``scroll``: CSS pixels the page moves up, negative for down (with
    ``point`` under the finger)."""
    screen: int | None = None
    """``seq`` of the picture taken just before."""
    dialog: str = ""
    """Id of the dialog this answers, if any."""
    virtual_ms: float = 0
    start: int = 0
    """Number of the cold start within the run: 1 for the first."""


class ScreenData(Observation):
    """A picture with the tree of the same moment."""

    png: str
    sha256: str
    pixels_sha256: str
    width: int
    height: int
    scale: float = 2
    tree: str = ""
    state: str = ""
    """Structural state id (see ``crawler.states``); equal states look alike but for their data."""
    blank: bool = False
    reason: str = ""
    """``before-tap``, ``after-tap``, ``launch``, ``idle``, ``dialog`` …"""
    virtual_ms: float = 0
    start: int = 0


class CallData(Observation):
    """One ``wx.*`` call or platform component act. ``begin`` when called, ``end`` when answered."""

    phase: Literal["begin", "end"]
    id: str
    api: str
    """``wx.getLocation``, ``button.getPhoneNumber``, ``component.image`` (a component that loads a URL)."""
    args: Any = None
    file: str = ""
    line: int = 0
    column: int = 0
    stack: tuple[str, ...] = ()
    virtual_ms: float = 0
    since_input_ms: float | None = None
    fence: int = 0
    """Last fence the page had passed when the call began."""
    supported: bool = True
    ok: bool | None = None
    err_msg: str = ""
    errno: int | None = None
    planted: tuple[str, ...] = ()
    """Ids of the planted values this answer handed out (``end`` only)."""
    start: int = 0


class FlowData(Observation):
    """One exchange with a server, written when it ended (or failed). Bodies are in ``blobs/``."""

    type: Literal["http", "websocket", "frame", "tcp", "failed"] = "http"
    id: str
    call: str = ""
    """Id of the ``wx.*`` call that caused it, by the single-use label the host put on the request."""
    method: str = ""
    url: str = ""
    scheme: str = ""
    host: str = ""
    port: int = 0
    http_version: str = ""
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: str = ""
    """SHA-256 and file name in ``blobs/``; empty when there was no body."""
    request_size: int = 0
    status: int = 0
    response_headers: tuple[tuple[str, str], ...] = ()
    response_body: str = ""
    response_size: int = 0
    started_ns: int = 0
    ended_ns: int = 0
    fence_start: int = 0
    fence_end: int = 0
    """Fence numbers the proxy had confirmed at the first and the last byte of the request."""
    from_client: bool = True
    """For ``frame``: direction. ``parent`` names the flow it belongs to."""
    parent: str = ""
    content_type: str = ""
    served_by: Literal["live", "stub", "replay"] = "live"
    replay_of: str = ""
    """Id of the recorded flow that answered, in the pack the backend replays."""
    replay_match: Literal["", "exact", "alike", "loose", "miss"] = ""
    """How the request fitted it (see ``interceptors.replay``); ``miss``: nothing was recorded for it."""
    tls: dict[str, Any] = Field(default_factory=dict)
    """``version``, ``cipher``, ``verdict`` (``valid``, ``invalid``, ``unchecked``), ``reason``,
    ``subject_organisation``, ``subject_cn``, ``issuer``, ``not_after``, ``chain`` (blob hashes)."""
    stripped: dict[str, int] = Field(default_factory=dict)
    error: str = ""
    truncated: bool = False
    """The request's body is not whole: it broke off, or its end was not seen."""


class Button(Observation):
    """One control of a dialog drawn by the platform."""

    text: str
    rect: Rect | None = None
    role: str = ""
    """``agree``, ``refuse``, ``link``, ``check``, ``close``, ``item``, ``number``."""


class DialogData(Observation):
    """A surface drawn by the platform (by our host, which says so)."""

    phase: Literal["shown", "answered", "closed"]
    id: str
    type: str
    """``modal``, ``actionsheet``, ``toast``, ``loading``, ``privacy``, ``scope``, ``phone``, ``profile``,
    ``avatar``, ``contract``, ``settings``, ``menu``, ``chooser``, ``prompt``, ``preview``."""
    style: str = ""
    title: str = ""
    text: str = ""
    buttons: tuple[Button, ...] = ()
    rect: Rect | None = None
    call: str = ""
    answer: str = ""
    button: str = ""
    trusted: bool | None = None
    """Whether the answering event came from the user-input layer."""
    action: int | None = None
    """``seq`` of the inspector's action that the answer follows from; None is a contradiction."""
    start: int = 0


class ConsentData(Observation):
    """One step of the consent machine. ``name`` as in section 10 of the consent flow document."""

    name: str
    """``privacy.need``, ``privacy.custom_exposed``, ``privacy.official_shown``, ``privacy.answer``,
    ``privacy.fail``, ``privacy.unanswered``, ``scope.shown``, ``scope.answer``, ``scope.silent_fail``,
    ``phone.sheet_shown``, ``phone.answer``, ``contract.opened``, ``setting.opened``, ``app.exit``,
    ``privacy.withdrawn``, ``privacy.delete_requested``. Style ``settings``: no window asked, the user changed it in
    the platform's settings."""
    interface: str = ""
    data_kind: str = ""
    scope: str = ""
    answer: Literal["", "agree", "refuse"] = ""
    surface: Literal["", "app", "platform"] = ""
    style: str = ""
    button_id: str = ""
    button_text: str = ""
    button_rect: Rect | None = None
    opacity: float | None = None
    covered: bool | None = None
    errno: int | None = None
    err_msg: str = ""
    referrer: str = ""
    call: str = ""
    dialog: str = ""
    action: int | None = None
    virtual_ms: float = 0
    since_input_ms: float | None = None
    start: int = 0


class StorageData(Observation):
    """A write to the mini program's storage."""

    op: Literal["set", "remove", "clear"]
    key: str = ""
    value: str = ""
    """JSON of the value, whole when small; ``blob`` names it otherwise."""
    blob: str = ""
    file: str = ""
    line: int = 0
    call: str = ""
    start: int = 0


class NoteData(Observation):
    """A fact about the inspection itself. ``name`` says which; the other fields are free.

    Names in use: ``run.begin``, ``run.end`` (reason), ``start`` (a cold start: number, purpose),
    ``fence`` (number), ``lifecycle`` (scope app|page|component, name, path), ``route`` (type, path, query, origin),
    ``planted`` (id, kind, field, value, call, interface), ``wall`` (see ``crawler.walls``), ``state`` , ``coverage``,
    ``ocr`` (screen, path, sha256), ``policy`` (path of the text, source, url, readable), ``setdata``,
    ``console``, ``contradiction``, ``blocked`` (what, sample: refused to the program), ``omitted`` (what, count: calls
    told by their number only), ``unsupported`` (name, count), ``limit``, ``browser_call`` (host, count),
    ``completeness``, ``exit``, ``visit`` (see ``crawler.visits``), ``withdrawal`` (see ``crawler.withdrawal``),
    ``guidelines`` (see ``crawler.update_run``), ``own_way`` (see ``crawler.own_ways``).
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    name: str


class ErrorData(Observation):
    """Something went wrong; never a reason for a pass."""

    where: Literal["page", "host", "capture", "proxy", "judge", "network"]
    cause: Literal["host", "project", "network", "missing", "unknown"] = "unknown"
    message: str
    stack: str = ""
    file: str = ""
    line: int = 0
    start: int = 0


MODELS: dict[str, type[Observation]] = {
    "action": ActionData,
    "screen": ScreenData,
    "call": CallData,
    "flow": FlowData,
    "dialog": DialogData,
    "consent": ConsentData,
    "storage": StorageData,
    "note": NoteData,
    "error": ErrorData,
}
