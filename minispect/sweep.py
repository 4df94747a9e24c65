"""Every declared page opened once, and how it went: what developers and we look at before a whole scan."""

import asyncio
import io
import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from PIL import Image

from crawler.driver import Gone, Start
from crawler.drivers.embedded import EmbeddedDriver
from interceptors.client import Proxy
from interceptors.delivery import Delivery
from minispect.embedded import Embedded
from recording.event import Event
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Backend
from recording.recording import Recording

Outcome = Literal["ok", "network", "project", "host"]
_OWN_FAILURE = re.compile("not found|does not answer|left its page")
_ORDER: tuple[Outcome, ...] = ("host", "project", "network")
_PICTURE_WIDTH = 375
_ANSWERS = re.compile(r"\w+\.\w+|plugin |behavior ")
"""What a program calls and relies on. A page's own error beside one that is lacking may come of that: it is ours."""


@dataclass(frozen=True)
class PageOutcome:
    """How opening one page went. ``outcome``: ``ok``; ``network``, only its own refused requests;
    ``project``, its own bug, missing query, file or package; ``host``, our fault."""

    path: str
    outcome: Outcome
    errors: tuple[str, ...] = ()
    ms: int = 0
    unsupported: tuple[str, ...] = ()
    """What it used that the host does not have."""
    picture: str = ""
    """Name of its picture, empty when none was wanted."""
    blank: bool = False
    """The page's own area shows one colour; known only with a picture."""


@dataclass
class Sweep:
    """All pages, and what the program used that the host does not have."""

    pages: list[PageOutcome] = field(default_factory=list)
    unsupported: dict[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def totals(self) -> dict[str, int]:
        words: tuple[Outcome, ...] = ("ok", *_ORDER)
        return {word: sum(page.outcome == word for page in self.pages) for word in words}


async def sweep(target: Embedded, backend: Backend, pictures: Path | None = None) -> Sweep:
    """Open every page without a query. ``pictures``: a folder that gets one picture a page.

    Raises Unreachable, ProxyError, BackendError, OSError.
    """
    with tempfile.TemporaryDirectory(prefix="minispect-sweep-") as name:
        log = Log(Path(name) / "original")
        log.run = "sweep"
        delivery = Delivery(log, target.call_of)
        # The proxy starts beside Playwright and ends beside the browser: a short sweep is mostly that.
        starting = asyncio.create_task(Proxy.start(log.root, delivery, backend=backend))

        async def pins() -> list[str]:
            return [(await starting).spki]

        stopping: asyncio.Task[None] | None = None
        try:
            async with target.browser(pins):
                proxy = await starting
                try:
                    spans = await _open_all(target, log, await proxy.listen("sweep"), pictures)
                finally:
                    stopping = asyncio.create_task(proxy.stop())
        finally:
            if stopping is not None:
                await stopping
            elif (left := await asyncio.gather(starting, return_exceptions=True)) and isinstance(left[0], Proxy):
                await left[0].stop()
            delivery.flush()
            log.close()
        return _outcomes(Recording(log.root), spans, target)


@dataclass(frozen=True)
class _Span:
    path: str
    first: int
    last: int
    ms: int
    failure: str
    picture: str = ""
    blank: bool = False


async def _open_all(target: Embedded, log: Log, port: int, pictures: Path | None) -> list[_Span]:
    driver = target.driver(log, port, PlantedIdentity(1, "sweep"), patience=1.0)
    spans: list[_Span] = []
    lacking: Counter[str] = Counter()
    fresh = True
    await driver.prepare()
    try:
        for number, page in enumerate(target.pages):
            first, began = log.seq if number else 0, time.perf_counter()
            picture, blank = "", False
            try:
                failure = await _open_one(driver, page, fresh)
                ms = round((time.perf_counter() - began) * 1000)
                if pictures:
                    picture, blank = await _picture(driver, pictures, number)
                # Nobody answers here: what one page asks must not lie over the next one.
                fresh = await driver.spent()
            except Gone as error:
                failure, ms, fresh = str(error), round((time.perf_counter() - began) * 1000), True
            if fresh:
                lacking.update(driver.unsupported)
            spans.append(_Span(page, first, log.seq, ms, failure, picture, blank))
        lacking.update({} if fresh else driver.unsupported)
        target.unsupported = dict(lacking)
    finally:
        await driver.close()
    return spans


async def _open_one(driver: EmbeddedDriver, page: str, fresh: bool) -> str:
    """Why a page did not open, empty when it did. Raises Gone when the program died of it."""
    failure = ""
    if fresh:
        await driver.open(Start(path=page))
    else:
        done = await driver.perform(ActionData(type="open", value=page, purpose="direct"))
        failure = str(done.details.get("error") or "")
    await driver.calls()
    return failure


async def _picture(driver: EmbeddedDriver, folder: Path, number: int) -> tuple[str, bool]:
    seen = await driver.snapshot("sweep")
    name = f"{number + 1:03}.webp"
    with Image.open(io.BytesIO(seen.picture)) as image:
        small = image.convert("RGB").resize((_PICTURE_WIDTH, round(image.height * _PICTURE_WIDTH / image.width)))
    small.save(folder / name, quality=60, method=4)
    return name, seen.event.data.get("blank") is True


def _outcomes(recording: Recording, spans: list[_Span], target: Embedded) -> Sweep:
    found = Sweep(unsupported=dict(sorted(target.unsupported.items())), problems=target.problems)
    lacking = recording.notes("unsupported")
    for span in spans:
        errors = [e for e in recording.of("error") if _belongs(e, span)]
        causes = {_cause(error) for error in errors}
        if span.failure:
            causes.add("project" if _OWN_FAILURE.search(span.failure) else "host")
        names = dict.fromkeys(str(note.data.get("what")) for note in lacking if _belongs(note, span))
        if "project" in causes and any(_ANSWERS.match(name) for name in names) and not _lacks_files(errors):
            causes.add("host")
        outcome: Outcome = next((word for word in _ORDER if word in causes), "ok")
        texts = [str(error.data.get("message", ""))[:300] for error in errors]
        sentences = dict.fromkeys([*([span.failure] if span.failure else []), *texts])
        found.pages.append(
            PageOutcome(span.path, outcome, tuple(sentences), span.ms, tuple(names), span.picture, span.blank)
        )
    return found


def _belongs(error: Event, span: _Span) -> bool:
    """What was wrong before anything ran counts for the page whose own file it is in."""
    if error.run:
        return span.first < error.seq <= span.last
    return str(error.data.get("file") or "").rpartition(".")[0] == span.path


def _lacks_files(errors: list[Event]) -> bool:
    return any(error.data.get("cause") == "missing" for error in errors)


def _cause(error: Event) -> str:
    cause = str(error.data.get("cause") or "unknown")
    if cause == "missing":
        return "project"
    if cause == "unknown":
        return "project" if error.data.get("file") else "host"
    return cause
