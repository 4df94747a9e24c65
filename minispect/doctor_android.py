"""What of a device works, found out on the device itself; what an earlier scan left on it is put back first."""

import asyncio
import contextlib
import tempfile
from pathlib import Path

import adbutils

from crawler.driver import Unreachable
from crawler.drivers.android import helper
from crawler.drivers.android.book import book
from crawler.drivers.android.choice import connect, held
from crawler.drivers.android.device import Device
from crawler.drivers.android.frame import BlackFrame, frame
from crawler.drivers.android.lease import DEVICE_PORT, Lease, lease
from crawler.drivers.android.uitree import parse
from crawler.drivers.android.way_in import has_keyboard
from interceptors.client import Proxy, ProxyError
from minispect.doctor import Probe
from minispect.wireguard import Tunnel

_PLUG = "connect a device with USB debugging on, then run this again"


def probes(serial: str, tunnel: str = "") -> list[Probe]:
    """All probes of one device; only the first when it cannot be used. ``tunnel``: another way to try."""
    client = adbutils.AdbClient()
    try:
        chosen = connect(client, serial)
    except Unreachable as error:
        return [Probe("device", False, str(error), _PLUG)]
    device = Device(client, chosen)
    found = [Probe("device", True, chosen)]
    try:
        with held(chosen) as folder:
            found += asyncio.run(_all(device, folder))
            if tunnel == "wireguard":
                found.append(asyncio.run(_wireguard(device)))
    except Unreachable as error:
        found.append(Probe("device", False, str(error), _PLUG))
    return found


async def _all(device: Device, folder: Path) -> list[Probe]:
    found = []
    left = Lease(device, folder)
    if await left.recover():
        found.append(Probe("left behind", not left.problem, left.problem or "an earlier scan's proxy setting put back"))
    found += [await probe(device) for probe in (_facts, _picture, _wechat, _tree, _typing, _helper, _root)]
    found.append(await _tunnel(device, folder))
    return found


async def _facts(device: Device) -> Probe:
    names = ("ro.product.brand", "ro.product.model", "ro.build.version.release")
    brand, model, release = [await device.text(f"getprop {name}") for name in names]
    stand_in = " (a simulated device)" if brand == "minispect" else ""
    return Probe("Android", True, f"{brand} {model}, Android {release}, {await device.text('wm size')}{stand_in}")


async def _picture(device: Device) -> Probe:
    try:
        shot = frame(await device.output("screencap -p"), 1)
    except (BlackFrame, ValueError) as error:
        return Probe("pictures", False, str(error), "wake the device up, unlock it, and leave protected windows")
    return Probe("pictures", True, f"{shot.image.width}x{shot.image.height}")


async def _wechat(device: Device) -> Probe:
    package = book().wechat.package
    if not (await device.text(f"pm path {package}")).startswith("package:"):
        return Probe("WeChat", False, "not installed", "install WeChat on the device and log in")
    said = (await device.sh(f"dumpsys package {package} | grep versionName")).out.strip()
    version = said.splitlines()[0].strip() if said else "of unknown version"
    return Probe("WeChat", True, f"{version}; screen book as of {book().as_of}")


async def _tree(device: Device) -> Probe:
    said = await device.sh("uiautomator dump /sdcard/minispect-tree.xml; cat /sdcard/minispect-tree.xml", limit=25)
    tree = parse(said.out, 1)
    if tree is None or not tree.nodes:
        return Probe("view tree", True, "none; screens are seen by reading alone")
    return Probe("view tree", True, f"{len(tree.nodes)} nodes; each tree is tested against its picture before use")


async def _typing(device: Device) -> Probe:
    if await has_keyboard(device):
        return Probe("typing", True, "ADBKeyBoard takes any text")
    mend = "for Chinese: install ADBKeyBoard and 'adb shell ime set com.android.adbkeyboard/.AdbIME'"
    return Probe("typing", True, f"ASCII only ({mend})")


async def _helper(device: Device) -> Probe:
    """Optional: trees of screens that move, and any text typed."""
    async with helper.running(adbutils.AdbClient(), device.serial) as (running, why):
        if running is None:
            return Probe("uiautomator2", True, f"{why}; plain adb is used")
        tree = parse(await running.tree() or "", 1)
        detail = f"{running.version} runs on the device, {len(tree.nodes) if tree is not None else 'no'} nodes"
    return Probe("uiautomator2", True, f"{detail}; types any text")


async def _root(device: Device) -> Probe:
    rooted = "uid=0" in (await device.sh("su -c id || id")).out or "uid=0" in await device.text("id")
    detail = "full (rooted: our authority can be installed)" if rooted else "hosts only (not rooted)"
    return Probe("capture level", True, detail)


async def _tunnel(device: Device, folder: Path) -> Probe:
    """A canary request from a socket of the device, through the tunnel, to the proxy as a scan starts it."""
    with tempfile.TemporaryDirectory(prefix="minispect-doctor-") as root:
        try:
            proxy = await Proxy.start(Path(root), lambda _: None)
        except ProxyError as error:
            return Probe("tunnel", False, str(error), "run 'minispect doctor'")
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(proxy.stop)
            lent = await stack.enter_async_context(lease(device, folder))
            await lent.through(await proxy.listen("doctor"))
            arrived = await proxy.canary(await device.forward(f"tcp:{DEVICE_PORT}"))
    if not arrived:
        return Probe("tunnel", False, "a canary request did not arrive", "free the device's port 18080, or restart adb")
    return Probe("tunnel", True, "a canary request of the device arrived at the proxy; the setting was put back")


async def _wireguard(device: Device) -> Probe:
    """The configuration for the device's WireGuard app, and a canary through the tunnel if it is on already."""
    said: list[str] = []
    with tempfile.TemporaryDirectory(prefix="minispect-doctor-") as root:
        try:
            proxy = await Proxy.start(Path(root), lambda _: None)
        except ProxyError as error:
            return Probe("WireGuard", False, str(error), "run 'minispect doctor'")
        try:
            way = Tunnel(proxy)
            await way.lead("doctor")
            await way.prove(device, said.append)
        except Unreachable as error:
            return Probe("WireGuard", False, "; ".join(said) or "not open", str(error))
        finally:
            await proxy.stop()
    return Probe("WireGuard", True, f"a canary request of the device came through; {said[0]}")
