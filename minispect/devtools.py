"""A mini program in WeChat DevTools: the tool started or found, its traffic led here and proven, runs driven."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from crawler.driver import Unreachable, Unsupported
from crawler.drivers.devtools import cli
from crawler.drivers.devtools.book import book
from crawler.drivers.devtools.driver import DevToolsDriver
from crawler.drivers.devtools.first_line import FirstLine, NoFirstLine, copied
from crawler.drivers.devtools.program import Program
from crawler.drivers.devtools.session import Session, connect
from crawler.host.project import Project, ProjectError, read
from crawler.host.references import references
from detectors.blindness import heard_from_the_start
from minispect.capture import level_of, sentence
from minispect.devtools_traffic import Traffic
from minispect.door import Door
from minispect.exits import Exit, UserError
from minispect.subject import Setting, real_phase_ms
from minispect.target import Target
from recording import canonical
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.recording import Recording
from reports.inspection import Access, Entry

BLIND = ("cloud functions", "user-key encryption")
_LATE = "calls before the ears were in place (App.onLaunch)"


class DevTools:
    """One program in one window of DevTools. Raises UserError for a project that cannot be read."""

    kind = "devtools"
    passthrough = ""

    def __init__(self, target: Target, door: Door) -> None:
        self._target, self._door = target, door
        self._project: Project | None = None
        if not door.address:
            try:
                self._project = read(target.folder)
            except ProjectError as error:
                raise UserError(str(error), Exit.UNREACHABLE) from None
        self._session: Session | None = None
        self._traffic = Traffic()
        self._reader: Any = None
        self._level: str = "none"
        self._started = False
        self._first: FirstLine | None = None
        """The copy that DevTools has open, where we opened it."""

    @property
    def name(self) -> str:
        own = self._project.root.name if self._project is not None else self._program.appid or self._door.address
        return self._target.profile.target.name or own

    @property
    def digest(self) -> str:
        return self._project.digest if self._project is not None else ""

    @property
    def version(self) -> str:
        return self._session.lanes.library if self._session is not None else ""

    @property
    def pages(self) -> tuple[str, ...]:
        return self._program.pages

    @property
    def tabs(self) -> tuple[str, ...]:
        return tuple(tab.path for tab in self._program.tabs)

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(self._project.problems) if self._project is not None else ()

    @property
    def cleanliness(self) -> dict[str, Any]:
        return {
            "fresh_profile": "storage and permissions cleared (Tool.clearAuth), compiled anew before each start",
            "empty_storage": "as far as the automation protocol can empty it",
            "proxy_certificate": "the user's lasting authority for DevTools, trusted by this machine",
            "other_clients": "DevTools itself uses the same proxy setting",
        }

    @property
    def facts(self) -> dict[str, Any]:
        lanes = self._session.lanes.facts() if self._session is not None else {}
        own = {"screen_book": book().as_of, "started_by_us": self._started, "copy": self._first is not None}
        found: dict[str, Any] = {"devtools": {**lanes, **own}}
        found["capture"] = {
            "level": self._level,
            "blind": [*BLIND] if self._first is not None else [*BLIND, _LATE],
            "asked": "auto",
            "canary": dict(self._traffic.canary),
        }
        return {**found, "simulated": self._simulated}

    @property
    def account(self) -> tuple[Entry, Access]:
        enter = self._target.profile.host.enter
        where = "minispect's own host in DevTools' place" if self._simulated else "WeChat DevTools"
        access = Access(
            network={"address": "127.0.0.1", "interface": "DevTools' proxy setting"},
            proxy="mitmproxy in a process of its own, one port for each run, behind one fixed port",
            backend=self._target.backend.mode,
            account="the account of DevTools; values of interfaces are planted (identity.json)",
            steps=(f"opened in {where} {self._session.lanes.version if self._session else ''}".strip(),),
        )
        path = enter.path or (self.pages[0] if self.pages else "")
        return Entry(path=path, query=enter.query, scene=enter.scene), access

    def keep(self, root: Any) -> None:
        folder = root / "target"
        canonical.write(folder / "profile.json", self._target.profile.model_dump(mode="json"))
        canonical.write(folder / "pages.json", list(self._program.pages))
        canonical.write(folder / "app.json", dict(self._program.app))
        if self._project is not None:
            files = {"sources_sha256": self.digest, "files": sorted(self._project.files)}
            canonical.write(folder / "files.json", files)
            canonical.write(folder / "references.json", references(self._project))

    @contextlib.asynccontextmanager
    async def opened(self, setting: Setting) -> AsyncIterator[None]:
        """The tool running with the right program, its traffic led to the proxy and tried. Raises Unreachable."""
        if setting.proxy is None:
            raise RuntimeError("DevTools needs the proxy to prove its traffic")
        async with contextlib.AsyncExitStack() as stack:
            address = self._door.address or await self._address(stack)
            session = await connect(address, self._program if self._project is not None else None)
            stack.push_async_callback(session.close)
            session.first = self._first
            self._session, self._reader = session, setting.eyes
            if self._door.cdp_port:
                await session.attach(self._door.cdp_port)
            if self._project is None:
                self.keep(setting.log.root)
            stack.push_async_callback(self._traffic.close)
            await self._traffic.open(session, setting.proxy, self._door.proxy_port)
            self._level = self._traffic.level
            setting.log.note("devtools", **session.lanes.facts(), capture=self._level, canary=self._traffic.canary)
            yield

    def driver(self, log: Log, port: int, identity: PlantedIdentity, *, patience: float) -> DevToolsDriver:
        """A driver for one run; the program's traffic goes to this run's port from now on."""
        if self._session is None:
            raise RuntimeError("DevTools is not open")
        self._traffic.lead(port)
        return DevToolsDriver(log, self._session, identity, self._reader, patience_s=patience)

    async def fence(self, number: int) -> None:  # noqa: ARG002
        """The app service answers in its order: what the program told before has been received."""
        if self._session is not None:
            with contextlib.suppress(Unreachable):
                await self._session.still()

    def call_of(self, label: str) -> tuple[str, str] | None:  # noqa: ARG002
        """DevTools puts no label on requests; one that came with a label is written without a call."""
        return ("", "")

    def declare(self, changed: Any, version: int) -> dict[str, object]:  # noqa: ARG002
        raise Unsupported("DevTools shows the guidelines that the platform holds; they cannot be changed for a run")

    def phase_ms(self, budget: float, *, long: bool) -> int:
        return real_phase_ms(budget, long=long)

    def limits(self, recording: Recording, lang: str) -> Sequence[str]:
        if self._level == "full" and recording.of("flow"):
            # A host may refuse our certificate although the canary's did not have to.
            self._level = level_of(recording, "auto")
        own = [*self._past(recording, lang), sentence(self._level, lang), *_said(self._session, lang)]
        own.append(_heard(recording, lang))
        if self._simulated:
            zh = "模拟：应答自动化协议的是 minispect 自己的宿主，不是微信开发者工具；弹窗、账号与平台行为均为模拟。"
            en = (
                "SIMULATED: minispect's own host answered the automation protocol, no WeChat DevTools was involved; "
                "windows, account and platform behaviour are simulated."
            )
            own.insert(0, zh if lang == "zh" else en)
        return own

    # --- inside

    def _past(self, recording: Recording, lang: str) -> list[str]:
        """What the debugging port saw and the proxy did not: then contents were not all readable."""
        watch = self._session.watch if self._session is not None else None
        missed = watch.missed({str(f.data.get("host")) for f in recording.of("flow")}) if watch is not None else []
        if not missed:
            return []
        self._level = "hosts" if self._level == "full" else self._level
        named = ", ".join(missed[:20])
        zh = f"调试端口看到的部分请求没有经过代理：{named}。"
        en = f"Requests seen on the debugging port did not pass the proxy: {named}."
        return [zh if lang == "zh" else en]

    @property
    def _program(self) -> Program:
        if self._project is not None:
            return _of(self._project, self._target.profile.target.appid)
        return self._session.program if self._session is not None else Program()

    @property
    def _simulated(self) -> bool:
        return self._session is not None and bool(self._session.lanes.simulated)

    async def _address(self, stack: contextlib.AsyncExitStack) -> str:
        """Of a running tool, or of one that is started."""
        port = self._door.auto_port
        if not await cli.listening(port):
            started = await self._start(stack, port)
            stack.push_async_callback(started.close)
            self._started = True
        return f"ws://127.0.0.1:{port}"

    async def _start(self, stack: contextlib.AsyncExitStack, port: int) -> cli.Started:
        """With a copy that has ears before its first line, gone with the scan; with the project itself where none can
        be made or opened. Raises Unreachable."""
        tool, folder = cli.find(self._door.cli), self._target.folder.resolve()
        if self._project is not None:
            into = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="minispect-"))) / folder.name
            with contextlib.suppress(NoFirstLine, Unreachable):
                first = await asyncio.to_thread(copied, folder, self._project.root, into)
                started = await cli.Started.start(tool, into, port, lent=True)
                self._first = first
                return started
        return await cli.Started.start(tool, folder, port)


def _said(session: Session | None, lang: str) -> list[str]:
    """Which doors were open."""
    if session is None:
        return []
    names = {"elements": "Page.*/Element.*", "view": "Page.callFunction", "service": "App.callFunction",
             "pictures": "App.captureScreenshot", "cdp": "CDP", "cdp_pictures": "pictures by CDP"}  # fmt: skip
    on = [text for name, text in names.items() if getattr(session.lanes, name)]
    off = [text for name, text in names.items() if not getattr(session.lanes, name)]
    zh = f"通道：可用 {'、'.join(on)}；不可用 {'、'.join(off) or '无'}。"
    en = f"Lanes: on {', '.join(on)}; off {', '.join(off) or 'none'}."
    return [zh if lang == "zh" else en]


def _heard(recording: Recording, lang: str) -> str:
    """From when on calls were heard, and what that took."""
    if not heard_from_the_start(recording):
        zh, en = "接口调用自启动之后开始监听。", "Calls were heard from after the start on."
    else:
        zh = (
            "运行的是项目的副本：app.js 首行之前多加载一个监听模块，接口调用自第一行代码起可见；"
            "操作菜单未显示，由监听模块以其中一项或“取消”作答；拨号确认未显示，以“取消”作答。"
        )
        en = (
            "A copy of the project ran, in which app.js loads one more module first: calls were heard from the first "
            "line on; action sheets were not shown, the module answered them with an entry or with cancel; the "
            "question of wx.makePhoneCall was not shown and answered with cancel."
        )
    return zh if lang == "zh" else en


def _of(project: Project, appid: str) -> Program:
    return Program(
        appid=appid or project.appid,
        pages=tuple(project.pages),
        app=project.app,
        settings={page: project.config(page) for page in project.pages},
        files=project.files,
    )
