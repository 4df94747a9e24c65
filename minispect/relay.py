"""One fixed port that leads to the proxy's port of the current run: what a person has set in DevTools stays right."""

import asyncio
import contextlib

from crawler.driver import Unreachable

_PIECE = 65536


class Relay:
    """Passes bytes both ways. ``lead`` ends the connections of the run before."""

    def __init__(self) -> None:
        self.port = 0
        self._to = 0
        self._server: asyncio.Server | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    async def open(self, port: int) -> None:
        """Listen on this machine; 0 takes any free port. Raises Unreachable."""
        try:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        except OSError as error:
            raise Unreachable(
                f"--proxy-port {port} cannot be had ({error.strerror}); give another one here and in DevTools' settings"
            ) from None
        self.port = int(self._server.sockets[0].getsockname()[1])

    def lead(self, port: int) -> None:
        """From now on to this port."""
        self._to = port
        for task in self._under_way:
            task.cancel()

    async def close(self) -> None:
        """Idempotent."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if self._server is not None:
            self._server.close()
            with contextlib.suppress(OSError):
                await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
        onward: asyncio.StreamWriter | None = None
        try:
            answers, onward = await asyncio.open_connection("127.0.0.1", self._to)
            await asyncio.gather(_pass(reader, onward), _pass(answers, writer))
        except (OSError, asyncio.CancelledError):
            # The other side went away, or the next run began.
            pass
        finally:
            for end in (writer, onward):
                if end is not None:
                    end.close()
            if task is not None:
                self._under_way.discard(task)


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(_PIECE):
        writer.write(piece)
        await writer.drain()
    if writer.can_write_eof():
        with contextlib.suppress(OSError):
            writer.write_eof()
