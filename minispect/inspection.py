"""One inspection from its first event to its sealed pack: the one place that wires target, proxy, walk and pack."""

import asyncio
import contextlib
import dataclasses
import secrets
import sys
import time
import traceback
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from crawler.assistance import Assistance, CustodyAction, Person
from crawler.driver import Driver, Unreachable
from crawler.errands import Errand, pursue, unmet
from crawler.eyes.reader import Reader
from crawler.habits import habits, kinds_used
from crawler.host.native.versions import change
from crawler.plan import ANSWERS, LATER, Progress, RunPlan, RunSummary
from crawler.return_run import FIRST_STEPS
from crawler.runs import walk
from interceptors.answers import BackendError
from interceptors.client import Proxy, ProxyError
from interceptors.delivery import Delivery
from minispect import inspector
from minispect.embedded import Embedded
from minispect.exits import Exit, UserError
from minispect.kept_ways import KeptWays
from minispect.subject import Setting, Subject
from minispect.target import Target
from recording import canonical
from recording.completeness import completeness
from recording.event import Kind
from recording.identity import PlantedIdentity, document, planted
from recording.log import Log
from recording.profile import Backend
from recording.recording import Recording
from reports import environment, pack, seal
from reports.html import limits
from reports.inspection import Account

RUNS = tuple(run for run in ANSWERS if run not in LATER)
"""What a scan does unless told otherwise."""


@dataclass(frozen=True)
class Request:
    """What was asked for. ``budget`` and ``patience`` are seconds."""

    target: Target
    out: Path
    runs: tuple[str, ...] = RUNS
    budget: float = 120
    patience: float = 3
    seed: int | None = None
    lang: Literal["zh", "en"] = "zh"
    read_screens: bool = True
    subject: Callable[[], Subject] | None = None
    """Makes another kind of target than the embedded host. May raise UserError."""
    authority: Path | None = None
    """Folder of a certificate authority that outlives the inspection, for targets where people install it by hand."""
    person: Person | None = None
    """Who helps past a login, a captcha or a code (``--assist``)."""
    hosts: dict[str, str] = field(default_factory=dict)
    """Host names answered by addresses of a laboratory instead of DNS (see ``ProxyConfig.hosts``)."""
    trust: tuple[Path, ...] = ()
    """Authorities (PEM) of such a laboratory, by which its servers are judged beside the usual ones."""


@dataclass(frozen=True)
class Result:
    """A finished inspection. ``timing`` holds seconds by part, ``problems`` what is wrong with the project itself,
    ``fault`` why it broke off; empty when it did not."""

    pack: pack.Finished
    summaries: tuple[RunSummary, ...]
    timing: dict[str, float]
    interrupted: bool = False
    problems: tuple[str, ...] = ()
    fault: str = ""


class Inspection:
    """Create, then ``await run()``. Cancelling the task ends the walk; the pack is finished all the same."""

    def __init__(self, request: Request, progress: Callable[[Progress], None]) -> None:
        self._request = request
        self._progress = progress
        self._seed = secrets.randbelow(2**31) if request.seed is None else request.seed
        self._fences = 0
        self._timing: dict[str, float] = {}
        self._limits: list[str] = []
        self._summaries: list[RunSummary] = []
        self._problems: tuple[str, ...] = ()
        self._fault = ""
        self._draft: pack.Draft | None = None
        self._sent: dict[str, set[Errand]] = {}
        """Errands done or tried, by run."""

    async def run(self) -> Result:
        """Raises UserError (nothing is left behind then) and seal.SealError."""
        request = self._request
        target = request.subject() if request.subject is not None else Embedded(request.target)
        signing = _key()
        try:
            draft = pack.begin(request.out)
        except pack.PackError as error:
            raise UserError(str(error)) from None
        self._draft = draft
        log = Log(draft.original)
        began = time.monotonic()
        interrupted = False
        try:
            target.keep(log.root)
            draft.custody.add("target.opened", target.name, target.digest)
            await self._observe(target, log)
        except (asyncio.CancelledError, KeyboardInterrupt):
            interrupted = True
            _uncancel()
        except Exception as error:  # whatever happens, what was recorded becomes a pack
            seen = bool(self._summaries) or any((log.root / "screens").iterdir())
            if not seen and isinstance(error, (Unreachable, ProxyError, BackendError)):
                log.close()
                draft.discard()
                raise UserError(str(error), Exit.UNREACHABLE) from None
            self._fault = _sentence(error)
            self._limits.append(self._fault)
            stack = "".join(traceback.format_exception(error))[-4000:]
            data = {"where": "host", "cause": "host", "message": _sentence(error), "stack": stack}
            log.add(Kind.ERROR, data, run="")
        self._timing["walk"] = time.monotonic() - began
        self._finish_original(log, target)
        draft.custody.add("run.closed", f"{log.seq} events")
        began = time.monotonic()
        try:
            finished = await asyncio.to_thread(pack.finish, draft, self._account(target, interrupted), signing)
        except pack.PackError as error:
            raise UserError(str(error), Exit.SEAL_FAILED) from None
        self._timing["pack"] = time.monotonic() - began
        timing = {name: round(seconds, 3) for name, seconds in self._timing.items()}
        return Result(finished, tuple(self._summaries), timing, interrupted, self._problems, self._fault)

    async def _observe(self, target: Subject, log: Log) -> None:
        request = self._request
        async with contextlib.AsyncExitStack() as stack:
            delivery = Delivery(log, target.call_of)
            backend = _resolved(request.target.backend)
            proxy = await Proxy.start(
                log.root,
                delivery,
                backend=backend,
                hosts=request.hosts,
                trust=request.trust,
                authority=request.authority,
            )
            stack.push_async_callback(proxy.stop)
            eyes = await stack.enter_async_context(_eyes(log)) if request.read_screens else None
            authority = Path(proxy.confdir) / "mitmproxy-ca-cert.pem"
            await stack.enter_async_context(target.opened(Setting(log, proxy.spki, authority, eyes, proxy)))
            if target.passthrough:
                proxy.pass_through(target.passthrough)
            log.note("seed", seed=self._seed)
            if self._draft is not None:
                self._draft.keep(self._account(target, interrupted=True))
            try:
                ordinary = [run for run in request.runs if run not in LATER]
                for runs in filter(None, (ordinary, [run for run in request.runs if run in LATER])):
                    for run in runs:
                        await self._one(run, target, log, proxy, delivery, eyes)
                    for run, errands in self._errands(log).items():
                        await self._one(run, target, log, proxy, delivery, eyes, errands)
            finally:
                delivery.flush()
                began = time.monotonic()
                if eyes is not None:
                    self._timing["queued"] = eyes.waiting  # pictures, not seconds
                    await eyes.drain()
                    self._timing["reading"] = time.monotonic() - began
            await proxy.stop()
            delivery.flush()
            delivery.note_browser_calls()

    def _errands(self, log: Log) -> dict[str, tuple[Errand, ...]]:
        """What the runs so far left open; what was tried once is not tried again."""
        open_ = {run: set(errands) - self._sent.get(run, set()) for run, errands in unmet(Recording(log.root)).items()}
        for run, errands in open_.items():
            self._sent.setdefault(run, set()).update(errands)
        return {run: tuple(sorted(errands, key=lambda e: e.scope)) for run, errands in open_.items() if errands}

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
        """One run, or what an earlier run of that name left open."""
        request = self._request
        port = await proxy.listen(run)
        name = f"{run}.errands" if errands else run
        identity = PlantedIdentity(self._seed, name, lambda value: log.note("planted", **value.model_dump(mode="json")))
        driver: Driver = target.driver(log, port, identity, patience=request.patience)

        async def fence() -> int:
            self._fences += 1
            number = self._fences
            await target.fence(number)
            await proxy.fence(number)
            delivery.flush()
            log.note("fence", number=number)
            return number

        def plant(kind: str, name: str, page: str) -> str:
            return identity.hand_out(kind, name, "typed", page).value

        began = time.monotonic()
        plan, watch = self._plan(run, target, log), self._progress
        changed = change(request.target.profile, kinds_used(Recording(log.root))) if run == "update" else None

        def declare(version: int) -> dict[str, object]:
            return target.declare(changed, version)

        try:
            if errands:
                await pursue(driver, log, plan, errands, fence=fence, progress=watch, eyes=eyes)
            else:
                summary = await walk(
                    driver, log, plan, fence=fence, plant=plant, declare=declare, progress=watch, eyes=eyes,
                    assistance=self._assistance(target),
                )  # fmt: skip
                self._summaries.append(summary)
        finally:
            await driver.close()
            self._timing[name] = time.monotonic() - began

    def _assistance(self, target: Subject) -> Assistance:
        """A person where one sits by, and what was kept of earlier help."""
        draft = self._draft

        def custody(action: CustodyAction, what: str) -> None:
            if draft is not None:
                draft.custody.add(action, what)

        program = self._request.target.profile.target.appid or target.name
        return Assistance(self._request.person, KeptWays(target.kind, program), custody)

    def _plan(self, run: str, target: Subject, log: Log) -> RunPlan:
        request, enter = self._request, self._request.target.profile.host.enter
        first = request.runs[:1] == (run,)
        return RunPlan(
            name=run,
            declared=target.pages,
            tabs=target.tabs,
            entry=enter.path,
            query=enter.query,
            scene=enter.scene,
            seed=self._seed,
            budget=request.budget,
            patience=request.patience,
            policy=run == "agree" or request.runs == (run,),
            harmless=request.target.backend.mode != "live",
            play=target.kind == "embedded",
            idle_ms=target.phase_ms(request.budget, long=first),
            # After half a minute away a statistics kit counts another visit, of a user who has refused too.
            hidden_ms=target.phase_ms(request.budget, long=first or run == "refuse"),
            habits=habits(Recording(log.root)) if run in LATER else (),
            limit=FIRST_STEPS if run in LATER else 0,
        )

    def _finish_original(self, log: Log, target: Subject) -> None:
        log.run, log.start = "", 0
        recording = Recording(log.root)
        counted = completeness(recording)
        log.note("completeness", complete=counted.complete, **dataclasses.asdict(counted))
        if counted.replay_misses:
            self._limits.append(_missed(len(counted.replay_misses), counted.flows, self._request.lang))
        log.close()
        self._problems = tuple(dict.fromkeys((*target.problems, *_missing(recording))))
        canonical.write(log.root / "identity.json", document(self._seed, planted(recording.events)))
        lang = self._request.lang
        self._limits[:0] = [*target.limits(recording, lang), *inspector.said(recording, lang)]
        facts = {"driver": target.kind, "proxy": "mitmproxy", **target.facts}
        canonical.write(log.root / "environment.json", environment.gather(target.cleanliness, **facts))

    def _account(self, target: Subject, interrupted: bool) -> Account:
        request = self._request
        entry, access = target.account
        asked: dict[str, Any] = {"runs": list(request.runs), "budget_s": request.budget, "pages": "all declared"}
        return Account(
            driver=target.kind,
            version=target.version,
            entry=entry,
            package_sha256=(target.digest,) if target.digest else (),
            access=access,
            asked=asked,
            seed=self._seed,
            limitations=(*limits.plain(target.kind, request.target.backend.mode, request.lang), *self._limits),
            interrupted=interrupted,
            lang=request.lang,
        )


def _missing(recording: Recording) -> list[str]:
    """What the running program asked for and the project does not hold: the host's own sentences, file first."""
    found = [e.data for e in recording.of("error") if e.data.get("cause") == "missing"]
    return [str(d["message"]) for d in found if str(d.get("message")).startswith(f"{d.get('file')}:")]


def _key() -> seal.Key:
    try:
        return seal.key()
    except seal.SealError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None


def _sentence(error: Exception) -> str:
    if isinstance(error, (Unreachable, ProxyError, BackendError)):
        return str(error)
    return f"the inspection broke off by a fault of its own ({type(error).__name__}: {error}); please report it"


def _missed(misses: int, flows: int, lang: str) -> str:
    if lang == "zh":
        return f"{flows} 个请求中有 {misses} 个在所重放的记录里没有应答，相应页面可能缺少内容。"
    return f"{misses} of {flows} requests had no answer in the replayed recording, so pages may lack content."


def _resolved(backend: Backend) -> Backend:
    return backend.model_copy(update={"file": str(Path(backend.file).resolve())}) if backend.file else backend


def _uncancel() -> None:
    """The interruption was taken; what follows must not be cut short by it."""
    task = asyncio.current_task()
    if task is not None and sys.version_info >= (3, 11):
        task.uncancel()


@contextlib.asynccontextmanager
async def _eyes(log: Log) -> AsyncIterator[Reader]:
    reader = Reader(log)
    reader.start()
    try:
        yield reader
    finally:
        await reader.close()
