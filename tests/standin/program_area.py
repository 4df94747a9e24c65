"""The window in which WeChat runs a mini program: the embedded host's drawing of it, with the phone's own sheets.

What the host draws as a question of the platform is hidden and drawn anew by ``sheets``; a tap there is carried
to the button it stands for. The host's own log stays in a folder of its own and is the truth of what happened.
"""

import base64
import contextlib
import io
import tempfile
from pathlib import Path

from drawing import HEIGHT, WIDTH, Canvas, Look
from held_values import HeldIdentity
from PIL import Image
from playwright.async_api import async_playwright
from sheets import Texts, draw, of_spec

import crawler.host.page
from crawler.driver import Start, Unreachable
from crawler.drivers.embedded import EmbeddedDriver
from crawler.host import chromium, touch
from crawler.host.native.native import Native
from crawler.host.project import read
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Profile, load

OURS = frozenset({"privacy", "scope", "phone", "profile", "subscribe"})
_STYLE = """function (ids) {
  let sheet = document.getElementById('standin-hidden');
  if (!sheet) {
    sheet = document.createElement('style');
    sheet.id = 'standin-hidden';
    document.documentElement.appendChild(sheet);
  }
  sheet.textContent = ids.map((id) => `milayer[data-mi-dialog="${id}"] { opacity: 0 !important; }`).join(' ');
}"""
_MIDDLE = """function (dialog, name) {
  const all = [...document.querySelectorAll(`[data-mi-dialog="${dialog}"] [data-mi-button]`)];
  const found = all.find((one) => one.getAttribute('data-mi-button') === name);
  if (!found) return null;
  const box = found.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


class _Wire:
    """Stands before the host's control and keeps what is to be drawn as a sheet."""

    def __init__(self, control, area: "ProgramArea") -> None:
        self._control, self._area = control, area

    def __getattr__(self, name: str):
        return getattr(self._control, name)

    async def show_dialog(self, spec) -> None:
        if spec.get("type") in OURS and spec.get("layout") == "sheet":
            self._area.open_sheets[spec["id"]] = of_spec(spec)
            await self._area.hide()
        await self._control.show_dialog(spec)

    async def close_dialog(self, dialog: str) -> None:
        self._area.open_sheets.pop(dialog, None)
        await self._control.close_dialog(dialog)


class _Native(Native):
    area: "ProgramArea"

    def attach(self, control, hand, *, fresh: bool = True) -> None:
        self.area.open_sheets.clear()
        super().attach(_Wire(control, self.area), hand, fresh=fresh)


class ProgramArea:
    """One program at a time. ``pins`` names authorities the phone's user trusts, ``proxy_port`` the phone's network."""

    def __init__(self, folder: Path, proxy_port: int, pins, *, asks_android: bool = False) -> None:
        self.project = read(folder)
        profile = folder / "minispect.toml"
        self.profile = load(profile) if profile.is_file() else Profile()
        self.open_sheets: dict[str, Texts] = {}
        self.left, self.away = True, False
        self.held = None
        """The phone's own values, once it is in a phone."""
        self.shown = self._taken = ""
        self._proxy_port, self._pins, self._asks_android = proxy_port, pins, asks_android
        self._stack = contextlib.AsyncExitStack()
        self._folder = tempfile.TemporaryDirectory(prefix="standin-truth-")
        self.truth = Path(self._folder.name) / "original"
        self._log: Log | None = None
        self._driver: EmbeddedDriver | None = None
        self._trusted: tuple[str, ...] | None = None
        self._forgotten = True

    @property
    def sheet(self) -> Texts | None:
        return next(reversed(self.open_sheets.values()), None)

    async def open(self, program, fresh: bool, path: str = "", query: str = "") -> None:
        """Bring the program to the front; as it was left when it still runs."""
        driver = await self._ready()
        if not self.left and not fresh and not path:
            await self.bring_back()
            return
        await driver.open(Start(fresh=fresh or self._forgotten, path=path, query=query))
        self._forgotten, self.left, self.away = False, False, False
        await self.hide()

    async def send_away(self) -> None:
        """The program is told that it went into the background, as WeChat tells it."""
        if not self.away:
            await self._do(type="hide")
            self.away = True

    async def bring_back(self) -> None:
        if self.away:
            self.away = False
            await self._do(type="show")

    def forget(self) -> None:
        """The user deleted it: the next start is a new user's."""
        self._forgotten, self.left = True, True

    async def stop(self) -> None:
        self.left = True
        if self._driver is not None:
            await self._driver.close()

    async def close(self) -> None:
        await self.stop()
        await self._stack.aclose()
        if self._log is not None:
            self._log.close()
        self._folder.cleanup()

    async def canvas(self, look: Look, layout: str) -> Canvas:
        self.shown, self._taken = self._taken or await self._shot(), ""
        image = Image.open(io.BytesIO(base64.b64decode(self.shown))).convert("RGB")
        if image.size != (WIDTH, HEIGHT):
            raise RuntimeError(f"the program's page is {image.size}")
        canvas = Canvas(image, look)
        if self.sheet is not None:
            draw(canvas, self.sheet, layout)
        return canvas

    async def still(self) -> bool:
        """Whether the page looks as it did when it was last drawn; what it looks like now is drawn next."""
        self._taken = await self._shot()
        return self._taken == self.shown

    async def _shot(self) -> str:
        return (await self._page.session.send("Page.captureScreenshot", {"optimizeForSpeed": True}))["data"]

    async def tap(self, x: float, y: float) -> None:
        await self._do(type="tap", point=(x / 3, y / 3))

    async def scroll(self, x: float, y: float, distance: float) -> None:
        await self._do(type="scroll", point=(x / 3, y / 3), value=str(round(distance / 3)))

    async def fling(self, x: float, y: float, across: float, down: float) -> None:
        """A quick stroke, which the page itself sees: it turns leaves."""
        if self._driver is not None and not self.left:
            await touch.swipe(self._page.session, x / 3, y / 3, across / 3, down / 3)

    async def back(self) -> None:
        await self._do(type="back")

    async def type(self, text: str) -> None:
        await touch.insert(self._page.session, text)

    async def answer(self, act: str) -> str:
        """Press what a part of the drawn sheet stands for; what Android then asks by itself, if anything."""
        dialog, texts = next(reversed(self.open_sheets.items()))
        name = {"number": "agree", "tick": "check:tick"}.get(act, act)
        point = await self._page.in_isolation(_MIDDLE, dialog, name)
        if point is None:
            return ""
        await self._do(type="tap", point=tuple(point))
        location = "位置" in texts.title and act == "agree"
        return "获取此设备的位置信息" if location and self._asks_android else ""

    async def hide(self) -> None:
        with contextlib.suppress(Unreachable):
            await self._page.in_isolation(_STYLE, list(self.open_sheets))

    async def state(self) -> tuple[str, str]:
        state = await self._page.control("state") or {}
        return self.appid, str(state.get("page") or "")

    async def in_page(self, function: str):
        return await self._page.in_isolation(function)

    async def _do(self, **action) -> None:
        if self._driver is None or self.left:
            return
        await self._driver.perform(ActionData(**action))
        self.left = self._driver._exited

    @property
    def _page(self):
        if self._driver is None or self._driver._page is None:
            raise Unreachable("no program is open")
        return self._driver._page

    async def _ready(self) -> EmbeddedDriver:
        pins = tuple(self._pins())
        if self._driver is not None and pins == self._trusted:
            return self._driver
        await self._stack.aclose()
        crawler.host.page.VIEWPORT, crawler.host.page.SCALE = (360, 800), 3
        playwright = await self._stack.enter_async_context(async_playwright())
        browser = await chromium.launch(playwright, pins, extra=["--force-device-scale-factor=3"])
        self._stack.push_async_callback(browser.close)
        self._trusted = pins
        if self._log is None:
            self.truth.mkdir()
            self._log = Log(self.truth)
        log = self._log
        identity = HeldIdentity(5, "phone", lambda value: log.note("planted", **value.model_dump(mode="json")))
        identity.held = self.held
        driver: EmbeddedDriver

        async def leave() -> None:
            await driver.leave()
            self.left = True

        native = _Native(
            log, self.profile, identity, self.project.app, name=self.name, appid=self.project.appid, on_exit=leave
        )
        native.area = self
        driver = EmbeddedDriver(
            log, self.project, self.profile, browser, native, proxy_port=self._proxy_port, patience_s=0.8
        )
        driver.compiled = self._driver.compiled if self._driver is not None else None
        self._driver = driver
        return driver

    @property
    def name(self) -> str:
        return self.profile.target.name or self.project.root.name

    @property
    def appid(self) -> str:
        return self.profile.target.appid or self.project.appid or "wx0000000000000000"
