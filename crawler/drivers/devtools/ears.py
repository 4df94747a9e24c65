"""What the app service tells of the program's calls, written into the recording. It is testimony: the program could
call around it, and what ran before the ears were there was not heard."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from crawler.drivers.devtools.drawn import ASKING
from crawler.drivers.devtools.first_line import LISTEN, FirstLine
from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.scripts import script
from crawler.drivers.devtools.stored import stored
from crawler.host.native.gate import BANNED, UNDECLARED
from crawler.host.native.interfaces import gated_kinds
from recording.event import Event, Kind
from recording.log import Log
from recording.observations import CallData, ConsentData, StorageData

NETWORK = frozenset({"request", "uploadFile", "downloadFile", "login"})
"""Calls that a screen at rest waits for."""
SHEETS = frozenset({
    "showActionSheet", "makePhoneCall", "chooseMedia", "chooseImage", "chooseVideo", "chooseMessageFile", "scanCode",
    "chooseLocation", "choosePoi", "chooseAddress", "chooseContact", "chooseInvoice", "chooseInvoiceTitle",
    "chooseLicensePlate", "openSetting",
})  # fmt: skip
"""Calls that show a window of the platform until they are answered; the protocol has no action for its entries."""
_FRAME = re.compile(r"\(?([^\s()]+?):(\d+):(\d+)\)?\s*$")
_PRIVACY = {
    "need": ("privacy.need", ""),
    "exposureAuthorization": ("privacy.custom_exposed", ""),
    "agree": ("privacy.answer", "agree"),
    "disagree": ("privacy.answer", "refuse"),
}
_CLOSED = frozenset({BANNED[0], UNDECLARED[0]})
"""Error numbers of an interface whose consent the platform does not even ask for."""
_LINES = 400
"""Of the console and of exceptions, in one launch; a program that says more floods."""
Planted = Callable[[str, str], tuple[str, ...]]
"""Interface and the name in its answer -> ids of what was planted in it."""


class Ears:
    """One connection's calls. ``page`` and ``action`` are kept up to date by the driver."""

    def __init__(self, log: Log, name: str, planted: Planted, files: frozenset[str] = frozenset()) -> None:
        self.heard: list[Event] = []
        """Since somebody last took them."""
        self.away = False
        """The program said that it went into the background."""
        self.page = ""
        self.action: int | None = None
        self.listened = 0
        self.guidelines = False
        """The platform's guidelines were opened and may lie over the page."""
        self.hands = False
        """What buttons hand to the program's functions is heard and exchanged."""
        self._log, self._name, self._planted, self._files = log, name, planted, files
        self._launch = 0
        self._own: Counter[str] = Counter()
        self._mine: set[str] = set()
        self._open: dict[str, str] = {}
        self._sheets: set[str] = set()
        self._buttons: dict[str, str] = {}
        """Buttons that were pressed and did not answer yet, with the number of the press."""
        self._count = 0
        self._lines = 0
        self._columns: Mapping[str, int] = {}
        self._told_console = False
        """The tool itself told of the console since the last start began."""

    async def join(self, protocol: Protocol, launch: int, first: FirstLine) -> list[str] | None:
        """Listen to ears that stood before the first line: what they kept comes now. Interfaces without planted values;
        None where there are no such ears. Raises Refused, Unanswered, Lost."""
        self._anew(launch)
        self._columns = first.columns
        await protocol.bind(self._name)
        answer = await protocol.evaluate(LISTEN, first.key, self._name)
        if not isinstance(answer, dict):
            return None
        self.listened = int(answer.get("listened") or 0)
        self.hands = answer.get("buttons") is True
        if answer.get("lost"):
            self._log.note("limit", what="calls", why=f"{answer['lost']} calls at the start were more than were kept")
        return [str(api) for api in _listed(answer.get("lacking"))]

    async def put_in(self, protocol: Protocol, launch: int) -> None:
        """Into a program that was just started. Raises Refused, Unanswered, Lost."""
        self._anew(launch)
        await protocol.bind(self._name)
        answer = await protocol.evaluate(script("ears"), self._name)
        if isinstance(answer, dict) and not answer.get("again"):
            self.listened = len(answer.get("listened") or ())

    def _anew(self, launch: int) -> None:
        self._launch, self.away, self.guidelines = launch, False, False
        for memory in (self._open, self._sheets, self._mine, self._own, self._buttons):
            memory.clear()
        self._lines = 0

    def starting(self) -> None:
        """A start begins: where the tool does not tell of its console yet, what the module overheard counts."""
        self._told_console = False

    def expect(self, api: str) -> None:
        """The next call of this interface is our own."""
        self._own[api] += 1

    @property
    def busy(self) -> bool:
        """Whether the program waits for an answer over the network."""
        return any(api in NETWORK for api in self._open.values())

    @property
    def sheet(self) -> bool:
        """Whether a window that nothing can press stands over the page."""
        return bool(self._sheets)

    def opened(self) -> None:
        """Another page was opened by us: windows go with the page they stood on."""
        self._sheets.clear()
        self.guidelines = False

    @property
    def asking(self) -> tuple[str, ...]:
        """Interfaces that have not answered yet."""
        return tuple(self._open.values())

    def take(self, name: str, params: Mapping[str, Any]) -> None:
        """An event of the protocol: a call, an exception that nobody caught, a line of the console."""
        if name != "App.bindingCalled":
            self._spoken(name, params)
            return
        args = params.get("args")
        if params.get("name") != self._name or not isinstance(args, list) or len(args) != 5:
            return
        kind, api, number, _, more = args
        given: dict[str, Any] = more if isinstance(more, dict) else {}
        match kind:
            case "begin":
                self._begin(str(api), str(number), given)
            case "end" if api in self._buttons:
                self._answered(api, self._buttons.pop(api), given)
            case "end":
                self._end(str(api), str(number), given)
            case "privacy":
                self._privacy(str(api), given)
            case "app":
                self.away = api == "hide"
            case "console" if not self._told_console:
                self._say(api, str(given.get("text") or ""), self._where(given))

    def _spoken(self, name: str, params: Mapping[str, Any]) -> None:
        self._lines += 1
        if self._lines > _LINES:
            return
        if name == "App.exceptionThrown":
            stack = str(params.get("stack") or "")
            file, line, _ = self._place(stack)
            said = {
                "message": str(params.get("message") or "")[:4000],
                "stack": stack[:4000],
                "file": file,
                "line": line,
            }
            self._log.add(Kind.ERROR, {"where": "page", "cause": "project", **said}, page=self.page)
        else:
            parts = params.get("args")
            words = [p if isinstance(p, str) else json.dumps(p, ensure_ascii=False) for p in _listed(parts)]
            self._told_console = True
            self._say(str(params.get("type") or "log"), " ".join(words), self.page)

    def _say(self, level: str, text: str, page: str) -> None:
        self._log.note("console", page=page, level=level, text=text[:2000])

    def _begin(self, api: str, number: str, given: Mapping[str, Any]) -> None:
        if self._own[api] > 0:
            self._own[api] -= 1
            self._mine.add(number)
            return
        self._open[number] = api
        if api in SHEETS:
            self._sheets.add(number)
        stack = str(given.get("stack") or "")
        file, line, column = self._place(stack)
        data = {
            "phase": "begin", "id": self._id(number), "api": f"wx.{api}", "args": parsed(str(given.get("args") or "")),
            "file": file, "line": line, "column": column, "stack": tuple(stack.splitlines()[1:9]),
        }  # fmt: skip
        self._tell(data, self._where(given))

        for kept in stored(api, str(given.get("args") or "")):
            place = {"file": file, "line": line, "call": self._id(number), "start": self._log.start}
            self._log.add(Kind.STORAGE, StorageData.model_validate({**kept, **place}), page=self._where(given))

    def _end(self, api: str, number: str, given: Mapping[str, Any]) -> None:
        self._sheets.discard(number)
        if number not in self._mine and self._open.pop(number, None) is not None:
            self._answered(f"wx.{api}", number, given)

    def pressed(self, api: str) -> None:
        """A button of the platform (``button.getPhoneNumber``) is about to be pressed."""
        self._count += 1
        number = self._buttons[api] = f"b{self._count}"
        data = {"phase": "begin", "id": self._id(number), "api": api, "args": {}}
        self._tell(data, self.page)

    def drawn(self, tag: str, given: Mapping[str, str]) -> None:
        """A component of the platform that does something by being drawn came onto the page."""
        self._count += 1
        data = {"phase": "begin", "id": self._id(f"c{self._count}"), "api": f"component.{tag}", "args": dict(given)}
        self._tell(data, self.page)
        if tag not in ASKING:
            ended = {"phase": "end", "id": data["id"], "api": data["api"], "ok": True, "err_msg": f"{data['api']}:ok"}
            self._tell(ended, self.page)

    def _answered(self, api: str, number: str, given: Mapping[str, Any]) -> None:
        ok = given.get("ok") is True
        self.guidelines = self.guidelines or (ok and api == "wx.openPrivacyContract")
        errno = given.get("errno") if isinstance(given.get("errno"), int) else None
        if not ok and errno in _CLOSED and (kinds := gated_kinds(api)):
            # It was asked for all the same, as much as where a window comes of it.
            need = {"name": "privacy.need", "interface": api, "data_kind": ",".join(kinds), "call": self._id(number)}
            asked = ConsentData.model_validate({**need, "start": self._log.start})
            self._log.add(Kind.CONSENT, asked, page=self._where(given))
        data = {
            "phase": "end", "id": self._id(number), "api": api, "ok": ok,
            "err_msg": str(given.get("err") or ""), "errno": errno,
            "planted": self._planted(api, str(given.get("who") or "")) if ok else (),
        }  # fmt: skip
        self._tell(data, self._where(given))

    def _tell(self, data: dict[str, Any], page: str) -> None:
        """One half of a call, of the present cold start."""
        call = CallData.model_validate({**data, "start": self._log.start})
        self.heard.append(self._log.add(Kind.CALL, call, page=page))

    def _privacy(self, step: str, given: Mapping[str, Any]) -> None:
        known = _PRIVACY.get(step)
        if known is None:
            return
        name, answer = known
        data = {
            "name": name, "answer": answer, "surface": "app", "style": "custom", "start": self._log.start,
            "interface": str(given.get("referrer") or "") if name == "privacy.need" else "",
            "referrer": str(given.get("referrer") or ""), "button_id": str(given.get("button") or ""),
            "action": self.action if answer else None,
        }  # fmt: skip
        self._log.add(Kind.CONSENT, ConsentData.model_validate(data), page=self._where(given))

    def _where(self, given: Mapping[str, Any]) -> str:
        """What was told late names its own page."""
        return str(given.get("page", self.page))

    def _id(self, number: str) -> str:
        return f"d{self._launch}-{number}"

    def _place(self, stack: str) -> tuple[str, int, int]:
        """The nearest frame in a file of the project; without a project the nearest that is a page's or module's."""
        for line in stack.splitlines():
            found = _FRAME.search(line)
            if found is None:
                continue
            path = found[1].split("?")[0]
            parts = path.split("/")
            for start in range(len(parts)):
                name = "/".join(parts[start:])
                if name in self._files:
                    row, column = int(found[2]), int(found[3])
                    return name, row, column - (self._columns.get(name, 0) if row == 1 else 0)
        return "", 0, 0


def parsed(args: str) -> Any:
    """What a call was given; its text where that was cut off."""
    try:
        return json.loads(args) if args else None
    except ValueError:
        return args


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
