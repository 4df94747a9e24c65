"""A visit by hand: a person uses the program on a device; what the device shows and sends is recorded and sealed."""

import time
from collections.abc import Callable

from crawler.drivers.android.driver import AndroidDriver
from crawler.errands import Errand
from crawler.eyes.reader import Reader
from crawler.plan import Progress, RunSummary
from interceptors.client import Proxy
from interceptors.delivery import Delivery
from minispect.inspection import Inspection, Request
from minispect.subject import Subject
from recording.identity import PlantedIdentity
from recording.log import Log

RUN = "visit"
"""Name of the run in the recording. Nobody knows what the person pressed: checks that need to are inconclusive."""


class Visit(Inspection):
    """As an inspection, but nothing is pressed by us: pictures are taken whenever the screen has changed."""

    def __init__(self, request: Request, progress: Callable[[Progress], None]) -> None:
        super().__init__(request, progress)
        self._seconds = request.budget

    async def _one(
        self,
        run: str,
        target: Subject,
        log: Log,
        proxy: Proxy,
        delivery: Delivery,
        eyes: Reader | None,
        errands: tuple[Errand, ...] = (),
    ) -> None:
        port = await proxy.listen(run)
        identity = PlantedIdentity(self._seed, run, lambda value: log.note("planted", **value.model_dump(mode="json")))
        driver = target.driver(log, port, identity, patience=self._request.patience)
        if errands or not isinstance(driver, AndroidDriver):
            return
        log.run, log.start = run, 1
        log.note("run.begin", answer="by hand", seed=self._seed, budget=self._seconds, steps=0)
        log.note("start", number=1, purpose="visit", path="")
        began, screens, reason = time.monotonic(), 0, "interrupted"
        try:
            await driver.attend()
            while time.monotonic() - began < self._seconds:
                if await driver.changed():
                    shot = await driver.snapshot("visit")
                    screens += 1
                    if eyes is not None:
                        eyes.show(shot)
                    left = max(self._seconds - (time.monotonic() - began), 0)
                    self._progress(Progress(run, shot.tree.page, screens, 0, left, screens))
            reason = "budget"
        finally:
            seconds = time.monotonic() - began
            log.note("run.end", reason=reason, seconds=round(seconds, 3))
            self._summaries.append(RunSummary(run, reason, screens=screens, starts=1, seconds=seconds))
            self._timing[run] = seconds
            delivery.flush()
