"""The queue of pictures to read, and the process that reads them while the walk goes on."""

import asyncio
import contextlib
import hashlib
import itertools
import json
import os
import sys
import tempfile
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
_FEW = 8


class EyesFailed(Exception):
    """The reading process ended, hung or answered nonsense."""


@dataclass
class _Task:
    """A picture to read. ``screen`` is None as long as the picture is not in the recording."""

    screen: Event | None
    file: str
    scale: float
    pixels: str
    done: "asyncio.Future[Reading | None]"
    kept: bool = False

    @property
    def name(self) -> str:
        return str(self.screen.data["png"]) if self.screen is not None else "a picture"


class Reader:
    """Reads each distinct picture once. Owns one child process; ``close`` always ends it."""

    def __init__(self, log: Log, command: Sequence[str] = COMMAND) -> None:
        self._log, self._command = log, tuple(command)
        self._threads = 1
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
        return await self._waited(self._put(snapshot.event, 0))

    async def ahead(self, picture: bytes, pixels_sha256: str, scale: float) -> Reading | None:
        """Read a picture that is not in the recording yet, for targets that are seen by reading alone. The reading
        is kept as soon as a screen with these pixels is shown; None when it cannot be read."""
        if pixels_sha256 in self._tasks:
            return await self._waited(self._tasks[pixels_sha256])
        with tempfile.NamedTemporaryFile(prefix="minispect-", suffix=".png") as file:
            file.write(picture)
            file.flush()
            task = _Task(None, file.name, scale, pixels_sha256, asyncio.get_running_loop().create_future())
            return await self._waited(self._queued(task, 0))

    def same(self, pixels_sha256: str, reading: Reading) -> None:
        """Other pixels that say the same (another minute on the clock): they need no reading of their own."""
        if pixels_sha256 not in self._tasks:
            done: asyncio.Future[Reading | None] = asyncio.get_running_loop().create_future()
            done.set_result(reading.model_copy(update={"pixels_sha256": pixels_sha256}))
            self._tasks[pixels_sha256] = _Task(None, "", 1, pixels_sha256, done)

    async def _waited(self, task: "_Task | None") -> Reading | None:
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
        if len(open_) > _FEW:
            # The walk is over, so another core is free; starting the engine again costs as much as a few pictures.
            self._threads = min(2, os.cpu_count() or 1)
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
        if known is not None and known.screen is None:
            known.screen = screen
            self._keep(known)
        if self._pump is None or not key or self._lives <= 0:
            return known
        if known is None:
            file, scale = str(self._log.root / screen.data["png"]), float(screen.data.get("scale", 2))
            return self._queued(_Task(screen, file, scale, key, asyncio.get_running_loop().create_future()), urgency)
        if not urgency and not known.done.done():
            self._queue.put_nowait((urgency, next(self._number), known))
        return known

    def _queued(self, task: _Task, urgency: int) -> _Task | None:
        if self._pump is None or self._lives <= 0:
            return None
        self._tasks[task.pixels] = task
        self._queue.put_nowait((urgency, next(self._number), task))
        return task

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
        try:
            answer = await self._ask({"png": task.file, "scale": task.scale, "threads": self._threads})
        except EyesFailed:
            # A picture that kills the engine is not tried again.
            task.done.set_result(None)
            raise
        if "error" in answer:
            message = f"{task.name} could not be read: {answer['error']}"
            run = task.screen.run if task.screen is not None else None
            self._log.add(Kind.ERROR, {"where": "capture", "cause": "host", "message": message}, run=run)
            task.done.set_result(None)
            return
        self.read += 1
        task.done.set_result(Reading.model_validate({**self._about, **answer, "pixels_sha256": task.pixels}))
        self._keep(task)

    def _keep(self, task: _Task) -> None:
        """Write the reading beside its picture, once there are both."""
        reading = task.done.result() if task.done.done() else None
        screen = task.screen
        if screen is None or reading is None or task.kept:
            return
        task.kept = True
        path = str(screen.data["png"]).removesuffix(".png") + ".ocr.json"
        target = self._log.root / path
        canonical.write(target, reading.model_dump(mode="json"))
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
