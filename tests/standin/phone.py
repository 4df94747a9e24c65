"""The device: its settings, its packages, its files, its faults, and what it says of itself."""

import asyncio
import contextlib
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from device_commands import commands
from files import Files
from finger import Finger
from held_values import HeldValues
from minishell import Shell
from screens import Screens
from u2_server import PORT, U2Server


@dataclass
class Faults:
    """What goes wrong. ``pull`` names a command at whose start the cable comes out."""

    slow: float = 0
    pull: str = ""
    tree: str = "web"


async def _carry(one, other) -> None:
    with contextlib.suppress(Exception):
        while data := await one.read():
            await other.write(data)
    with contextlib.suppress(Exception):
        await other.close()


@dataclass
class Phone:
    screens: Screens
    say: Any
    authorisation: str = "none"
    """``none``, or ``ask``: a host must show a key that the user accepts."""
    rooted: bool = False
    wechat: bool = True
    serial_number: str = "STANDIN0001"
    inspectable: bool = False
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self.files = Files(self.rooted)
        self.hand = Finger(self.screens)
        self.helper = U2Server(self)
        self.held = HeldValues(self)
        self.trusted_keys: list = []
        self.accepted = asyncio.Event()
        self.reverses: dict[str, str] = {}
        self.adbd = None
        self.settings: dict[str, dict[str, str]] = {
            "global": {"window_animation_scale": "1.0"},
            "secure": {"default_input_method": "com.android.inputmethod.latin/.LatinIME"},
            "system": {"font_scale": str(self.screens.look.font)},
        }
        self.history: list[str] = []
        self._ports = itertools.count(40001)
        self.shell = Shell(commands(self), self._save)

    def banner(self) -> str:
        facts = "ro.product.name=standin;ro.product.model=Stand-in;ro.product.device=standin"
        return f"device::{facts};features=shell_v2,cmd,stat_v2,ls_v2,fixed_push_mkdir"

    @property
    def properties(self) -> dict[str, str]:
        return {
            "ro.product.brand": "minispect",
            "ro.product.model": "Stand-in",
            "ro.product.manufacturer": "minispect",
            "ro.build.version.release": "13",
            "ro.build.version.sdk": "33",
            "ro.serialno": self.serial_number,
            "sys.boot_completed": "1",
            "ro.kernel.qemu": "",
            "ro.debuggable": "1" if self.rooted else "0",
            "persist.sys.locale": "zh-CN",
        }

    def free_port(self) -> int:
        return next(self._ports)

    def local_service(self, name: str):
        """What listens on the phone itself: the ports that ``adb reverse`` opened."""
        if name.removeprefix("localabstract:") in self.sockets:
            return self._targets
        if name == f"tcp:{PORT}":
            return self.helper.serve if self.helper.running else None
        target = self.reverses.get(name)
        return None if target is None else lambda stream: self._joined(stream, target)

    @property
    def sockets(self) -> tuple[str, ...]:
        """Debugging sockets, once WeChat's inspector was switched on."""
        return ("webview_devtools_remote_2410", "chrome_devtools_remote") if self.inspectable else ()

    async def _targets(self, stream) -> None:
        """What a debugging socket lists: a target that is hidden, one of WeChat's own, the page in front."""
        asked = await stream.read()
        appid, page = await self.screens.area.state() if self.screens.area is not None else ("", "")
        titles = ["wx00000000000000aa:pages/far/away.html:INVISIBLE", "MagicBrush", f"{appid}:{page}.html:VISIBLE"]
        body = json.dumps([{"title": title, "type": "page"} for title in titles]).encode()
        known = asked.split(b" ")[1:2] == [b"/json"]
        status = b"200 OK" if known else b"404 Not Found"
        # Some builds answer the older path only.
        await stream.write(
            b"HTTP/1.1 " + status + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + (body if known else b"")
        )

    async def _joined(self, stream, target: str) -> None:
        other = await self.adbd.dial_host(target)
        if other is not None:
            await asyncio.gather(_carry(stream, other), _carry(other, stream))

    async def maybe_pull_cable(self, line: str) -> None:
        if self.faults.pull and self.faults.pull in line:
            self.faults.pull = ""
            await self.adbd.pull_cable()
            await asyncio.sleep(30)

    def trusted_authorities(self) -> list[bytes]:
        """Certificates of authorities that apps on this phone trust beside its own."""
        folder = "/system/etc/security/cacerts"
        return [entry.data for name, entry in self.files.listing(folder) if not entry.folder]

    def _save(self, path: str, data: bytes) -> bool:
        if not self.files.may_write(path):
            return False
        self.files.write(path, data)
        return True

    async def close(self) -> None:
        if self.screens.area is not None:
            with contextlib.suppress(Exception):
                await self.screens.area.close()
