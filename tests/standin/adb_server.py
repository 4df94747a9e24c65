"""adbd over TCP: connections, authorisation, streams, and which service each stream is for."""

import asyncio
import contextlib
import itertools
import os

import adb_auth
from adb_shell_service import run_exec, run_shell
from adb_sync import serve_sync
from adb_wire import MAX_DATA, VERSION, Broken, Packet, Stream, receive


class Adbd:
    """The device's daemon. ``phone`` is the device behind it."""

    def __init__(self, phone) -> None:
        self.phone = phone
        self.server: asyncio.Server | None = None
        self.connections: set[Connection] = set()
        self.port = 0

    async def listen(self, port: int = 0) -> int:
        self.server = await asyncio.start_server(self._accept, "127.0.0.1", port or self.port)
        self.port = self.server.sockets[0].getsockname()[1]
        return self.port

    async def pull_cable(self) -> None:
        """The transport is gone at once, whatever was under way."""
        if self.server is not None:
            self.server.close()
            self.server = None
        served = [connection.served for connection in self.connections]
        for connection in list(self.connections):
            connection.writer.transport.abort()
        self.phone.reverses.clear()
        if served:
            await asyncio.wait(served, timeout=2)

    async def plug_in(self) -> None:
        if self.server is None:
            await self.listen(self.port)

    async def dial_host(self, target: str) -> Stream | None:
        """Open a stream to the host for a ``reverse`` entry; None when no host takes it."""
        for connection in list(self.connections):
            if connection.online:
                stream = await connection.open(target)
                if stream is not None:
                    return stream
        return None

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(self, reader, writer)
        self.connections.add(connection)
        try:
            await connection.serve()
        except (Broken, ConnectionError):
            pass
        finally:
            self.connections.discard(connection)
            connection.end()
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
            connection.served.set_result(None)


class Connection:
    def __init__(self, adbd: Adbd, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.adbd, self.phone = adbd, adbd.phone
        self.reader, self.writer = reader, writer
        self.online = False
        self.max_data = MAX_DATA
        self._numbers = itertools.count(1)
        self._streams: dict[int, Stream] = {}
        self._tasks: set[asyncio.Task] = set()
        self._token = b""
        self.served: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done once everything of it is given back."""

    async def send(self, packet: Packet) -> None:
        self.writer.write(packet.encode())
        await self.writer.drain()

    async def serve(self) -> None:
        while True:
            packet = await receive(self.reader)
            handler = {
                b"CNXN": self._connect,
                b"AUTH": self._auth,
                b"OPEN": self._open,
                b"OKAY": self._okay,
                b"WRTE": self._write,
                b"CLSE": self._close,
            }.get(packet.command)
            if handler is None:
                raise Broken(f"unknown command {packet.command!r}")
            await handler(packet)

    def end(self) -> None:
        for stream in self._streams.values():
            stream.ended()
        for task in self._tasks:
            task.cancel()

    async def open(self, service: str) -> Stream | None:
        """A stream that the device opens towards the host."""
        stream = self._new()
        await self.send(Packet(b"OPEN", stream.local, 0, service.encode() + b"\0"))
        return stream if await stream.opened else None

    # --- packets

    async def _connect(self, packet: Packet) -> None:
        self.max_data = min(packet.arg1, MAX_DATA)
        if self.phone.authorisation == "none":
            await self._welcome()
        else:
            await self._ask()

    async def _ask(self) -> None:
        self._token = os.urandom(20)
        await self.send(Packet(b"AUTH", adb_auth.TOKEN, 0, self._token))

    async def _auth(self, packet: Packet) -> None:
        if packet.arg0 == adb_auth.SIGNATURE:
            if any(adb_auth.signed(key, self._token, packet.data) for key in self.phone.trusted_keys):
                await self._welcome()
            else:
                await self._ask()
        elif packet.arg0 == adb_auth.PUBLIC_KEY:
            key = adb_auth.public_key(packet.data)
            self._spawn(self._user_decides(key))

    async def _user_decides(self, key) -> None:
        """Android's question "allow USB debugging?"; silence leaves the host unauthorised."""
        await self.phone.accepted.wait()
        if key is not None:
            self.phone.trusted_keys.append(key)
            await self._welcome()

    async def _welcome(self) -> None:
        self.online = True
        await self.send(Packet(b"CNXN", VERSION, MAX_DATA, self.phone.banner().encode() + b"\0"))

    async def _open(self, packet: Packet) -> None:
        if not self.online:
            return
        service = packet.data.rstrip(b"\0").decode("utf-8", "replace")
        stream = self._new(packet.arg0)
        run = self._service(service)
        if run is None:
            del self._streams[stream.local]
            await self.send(Packet(b"CLSE", 0, packet.arg0))
            return
        stream.confirmed(packet.arg0)
        await self.send(Packet(b"OKAY", stream.local, stream.remote))
        self._spawn(self._run(stream, run, service))

    async def _run(self, stream: Stream, run, service: str) -> None:
        try:
            await run(stream)
        except Broken:
            pass
        except Exception as error:
            self.phone.say(fault=f"{service[:80]}: {error!r}")
            raise
        finally:
            with contextlib.suppress(Broken, ConnectionError):
                await stream.close()
            self._streams.pop(stream.local, None)

    async def _okay(self, packet: Packet) -> None:
        if (stream := self._streams.get(packet.arg1)) is not None:
            stream.confirmed(packet.arg0)

    async def _write(self, packet: Packet) -> None:
        if (stream := self._streams.get(packet.arg1)) is not None:
            await stream.fed(packet.data)
        else:
            await self.send(Packet(b"CLSE", packet.arg1, packet.arg0))

    async def _close(self, packet: Packet) -> None:
        stream = self._streams.pop(packet.arg1, None)
        if stream is not None and not stream.closed:
            stream.ended()
            # adb-shell and others wait for the answer.
            await self.send(Packet(b"CLSE", stream.local, packet.arg0))

    # --- services

    def _service(self, name: str):
        phone = self.phone
        if name.startswith("shell"):
            return lambda stream: run_shell(phone, name, stream)
        if name.startswith("exec:"):
            return lambda stream: run_exec(phone, name[5:], stream)
        if name == "sync:":
            return lambda stream: serve_sync(phone.files, stream)
        if name.startswith("reverse:"):
            return lambda stream: _reverse(phone, name[8:], stream)
        if name.startswith(("tcp:", "localabstract:")) and (dial := phone.local_service(name)) is not None:
            return dial
        return None

    def _new(self, remote: int = 0) -> Stream:
        stream = Stream(self.send, next(self._numbers), remote)
        stream.max_data = self.max_data
        self._streams[stream.local] = stream
        return stream

    def _spawn(self, work) -> asyncio.Task:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return task

    def _forget(self, task: asyncio.Task) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self.phone.say(fault=repr(task.exception()))


async def _reverse(phone, command: str, stream: Stream) -> None:
    """``list-forward`` answers without an OKAY of its own; ``tcp:0`` gets a port that is told."""
    verb, _, rest = command.partition(":")
    if verb == "list-forward":
        text = "".join(f"host {device} {host}\n" for device, host in phone.reverses.items())
        await stream.write(_block(text))
    elif verb == "forward":
        device, _, host = rest.removeprefix("norebind:").partition(";")
        if rest.startswith("norebind:") and device in phone.reverses:
            await stream.write(b"FAIL" + _block(f"cannot rebind existing socket: {device}"))
            return
        answer = b"OKAY"
        if device == "tcp:0":
            device = f"tcp:{phone.free_port()}"
            answer += _block(device.removeprefix("tcp:"))
        phone.reverses[device] = host
        await stream.write(answer)
    elif verb == "killforward" and rest in phone.reverses:
        del phone.reverses[rest]
        await stream.write(b"OKAY")
    elif verb == "killforward-all":
        phone.reverses.clear()
        await stream.write(b"OKAY")
    else:
        await stream.write(b"FAIL" + _block(f"listener '{rest}' not found"))


def _block(text: str) -> bytes:
    data = text.encode()
    return f"{len(data):04x}".encode() + data
