"""The way to a mini program in WeChat: by a link, by the list of recently used ones, by the search; and out again.

A fresh user is one whose mini program was deleted from that list: WeChat then forgets storage, consent and scopes.
"""

import base64
import re
import time
from dataclasses import dataclass
from urllib.parse import quote

from crawler.driver import Unreachable
from crawler.drivers.android import front
from crawler.drivers.android.book import book, plain
from crawler.drivers.android.device import Device, Interrupted
from crawler.drivers.android.helper import Helper
from crawler.drivers.android.screen import NothingToSee, Screen, Sight, whole
from recording.reading import Line

_LAUNCHER = "am start -n com.tencent.mm/com.tencent.mm.ui.LauncherUI"
_START = 40.0
"""Seconds that a cold start may take (more than ten are usual on older phones)."""
_STEP = 3.0
_BACKS = 5
_IME = "com.android.adbkeyboard/.AdbIME"


@dataclass(frozen=True)
class Wanted:
    """The mini program. At least one of ``link``, ``appid`` and ``name`` is there."""

    name: str = ""
    appid: str = ""
    link: str = ""

    def address(self, path: str = "", query: str = "") -> str:
        """A link that opens it, if there is one; the plain form works where the owner allowed it (docs)."""
        if self.link:
            return self.link
        if not self.appid:
            return ""
        more = f"&path={quote(path, safe='/')}" if path else ""
        more += f"&query={quote(query, safe='')}" if query else ""
        return f"weixin://dl/business/?appid={self.appid}{more}"


@dataclass(frozen=True)
class Entered:
    """How it was entered. ``fresh``: it was deleted from the list before."""

    by: str
    fresh: bool
    why_not_fresh: str = ""


class WayIn:
    """Moves through WeChat by what can be read. One for all runs on a device: it learns what works there."""

    def __init__(self, screen: Screen, wanted: Wanted) -> None:
        self.screen, self.wanted = screen, wanted
        self._links_work: bool | None = None
        self._wechat = book().wechat

    async def check(self) -> str:
        """WeChat's version. Raises Unreachable when it is not installed."""
        device = self.screen.device
        package = self._wechat.package
        found = re.search(r"versionName=(\S+)", (await device.sh(f"dumpsys package {package}")).out)
        if found is None or not (await device.text(f"pm path {package}")).startswith("package:"):
            raise Unreachable(f"WeChat is not installed on {device.serial}; install it, log in, and start again")
        return found[1]

    async def enter(self, fresh: bool, path: str = "", query: str = "") -> Entered:
        """Bring the program to the front, as a new user when asked and possible. Raises Unreachable."""
        try:
            return await self._enter(fresh, path, query)
        except NothingToSee as error:
            raise Unreachable(
                f"the device {self.screen.device.serial} shows nothing ({error}); wake it up and unlock it"
            ) from None
        except Interrupted:
            raise Unreachable("the connection to the device broke while the program was being opened") from None

    async def leave(self) -> None:
        """Away from the program, by the home key; it keeps running in the background."""
        await self.screen.key("HOME")

    async def delete(self) -> str:
        """Delete the program from the list of recently used ones; why it was not possible, empty when it was."""
        if not self.wanted.name:
            return "its name is not known (target.name in the profile)"
        sight = await self._listed()
        if sight is None:
            return "the list of recently used mini programs was not found"
        line = _named(sight, self.wanted.name)
        if line is None:
            return ""  # not in the list: WeChat remembers nothing of it
        await self.screen.hold(line)
        offered = await self.screen.look(_STEP)
        button = whole(offered.lines, *self._wechat.delete)
        if button is None:
            await self.screen.key("BACK")
            return "a long press on it offered no deletion"
        await self.screen.tap_line(button)
        after = await self.screen.look(_STEP)
        confirm = whole(after.lines, *self._wechat.delete_confirm)
        if confirm is not None and _named(after, self.wanted.name) is None:
            await self.screen.tap_line(confirm)
            after = await self.screen.look(_STEP)
        return "" if _named(after, self.wanted.name) is None else "it was still in the list afterwards"

    # --- inside

    async def _enter(self, fresh: bool, path: str, query: str) -> Entered:
        await self._awake()
        why = ""
        if fresh:
            why = await self._may_delete()
            if not why:
                why = await self.delete()
        if await self._by_link(path, query):
            return Entered("link", fresh and not why, why)
        if await self._by_list():
            return Entered("list", fresh and not why, why)
        if await self._by_search():
            return Entered("search", fresh and not why, why)
        name = self.wanted.name or self.wanted.appid or self.wanted.link
        raise Unreachable(
            f"'{name}' was not found in WeChat's recently used mini programs; open it once by hand, give its name in "
            "the profile (target.name), or give a link"
        )

    async def _may_delete(self) -> str:
        """Deleting is only for those who find the way back."""
        if self._links_work is None and self.wanted.address():
            self._links_work = await self._by_link("", "")
        if self._links_work or await self._can_type(self.wanted.name):
            return ""
        return "the way back in would be lost: no link opens it and its name cannot be typed on this device"

    async def _awake(self) -> None:
        await self.screen.key("WAKEUP")

    async def _main(self) -> Sight:
        """WeChat's main screen. Raises Unreachable when it is logged out."""
        await self.screen.device.sh(_LAUNCHER)
        sight = await self.screen.look(_STEP)
        for _ in range(_BACKS):
            if front.matches(sight.focus, self._wechat.login):
                raise Unreachable(f"WeChat on {self.screen.device.serial} is logged out; log in and start again")
            if len(self._tabs(sight)) >= 3:
                return sight
            await self.screen.key("BACK")
            if not front.matches(sight.focus, self._wechat.launcher):
                await self.screen.device.sh(_LAUNCHER)
            sight = await self.screen.look(_STEP)
        raise Unreachable(
            f"WeChat's main screen did not come up on {self.screen.device.serial}; close what covers it and try again"
        )

    def _tabs(self, sight: Sight) -> list[Line]:
        height = sight.frame.viewport[1]
        texts = {plain(text) for text in self._wechat.main_texts}
        return [x for x in sight.lines if plain(x.text) in texts and x.rect[1] > 0.85 * height]

    async def _listed(self) -> Sight | None:
        """The list under 发现 → 小程序, whose entries can be deleted."""
        sight = await self._main()
        discover = next((x for x in self._tabs(sight) if plain(x.text) in map(plain, self._wechat.discover)), None)
        if discover is None:
            return None
        await self.screen.tap_line(discover)
        sight = await self.screen.look(_STEP)
        entry = whole(sight.lines, *self._wechat.mini_programs)
        if entry is None:
            return None
        await self.screen.tap_line(entry)
        sight = await self.screen.look(_STEP)
        return sight if front.matches(sight.focus, self._wechat.list) else None

    async def _by_link(self, path: str, query: str) -> bool:
        address = self.wanted.address(path, query)
        if not address or self._links_work is False:
            return False
        quoted = "'" + address.replace("'", "%27") + "'"
        await self.screen.device.sh(f"am start -a android.intent.action.VIEW -d {quoted}")
        return await self._arrived()

    async def _by_list(self) -> bool:
        if not self.wanted.name:
            return False
        sight = await self._listed()
        line = _named(sight, self.wanted.name) if sight is not None else None
        if line is None:
            return False
        await self.screen.tap_line(line)
        return await self._arrived()

    async def _by_search(self) -> bool:
        """Pull the chats down, search, take the entry of exactly this name."""
        if not await self._can_type(self.wanted.name):
            return False
        sight = await self._main()
        width, height = sight.frame.viewport
        await self.screen.swipe(width / 2, height * 0.15, width / 2, height * 0.9, 300)
        sight = await self.screen.look(_STEP)
        entry = whole(sight.lines, *self._wechat.search_entry)
        if entry is None:
            return False
        await self.screen.tap_line(entry)
        await type_text(self.screen.device, self.wanted.name, self.screen.helper)
        sight = await self.screen.look(_STEP)
        below = [x for x in sight.lines if x.rect[1] > height * 0.1]
        line = next((x for x in below if plain(x.text) == plain(self.wanted.name)), None)
        if line is None:
            return False
        await self.screen.tap_line(line)
        return await self._arrived()

    async def _arrived(self) -> bool:
        """Until a mini program's window is in front and has drawn something; advertisements are skipped."""
        end = time.monotonic() + _START
        where = ""
        while time.monotonic() < end:
            where = await front.focus(self.screen.device)
            if front.in_program(where):
                await self._skip_advertisement()
                return True
            if where and not front.matches(where, self._wechat.loading) and time.monotonic() > end - _START + 6:
                break
            await self.screen.at_rest(0.5)
        return False

    async def _skip_advertisement(self) -> None:
        shot, _ = await self.screen.at_rest(_STEP)
        lines = await self.screen.read(shot)
        skip = next((x for x in lines if re.fullmatch(self._wechat.splash_skip, plain(x.text))), None)
        if skip is not None and whole(lines, *self._wechat.splash_marks) is not None:
            await self.screen.tap_line(skip)

    async def _can_type(self, text: str) -> bool:
        if text.isascii() or self.screen.helper is not None:
            return bool(text)
        return await has_keyboard(self.screen.device)


def _named(sight: Sight, name: str) -> Line | None:
    """The line that is exactly the program's name, below any title bar."""
    return next((x for x in sight.lines if plain(x.text) == plain(name) and x.rect[1] > 60), None)


async def has_keyboard(device: Device) -> bool:
    """Whether an input method is on that takes any text by broadcast (ADBKeyBoard)."""
    return await device.text("settings get secure default_input_method") == _IME


async def type_text(device: Device, text: str, helper: Helper | None = None) -> bool:
    """Type into the focused field; False when this device cannot type such a text."""
    if text.isascii():
        escaped = "".join(f"\\{c}" if c in "\\'\"`$&;|<>()*?#~!{}[]" else c for c in text).replace(" ", "%s")
        return (await device.sh(f"input text {escaped}", again=False)).code == 0
    if not await has_keyboard(device):
        return helper is not None and await helper.type(text)
    message = base64.b64encode(text.encode()).decode()
    return (await device.sh(f"am broadcast -a ADB_INPUT_B64 --es msg {message}", again=False)).code == 0
