"""The tool's own command line: found, started with the official client's arguments, and ended when we started it."""

import asyncio
import contextlib
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from crawler.driver import Unreachable
from crawler.drivers.devtools.book import book

_READY = 90.0
"""Seconds: the first opening of a project takes DevTools a minute and more."""
_CLOSES = 20.0
_BETWEEN = 0.25
_SIGNS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("service port", "服务端口", "port is not provided"),
        "the service port of DevTools is closed; turn on Settings > Security > Service port in DevTools",
    ),
    (("login", "登录", "code 11"), "DevTools is not logged in; run 'cli login' or log in there with WeChat"),
    (
        ("app.json", "project.config.json", "not a mini", "不存在", "code 3"),
        "DevTools cannot open this project; give the folder that DevTools itself opens (with project.config.json)",
    ),
    (("trust", "信任"), "DevTools does not trust this project yet; open it there once and confirm"),
)
"""What the tool's output says -> the sentence for people. Its code 10 stands for several failures and tells nothing.
Source: vendor's CLI page, public issue threads (cytle/wechat_web_devtools#309, weapp-vite/weapp-vite#956)."""


def find(given: Path | None) -> Path:
    """The command line tool. Raises Unreachable."""
    if given is not None:
        if not given.is_file():
            raise Unreachable(
                f"--cli {given}: there is no such file; give DevTools' 'cli' (macOS) or 'cli.bat' (Windows)"
            )
        # A bare name would be looked for among the machine's commands.
        return given.absolute()
    for place in book().cli.get(sys.platform, ()):
        found = Path(place) if "/" in place else Path(shutil.which(place) or "")
        if found.is_file():
            return found
    raise Unreachable(
        "the command line tool of DevTools was not found; install WeChat DevTools, or give --cli PATH, or start it by "
        "hand and give its ws:// address"
    )


def arguments(cli: Path, project: Path, port: int) -> list[str]:
    """As the official client's ``launch`` gives them."""
    return [str(cli), "auto", "--project", str(project), "--auto-port", str(port), "--trust-project"]


async def listening(port: int) -> bool:
    """Whether something on this machine takes connections at a port."""
    try:
        async with asyncio.timeout(1):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True


class Started:
    """A started tool. The vendor's ends by itself and leaves the IDE open; one that goes on is ended by ``close``."""

    def __init__(self, process: asyncio.subprocess.Process, output: list[str], ending: Sequence[str] = ()) -> None:
        self._process, self._output, self._ending = process, output, ending
        self._pumps = [asyncio.create_task(self._pump(stream)) for stream in (process.stdout, process.stderr)]

    @classmethod
    async def start(cls, cli: Path, project: Path, port: int, *, lent: bool = False) -> "Started":
        """Start it and wait until the port listens: an exit code of 0 does not mean that. The window of a ``lent``
        project is closed at the end. Raises Unreachable."""
        environment = {**os.environ, "NO_COLOR": "1"}
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(
                *arguments(cli, project, port), stdin=nothing, stdout=pipe, stderr=pipe, env=environment
            )
        except OSError as error:
            raise Unreachable(
                f"{cli}: cannot be run ({error.strerror}); give DevTools' own command line tool"
            ) from None
        started = cls(process, [], (str(cli), "close", "--project", str(project)) if lent else ())
        try:
            await started._until_ready(port)
        except BaseException:
            await started.close()
            raise
        return started

    @property
    def said(self) -> str:
        """The end of its output."""
        return " ".join("".join(self._output).split())[-400:]

    async def close(self) -> None:
        """End what still runs. Idempotent."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 15)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        elif self._ending:
            await self._end(self._ending)
            self._ending = ()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    async def _end(self, command: Sequence[str]) -> None:
        """Ask the tool that stays open to let go of the project; what it answers changes nothing."""
        nothing = asyncio.subprocess.DEVNULL
        with contextlib.suppress(OSError, TimeoutError):
            process = await asyncio.create_subprocess_exec(*command, stdin=nothing, stdout=nothing, stderr=nothing)
            try:
                await asyncio.wait_for(process.wait(), _CLOSES)
            except TimeoutError:
                process.kill()
                await process.wait()

    async def _until_ready(self, port: int) -> None:
        end = time.monotonic() + _READY
        while time.monotonic() < end:
            if await listening(port):
                return
            if self._process.returncode not in (None, 0):
                await asyncio.gather(*self._pumps, return_exceptions=True)
                raise Unreachable(sentence(self.said, self._process.returncode))
            await asyncio.sleep(_BETWEEN)
        raise Unreachable(
            f"DevTools did not open the automation port {port} within {_READY:.0f} s ({self.said or 'silent'}); "
            "close its project window and try again"
        )

    async def _pump(self, stream: asyncio.StreamReader | None) -> None:
        while stream is not None and (piece := await stream.read(4096)):
            self._output.append(piece.decode("utf-8", "replace"))
            del self._output[:-50]


def sentence(said: str, code: int | None) -> str:
    """Why the tool failed, for people, with its own words."""
    plain = said.casefold()
    for signs, meaning in _SIGNS:
        if any(sign.casefold() in plain for sign in signs):
            return f"{meaning} (it said: {said[-200:]})"
    return f"the command line tool of DevTools failed with code {code} (it said: {said[-200:] or 'nothing'})"
