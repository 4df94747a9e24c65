"""The queue of pictures to read, and the process that reads them while the walk goes on."""

import asyncio
import contextlib
import hashlib
import itertools
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crawler.driver import Snapshot
from recording import canonical
from recording.event import Event, Kind
from recording.log import Log
from recording.reading import Reading

COMMAND = (sys.executable, "-m", "crawler.eyes.ocr")
MEMORY = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""glibc gives the engine's large buffers back to the system after each picture: measured 154 instead of 376 MB
resident between pictures and 373 instead of 533 MB at the peak, at the same speed. Other systems ignore it."""
ONE = 60.0
"""Seconds that one picture may take before the process counts as hung; half a second is usual, but the
process is polite and a machine may be busy."""
START = 60.0
LIVES = 2
GRACE, EACH = 10.0, 2.0
"""Ceiling of draining in seconds: so much, and so much more for each picture in the queue. On an idle machine
it takes less than 5 and 0.7; a busy one gets time rather than a gap in the evidence."""
LINE = 4 * 1024 * 1024


class EyesFailed(Exception):
    """The reading process ended, hung or answered nonsense."""


@dataclass(frozen=True)
class _Task:
    screen: Event
    done: "asyncio.Future[Reading | None]"


class Reader:
    """Reads each distinct picture once. Owns one child process; ``close`` always ends it."""

    def __init__(self, log: Log, command: Sequence[str] = COMMAND) -> None:
        self._log, self._command = log, tuple(command)
        self._queue: asyncio.PriorityQueue[tuple[int, int, _Task]] = asyncio.PriorityQueue()
        self._number = itertools.count()
        self._tasks: dict[str, _Task] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._about: dict[str, Any] = {}
        self._lives = LIVES
        self._pump: asyncio.Task[None] | None = None
        self.read = 0
        """Pictures read so far."""

    def start(self) -> None:
        """Begin to load the engine; returns at once."""
        self._pump = asyncio.create_task(self._work())

    def show(self, snapshot: Snapshot) -> None:
        """Put a picture in the queue unless an equal one was there before."""
        self._put(snapshot.event, 1)

    async def look(self, snapshot: Snapshot) -> Reading | None:
        """Read this picture before all others; None when it cannot be read."""
        task = self._put(snapshot.event, 0)
        if task is None:
            return None
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(task.done), ONE + START)
        return None

    @property
    def waiting(self) -> int:
        """Pictures not read yet."""
        return sum(not task.done.done() for task in self._tasks.values())

    async def drain(self) -> None:
        """Wait for the queue to empty, within the time it may take; what is left over becomes a limit note."""
        if self._pump is None:
            return
        open_ = [task.done for task in self._tasks.values() if not task.done.done()]
        if open_:
            await asyncio.wait(open_, timeout=GRACE + EACH * len(open_))
        if self.waiting:
            self._log.note("limit", what="ocr", why=f"{self.waiting} pictures were not read in time", run="")

    async def close(self) -> None:
        """End the process, read or not. Idempotent."""
        if self._pump is not None:
            self._pump.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pump
            self._pump = None
        await self._end()
        for task in self._tasks.values():
            if not task.done.done():
                task.done.set_result(None)

    def _put(self, screen: Event, urgency: int) -> _Task | None:
        key = str(screen.data.get("pixels_sha256", ""))
        known = self._tasks.get(key)
        if self._pump is None or not key or self._lives <= 0:
            return known
        if known is None:
            known = self._tasks[key] = _Task(screen, asyncio.get_running_loop().create_future())
        elif urgency or known.done.done():
            return known
        self._queue.put_nowait((urgency, next(self._number), known))
        return known

    async def _work(self) -> None:
        while self._lives > 0:
            try:
                await self._begin()
                while True:
                    _, _, task = await self._queue.get()
                    if not task.done.done():
                        await self._one(task)
            except EyesFailed as error:
                self._lives -= 1
                message = f"the reading of pictures failed: {error}"
                self._log.add(Kind.ERROR, {"where": "capture", "cause": "host", "message": message}, run="")
                await self._end()
        self._log.note("limit", what="ocr", why="the OCR process failed twice; the rest was not read", run="")
        for task in self._tasks.values():
            if not task.done.done():
                task.done.set_result(None)

    async def _one(self, task: _Task) -> None:
        data = task.screen.data
        try:
            answer = await self._ask({"png": str(self._log.root / data["png"]), "scale": data.get("scale", 2)})
        except EyesFailed:
            # A picture that kills the engine is not tried again.
            task.done.set_result(None)
            raise
        if "error" in answer:
            message = f"{data['png']} could not be read: {answer['error']}"
            self._log.add(Kind.ERROR, {"where": "capture", "cause": "host", "message": message}, run=task.screen.run)
            task.done.set_result(None)
            return
        reading = Reading.model_validate({**self._about, **answer, "pixels_sha256": data["pixels_sha256"]})
        self._keep(task.screen, reading)
        task.done.set_result(reading)

    def _keep(self, screen: Event, reading: Reading) -> None:
        path = str(screen.data["png"]).removesuffix(".png") + ".ocr.json"
        target = self._log.root / path
        canonical.write(target, reading.model_dump(mode="json"))
        self.read += 1
        self._log.note(
            "ocr",
            page=screen.page,
            run=screen.run,
            screen=screen.seq,
            path=path,
            pixels_sha256=reading.pixels_sha256,
            sha256=hashlib.sha256(target.read_bytes()).hexdigest(),
        )

    async def _begin(self) -> None:
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=LINE,
                env={**os.environ, **MEMORY},
            )
        except OSError as error:
            raise EyesFailed(str(error)) from None
        self._about = await self._line(START)
        if "error" in self._about:
            raise EyesFailed(str(self._about["error"]))

    async def _ask(self, task: dict[str, Any]) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None:
            raise EyesFailed("the process is gone")
        try:
            process.stdin.write(json.dumps(task).encode() + b"\n")
            await process.stdin.drain()
        except ConnectionError:
            raise EyesFailed("the process ended") from None
        return await self._line(ONE)

    async def _line(self, seconds: float) -> dict[str, Any]:
        if self._process is None or self._process.stdout is None:
            raise EyesFailed("the process is gone")
        try:
            line = await asyncio.wait_for(self._process.stdout.readline(), seconds)
            answer = json.loads(line) if line else None
        except TimeoutError:
            raise EyesFailed(f"no answer within {seconds:.0f} s") from None
        except ValueError:
            raise EyesFailed("an answer that cannot be understood") from None
        if not isinstance(answer, dict):
            raise EyesFailed("the process ended")
        return answer

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()
        # The pipe's transport outlives the process otherwise, and warns when it is collected.
        transport = getattr(process, "_transport", None)
        if transport is not None:
            transport.close()
