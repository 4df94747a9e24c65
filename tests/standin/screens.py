"""What is in front: a small state machine of windows, what each draws, and what a tap on it does."""

import asyncio
import re
import urllib.parse

import cv2
import numpy
import sheets
import wechat
from drawing import HEIGHT, WIDTH, Canvas, Look, status_bar
from icons import Icons
from PIL import Image
from wechat import Program

_PACKED = (cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_NONE)
"""Flat areas pack best without filters, in a seventh of the time."""
_FLING = 400
"""Milliseconds: a finger that is slower takes the page along and leaves it there."""


class Screens:
    """The phone's display. ``area`` renders the mini program; None leaves its window empty."""

    def __init__(self, look: Look, programs: list[Program], area=None, *, layout: str = "side", say=None) -> None:
        self.look, self.area, self.layout = look, area, layout
        self.known = {program.appid: program for program in programs}
        self.recent = list(programs)
        self.scene = "home"
        self.before: list[str] = []
        self.program = ""
        self.running: set[str] = set()
        self.typed = ""
        self.held: tuple[float, float, str] | None = None
        self.keyboard = False
        self.black = False
        self.logged_in = True
        self.android_question = ""
        self.pressed: list[dict] = []
        self.icons: Icons | None = None
        self._say = say or (lambda **_: None)
        self._lock, self._loading = asyncio.Lock(), asyncio.Lock()
        self._opening: asyncio.Task | None = None
        self._packed: tuple = ((), b"")

    # --- what is seen

    @property
    def focus(self) -> str:
        if self.android_question:
            return wechat.PERMISSION
        return {
            "home": wechat.HOME,
            "list": wechat.LIST,
            "search": wechat.SEARCH,
            "loading": wechat.LOADING,
            "program": wechat.CONTAINER,
            "login": wechat.LOGIN,
        }.get(self.scene, wechat.LAUNCHER)

    async def canvas(self) -> Canvas:
        """The whole screen with its parts; the parts are those of the topmost window."""
        canvas = await self._window()
        light = self.scene in ("home", "recents") or self.look.dark
        if self.scene == "program":
            light = sum(canvas.image.getpixel((540, 50))) < 380
        if self.held is not None:
            wechat.held_menu(canvas, *self.held)
        if self.android_question:
            sheets.android_permission(self.look, canvas, what=self.android_question)
        if self.keyboard:
            wechat.keyboard(canvas)
        status_bar(canvas, light)
        if self.look.noise:
            canvas.image = _noisy(canvas.image)
        return canvas

    async def png(self) -> bytes:
        async with self._lock:
            state = self._state()
            if self._packed[0] == state and await self._still():
                return self._packed[1]
            image = Image.new("RGB", (WIDTH, HEIGHT), "#000000") if self.black else (await self.canvas()).image
        self._packed = (state, _png(image))
        return self._packed[1]

    def _state(self) -> tuple:
        """Everything that a picture depends on besides the program's own page."""
        sheet = self.area.sheet if self.area is not None else None
        shown = (self.scene, self.program, self.look, self.layout, self.typed, str(self.recent), self.held)
        return (*shown, self.android_question, self.keyboard, self.black, id(sheet), sheet is None)

    async def _still(self) -> bool:
        return self.black or self.scene != "program" or self.area is None or await self.area.still()

    async def image(self) -> Image.Image:
        if self.black:
            return Image.new("RGB", (WIDTH, HEIGHT), "#000000")
        async with self._lock:
            return (await self.canvas()).image

    async def parts(self):
        async with self._lock:
            return (await self.canvas()).parts

    async def _window(self) -> Canvas:
        look = self.look
        match self.scene:
            case "program" if self.area is not None:
                return await self.area.canvas(look, self.layout)
            case "program" | "loading":
                return wechat.loading(look, self.known[self.program])
            case "chats":
                return wechat.chats(look)
            case "discover":
                return wechat.discover(look)
            case "recents":
                return wechat.recents(look, self.recent)
            case "list":
                return wechat.listing(look, self.recent)
            case "search":
                return wechat.search(look, self.typed, self._found())
            case "login":
                return wechat.login(look)
        return wechat.home(look)

    def _found(self) -> list[Program]:
        return [p for p in self.known.values() if self.typed and self.typed in p.name]

    # --- what is done

    async def tap(self, x: float, y: float, held: bool = False) -> None:
        async with self._lock:
            await self._tap(x, y, held)

    async def _tap(self, x: float, y: float, held: bool) -> None:
        covered = self.keyboard or self.android_question or self.held is not None
        if self.scene == "program" and self.area is not None and self.area.sheet is None and not covered:
            await self._in_program(None, x, y)
            return
        canvas = await self.canvas()
        part = next((p for p in reversed(canvas.parts) if p.act and p.holds(x, y)), None)
        if self.keyboard and y >= 1560:
            return
        if self.android_question:
            if part is not None:
                self._note("android", part.act, part.text)
                self.android_question = ""
            return
        if self.scene == "program" and self.area is not None:
            await self._in_program(part, x, y)
            return
        if part is not None:
            await self._in_wechat(part, x, y, held)

    async def _in_wechat(self, part, x: float, y: float, held: bool) -> None:
        act, _, rest = part.act.partition(":")
        if held and act == "open" and self.scene == "list":
            self.held = (x, y, rest)
        elif act == "delete":
            self.recent = [p for p in self.recent if p.appid != rest]
            self.running.discard(rest)
            if self.area is not None:
                self.area.forget()
            if self.icons is not None:
                self.icons.forget(rest)
            self.held = None
        elif act == "dismiss":
            self.held = None
        elif act == "open":
            await self.open(rest)
        elif act == "wechat":
            self.start_wechat()
        elif act == "back":
            self.back_to()
        elif act in ("chats", "discover", "list", "search"):
            self._go(act)

    async def _in_program(self, part, x: float, y: float) -> None:
        if part is None:
            await self.area.tap(x, y)
        elif self.area.sheet is not None:
            texts = self.area.sheet
            self._note(texts.kind, part.act, part.text)
            question = await self.area.answer(part.act)
            if question:
                self.android_question = question
        if self.area.left:
            self.back_to()

    def _note(self, kind: str, act: str, text: str) -> None:
        entry = {"kind": kind, "act": act, "text": text}
        self.pressed.append(entry)
        self._say(pressed=entry)

    async def open(self, appid: str, path: str = "", query: str = "") -> bool:
        if appid not in self.known:
            return False
        program = self.known[appid]
        self.recent = [program, *(p for p in self.recent if p.appid != appid)]
        self.before.append(self.scene)
        self.program = appid
        self._show_icons([program])
        fresh = appid not in self.running
        self.running.add(appid)
        self.scene = "program" if self.area is None else "loading"
        if self.area is not None:
            # As on a phone: whoever asked for it is answered before anything is drawn.
            self._opening = asyncio.create_task(self._load(program, fresh, path, query))
        return True

    async def _load(self, program: Program, fresh: bool, path: str, query: str) -> None:
        async with self._loading:
            await self.area.open(program, fresh=fresh, path=path, query=query)
            if self.scene == "loading":
                self.scene = "program"

    def start_wechat(self) -> None:
        self.before.append(self.scene)
        self.scene = "chats" if self.logged_in else "login"

    async def stop_wechat(self) -> None:
        self.scene, self.before = "home", []
        if self.area is not None:
            await self.area.stop()

    async def swipe(self, x1: float, y1: float, x2: float, y2: float, ms: float) -> None:
        if abs(x1 - x2) < 9 and abs(y1 - y2) < 9:
            await self.tap(x1, y1, held=ms >= 400)
        elif self.scene == "chats" and y2 - y1 > 900:
            self._go("recents")
        elif self.scene == "recents" and y1 - y2 > 600:
            self.back_to()
        elif self.scene == "program" and self.area is not None and self.area.sheet is None:
            async with self._lock:
                if ms < _FLING:
                    await self.area.fling(x1, y1, x2 - x1, y2 - y1)
                else:
                    await self.area.scroll(x1, y1, y1 - y2)

    async def key(self, name: str) -> None:
        async with self._lock:
            name = name.removeprefix("KEYCODE_")
            if name in ("HOME", "3"):
                if self.scene == "program" and self.area is not None:
                    await self.area.send_away()
                self.before.append(self.scene)
                self.scene = "home"
            elif name in ("BACK", "4"):
                await self._back()
            elif name in ("APP_SWITCH", "187") and self.before:
                self.scene, self.before[-1] = self.before[-1], self.scene
                if self.scene == "program" and self.area is not None:
                    await self.area.bring_back()

    async def _back(self) -> None:
        if self.keyboard:
            self.keyboard = False
        elif self.held is not None:
            self.held = None
        elif self.android_question:
            self.android_question = ""
        elif self.scene == "program" and self.area is not None:
            await self.area.back()
            if self.area.left:
                self.back_to()
        else:
            self.back_to()

    async def text(self, text: str) -> None:
        if self.scene == "search":
            self.typed += text
            self._show_icons(self._found())
        elif self.scene == "program" and self.area is not None:
            await self.area.type(text)

    def back_to(self) -> None:
        self.scene = self.before.pop() if self.before else "home"
        self.held = None

    def _go(self, scene: str) -> None:
        self.before.append(self.scene)
        self.scene = scene
        if scene == "search":
            self.typed = ""
        elif scene in ("recents", "list"):
            self._show_icons(self.recent)

    def _show_icons(self, programs: list[Program]) -> None:
        if self.icons is not None:
            self.icons.show(program.appid for program in programs)

    async def view(self, uri: str) -> bool:
        """A deep link into WeChat."""
        found = re.match(r"weixin://dl/business/\?(.*)", uri)
        fields = dict(urllib.parse.parse_qsl(found[1])) if found else {}
        if not fields.get("appid"):
            return False
        return await self.open(fields["appid"], fields.get("path", ""), fields.get("query", ""))


def _noisy(image: Image.Image) -> Image.Image:
    """The same grain every time, as a poor display pipeline leaves it."""
    import numpy

    grain = numpy.random.default_rng(7).integers(-4, 5, (HEIGHT, WIDTH, 1), dtype=numpy.int16)
    pixels = numpy.asarray(image.convert("RGB"), dtype=numpy.int16) + grain
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def _png(image: Image.Image) -> bytes:
    packed, data = cv2.imencode(".png", cv2.cvtColor(numpy.asarray(image.convert("RGB")), cv2.COLOR_RGB2BGR), _PACKED)
    assert packed
    return data.tobytes()
