"""A mini program in WeChat on an Android device: the device held, its traffic led here, everything given back."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import adbutils

from crawler.driver import Unreachable, Unsupported
from crawler.drivers.android import emulator
from crawler.drivers.android.authority import Authority
from crawler.drivers.android.book import book
from crawler.drivers.android.choice import connect, held
from crawler.drivers.android.device import Device
from crawler.drivers.android.driver import AndroidDriver
from crawler.drivers.android.held import Held, holding
from crawler.drivers.android.helper import running
from crawler.drivers.android.lease import Lease, lease
from crawler.drivers.android.screen import Screen
from crawler.drivers.android.way_in import Wanted, WayIn
from minispect.capture import BLIND, Capture, level_of, only_others, sentence
from minispect.exits import UserError
from minispect.subject import Setting, real_phase_ms
from minispect.target import Target
from minispect.wireguard import Tunnel
from recording import canonical
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.recording import Recording
from reports.inspection import Access, Entry

_TUNNELLED = "10.0.0.1"
STAND_IN = "minispect"
"""``ro.product.brand`` of the simulated device that our own tests drive."""
_LEFT_ALONE = {
    "zh": "按要求未读取或设置设备的 Wi-Fi、位置和剪切板：这些值外发时无法认出。",
    "en": "The device's Wi-Fi, position and clipboard were left alone as asked: they are not found when they leave.",
}


@dataclass(frozen=True)
class Own:
    """A virtual device (``avd``) started for one inspection, from a saved state; ``window``: a person may use it."""

    avd: str
    snapshot: str = ""
    window: bool = False


class Android:
    """One program on one device."""

    kind = "android"

    def __init__(
        self, target: Target, wanted: Wanted, serial: str = "", capture: Capture = "auto", own: Own | None = None,
        *, wireguard: bool = False, values: bool = True,
    ) -> None:  # fmt: skip
        """``own``: an emulator that is started for the inspection, and stopped after it. ``wireguard``: traffic comes
        through a tunnel instead of the proxy setting. ``values``: the device's own are read and planted."""
        self._own, self._by_tunnel, self._values = own, wireguard, values
        self._tunnel: Tunnel | None = None
        self._target, self._wanted, self._serial, self._asked = target, wanted, serial, capture
        self._way: WayIn | None = None
        self._lease: Lease | None = None
        self._held: Held | None = None
        self._drivers: list[AndroidDriver] = []
        self._said: list[str] = []
        self._facts: dict[str, Any] = {}
        self.passthrough = "all"
        """Until the device turns out to trust our authority."""

    @property
    def name(self) -> str:
        return self._target.profile.target.name or self._wanted.name or self._wanted.appid or self._wanted.link

    @property
    def digest(self) -> str:
        """A phone does not hand the program's package out."""
        return ""

    @property
    def version(self) -> str:
        return next((d.version for d in self._drivers if d.version), "")

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(path.strip("/") for path in self._target.profile.target.pages)

    @property
    def tabs(self) -> tuple[str, ...]:
        return ()

    @property
    def problems(self) -> tuple[str, ...]:
        return ()

    @property
    def cleanliness(self) -> dict[str, Any]:
        return {
            "fresh_profile": "deleted from WeChat's recently used list before each start, where that was possible",
            "empty_storage": "as far as WeChat forgets it with that",
            "proxy_certificate": self._facts.get("authority", "not installed"),
            "other_clients": "all apps of the device use the proxy; flows of the program are told by their Referer",
        }

    @property
    def facts(self) -> dict[str, Any]:
        return {"device": dict(self._facts), "simulated": self._stand_in, "capture": self._capture_facts()}

    @property
    def account(self) -> tuple[Entry, Access]:
        enter = self._target.profile.host.enter
        steps = [f"WeChat {self.version} on {self._facts.get('model', 'a device')}", "opened in WeChat"]
        access = Access(
            network={"address": "127.0.0.1", "interface": "adb reverse tunnel to the proxy"}
            if not self._by_tunnel
            else {"address": _TUNNELLED, "interface": "WireGuard tunnel to the proxy, all apps of the device"},
            proxy="mitmproxy in a process of its own, one port for each run, by the device's http_proxy setting"
            if not self._by_tunnel
            else "mitmproxy in a process of its own, by its WireGuard mode",
            backend=self._target.backend.mode,
            account="the WeChat account of the device; typed values, position and clipboard are planted, the network's "
            "name is read (identity.json)",
            steps=tuple(steps),
        )
        return Entry(path=enter.path, query=enter.query, scene=enter.scene), access

    def keep(self, root: Any) -> None:
        folder = root / "target"
        canonical.write(folder / "profile.json", self._target.profile.model_dump(mode="json"))
        canonical.write(folder / "pages.json", list(self.pages))
        # A phone does not hand the program out: nothing is known of its pages but what the profile says.
        canonical.write(folder / "app.json", {})

    @contextlib.asynccontextmanager
    async def opened(self, setting: Setting) -> AsyncIterator[None]:
        """Hold the device, learn about it, install the authority where it lets us. Raises Unreachable."""
        if setting.eyes is None:
            raise UserError("--no-ocr: a phone is seen by reading its pictures; leave the option out")
        client = adbutils.AdbClient()
        async with self._started():
            self._serial = connect(client, self._serial)
            with held(self._serial) as folder:
                async with self._ready(Device(client, self._serial), folder, setting):
                    yield
                if self._lease is not None and self._lease.problem:
                    self._said.append(self._lease.problem)

    @contextlib.asynccontextmanager
    async def _started(self) -> AsyncIterator[None]:
        """The emulator of our own, if it is one."""
        if self._own is None:
            yield
            return
        async with emulator.running(self._own.avd, self._own.snapshot, self._own.window) as self._serial:
            yield

    @contextlib.asynccontextmanager
    async def _ready(self, device: Device, folder: Path, setting: Setting) -> AsyncIterator[None]:
        if setting.eyes is None:
            raise RuntimeError("a phone is seen by reading")
        async with contextlib.AsyncExitStack() as stack:
            self._lease = await stack.enter_async_context(lease(device, folder))
            density = await self._learn(device)
            helper, why = await stack.enter_async_context(running(adbutils.AdbClient(), device.serial))
            self._facts["helper"] = f"uiautomator2 {helper.version}" if helper is not None else f"none: {why}"
            self._held = await stack.enter_async_context(holding(device, self._lease, helper))
            self._way = WayIn(Screen(device, setting.eyes, density, helper), self._wanted)
            await self._trust(device, setting, stack)
            if self._by_tunnel and setting.proxy is not None:
                self._tunnel = Tunnel(setting.proxy)
                await self._tunnel.lead("")
                await self._tunnel.prove(device)
            yield

    def driver(self, log: Log, port: int, identity: PlantedIdentity, *, patience: float) -> AndroidDriver:
        """A driver for one run; its traffic is led to this run's port when it starts."""
        way, lent, known = self._way, self._lease, self._held
        if way is None or lent is None or known is None:
            raise RuntimeError("the device is not open")

        async def online() -> None:
            if self._tunnel is not None:
                await self._tunnel.lead(log.run)
            elif self._asked != "none":
                await lent.through(port)

        async def plant() -> None:
            await known.plant(log, identity)

        titles = self._target.profile.target.pages
        asked = plant if self._values else None
        driver = AndroidDriver(log, way, patience_s=patience, online=online, plant=asked, titles=titles)
        self._drivers.append(driver)
        return driver

    async def fence(self, number: int) -> None:
        """A phone tells nothing that could be fenced; the proxy's own fence stands alone."""

    def call_of(self, label: str) -> tuple[str, str] | None:  # noqa: ARG002
        return None

    def declare(self, changed: Any, version: int) -> dict[str, object]:  # noqa: ARG002
        raise Unsupported("a phone shows the guidelines that WeChat holds; they cannot be changed for a run")

    def phase_ms(self, budget: float, *, long: bool) -> int:
        return real_phase_ms(budget, long=long)

    def limits(self, recording: Recording, lang: str) -> Sequence[str]:
        self._facts["level"] = level_of(recording, self._asked)
        self._facts["values"] = self._held.facts if self._held is not None else {}
        known = self._held.limits(lang) if self._held is not None else []
        unknown = known if self._values else [_LEFT_ALONE[lang]]
        traffic = [sentence(self._facts["level"], lang), *only_others(recording, lang)]
        own = [*traffic, *unknown, *self._said, *self._identity(recording, lang)]
        if self._stand_in:
            zh = "模拟设备：本次检查使用的是测试替身，不是真实手机；结果不能作为证据。"
            en = "SIMULATED DEVICE: a test stand-in was inspected, no real phone; this is no evidence."
            own.insert(0, zh if lang == "zh" else en)
        return own

    # --- inside

    @property
    def _stand_in(self) -> bool:
        return bool(self._facts.get("brand") == STAND_IN)

    def _capture_facts(self) -> dict[str, Any]:
        return {"level": self._facts.get("level", "none"), "blind": list(BLIND), "asked": self._asked}

    def _identity(self, recording: Recording, lang: str) -> list[str]:
        """Which program it really was: by the Referer of its requests, or by what an honest tree names."""
        asked = self._wanted.appid
        by_flows = {found for flow in recording.of("flow") if (found := referer_appid(flow.data))}
        by_tree = {d.trees.appid for d in self._drivers if d.trees.appid}
        by_sockets = {appid for d in self._drivers for appid in d.xweb.appids}
        seen = by_flows | by_tree | by_sockets
        self._facts["appids_by_debugging_socket"] = sorted(by_sockets)
        self._facts["appids_by_referer"], self._facts["appids_by_tree"] = sorted(by_flows), sorted(by_tree)
        if asked and seen and asked not in seen:
            zh, en = (
                f"观察到的小程序是 {'、'.join(sorted(seen))}，不是 {asked}。",
                (f"The mini program seen was {', '.join(sorted(seen))}, not {asked}."),
            )
        elif not seen:
            zh, en = (
                "小程序的 appid 未能确认，仅凭名称。",
                "The appid could not be confirmed; it was found by its name.",
            )
        else:
            return []
        return [zh if lang == "zh" else en]

    async def _learn(self, device: Device) -> float:
        """Facts for the recording; device pixels for one CSS pixel."""
        names = {
            "brand": "ro.product.brand", "model": "ro.product.model", "android": "ro.build.version.release",
            "api_level": "ro.build.version.sdk",
        }  # fmt: skip
        self._facts = {name: await device.text(f"getprop {key}") for name, key in names.items()}
        said = await device.text("wm density")
        numbers = [int(word) for word in said.replace("\n", " ").split() if word.isdigit()]
        if not numbers:
            raise Unreachable(f"the device {device.serial} does not tell its density; is it fully started?")
        density = numbers[-1] / 160
        font = await device.text("settings get system font_scale")
        self._facts |= {"serial": device.serial, "density": density, "font_scale": font}
        if self._own is not None:
            self._facts["emulator"] = {"avd": self._own.avd, "snapshot": self._own.snapshot or "none: booted cold"}
        self._facts |= {"screen": await device.text("wm size"), "screen_book": book().as_of}
        return density

    async def _trust(self, device: Device, setting: Setting, stack: contextlib.AsyncExitStack) -> None:
        if self._asked not in ("auto", "full"):
            self._facts["authority"] = "not installed: not asked for"
            return
        authority = Authority(device, setting.authority)
        why = await authority.install()
        if why and self._asked == "full":
            raise Unreachable(f"--capture full: {why}; use --capture hosts to record host names only")
        self._facts["authority"] = f"not installed: {why}" if why else "in the system's store for this inspection"
        self.passthrough = "all" if why else "refused"
        if not why:
            stack.push_async_callback(authority.remove)


def referer_appid(data: dict[str, Any]) -> str:
    """The appid that WeChat puts into the Referer of a program's own requests (docs: wx.request)."""
    for name, value in data.get("request_headers") or ():
        parts = str(value).split("/")
        if str(name).casefold() == "referer" and str(value).startswith("https://servicewechat.com/") and len(parts) > 3:
            return parts[3]
    return ""
