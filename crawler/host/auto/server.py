"""The WebSocket end of the automation protocol: frames in, answers by id out, events to every client.

Source: the frames of miniprogram-automator 0.12.1 and minium 1.6.1. An answer never carries both keys ``result`` and
``error``; an event carries no ``id``.
"""

import asyncio
import json
import logging
import socket
from typing import Any

from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from crawler.driver import Unreachable, Unsupported
from crawler.host.auto import app, element, native, own, tool
from crawler.host.auto.desk import Desk, Method
from crawler.host.auto.program import AutoProgram, ProtocolError
from recording.event import Event

HOST = "127.0.0.1"
_FRAME = 64 * 1024 * 1024
_LEAST_S = 0.003
"""minium misses an answer that comes before it waits for one, and then sleeps a minute."""
_METHODS: dict[str, Method] = {**app.METHODS, **element.METHODS, **tool.METHODS, **native.METHODS, **own.METHODS}
_log = logging.getLogger(__name__)


class PortInUse(Exception):
    """The port cannot be had; the message is one sentence with the mend."""


def take_port(port: int) -> socket.socket:
    """Reserve the port on the loopback interface. Raises PortInUse."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
    except OSError:
        taken.close()
        raise PortInUse(f"Port {port} is in use; end what uses it or give another with --auto-port") from None
    return taken


class Server:
    """Serves one program to any number of clients until one closes the tool."""

    def __init__(self, program: AutoProgram) -> None:
        self._desk = Desk(program)
        self._clients: set[ServerConnection] = set()
        program.listen = self._app_event

    @property
    def closed(self) -> asyncio.Event:
        return self._desk.closed

    def recorded(self, event: Event) -> None:
        """An event was written to the recording; clients that asked for its kind are told."""
        if event.kind in self._desk.kinds:
            self._tell(f"Minispect.{event.kind}", {"seq": event.seq, "page": event.page, "data": event.data})

    async def run(self, taken: socket.socket, ready: asyncio.Event) -> None:
        """Listen until the tool is closed. ``ready`` is set when clients may connect.

        Web pages cannot connect: a browser names the page's origin, and only clients outside of one are let in.
        """
        port = taken.getsockname()[1]
        origins = [None, *(Origin(f"http://{name}:{port}") for name in (HOST, "localhost"))]
        async with serve(
            self._client, sock=taken, max_size=_FRAME, origins=origins, ping_interval=None, compression=None
        ):
            ready.set()
            await self._desk.closed.wait()
            await asyncio.sleep(_LEAST_S)

    async def _client(self, client: ServerConnection) -> None:
        self._clients.add(client)
        tasks: set[asyncio.Task[None]] = set()
        try:
            async for frame in client:
                task = asyncio.create_task(self._answer(client, frame))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
        except ConnectionClosed:
            _log.debug("a client went away")
        finally:
            self._clients.discard(client)
            for task in tasks:
                task.cancel()

    async def _answer(self, client: ServerConnection, frame: str | bytes) -> None:
        try:
            request = json.loads(frame)
        except (ValueError, RecursionError):
            return
        if not isinstance(request, dict) or not isinstance(request.get("method"), str):
            return
        name = request["method"]
        answer, _ = await asyncio.gather(self._run(name, request.get("params")), asyncio.sleep(_LEAST_S))
        try:
            await client.send(json.dumps({"id": request.get("id"), **answer}))
        except ConnectionClosed:
            _log.debug("%s was answered to nobody", name)
        if name == "Tool.close" and "result" in answer:
            self._desk.closed.set()

    async def _run(self, name: str, params: Any) -> dict[str, Any]:
        given = params if isinstance(params, dict) else {}
        method = _METHODS.get(name)
        try:
            result = await (method(self._desk, given) if method else self._desk.program.call(name, given))
        except (ProtocolError, Unreachable, Unsupported) as error:
            return {"error": {"message": str(error)}}
        except Exception as error:
            # A request that is never answered would keep the official client waiting for ever.
            _log.exception("%s failed", name)
            return {"error": {"message": f"{name} failed: {type(error).__name__}: {error}"}}
        return {"result": result}

    def _app_event(self, name: str, params: dict[str, Any]) -> None:
        if name != "App.logAdded" or self._desk.logging:
            self._tell(name, params)

    def _tell(self, name: str, params: dict[str, Any]) -> None:
        broadcast(self._clients, json.dumps({"method": name, "params": params}, default=str))
