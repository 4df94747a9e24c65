"""Which device a scan is for: the one named, or the only one there is; and one scan at a time on each."""

import contextlib
import fcntl
import os
import re
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import adbutils

from crawler.driver import Unreachable

_MEND = {
    "unauthorized": "unlock it and accept “Allow USB debugging?”, then start again",
    "offline": "pull its cable and plug it in again, or run 'adb reconnect'",
    "no permissions": "this user may not use it; install Android's udev rules (android-sdk-platform-tools-common)",
    "recovery": "start it normally",
    "bootloader": "start it normally",
    "sideload": "start it normally",
}
_ADDRESS = re.compile(r"[\w.\-]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5}")


def connect(client: adbutils.AdbClient, wanted: str = "") -> str:
    """The serial of a usable device. Raises Unreachable: no adb, none, several, not the named one, not usable."""
    devices = _devices(client)
    if wanted and wanted not in devices and _ADDRESS.fullmatch(wanted):
        # A phone or emulator on the network, as `adb connect` names it.
        with contextlib.suppress(adbutils.AdbError, OSError):
            client.connect(wanted, timeout=10)
        devices = _devices(client)
    if wanted:
        if wanted not in devices:
            known = ", ".join(sorted(devices)) or "none"
            raise Unreachable(f"--serial {wanted}: adb does not know this device (known: {known}); see 'adb devices'")
        return _usable(wanted, devices[wanted])
    if not devices:
        raise Unreachable("no Android device is connected; plug one in with USB debugging on, or start an emulator")
    if len(devices) > 1:
        raise Unreachable(f"several devices are connected ({', '.join(sorted(devices))}); name one with --serial")
    return _usable(*next(iter(devices.items())))


def _devices(client: adbutils.AdbClient) -> dict[str, str]:
    _serve(client)
    try:
        return {found.serial: found.state for found in client.list()}
    except (adbutils.AdbError, OSError) as error:
        raise Unreachable(f"the adb server does not answer ({error}); run 'adb start-server'") from None


def _serve(client: adbutils.AdbClient) -> None:
    """Start the adb server when none runs (adbutils does so too, and leaves a socket open where it cannot)."""
    with contextlib.suppress(OSError), socket.create_connection((client.host, client.port), timeout=3):
        return
    try:
        command = [adbutils.adb_path(), "-P", str(client.port), "start-server"]
        subprocess.run(command, check=True, capture_output=True, timeout=30)
    except (OSError, subprocess.SubprocessError, RuntimeError) as error:
        reason = str(error).splitlines()[0][:120]
        raise Unreachable(f"adb does not work here ({reason}); install it (Debian: apt-get install adb)") from None


def _usable(serial: str, state: str) -> str:
    if state == "device":
        return serial
    mend = next((text for name, text in _MEND.items() if state.startswith(name)), "see 'adb devices'")
    raise Unreachable(f"the device {serial} is {state}: {mend}")


@contextlib.contextmanager
def held(serial: str) -> Iterator[Path]:
    """The device for oneself. Yields the folder for notes about it. Raises Unreachable when another scan has it."""
    folder = notes_folder()
    with (folder / f"{safe_name(serial)}.lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unreachable(f"the device {serial} is in use by another scan; wait for it or name another") from None
        yield folder


def notes_folder() -> Path:
    """Where what must be given back is noted: of this user, outliving a crash of the scan."""
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    folder = base / "minispect" / "android"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        folder = Path(tempfile.gettempdir()) / f"minispect-android-{os.getuid()}"
        folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def safe_name(serial: str) -> str:
    return re.sub(r"[^\w.\-]", "_", serial)
