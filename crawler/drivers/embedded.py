"""The embedded host as a target: the program runs in our own page, with the platform's side drawn beside it."""

import contextlib
import itertools
from collections.abc import Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from crawler import states
from crawler.assistance import Act
from crawler.driver import Gone, Outcome, Snapshot, Start, Unreachable, Unsupported
from crawler.host import project as projects
from crawler.host import touch
from crawler.host.bridge import Message
from crawler.host.clock import Clock
from crawler.host.compiler import Compiled, compile_project
from crawler.host.hand import Hand
from crawler.host.look import Looker
from crawler.host.messages import Messages
from crawler.host.page import HostPage, Launch, open_page
from crawler.host.project import Project
from crawler.host.stranger import Stranger
from crawler.host.watch import Watch
from crawler.host.wire import Wire
from recording.event import Event, Kind
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Profile

_MADE_UP_APPID = "wx0000000000000000"
_ROUNDS = 4
_SWIPE = -160.0
"""CSS pixels that a finger is drawn, to the left or up."""
_LOOK_MS = 2000
"""How long a user looks at a page that was opened before doing anything: what a timer brings up over it a moment later
(a login, a popup) belongs to it."""
_OPENING = frozenset({"", "explore", "confirm"})
"""Purposes of a press that may open a page as a user does."""
T = TypeVar("T")


class NativeSide(Protocol):
    """The platform's side of the host (``crawler.host.native``)."""

    def attach(self, control: Any, hand: Any, *, fresh: bool = True) -> None: ...

    def detach(self) -> None: ...

    def handle(self, message: Mapping[str, Any]) -> bool: ...

    def back(self, surface: str) -> None: ...

    async def delivered(self) -> bool: ...

    def planted(self, call: str) -> tuple[str, ...]: ...

    def tick(self, ms: float) -> None: ...


class EmbeddedDriver:
    """Five verbs on the embedded host. One mini program page at a time; a new browser context per cold start."""

    name = "embedded"

    def __init__(
        self,
        log: Log,
        project: Project | Path,
        profile: Profile,
        browser: Browser,
        native: NativeSide,
        *,
        proxy_port: int = 0,
        patience_s: float = 3.0,
        system: Mapping[str, Any] | None = None,
        launches: Iterator[int] | None = None,
    ) -> None:
        self.project = project if isinstance(project, Project) else projects.read(project)
        self.appid = profile.target.appid or self.project.appid or _MADE_UP_APPID
        self.proxy_port = proxy_port
        """Port of the proxy's listener for the current run; may be changed between cold starts."""
        self.patience_s = patience_s
        self.compiled: Compiled | None = None
        self._log = log
        self._profile = profile
        self._browser = browser
        self._native = native
        self._system = dict(system or {})
        self._page: HostPage | None = None
        self._watch: Watch | None = None
        self._messages: Messages | None = None
        self._labels: dict[str, tuple[str, str]] = {}
        self._looker = Looker()
        self._exited = False
        self._launches = itertools.count(1) if launches is None else launches
        """Numbers the launches of an inspection, so that ids of calls are unique over its runs."""
        self._hand = Hand()
        self._kept: dict[str, Any] = {}
        """The user's storage and files when the last page ended."""
        self._clock = Clock()
        self._stranger = Stranger(log, lambda: self._messages)

    # --- the five verbs

    async def open(self, start: Start) -> None:
        """A cold start (``fresh``) or a new launch by the same user. Raises Unreachable."""
        compiled = await self.prepare()
        await self._end()
        self._exited = False
        enter = self._profile.host.enter
        path = (start.path or enter.path).strip("/")
        query = start.query if start.path else start.query or enter.query
        target = {"text": path or self.project.entry}
        fence = self._messages.fence if self._messages and not start.fresh else 0
        self._clock = Clock() if start.fresh else self._clock.later(start.away_ms)
        said = {"target": target, "value": query, "start": start.number, "virtual_ms": self._clock.before}
        action = ActionData.model_validate({"type": "launch", "purpose": start.purpose, **said})
        event = self._log.add(Kind.ACTION, action, page=path)
        self._hand.did(event.seq, action)
        scene = start.scene if start.scene != 1001 else enter.scene
        launch = self._launch(path, query, scene)
        page = await open_page(self._browser, self.project, compiled, launch, self._receive, self._hand.hit)
        self._page = page
        self._watch = Watch(page.session, self._stopped)
        self._messages = Messages(self._log, next(self._launches), page.base, compiled.sources, self._native.planted)
        self._messages.labels = self._labels
        self._messages.fence = fence
        self._messages.at(self._clock.before, "")
        self._native.attach(Wire(page), self._hand, fresh=start.fresh)
        if not start.fresh and self._kept:
            await page.control("writeStorage", self._kept.get("storage") or {})
            if self._kept.get("files"):
                await page.control("writeFiles", self._kept["files"])
        await self._watched(page.control("start", path, query, scene))
        await self._quiet()

    async def snapshot(self, reason: str = "") -> Snapshot:
        """Picture and tree, written to the recording."""
        page, messages = self._open_page()
        seen = await self._watched(self._looker.look(page, self._exited))
        if seen is None:
            raise Gone("the page of the mini program could not be looked at: its script did not end")
        messages.at(seen.ms, seen.tree.page)
        tree = seen.tree
        data = {
            "pixels_sha256": seen.pixels_sha256,
            "width": seen.size[0],
            "height": seen.size[1],
            "scale": tree.scale,
            "state": states.state_id(tree),
            "blank": seen.blank,
            "reason": reason,
            "virtual_ms": messages.ms,
        }
        event = self._log.screen(seen.picture, tree.model_dump(mode="json"), data, page=tree.page)
        return Snapshot(event, tree, seen.picture)

    async def perform(self, action: ActionData) -> Outcome:
        """Log the action, do it, wait until the page is at rest."""
        page, messages = self._open_page()
        timed = action.model_copy(update={"virtual_ms": messages.now()})
        event = self._log.add(Kind.ACTION, timed, page=messages.page)
        self._hand.did(event.seq, timed)
        try:
            details = await self._watched(self._dispatch(page, timed))
        except PlaywrightError as error:
            reason = error.message.strip().splitlines()[0]
            raise Gone(f"the browser of the mini program is gone: {reason}; start the scan again") from None
        quiet = await self._quiet()
        if quiet and timed.type == "tap" and timed.purpose in _OPENING and messages.page not in ("", event.page):
            await self._watched(page.control("advance", _LOOK_MS))
            quiet = await self._quiet()
        self._native.tick(messages.ms)
        return Outcome(event, quiet, {"stopped": True} if details is None else details)

    async def calls(self) -> list[Event]:
        """Call events since the last time."""
        page, messages = self._open_page()
        await self._watched(page.control("pending"))
        found, messages.calls = messages.calls, []
        return found

    async def close(self) -> None:
        """End the mini program; the browser stays for the next one."""
        await self._end()

    # --- a person's hand

    async def lend(self) -> str:
        """From now on every touch is a person's; a mouse touches like a finger. Raises Unreachable."""
        page, _ = self._open_page()
        self._hand.stranger = self._stranger.touched
        await page.session.send("Emulation.setEmitTouchEventsForMouse", {"enabled": True, "configuration": "mobile"})
        await page.page.bring_to_front()
        return "window"

    async def acts(self) -> list[Act]:
        return self._stranger.taken()

    async def take_back(self) -> None:
        self._hand.stranger = None
        with contextlib.suppress(PlaywrightError, Unreachable):
            page, _ = self._open_page()
            await page.session.send("Emulation.setEmitTouchEventsForMouse", {"enabled": False})
            await self._quiet()

    # --- beyond the protocol

    async def prepare(self) -> Compiled:
        """Read and compile the project once; what is wrong with it becomes errors in the recording."""
        if self.compiled is None:
            self.compiled = await compile_project(self._browser, self.project, self.appid)
            for sentence in (*self.project.problems, *self.compiled.missing):
                file = sentence.split(":", 1)[0]
                self._log.add(
                    Kind.ERROR, {"where": "page", "cause": "missing", "message": sentence, "file": file}, run=""
                )
            for problem in (p for p in self.compiled.problems if not p.mild):
                data = {"where": "page", "cause": "project", "message": str(problem)}
                self._log.add(Kind.ERROR, {**data, "file": problem.file, "line": problem.line}, run="")
        return self.compiled

    async def fence(self, number: int) -> None:
        """Everything the page did before this has been told once it returns."""
        page, _ = self._open_page()
        await self._watched(page.control("fence", number))

    async def leave(self) -> None:
        """The user closed the mini program: it goes into the background and shows nothing more."""
        if self._page is not None and not self._exited:
            await self._watched(self._page.control("hide"))
            self._exited = True

    async def spent(self) -> bool:
        """Whether a next page would not stand for itself: a window of the platform lies over it, the program has
        ended, or it told so many errors that more may be left out."""
        page, messages = self._open_page()
        return self._exited or messages.crowded or await page.control("covered") is True

    def call_for_label(self, label: str) -> tuple[str, str] | None:
        """Id and page of the call a request's label belongs to, or None when no call announced it."""
        return self._labels.get(label)

    @property
    def unsupported(self) -> dict[str, int]:
        """What the program used in this launch that the host does not have, with counts."""
        return dict(self._messages.unsupported) if self._messages else {}

    @property
    def forged(self) -> int:
        """Messages of this launch that did not come from the host's own page."""
        return self._page.bridge.forged if self._page else 0

    # --- inside

    def _launch(self, path: str, query: str, scene: int) -> Launch:
        proxy = f"http://127.0.0.1:{self.proxy_port}" if self.proxy_port else ""
        config = {
            "system": self._system,
            "name": self._profile.target.name,
            "userInfoEra": self._profile.host.user_info_era,
            "clock": self._clock.config,
        }
        version = self._profile.host.sdk_version
        return Launch(self.appid, version, path, query, scene, proxy, config)

    def _receive(self, message: Message) -> None:
        messages = self._messages
        if messages is None:
            return
        messages.identify(message)
        if message.get("t") == "exit":
            self._exited = True
        if not self._native.handle(message):
            messages.write(message)

    async def _dispatch(self, page: HostPage, action: ActionData) -> dict[str, Any]:
        x, y = action.point or (0.0, 0.0)
        match action.type:
            case "tap" | "toggle":
                await touch.tap(page.session, x, y)
            case "input":
                return {"typed": await self._type(page, x, y, action.value)}
            case "scroll" | "swipe":
                return await self._move(page, x, y, action)
            case "back":
                return await self._back(page)
            case "open":
                path, _, query = action.value.partition("?")
                return {"error": await page.control("open", path.strip("/"), query, "")}
            case "hide" | "show":
                await page.control(action.type)
            case "advance":
                return {"clock": await page.control("advance", _number(action.value))}
            case "away":
                await page.control("sleep", _number(action.value))
            case "close":
                await self.leave()
            case "launch":
                raise Unsupported("a launch is not an action on a running program; open it instead")
        return {}

    async def _move(self, page: HostPage, x: float, y: float, action: ActionData) -> dict[str, Any]:
        if action.type == "swipe":
            across, down = (_SWIPE, 0.0) if action.value == "left" else (0.0, _SWIPE)
            await touch.swipe(page.session, x, y, across, down)
            return {}
        distance = _number(action.value)
        if distance < 0 and await page.control("pull"):
            return {"pulled": True}
        await touch.scroll(page.session, x, y, distance)
        return {}

    async def _back(self, page: HostPage) -> dict[str, Any]:
        moved, surface = await page.control("back") or ("", "")
        if moved == "leave":
            await self.leave()
        elif moved == "surface":
            self._native.back(surface)
        return {"moved": moved}

    async def _type(self, page: HostPage, x: float, y: float, text: str) -> bool:
        await touch.tap(page.session, x, y)
        await page.control("quiet", 300)
        if not await page.in_isolation(touch.SELECT_FIELD):
            return False
        await touch.insert(page.session, text)
        return True

    async def _quiet(self) -> bool:
        page, messages = self._open_page()
        found = await self._watched(self._rest(page)) or {}
        messages.at(float(found.get("ms") or messages.ms), str(found.get("page") or messages.page))
        messages.heading = ""
        return found.get("quiet") is True

    async def _rest(self, page: HostPage) -> dict[str, Any]:
        found: dict[str, Any] = await page.control("rest", self.patience_s * 1000) or {}
        # What the page did may have asked the platform: at rest it is once it has its answers.
        for _ in range(_ROUNDS):
            if found.get("quiet") is not True or not await self._native.delivered():
                break
            found = await page.control("rest", self.patience_s * 1000) or {}
        return found

    async def _watched(self, work: Coroutine[Any, Any, T]) -> T | None:
        if self._watch is None:
            return await work
        return await self._watch.over(work)

    def _stopped(self) -> None:
        page = (self._messages.heading or self._messages.page) if self._messages else ""
        message = f"{page or 'the program'}: a script did not end and was stopped; the page did not answer meanwhile"
        data = {"where": "page", "cause": "project", "message": message, "file": f"{page}.js" if page else ""}
        self._log.add(Kind.ERROR, data, page=page)

    def _open_page(self) -> tuple[HostPage, Messages]:
        if self._page is None or self._messages is None:
            raise Unreachable("the mini program is not running; open it first")
        return self._page, self._messages

    async def _end(self) -> None:
        page, self._page = self._page, None
        if page is None:
            return
        self._native.detach()
        with contextlib.suppress(Unreachable):
            await self._watched(self._keep(page))
        self._watch = None
        if page.bridge.forged:
            self._log.note("contradiction", what="messages that the host's page did not send", count=page.bridge.forged)
        await page.close()

    async def _keep(self, page: HostPage) -> None:
        self._kept = {"storage": await page.control("readStorage"), "files": await page.control("readFiles")}
        self._clock = self._clock.told(float((await page.control("state") or {}).get("ms") or 0))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
