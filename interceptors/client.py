"""The main process's end of the proxy: start it, open ports, set fences, take its records in their order."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interceptors.answers import BackendError
from interceptors.config import CANARY_HOST, ProxyConfig
from recording import clock
from recording.profile import Backend


class ProxyError(Exception):
    """The proxy cannot start or has ended; the message is one sentence."""


@dataclass(frozen=True)
class Record:
    """One thing the proxy saw. ``kind``: ``flow``, ``browser_call``, ``error``."""

    kind: str
    run: str = ""
    label: str = ""
    """The host's label of the request; it leads to the call."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """For ``flow`` the fields of ``FlowData``; for ``browser_call`` ``host``; for ``error`` ``message``."""


Receiver = Callable[[Record], None]


class Proxy:
    """One proxy process. Records come to ``receive`` in the order the proxy saw them, in the event loop."""

    def __init__(self, process: asyncio.subprocess.Process, receive: Receiver, confdir: str) -> None:
        self.spki = ""
        """Pin of the inspection's own certificate authority, for Chromium's launch."""
        self.failure: str = ""
        """Why the process is gone, in one sentence; empty while it runs and after an ordinary stop."""
        self.confdir = confdir
        self._process = process
        self._receive = receive
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._open: dict[str, tuple[str, str, dict[str, Any]]] = {}
        self._stderr: list[str] = []
        self._stopping = False
        self._failed: dict[str, Any] = {}
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    async def start(
        cls,
        root: Path,
        receive: Receiver,
        *,
        backend: Backend | None = None,
        hosts: Mapping[str, str] | None = None,
        trust: tuple[Path, ...] = (),
        listen_host: str = "127.0.0.1",
        id_prefix: str = "f",
        allow_local: bool = False,
        authority: Path | None = None,
        timeout: float = 30,  # noqa: ASYNC109  (a ceiling for a child process, not for this coroutine)
    ) -> "Proxy":
        """Start the process; ``root`` is the recording's ``original/``, ``authority`` the folder of a certificate
        authority that outlives the inspection (where people install it by hand). Raises ProxyError, BackendError."""
        folder = tempfile.TemporaryDirectory(prefix="minispect-ca-")
        config = ProxyConfig(
            root=root,
            confdir=authority or Path(folder.name),
            backend=backend or Backend(),
            hosts=dict(hosts or {}),
            trust=trust,
            listen_host=listen_host,
            id_prefix=id_prefix,
            allow_local=allow_local,
        )
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "interceptors.process"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=1 << 26,
            start_new_session=True,
        )
        proxy = cls(process, receive, str(config.confdir))
        proxy._folder = folder
        ready = proxy._expect("ready")
        proxy._tasks = (asyncio.create_task(proxy._read()), asyncio.create_task(proxy._read_stderr()))
        proxy._write(config.model_dump(mode="json"))
        try:
            proxy.spki = str((await asyncio.wait_for(ready, timeout))["spki"])
        except TimeoutError:
            await proxy._kill()
            raise ProxyError(f"the proxy did not start within {timeout:g} s; the machine may be overloaded") from None
        except ProxyError:
            await proxy._kill()
            if proxy._failed.get("backend"):
                raise BackendError(str(proxy._failed["message"])) from None
            raise
        return proxy

    async def listen(self, run: str, port: int = 0) -> int:
        """Open a port whose traffic belongs to a run. Raises ProxyError when the port is taken."""
        answer = await self._ask("listening", {"c": "listen", "run": run, "port": port})
        return int(answer["port"])

    async def tunnel(self, run: str, keys: Path, host: str, port: int) -> None:
        """Open a WireGuard tunnel on a UDP port (once), whose traffic belongs to a run from now on. ``keys``: the file
        that holds both ends' keys, made when it is not there. Raises ProxyError when the port is taken."""
        await self._ask("listening", {"c": "tunnel", "run": run, "keys": str(keys), "host": host, "port": port})

    async def fence(self, number: int) -> None:
        """Return when everything the proxy saw before has been received here."""
        await self._ask(f"fence {number}", {"c": "fence", "n": number})

    def pass_through(self, which: str) -> None:
        """From now on lead TLS through unread: ``none``, ``refused`` (hosts whose client refused us) or ``all``."""
        self._write({"c": "passthrough", "which": which})

    async def canary(self, port: int, mark: str = "probe", limit: float = 5) -> bool:
        """Send a request of our own through a port and say whether the proxy reported it."""
        seen = self._expect(f"canary {mark}")
        try:
            async with asyncio.timeout(limit):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                request = (
                    f"GET http://{CANARY_HOST}/{mark} HTTP/1.1\r\nhost: {CANARY_HOST}\r\nconnection: close\r\n\r\n"
                )
                writer.write(request.encode("ascii"))
                answer = await reader.read()
                writer.close()
                await seen
        except (OSError, TimeoutError, ProxyError):
            seen.cancel()
            return False
        return answer.endswith(b"minispect")

    def expect(self, mark: str) -> Callable[[float], Awaitable[bool]]:
        """To be called before somebody else sends a probe (``http(s)://HOST/mark``, see ``addons.canary``); what it
        returns waits so many seconds and says whether the probe came."""
        seen = self._expect(f"canary {mark}")

        async def arrived(limit: float) -> bool:
            try:
                await asyncio.wait_for(seen, limit)
            except (TimeoutError, ProxyError):
                return False
            return True

        return arrived

    async def stop(self) -> None:
        """End the process after everything it saw was received. Idempotent; never raises for a dead process."""
        if self._stopping:
            return
        self._stopping = True
        if self._process.returncode is None and not self.failure:
            self._write({"c": "stop"})
        try:
            async with asyncio.timeout(8):
                await self._process.wait()
                await asyncio.gather(*self._tasks)
        except TimeoutError:
            pass
        await self._kill()

    @property
    def stderr(self) -> str:
        """The end of what the process wrote for people."""
        return "".join(self._stderr[-50:])

    def _write(self, message: dict[str, Any]) -> None:
        if self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(json.dumps(message).encode("utf-8") + b"\n")

    def _expect(self, name: str) -> asyncio.Future[dict[str, Any]]:
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        future.add_done_callback(lambda f: f.cancelled() or f.exception())
        self._waiting[name] = future
        return future

    async def _ask(self, name: str, command: dict[str, Any]) -> dict[str, Any]:
        if self.failure:
            raise ProxyError(self.failure)
        future = self._expect(name)
        self._write(command)
        return await future

    async def _read(self) -> None:
        stdout = self._process.stdout
        while stdout is not None and (line := await stdout.readline()):
            try:
                message = json.loads(line)
            except ValueError:
                continue
            self._take(message)
        await self._process.wait()
        self._ended()

    async def _read_stderr(self) -> None:
        stderr = self._process.stderr
        while stderr is not None and (piece := await stderr.read(4096)):
            self._stderr.append(piece.decode("utf-8", "replace"))
            del self._stderr[:-50]

    def _take(self, message: dict[str, Any]) -> None:
        kind, run, label = message["t"], str(message.get("run", "")), str(message.get("label", ""))
        if kind == "begin":
            self._open[message["data"]["id"]] = (run, label, message["data"])
        elif kind == "flow":
            self._open.pop(message["data"]["id"], None)
            self._receive(Record("flow", run, label, message["data"]))
        elif kind in ("browser_call", "error"):
            self._receive(Record(kind, run, data={k: v for k, v in message.items() if k not in ("t", "run")}))
        elif kind == "refused":
            self._fail_waiting("listening", str(message["message"]))
        elif kind == "failed":
            self._failed = message
        else:
            self._answer(message)

    def _answer(self, message: dict[str, Any]) -> None:
        names = {"fence": f"fence {message.get('n')}", "canary": f"canary {message.get('token')}"}
        future = self._waiting.pop(names.get(message["t"], message["t"]), None)
        if future is not None and not future.done():
            future.set_result(message)

    def _fail_waiting(self, name: str, sentence: str) -> None:
        future = self._waiting.pop(name, None)
        if future is not None and not future.done():
            future.set_exception(ProxyError(sentence))

    def _ended(self) -> None:
        """The process is gone. Requests it had announced and never finished are handed over as failed."""
        for run, label, begun in self._open.values():
            error = "the proxy ended before the exchange did"
            data = begun | {"type": "failed", "error": error, "ended_ns": clock.mono_ns()}
            data["truncated"] = _announces_body(begun)
            self._receive(Record("flow", run, label, data | {"fence_end": begun["fence_start"]}))
        self._open.clear()
        if not self._stopping:
            last = self.stderr.strip().splitlines()
            why = self._failed.get("message") or (
                f"the proxy process ended by itself (code {self._process.returncode}"
                + (f": {last[-1][:200]}" if last else "")
                + "); traffic after this moment was not seen"
            )
            self.failure = str(why)
            self._receive(Record("error", data={"message": self.failure}))
        for name in list(self._waiting):
            self._fail_waiting(name, self.failure or "the proxy was stopped")

    async def _kill(self) -> None:
        self._stopping = True
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _announces_body(request: Mapping[str, Any]) -> bool:
    headers = {str(name).lower(): str(value) for name, value in request["request_headers"]}
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
