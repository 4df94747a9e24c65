"""The embedded host as an inspection needs it: project read and compiled once, a browser, a driver for each run."""

import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from playwright.async_api import Browser

from crawler.driver import Unsupported
from crawler.drivers.embedded import EmbeddedDriver
from crawler.host import chromium, playwrights
from crawler.host.compiler import Compiled
from crawler.host.native.native import Native
from crawler.host.native.versions import Change
from crawler.host.project import ProjectError, read
from crawler.host.references import references
from crawler.host.wxapkg.contents import packaged
from crawler.host.wxapkg.programme import read as read_package
from minispect.exits import Exit, UserError
from minispect.subject import Setting
from minispect.target import Target
from recording import canonical
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.recording import Recording
from reports.inspection import Access, Entry


class Embedded:
    """One project on the embedded host. Raises UserError for a project that cannot be started."""

    kind = "embedded"
    passthrough = ""

    def __init__(self, target: Target, *, window: bool = False) -> None:
        """``window``: the program runs where a person can see and use it."""
        try:
            self.project = read_package(target.folder) if packaged(target.folder) else read(target.folder)
        except ProjectError as error:
            raise UserError(str(error), Exit.UNREACHABLE) from None
        self._target, self._window = target, window
        self._browser: Browser | None = None
        self._compiled: Compiled | None = None
        self._drivers: list[EmbeddedDriver] = []
        self._natives: list[Native] = []
        self._launches = itertools.count(1)
        self.browser_facts: dict[str, Any] = {}
        self.unsupported: dict[str, int] = {}

    @property
    def name(self) -> str:
        return self._target.profile.target.name or self.project.root.name

    @property
    def digest(self) -> str:
        return self.project.digest

    @property
    def version(self) -> str:
        return str(self.project.settings.get("libVersion") or "")

    @property
    def pages(self) -> tuple[str, ...]:
        return self.project.pages

    @property
    def tabs(self) -> tuple[str, ...]:
        items = (self.project.app.get("tabBar") or {}).get("list") or []
        return tuple(str(item.get("pagePath", "")).strip("/") for item in items if isinstance(item, dict))

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the project but does not keep it from starting; one sentence each."""
        compiled = next((d.compiled for d in self._drivers if d.compiled is not None), None)
        found = [*self.project.problems]
        if compiled is not None:
            found += [*compiled.missing, *(str(problem) for problem in compiled.problems)]
        return tuple(dict.fromkeys(found))

    @property
    def cleanliness(self) -> dict[str, Any]:
        """What the host started from (SF/T 0091-2021)."""
        return {
            "fresh_profile": "a new browser context for each cold start",
            "empty_storage": True,
            "proxy_certificate": "made for this inspection, thrown away with it",
            "other_clients": "none: the proxy listens on loopback, one port for each run",
        }

    @property
    def facts(self) -> dict[str, Any]:
        return {"browser": self.browser_facts}

    @property
    def account(self) -> tuple[Entry, Access]:
        """Where it was entered and what stood around it."""
        enter = self._target.profile.host.enter
        access = Access(
            network={"address": "127.0.0.1", "interface": "loopback to the proxy"},
            proxy="mitmproxy in a process of its own, one port for each run",
            backend=self._target.backend.mode,
            account="planted test identity (identity.json)",
            steps=(f"opened in the embedded host, scene {enter.scene}",),
        )
        return Entry(path=enter.path or self.pages[0], query=enter.query, scene=enter.scene), access

    def phase_ms(self, budget: float, *, long: bool) -> int:  # noqa: ARG002  (virtual time costs nothing)
        return 60_000

    def limits(self, recording: Recording, lang: str) -> Sequence[str]:  # noqa: ARG002
        return ()

    def opened(self, setting: Setting) -> contextlib.AbstractAsyncContextManager[object]:
        return self.browser([setting.spki])

    def keep(self, root: Any) -> None:
        """Write what the judgement needs of the target into ``original/target``."""
        folder = root / "target"
        canonical.write(folder / "app.json", self.project.app)
        canonical.write(folder / "profile.json", self._target.profile.model_dump(mode="json"))
        canonical.write(folder / "pages.json", list(self.project.pages))
        canonical.write(folder / "files.json", {"sources_sha256": self.digest, "files": sorted(self.project.files)})
        canonical.write(folder / "references.json", references(self.project))

    @contextlib.asynccontextmanager
    async def browser(self, pins: Sequence[str] | Callable[[], Awaitable[Sequence[str]]]) -> AsyncIterator[Browser]:
        """Chromium that trusts the proxy of this inspection, by its pins or by asking for them as late as
        possible. Raises Unreachable and what ``pins`` raises."""
        async with playwrights.started() as playwright:
            trusted = await pins() if callable(pins) else pins
            self._browser = await chromium.launch(playwright, trusted, window=self._window)
            self.browser_facts = {"version": self._browser.version, "sandbox": chromium.sandboxed()}
            try:
                yield self._browser
            finally:
                with contextlib.suppress(Exception):
                    await self._browser.close()

    def driver(
        self,
        log: Log,
        port: int,
        identity: PlantedIdentity,
        *,
        patience: float,
        make: type[EmbeddedDriver] = EmbeddedDriver,
    ) -> EmbeddedDriver:
        """A driver for one run; the compiled project is handed on from the run before."""
        if self._browser is None:
            raise RuntimeError("the browser is not open")
        if self._drivers:
            self._compiled = self._drivers[-1].compiled
        profile = self._target.profile
        device = {
            name: identity.hand_out("device_info", name, "wx.getSystemInfo", "").value for name in ("model", "brand")
        }
        driver: EmbeddedDriver

        async def leave() -> None:
            await driver.leave()

        native = Native(
            log, profile, identity, self.project.app, name=self.name, appid=self.project.appid, on_exit=leave
        )
        self._natives.append(native)
        driver = make(
            log,
            self.project,
            profile,
            self._browser,
            native,
            proxy_port=port,
            patience_s=patience,
            system=device,
            launches=self._launches,
        )
        driver.compiled = self._compiled
        self._drivers.append(driver)
        return driver

    def declare(self, change: Change | None, number: int) -> dict[str, object]:
        """Put one of two versions of the platform's guidelines into force for the current run."""
        native = self._natives[-1]
        if change is None:
            raise Unsupported("the operator promises to collect nothing, so no kind can be added to its guidelines")
        native.declare(change.version(number))
        return change.said(number)

    async def fence(self, number: int) -> None:
        """The page of the current run has told everything it did before this."""
        await self._drivers[-1].fence(number)

    def call_of(self, label: str) -> tuple[str, str] | None:
        """The call that a request's label belongs to, whichever run made it."""
        for driver in reversed(self._drivers):
            found = driver.call_for_label(label)
            if found is not None:
                return found
        return None
