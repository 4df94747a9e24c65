"""A position of the inspection's own in the place of the device's, by Android's test providers and its shell.

``cmd location providers`` is there from Android 12 on. The shell's right to it is the app operation ``mock_location``,
without which the commands do nothing and say nothing, so the list of providers is asked what became of them. A test
provider stays until somebody removes it. Source: AOSP, ``LocationShellCommand`` and ``LocationManagerService``.
"""

import asyncio
import contextlib
import re
from dataclasses import dataclass

from crawler.driver import Unreachable
from crawler.drivers.android.device import Device, Interrupted
from crawler.drivers.android.lease import Lease

PROVIDERS = ("gps", "network", "fused")
"""Whoever asks for a position asks one of these; ``fused`` is another app's on many devices and stays its own there."""
_APP = "com.android.shell"
_MOCKED = re.compile(r"^\s*(\w+) provider\b.*\[mock\]", re.M)
_MODE = re.compile(r"^\s*(?:android:)?mock_location: *(allow|ignore|deny|foreground|default)\b", re.M | re.I)
_OLD = 2.0
"""Seconds after which the position is set again: an app that waits for the next one gets it, and none is stale."""


@dataclass(frozen=True)
class WhyNot:
    zh: str
    en: str


_TOO_OLD = WhyNot(
    "系统不接受 shell 设置位置，需 Android 12 及以上", "its Android takes none from the shell; 12 and newer do"
)
_OFF = WhyNot("设备的定位已关闭", "location is switched off on the device")
_ANOTHERS = WhyNot("已有其他应用设置位置", "another app sets the device's position already")
_UNTOLD = WhyNot("设备未说明谁可以设置位置", "the device does not tell who may set it")


class MockPosition:
    """Of one device. ``why_not`` says, after ``take``, why none can be set; None when one can."""

    def __init__(self, device: Device, lease: Lease) -> None:
        self._device, self._lease = device, lease
        self.providers: tuple[str, ...] = ()
        self.why_not: WhyNot | None = None
        self._now: asyncio.Task[None] | None = None

    async def take(self) -> None:
        """Put test providers in the place of the device's own. Raises Unreachable."""
        self.why_not = await self._taken()

    async def put(self, latitude: str, longitude: str) -> None:
        """The device is there from now on, until ``leave`` or the next place. Raises Unreachable."""
        await self.leave()
        place = f"--location {latitude},{longitude} --accuracy 10"
        line = "; ".join(f"cmd location providers set-test-provider-location {name} {place}" for name in self.providers)
        await self._device.sh(line)
        self._now = asyncio.create_task(self._again(line))

    async def leave(self) -> None:
        """Nothing is set any more; the lease takes the providers away. Idempotent."""
        task, self._now = self._now, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _taken(self) -> WhyNot | None:
        """Why not; None when the providers are ours."""
        on = (await self._device.text("cmd location is-location-enabled")).strip()
        if on != "true":
            return _OFF if on == "false" else _TOO_OLD
        if _MOCKED.search(await self._list()):
            return _ANOTHERS
        mode = mode_of(await self._device.text(f"appops get {_APP} android:mock_location"))
        if not mode:
            return _UNTOLD
        gone = [f"cmd location providers remove-test-provider {name}" for name in PROVIDERS]
        self._lease.owe(*gone, f"appops set {_APP} android:mock_location {mode}")
        await self._device.sh(f"appops set {_APP} android:mock_location allow")
        for name in PROVIDERS:
            await self._device.sh(f"cmd location providers add-test-provider {name}")
            await self._device.sh(f"cmd location providers set-test-provider-enabled {name} true")
        ours = _MOCKED.findall(await self._list())
        self.providers = tuple(name for name in PROVIDERS if name in ours)
        return None if self.providers else _TOO_OLD

    async def _list(self) -> str:
        return await self._device.text("dumpsys location | grep ' provider'")

    async def _again(self, line: str) -> None:
        while True:
            await asyncio.sleep(_OLD)
            try:
                await self._device.sh(line, again=False)
            except Interrupted:
                continue
            except Unreachable:
                return


def mode_of(said: str) -> str:
    """The mode that ``appops get`` tells, ``default`` where none was ever set; empty when it tells neither."""
    match = _MODE.search(said)
    if match is not None:
        return match[1].lower()
    return "default" if "No operations" in said else ""
