"""One device behind the adb server. adbutils waits on sockets, so everything runs beside the event loop."""

import asyncio
import contextlib
import queue
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import adbutils

from crawler.driver import Unreachable

T = TypeVar("T")
_LIMIT = 45.0
"""Seconds that a command may take; real phones answer in fractions, a dump of a large tree in a few."""
_BACK = 25.0
"""Seconds that a pulled cable may stay out before the scan ends."""
_OUT, _ERR, _EXIT = 1, 2, 3


class Interrupted(Exception):
    """The connection broke while a command was under way, and is back: whether it was carried out is not known."""


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    out: str
    err: str
    code: int


class Following:
    """What a command that does not end by itself prints, line by line. ``close`` ends it."""

    def __init__(self, connection: adbutils.AdbConnection) -> None:
        self._connection = connection
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def lines(self) -> list[str]:
        """Whole lines since the last time."""
        return [self._lines.get_nowait() for _ in range(self._lines.qsize())]

    def close(self) -> None:
        """The command's pipe breaks with it. Idempotent."""
        with contextlib.suppress(OSError):
            self._connection.conn.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._connection.close()

    def _read(self) -> None:
        rest = b""
        with contextlib.suppress(OSError):
            while piece := self._connection.conn.recv(1 << 16):
                *whole, rest = (rest + piece).split(b"\n")
                for line in whole:
                    self._lines.put(line.decode("utf-8", "replace"))


class Device:
    """Shell, pictures and tunnels of one serial."""

    def __init__(self, client: adbutils.AdbClient, serial: str) -> None:
        self.serial = serial
        self.reconnected = 0
        """How often the connection broke and came back."""
        self._client = client
        self._adb = adbutils.AdbDevice(client, serial)

    async def sh(self, command: str, *, again: bool = True, limit: float = _LIMIT) -> Said:
        """Run a line in the device's shell. ``again``: may be repeated after a broken connection.

        Raises Unreachable when the device does not come back, Interrupted for a line that may not be repeated.
        """
        return _unpacked(await self._service(f"shell,v2,raw:{command}", again, limit))

    async def output(self, command: str, *, limit: float = _LIMIT) -> bytes:
        """The raw bytes a command writes; for pictures."""
        return await self._service(f"exec:{command}", True, limit)

    def follow(self, command: str) -> Following:
        """Begin a command that goes on until it is closed. Raises Unreachable; waits on sockets."""
        try:
            connection = self._client.make_connection()
            connection.send_command(f"host:transport:{self.serial}")
            connection.check_okay()
            connection.send_command(f"exec:{command}")
            connection.check_okay()
        except (adbutils.AdbError, OSError, EOFError) as error:
            raise Unreachable(self._gone(error)) from None
        connection.conn.settimeout(None)
        return Following(connection)

    async def text(self, command: str) -> str:
        """What a line prints, without its last line end."""
        return (await self.sh(command)).out.rstrip("\r\n")

    async def reverse(self, remote: str, local: str) -> None:
        """Lead a port of the device to one here."""
        await self._bounded(lambda: self._tell(f"reverse:forward:{remote};{local}"))

    async def reverses(self) -> dict[str, str]:
        """Ports of the device -> ports here, as the device lists them."""
        return {item.remote: item.local for item in await self._bounded(lambda: list(self._adb.reverse_list()))}

    async def unreverse(self, remote: str) -> None:
        """Take a tunnel away; one that is gone already is well."""

        try:
            await asyncio.to_thread(self._tell, f"reverse:killforward:{remote}")
        except (adbutils.AdbError, OSError, EOFError):
            return

    async def push(self, data: bytes, path: str) -> None:
        await self._bounded(lambda: self._adb.sync.push(data, path))

    async def pull(self, path: str) -> bytes:
        return await self._bounded(lambda: self._adb.sync.read_bytes(path))

    async def forward(self, remote: str) -> int:
        """A port here that leads to a socket of the device."""
        return int(await self._bounded(lambda: self._adb.forward_port(remote)))

    async def unforward(self, port: int) -> None:
        """Take away what ``forward`` made; one that is gone already is well."""

        def remove() -> None:
            with self._client.make_connection() as connection:
                connection.send_command(f"host-serial:{self.serial}:killforward:tcp:{port}")
                connection.check_okay()

        with contextlib.suppress(adbutils.AdbError, OSError, EOFError):
            await asyncio.to_thread(remove)

    async def _bounded(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.wait_for(asyncio.to_thread(work), _LIMIT)
        except (adbutils.AdbError, OSError, EOFError, TimeoutError) as error:
            raise Unreachable(self._gone(error)) from None

    async def _service(self, name: str, again: bool, limit: float) -> bytes:
        for last in (False, True):
            try:
                return await asyncio.to_thread(self._read, name, limit)
            except (adbutils.AdbError, OSError, EOFError, struct.error) as error:
                await self._return(error)
                if not again:
                    raise Interrupted(name.partition(":")[2][:80]) from None
                if last:
                    raise Unreachable(self._gone(error)) from None
        raise AssertionError("not reached")

    def _read(self, name: str, limit: float) -> bytes:
        with self._service_of(name, limit) as connection:
            pieces = list(iter(lambda: connection.conn.recv(1 << 20), b""))
        data = b"".join(pieces)
        if name.startswith("shell,v2"):
            _unpacked(data)  # a cut-off answer is no answer
        return data

    def _tell(self, name: str) -> None:
        """A service whose answer is one more OKAY of the device's own."""
        with self._service_of(name, _LIMIT) as connection:
            connection.check_okay()

    @contextlib.contextmanager
    def _service_of(self, name: str, limit: float) -> Iterator[adbutils.AdbConnection]:
        # adbutils' own transport leaves its socket open when the device is gone.
        with self._client.make_connection(timeout=limit) as connection:
            connection.send_command(f"host:transport:{self.serial}")
            connection.check_okay()
            connection.send_command(name)
            connection.check_okay()
            yield connection

    async def _return(self, error: Exception) -> None:
        """Wait until the server lists the device as usable again."""
        end = time.monotonic() + _BACK
        while time.monotonic() < end:
            state = await asyncio.to_thread(self._state)
            if state == "device":
                self.reconnected += 1
                return
            if state == "unauthorized":
                break
            await asyncio.sleep(0.25)
        raise Unreachable(self._gone(error))

    def _state(self) -> str:
        try:
            return next((d.state for d in self._client.list() if d.serial == self.serial), "absent")
        except (adbutils.AdbError, OSError):
            return "absent"

    def _gone(self, error: Exception) -> str:
        reason = str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__
        return f"the device {self.serial} does not answer any more ({reason}); check its cable and start the scan again"


def _unpacked(data: bytes) -> Said:
    """The packets of shell v2. Raises EOFError when the exit code is missing: the answer was cut off."""
    out, err, at = b"", b"", 0
    while at + 5 <= len(data):
        number, length = struct.unpack_from("<BI", data, at)
        piece = data[at + 5 : at + 5 + length]
        at += 5 + length
        if number == _OUT:
            out += piece
        elif number == _ERR:
            err += piece
        elif number == _EXIT and piece:
            return Said(out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), piece[0])
    raise EOFError("the command's answer was cut off")
