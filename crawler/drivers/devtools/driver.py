"""A mini program in WeChat DevTools as a target: five verbs over the automation protocol."""

import asyncio
import hashlib
import io
import time
from dataclasses import replace
from typing import Any

from PIL import Image

from crawler import states
from crawler.assistance import Act, written
from crawler.driver import Gone, Outcome, Snapshot, Start, Unreachable, Unsupported
from crawler.drivers.android.journal import Journal
from crawler.drivers.devtools import choices
from crawler.drivers.devtools.by_hand import ByHand
from crawler.drivers.devtools.drawn import Drawn
from crawler.drivers.devtools.ears import Ears
from crawler.drivers.devtools.first_line import TURN
from crawler.drivers.devtools.hands import Hands
from crawler.drivers.devtools.plants import Plants
from crawler.drivers.devtools.session import Session
from crawler.drivers.devtools.sight import Eyes, Glance, NoPicture
from crawler.drivers.devtools.starter import Starter
from crawler.drivers.devtools.windows import Windows, covered, hands_over
from crawler.drivers.devtools.wire import Refused, Unanswered
from crawler.eyes.reader import Reader
from recording.event import Event, Kind
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.tree import Tree

_LONGEST = 120.0
"""Seconds of waiting that one action may ask for: time in DevTools is real."""
_BETWEEN = 0.1


class DevToolsDriver:
    """One run. What DevTools does not give (virtual time, the background) is ``Unsupported``."""

    name = "devtools"
    slowest_s = 240.0
    """A start compiles the program anew."""

    def __init__(
        self, log: Log, session: Session, identity: PlantedIdentity, reader: Reader | None, *, patience_s: float = 3.0
    ) -> None:
        self.patience_s = patience_s
        self._log, self._session = log, session
        self._plants = Plants(identity)
        self._windows = Windows(reader)
        self._ears = Ears(log, session.binding, self._plants.ids, frozenset(session.program.files))
        self._eyes = Eyes(session, self._windows, self._ears.expect)
        self._hands = Hands(session, self._ears, self._plants)
        self._starter = Starter(log, session, self._ears, self._plants, self._limit)
        self._journal = Journal(log)
        self._drawn = Drawn()
        self._told: set[str] = set()
        self._glance: Glance | None = None
        self._lent: ByHand | None = None
        self._sign = ""
        session.hear(self._heard)

    # --- the five verbs

    async def open(self, start: Start) -> None:
        """A start as a new user, as far as DevTools forgets the last one; what it keeps is said. Raises Unreachable."""
        path = start.path or (self._session.program.pages or ("",))[0]
        target = {"text": path}
        action = ActionData(type="launch", purpose=start.purpose, target=target, value=start.query, start=start.number)
        self._log.add(Kind.ACTION, action, page=start.path)
        self._journal.forget()
        self._drawn.forget()
        self._windows.modals.clear()
        try:
            await self._starter.start(path, start.query, fresh=start.fresh)
        except (Refused, Unanswered) as error:
            raise Unreachable(f"DevTools did not start the program: {error}") from None
        self._windows.planting = self._starter.hands
        await self._quiet()

    async def snapshot(self, reason: str = "") -> Snapshot:
        """Picture and tree, written to the recording."""
        try:
            ears = self._ears
            choice = await self._hands.choice() if ears.sheet else None
            glance = await self._eyes.look(
                asked=bool(self._asking()),
                away=ears.away,
                sheet=ears.sheet,
                guidelines=ears.guidelines,
                choice=choice,
            )
        except NoPicture as error:
            return self._nothing(reason, str(error))
        except (Refused, Unanswered) as error:
            raise Gone(f"DevTools could not show the page: {error}") from None
        self._glance = glance
        self._ears.page = glance.tree.page
        self._ears.guidelines = covered(glance.window)
        for tag, given in self._drawn.new(glance.tree):
            self._ears.drawn(tag, given)
        self._journal.see(glance.window, glance.tree.page)
        if glance.untaken:
            self._limit("pictures", f"not by the debugging port, windows may be missing from them: {glance.untaken}")
        if glance.unread:
            self._limit("windows", "a window lay over the page that could not be read; nothing was pressed on it")
        if self._ears.sheet and glance.window is None:
            self._limit("windows", "a window that the protocol cannot press lay over the page; nothing was pressed")
        shot = glance.frame
        return self._written(shot.png, shot.sha256, shot.image.size, glance.tree, reason, blank=glance.blank)

    async def perform(self, action: ActionData) -> Outcome:
        """Log the action, do it by the protocol, wait for rest."""
        page = self._glance.tree.page if self._glance is not None else ""
        event = self._log.add(Kind.ACTION, action, page=page)
        self._ears.action = event.seq
        try:
            details = await self._dispatch(event, action)
        except (Refused, Unanswered) as error:
            self._log.note("limit", what="action", why=f"{action.type}: {error}"[:500])
            details = {"failed": str(error)[:300]}
        quiet = await self._quiet()
        return Outcome(event, quiet, details)

    async def calls(self) -> list[Event]:
        found, self._ears.heard = self._ears.heard, []
        return found

    async def close(self) -> None:
        """What was put into the program goes with its next start; the connection is the session's."""
        self._session.hear(None)

    # --- a person's hand

    async def lend(self) -> str:
        """From now on a person acts in the simulator."""
        self._lent = ByHand(self._session)
        await self._lent.acts()
        self._sign = await self._now()
        return "devtools"

    async def acts(self) -> list[Act]:
        """Touches; where none are told, that the page shows something else."""
        if self._lent is None:
            return []
        acts = await self._lent.acts(self._glance.frame.viewport[1] if self._glance is not None else 0)
        before, self._sign = self._sign, await self._now()
        if not acts:
            return [Act(blind=True)] if self._sign != before else []
        look = self._glance
        tree = look.tree if look is not None else Tree(source="protocol")
        logged = [replace(act, event=written(self._log, act, tree, None)) for act in acts]
        self._ears.action = next((a.event.seq for a in reversed(logged) if a.event is not None), self._ears.action)
        return logged

    async def take_back(self) -> None:
        self._lent = None

    # --- acting

    async def _dispatch(self, event: Event, action: ActionData) -> dict[str, Any]:
        match action.type:
            case "tap" | "toggle":
                return await self._tap(event, action)
            case "input" | "scroll" | "swipe" if covered(self._looked().window):
                self._limit("guidelines", "the platform's page was read as far as its first screen: nothing scrolls it")
                return {"failed": "the platform's own page lies over the program's"}
            case "input":
                return await self._hands.type(self._looked(), action)
            case "scroll":
                return await self._hands.scroll(self._looked(), action)
            case "swipe":
                return await self._hands.swipe(self._looked(), action)
            case "back":
                return {"error": await self._session.protocol.native("navigateLeft")}
            case "open":
                path, _, query = action.value.partition("?")
                if self._ears.sheet or self._hands.covered:
                    # A picker that nobody closed stays over whatever is opened beneath it.
                    await self._session.protocol.native("navigateLeft")
                    self._hands.covered = False
                await self._starter.go(path, query)
            case "close":
                await self._session.wire.ask("App.exit", {})
            case "hide" | "show" if self._starter.heard_first:
                return await self._turn(action.type)
            case "advance":
                await asyncio.sleep(min(_number(action.value) / 1000, _LONGEST))
            case _:
                raise Unsupported(f"the automation protocol cannot do '{action.type}'")
        return {}

    async def _tap(self, event: Event, action: ActionData) -> dict[str, Any]:
        """On a window: the tool's action for the button that was seen there. Elsewhere: the element under the point."""
        glance = self._looked()
        x, y = action.point or (-1.0, -1.0)
        window = glance.window
        if window is None:
            return await self._hands.tap(glance, action)
        button = next((b for b in window.buttons if _holds(b.rect, x, y)), None)
        if button is None:
            return {"pressed": "", "why": "no button was read there; the protocol presses buttons only"}
        self._journal.did(event.seq, action.point)
        failed = await self._hands.press(window, button)
        if failed:
            self._limit("window", failed)
        elif hands_over(window, button):
            self._limit("phone", "DevTools' window was refused; the program was handed planted values all the same")
        elif choices.chosen(window, button):
            self._limit("choice", "the program was answered in the place of a window that the protocol cannot press")
        return {"pressed": "" if failed else button.text, "why": failed}

    async def _turn(self, which: str) -> dict[str, Any]:
        """Into the background or back, as far as the program can tell: its own listeners are called."""
        first = self._session.first
        told = await self._session.protocol.evaluate(TURN, first.key if first is not None else "", which)
        if not isinstance(told, dict):
            raise Unsupported(f"the automation protocol cannot do '{which}'")
        self._limit("background", "the program's own listeners were called; DevTools itself stayed in front")
        return told

    def _looked(self) -> Glance:
        if self._glance is None:
            raise Unsupported("nothing was looked at yet")
        return self._glance

    # --- watching

    def _heard(self, name: str, params: dict[str, Any]) -> None:
        before = len(self._ears.heard)
        self._ears.take(name, params)
        for event in self._ears.heard[before:]:
            self._windows.told(event)

    def _asking(self) -> tuple[str, ...]:
        """Interfaces without an answer of which a window may be the reason."""
        return tuple(api for api in self._ears.asking if api not in _SILENT)

    async def _quiet(self) -> bool:
        """Two looks at the page that show the same, and no request under way."""
        end = time.monotonic() + self.patience_s
        last = ""
        while True:
            now = await self._now()
            if now and now == last and not self._ears.busy:
                return True
            if time.monotonic() >= end:
                return False
            last = now
            await asyncio.sleep(_BETWEEN)

    async def _now(self) -> str:
        """What the page shows, as a digest; empty when it does not tell."""
        try:
            return await self._eyes.sign()
        except (Refused, Unanswered):
            return ""

    def _nothing(self, reason: str, why: str) -> Snapshot:
        """No picture came: said, and never taken for an empty page."""
        self._log.add(Kind.ERROR, {"where": "capture", "cause": "host", "message": f"no picture: {why}"})
        self._limit("pictures", f"DevTools gave no picture: {why}")
        out = io.BytesIO()
        black = Image.new("RGB", (8, 8))
        black.save(out, "PNG")
        self._glance = None
        sha = hashlib.sha256(black.tobytes()).hexdigest()
        return self._written(out.getvalue(), sha, black.size, Tree(source="protocol"), reason, blank=True)

    def _written(
        self, png: bytes, sha256: str, size: tuple[int, int], tree: Tree, reason: str, *, blank: bool
    ) -> Snapshot:
        data = {
            "pixels_sha256": sha256, "width": size[0], "height": size[1], "scale": tree.scale,
            "state": states.state_id(tree), "blank": blank, "reason": reason,
        }  # fmt: skip
        event = self._log.screen(png, tree.model_dump(mode="json"), data, page=tree.page)
        return Snapshot(event, tree, png)

    def _limit(self, what: str, why: str) -> None:
        if (key := f"{what}:{why}") not in self._told:
            self._told.add(key)
            self._log.note("limit", what=what, why=why[:500])


_SILENT = frozenset(
    {
        "request",
        "uploadFile",
        "downloadFile",
        "connectSocket",
        "login",
        "showToast",
        "showLoading",
        "playVoice",
        "setStorage",
    }
)
"""Interfaces that take their time without asking anybody."""


def _holds(rect: tuple[float, float, float, float], x: float, y: float) -> bool:
    return rect[0] - 1 <= x <= rect[0] + rect[2] + 1 and rect[1] - 1 <= y <= rect[1] + rect[3] + 1


def _number(text: str) -> float:
    try:
        return max(float(text), 0.0)
    except ValueError:
        return 0.0
