"""uiautomator2's server as the device runs it: started by ``app_process`` from its jar, asked over HTTP on port 9008.

Written after the client's ``core.py`` (3.7.1): start-up lines, ``/ping``, JSON-RPC. It ends with the stream that
started it, as a shell's child does.
"""

import asyncio
import json
import re

import uidump

JAR = "/data/local/tmp/u2.jar"
PORT = 9008
_STARTED = re.compile(r"^CLASSPATH=(\S+) app_process / com\.wetest\.uia2\.Main -p (\d+)$")


class U2Server:
    """``running``: nobody else gets a tree meanwhile."""

    def __init__(self, phone) -> None:
        self.phone = phone
        self.running = False
        self.clipboard = ""
        self.asked: list[str] = []

    def starts(self, line: str) -> bool:
        return _STARTED.match(line) is not None

    async def run(self, line: str, stream) -> None:
        jar, _ = _STARTED.match(line).groups()
        entry = self.phone.files.get(jar)
        if entry is None or not entry.data.startswith(b"PK"):
            await stream.write(b"Error: Could not find or load main class com.wetest.uia2.Main\n")
            return
        await stream.write(b"[server] INFO: [UiAutomator2Server] Starting Server\n")
        self.running = True
        try:
            while not stream.closed:
                await asyncio.sleep(0.05)
        finally:
            self.running = False

    async def serve(self, stream) -> None:
        """One request of a connection; the client opens one for each."""
        asked = b""
        while b"\r\n\r\n" not in asked:
            piece = await stream.read()
            if not piece:
                return
            asked += piece
        head, _, body = asked.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        while length and len(body) < int(length[1]):
            body += await stream.read()
        if head.startswith(b"GET /ping "):
            await self._answer(stream, b"pong")
            return
        call = json.loads(body)
        self.asked.append(call["method"])
        result = await self._call(call["method"], call.get("params") or [])
        await self._answer(stream, json.dumps({"jsonrpc": "2.0", "id": call["id"], **result}).encode())

    async def _call(self, method: str, params: list) -> dict:
        match method:
            case "dumpWindowHierarchy":
                return {"result": await uidump.dump(self.phone)}
            case "setClipboard":
                self.clipboard = params[1]
                return {"result": None}
            case "pasteClipboard":
                await self.phone.screens.text(self.clipboard)
                return {"result": None}
        return {"error": {"code": -32601, "message": "Method not found"}}

    async def _answer(self, stream, body: bytes) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        await stream.write(head % len(body) + body)
