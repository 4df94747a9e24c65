"""What the scan changes on a device, and gives back on every way out: the proxy setting, the tunnel, the animations,
and what others of the driver change and owe.

A note on disk says what was there before; it is written first and taken away last. A scan that was killed leaves
its note, and the next start on the device gives back what it names.
"""

import contextlib
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from crawler.driver import Unreachable
from crawler.drivers.android.choice import safe_name
from crawler.drivers.android.device import Device

DEVICE_PORT = 18080
_QUIET = ("window_animation_scale", "transition_animation_scale", "animator_duration_scale")
_PROXY = ("http_proxy", "global_http_proxy_host", "global_http_proxy_port", "global_http_proxy_exclusion_list")
_SETTING = "http_proxy"


class Lease:
    """Changes of one device. ``folder`` is where its note lies."""

    def __init__(self, device: Device, folder: Path) -> None:
        self._device = device
        self._note = folder / f"{safe_name(device.serial)}.json"
        self._before: dict[str, str] = {}
        self._owed: tuple[str, ...] = ()
        self.problem = ""
        """Why something could not be given back, in one sentence."""

    @property
    def open_note(self) -> bool:
        """Whether something of an earlier scan was never given back."""
        return self._note.exists()

    async def recover(self) -> bool:
        """Give back what a scan that was killed left behind; whether there was anything."""
        if not self.open_note:
            return False
        try:
            note = json.loads(self._note.read_text("utf-8"))
            self._before = {str(k): str(v) for k, v in note["settings"].items()}
            self._owed = tuple(str(line) for line in note.get("owed") or ())
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            self._before = {_SETTING: "null"}
        await self.give_back()
        return True

    async def take(self) -> None:
        """Remember what is there, on disk, before anything is changed."""
        names = (_SETTING, *_QUIET)
        self._before = {name: await self._device.text(f"settings get global {name}") for name in names}
        self._write()
        for name in _QUIET:
            await self._device.sh(f"settings put global {name} 0")

    def owe(self, *lines: str) -> None:
        """Lines of the device's shell that undo what is changed next, in their order; on disk before it is."""
        self._owed = (*lines, *self._owed)
        self._write()

    async def through(self, port: int) -> None:
        """Lead the device's traffic to a port here. Raises Unreachable when the device does not keep the setting."""
        await self._device.reverse(f"tcp:{DEVICE_PORT}", f"tcp:{port}")
        await self._device.sh(f"settings put global {_SETTING} 127.0.0.1:{DEVICE_PORT}")
        if await self._device.text(f"settings get global {_SETTING}") != f"127.0.0.1:{DEVICE_PORT}":
            raise Unreachable(
                f"the device {self._device.serial} does not keep a proxy setting; "
                "set one by hand in its Wi-Fi settings or use --capture none"
            )

    async def give_back(self) -> None:
        """Put everything back as it was. The note stays when the device cannot be reached."""
        try:
            await self._device.unreverse(f"tcp:{DEVICE_PORT}")
            for name, value in self._before.items():
                await self._restore(name, value)
            for line in self._owed:
                await self._device.sh(line)
        except Unreachable as error:
            self.problem = (
                f"the proxy setting of {self._device.serial} could not be put back ({error}); connect it and run "
                "'minispect doctor --driver android', or 'adb shell settings put global http_proxy :0'"
            )
            return
        self._before, self._owed = {}, ()
        self._note.unlink(missing_ok=True)

    def _write(self) -> None:
        note: dict[str, Any] = {"serial": self._device.serial, "pid": os.getpid(), "settings": self._before}
        part = self._note.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            json.dump(note | {"owed": self._owed}, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._note)

    async def _restore(self, name: str, value: str) -> None:
        if value not in ("", "null"):
            await self._device.sh(f"settings put global {name} {_quoted(value)}")
        elif name == _SETTING:
            # Deleting alone leaves the old value in force until the device is started anew (reported).
            await self._device.sh(f"settings put global {name} :0")
            for row in _PROXY:
                await self._device.sh(f"settings delete global {row}")
        else:
            await self._device.sh(f"settings delete global {name}")


@contextlib.asynccontextmanager
async def lease(device: Device, folder: Path) -> AsyncIterator[Lease]:
    """Recover first, take, and give back however it ends."""
    held = Lease(device, folder)
    await held.recover()
    await held.take()
    try:
        yield held
    finally:
        await held.give_back()


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "'\\''") + "'"
