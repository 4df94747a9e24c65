"""A mini program in WeChat on an Android device, as a target: seen by pictures and reading, driven by taps."""

import asyncio
import io
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from PIL import Image

from crawler import states
from crawler.assistance import Act, written
from crawler.driver import Outcome, Snapshot, Start, Unreachable, Unsupported
from crawler.drivers.android import front
from crawler.drivers.android.by_hand import ByHand
from crawler.drivers.android.device import Interrupted
from crawler.drivers.android.fields import Filled
from crawler.drivers.android.frame import Frame
from crawler.drivers.android.journal import Journal
from crawler.drivers.android.looks import Look, Looks
from crawler.drivers.android.plain_words import RUNS, PlainWords
from crawler.drivers.android.screen import NothingToSee
from crawler.drivers.android.trees import Trees
from crawler.drivers.android.way_in import WayIn, type_text
from crawler.drivers.android.xweb import XWeb
from recording.event import Event, Kind
from recording.log import Log
from recording.observations import ActionData
from recording.sight import geometry
from recording.tree import Tree

_FRESH = 0.5
"""Seconds for which the picture an action ended with stands for what is on the screen."""
_LONGEST = 120.0
"""Seconds of waiting that one action may ask for."""
_TURN = 0.3
"""Share of the view that a finger moves to each side of the middle to turn a leaf."""


class AndroidDriver:
    """Five verbs on one device. What a phone does not give (calls, virtual time, pages by path) is ``Unsupported``."""

    name = "android"
    slowest_s = 240.0
    """A start may delete the program from WeChat's list first; waiting is real."""

    def __init__(
        self,
        log: Log,
        way: WayIn,
        *,
        patience_s: float = 3.0,
        online: Callable[[], Awaitable[None]] | None = None,
        plant: Callable[[], Awaitable[None]] | None = None,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """``online`` leads the device's traffic to where it is recorded; called again after a broken connection.
        ``plant`` puts the run's values on the device, before each start.
        ``titles``: those of the pages whose paths are known, to name them by where no tree does."""
        self.patience_s = patience_s
        self.version = ""
        """WeChat's."""
        self.screen = way.screen
        self.trees = Trees(way.screen.device, way.screen.density, way.screen.helper)
        self._log, self._device = log, way.screen.device
        self._way, self._wanted = way, way.wanted
        self.xweb = XWeb(self._device)
        self._journal = Journal(log)
        self._looks = Looks(way.screen, self.trees, self.xweb, titles or {}, self._limit)
        self._online, self._connected, self._plant = online, -1, plant
        self._view: Look | None = None
        self._frame: Frame | None = None
        self._told: set[str] = set()
        self._kept: set[int] = set()
        self._rest: tuple[Frame, float] | None = None
        self._lent: ByHand | None = None
        self._moved = ""
        """The picture on which a page was last moved up."""
        self._filled, self._words = Filled(), PlainWords()
        self._ends: set[str] = set()
        """Pictures of which the page would not move up any further."""

    # --- the five verbs

    async def open(self, start: Start) -> None:
        """A start as a new user as far as the device allows; what it does not allow is noted. Raises Unreachable."""
        target = {"text": start.path or self._wanted.name or self._wanted.appid}
        action = ActionData(type="launch", purpose=start.purpose, target=target, value=start.query, start=start.number)
        self._log.add(Kind.ACTION, action, page=start.path)
        self._journal.forget()
        await self._stay_online()
        if not self.version:
            self.version = await self._way.check()
        if self._plant is not None:
            await self._plant()
        entered = await self._way.enter(start.fresh, start.path, start.query)
        await self.xweb.look()
        self._log.note("entered", by=entered.by, fresh=entered.fresh, why=entered.why_not_fresh)
        if (start.path or start.query) and (entered.by != "link" or self._wanted.link):
            self._limit("entry", f"entered by the {entered.by}, so the profile's path and query were not used")
        if start.fresh and not entered.fresh:
            self._limit("reset", f"consent and storage were not reset: {entered.why_not_fresh}")

    async def snapshot(self, reason: str = "") -> Snapshot:
        """The picture at rest, read and put together; written to the recording."""
        try:
            shot = await self._shot()
            look = await self._seen(shot)
            if look is None:
                shot = (await self.screen.at_rest(self.patience_s))[0]
                look = await self._looks.of(shot, await front.focus(self._device))
        except NothingToSee as error:
            return self._nothing(reason, str(error))
        self._view, self._frame = look, shot
        self._journal.see(look.window, look.tree.page)
        tree = self._filled.named(self._ended(look.tree, shot))
        written = self._written(shot.png, shot.sha256, shot.size, tree, reason, blank=False)
        self._keep(look, written.event)
        if self._log.run not in RUNS:
            return written
        return replace(written, tree=self._words.offered(written.tree, look.words))

    async def attend(self) -> None:
        """Watch only: the traffic is led here, the program is opened by whoever holds the device."""
        await self._stay_online()
        self.version = await self._way.check()

    async def changed(self) -> bool:
        """Whether the screen at rest shows something else than the last picture taken."""
        try:
            shot, _ = await self.screen.at_rest(self.patience_s)
        except NothingToSee:
            return False
        return self._frame is None or shot.body != self._frame.body

    async def perform(self, action: ActionData) -> Outcome:
        """Log the action, do it as a finger would, wait until the screen is at rest."""
        page = self._view.tree.page if self._view is not None else ""
        self._guard(action)
        event = self._log.add(Kind.ACTION, action, page=page)
        self._filled.did(action)
        self._words.did(action, page)
        try:
            details = await self._dispatch(event, action)
        except Interrupted:
            self._log.note("limit", what="connection", why="it broke while this was done; the next picture decides")
            details = {"sent": "unknown"}
        await self._stay_online()
        quiet = await self._quiet()
        return Outcome(event, quiet, details)

    async def calls(self) -> list[Event]:
        raise Unsupported("a phone does not tell what a mini program calls")

    async def close(self) -> None:
        """Leave the program; the device's settings are given back by whoever lent them."""
        await self.xweb.close()
        try:
            await self._way.leave()
        except (Unreachable, Interrupted):
            return

    # --- a person's hand

    async def lend(self) -> str:
        """From now on a person acts on the device. Raises Unreachable."""
        viewport = self._frame.viewport if self._frame is not None else (360.0, 800.0)
        self._lent = ByHand(self._device, viewport)
        await self._lent.begin()
        if not self._lent.told:
            self._limit(
                "assist", "the device does not tell of touches: what was done by hand is known by pictures only"
            )
        return "device"

    async def acts(self) -> list[Act]:
        """What the device tells; where it tells nothing, that the screen has changed."""
        if self._lent is None:
            return []
        acts = await self._lent.acts()
        if not acts and not self._lent.told and await self.changed():
            return [Act(blind=True)]
        return [self._by_hand(act) for act in acts]

    async def take_back(self) -> None:
        lent, self._lent = self._lent, None
        if lent is not None:
            await lent.end()

    # --- inside

    def _ended(self, tree: Tree, shot: Frame) -> Tree:
        """A picture does not tell whether a page goes on; that it did not move does."""
        if shot.body == self._moved:
            self._ends.add(shot.body)
        self._moved = ""
        return tree.model_copy(update={"scroll_height": tree.viewport[1]}) if shot.body in self._ends else tree

    def _by_hand(self, act: Act) -> Act:
        """Into the log, and known to whoever asks which press answered a window."""
        look = self._view
        event = written(self._log, act, look.tree, None) if look is not None else None
        if event is not None:
            self._journal.did(event.seq, act.point)
        return replace(act, event=event)

    async def _stay_online(self) -> None:
        """Tunnels die with the connection to the device and are made anew with it."""
        if self._online is not None and self._connected != self._device.reconnected:
            self._connected = self._device.reconnected
            await self._online()

    async def _shot(self) -> Frame:
        """The picture at rest that the last action ended with, or a new one. Raises NothingToSee."""
        last, self._rest = self._rest, None
        if last is not None and time.monotonic() - last[1] < _FRESH:
            return last[0]
        return (await self.screen.at_rest(self.patience_s))[0]

    async def _seen(self, shot: Frame) -> Look | None:
        """What a screen shows; None when a keyboard lay over it, which is put away. Only asked for new pictures."""
        where = await front.focus(self._device)
        if (shot, where) not in self._looks and await self._away_with_keyboard():
            return None
        return await self._looks.of(shot, where)

    def _guard(self, action: ActionData) -> None:
        """A number row, or what stands for one, is never pressed, whoever asks for it; nor in what looks like the
        platform's sheet and stands in the program's page: WeChat draws windows of its own as pages, too."""
        if action.type not in ("tap", "toggle") or action.point is None or self._view is None:
            return
        window = self._view.window
        if window is None:
            return
        point = action.point
        refuse = any(geometry.holds(b.rect, point) for b in window.having("refuse"))
        if not refuse and any(geometry.holds(rect, point) for rect in window.forbidden):
            raise Unsupported("a number row would give the tester's own number away; it is never pressed")

    async def _dispatch(self, event: Event, action: ActionData) -> dict[str, Any]:
        x, y = action.point or (0.0, 0.0)
        match action.type:
            case "tap" | "toggle":
                self._journal.did(event.seq, action.point)
                await self.screen.tap(x, y)
            case "input":
                await self.screen.tap(x, y)
                typed = await type_text(self._device, action.value, self.screen.helper)
                if not typed:
                    self._limit("typing", "only ASCII can be typed without uiautomator2 or ADBKeyBoard")
                await self._away_with_keyboard()
                return {"typed": typed}
            case "scroll":
                await self._scroll(x, y, float(action.value or 0))
            case "swipe":
                await self._swipe(x, y, action.value)
            case "back":
                await self.screen.key("BACK")
                if action.purpose == "explore":
                    await self._off_the_sheet(event.seq)
            case "hide" | "close":
                await self.screen.key("HOME")
            case "show":
                await self._way.enter(False)
            case "advance":
                await self._wait(float(action.value or 0) / 1000)
            case _:
                raise Unsupported(f"a phone cannot do '{action.type}'")
        return {}

    async def _off_the_sheet(self, seq: int) -> None:
        """Where the key leaves a phone sheet standing, its refusal gets the walk on; no run may agree to it."""
        window, before = self._view.window if self._view is not None else None, self._frame
        refusals = window.having("refuse") if window is not None and window.window.kind == "phone" else []
        if window is None or before is None or not refusals or window.drawn == "page":
            return
        after, _ = await self.screen.at_rest(self.patience_s)
        if after.body == before.body:
            x, y, width, height = refusals[0].rect
            self._journal.did(seq, (x + width / 2, y + height / 2))
            await self.screen.tap(x + width / 2, y + height / 2)

    async def _scroll(self, x: float, y: float, distance: float) -> None:
        height = (self._frame.viewport[1] if self._frame is not None else 800) * 0.6
        step = max(-height, min(height, distance))
        self._moved = self._frame.body if self._frame is not None and step > 0 else ""
        start = y + step / 2
        # Slowly, so that the page stops where the finger does.
        await self.screen.swipe(x, start, x, start - step, 600)

    async def _swipe(self, x: float, y: float, way: str) -> None:
        """Quickly, as a leaf is turned, and not from an edge, where it would be Android's way back."""
        width, height = self._frame.viewport if self._frame is not None else (360, 800)
        across, down = (width * _TURN, 0.0) if way == "left" else (0.0, height * _TURN)
        await self.screen.swipe(x + across, y + down, x - across, y - down, 200)

    async def _wait(self, seconds: float) -> None:
        """Real time: a phone's clock cannot be moved."""
        await asyncio.sleep(min(seconds, _LONGEST))

    async def _away_with_keyboard(self) -> bool:
        """Android's back key closes an input method before anything else."""
        shown = "mInputShown=true" in (await self._device.sh("dumpsys input_method | grep mInputShown")).out
        if shown:
            await self.screen.key("BACK")
        return shown

    async def _quiet(self) -> bool:
        try:
            before = self._frame.body if self._frame is not None else ""
            shot, quiet = await self.screen.at_rest(self.patience_s, before)
        except NothingToSee:
            return False
        self._rest = (shot, time.monotonic())
        return quiet

    def _nothing(self, reason: str, why: str) -> Snapshot:
        """Something forbids pictures, or the capture failed: said, and never taken for an empty page."""
        self._log.add(Kind.ERROR, {"where": "capture", "cause": "host", "message": f"no picture: {why}"})
        self._limit(
            "pictures", "the device gave pictures of one colour only (a protected window, or the screen is off)"
        )
        black = Image.new("RGB", (8, 8))
        out = io.BytesIO()
        black.save(out, "PNG")
        self._view = None
        sha = Frame(out.getvalue(), 1).sha256
        return self._written(out.getvalue(), sha, black.size, Tree(source="ocr"), reason, blank=True)

    def _written(
        self, png: bytes, sha256: str, size: tuple[int, int], tree: Tree, reason: str, *, blank: bool
    ) -> Snapshot:
        data = {
            "pixels_sha256": sha256,
            "width": size[0],
            "height": size[1],
            "scale": tree.scale,
            "state": states.state_id(tree),
            "blank": blank,
            "reason": reason,
        }
        event = self._log.screen(png, tree.model_dump(mode="json"), data, page=tree.page)
        return Snapshot(event, tree, png)

    def _keep(self, look: Look, screen: Event) -> None:
        """What else was known of a screen when its tree was made: enough to make it again (``replay.py``)."""
        if id(look) in self._kept:
            return
        self._kept.add(id(look))
        blob = self._log.blobs.put(look.dump) if look.dump else ""
        page = look.window.drawn if look.window is not None else ""
        told = [node.text for node in look.tree.nodes if node.id in look.words]
        note: dict[str, Any] = {"name": "sight", "screen": screen.seq, "focus": look.focus, "trust": look.trust}
        note |= {"dump": blob, "words": told}
        files = (f"blobs/{blob}",) if blob else ()
        self._log.add(Kind.NOTE, {**note, "drawn": page}, page=look.tree.page, files=files)

    def _limit(self, what: str, why: str) -> None:
        if (key := f"{what}:{why}") not in self._told:
            self._told.add(key)
            self._log.note("limit", what=what, why=why)
