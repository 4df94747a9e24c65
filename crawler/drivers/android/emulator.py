"""An emulator of our own for one inspection: started from a clean snapshot, awaited, stopped.

Options and console commands: Android Studio documentation, "Start the emulator from the command line" and "Send
emulator console commands". The emulator tells adb's server of itself; its serial is ``emulator-`` and its console port.
"""

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import adbutils

from crawler.driver import Unreachable
from crawler.drivers.android.choice import connect

_FIRST, _LAST = 5554, 5584
"""Console ports on which adb's server looks for emulators; each takes the next port for adb itself."""
_BOOT = 240.0
"""Seconds that a start may take; from a snapshot it is ten to thirty, a cold boot without hardware help minutes."""
_END = 20.0
_QUIET = ("-no-window", "-no-audio", "-no-boot-anim", "-gpu", "swiftshader_indirect")


def find() -> Path:
    """The ``emulator`` executable. Raises Unreachable."""
    for name in ("ANDROID_HOME", "ANDROID_SDK_ROOT"):
        folder = os.environ.get(name)
        found = Path(folder) / "emulator" / "emulator" if folder else None
        if found is not None and found.is_file():
            return found
    on_path = shutil.which("emulator")
    if on_path is None:
        raise Unreachable("no Android emulator was found; install it by Android's sdkmanager and set ANDROID_HOME")
    return Path(on_path)


def command(executable: Path, avd: str, snapshot: str, port: int) -> list[str]:
    """How it is started: nothing that happens in an inspection is kept, so that each begins from the same state."""
    state = ["-snapshot", snapshot] if snapshot else ["-no-snapshot-load"]
    return [str(executable), "-avd", avd, *_QUIET, *state, "-no-snapshot-save", "-port", str(port)]


@contextlib.asynccontextmanager
async def running(avd: str, snapshot: str = "", window: bool = False) -> AsyncIterator[str]:
    """Start a virtual device, yield its serial once it has booted, stop it. Raises Unreachable.

    ``snapshot``: the saved state to start from; without one it boots cold. ``window``: shown, for a person to use.
    """
    port = _free()
    line = [part for part in command(find(), avd, snapshot, port) if not (window and part == "-no-window")]
    with tempfile.TemporaryFile() as said:
        # An emulator outlives a Ctrl-C of ours, or its disk images may break; it is stopped below.
        process = await asyncio.to_thread(
            subprocess.Popen, line, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        serial = f"emulator-{port}"
        try:
            await _booted(process, serial, said.fileno())
            yield serial
        finally:
            await asyncio.shield(asyncio.to_thread(_stop, process, serial))


async def save(serial: str, name: str) -> str:
    """Save the present state of a running emulator as a snapshot; what its console said when that failed."""
    return await asyncio.to_thread(_console, serial, "avd", "snapshot", "save", name)


async def _booted(process: "subprocess.Popen[bytes]", serial: str, said: int) -> None:
    client, end = adbutils.AdbClient(), time.monotonic() + _BOOT
    while time.monotonic() < end:
        if process.poll() is not None:
            raise Unreachable(f"the emulator ended by itself: {_last_line(said)}; see 'emulator -list-avds'")
        if await asyncio.to_thread(_up, client, serial):
            return
        await asyncio.sleep(0.3)
    raise Unreachable(f"the emulator {serial} did not start within {_BOOT:.0f} s: {_last_line(said)}")


def _up(client: adbutils.AdbClient, serial: str) -> bool:
    with contextlib.suppress(Unreachable, adbutils.AdbError, OSError, EOFError):
        connect(client, serial)
        return str(client.device(serial).shell("getprop sys.boot_completed", timeout=5)).strip() == "1"
    return False


def _stop(process: "subprocess.Popen[bytes]", serial: str) -> None:
    """By its console, so that its images stay whole; by force when it does not listen."""
    if process.poll() is None:
        _console(serial, "kill")
    for end in (process.terminate, process.kill):
        try:
            process.wait(_END)
            return
        except subprocess.TimeoutExpired:
            end()
    process.wait()


def _console(serial: str, *words: str) -> str:
    line: Sequence[str] = (adbutils.adb_path(), "-s", serial, "emu", *words)
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    told = (done.stdout + done.stderr).strip()
    return told if done.returncode or "KO" in told else ""


def _free() -> int:
    """A pair of ports that nobody has. Raises Unreachable."""
    for port in range(_FIRST, _LAST + 1, 2):
        with contextlib.ExitStack() as stack:
            try:
                for number in (port, port + 1):
                    probe = stack.enter_context(socket.socket())
                    probe.bind(("127.0.0.1", number))
            except OSError:
                continue
            return port
    raise Unreachable("no port is free for an emulator (5554 to 5585); stop one of those that run")


def _last_line(said: int) -> str:
    size = os.fstat(said).st_size
    text = os.pread(said, 4000, max(0, size - 4000)).decode("utf-8", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "it said nothing"
