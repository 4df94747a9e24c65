"""The program's page: one browser context per cold start, opened, connected and started."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from crawler.driver import Unreachable
from crawler.host import definitions
from crawler.host.bridge import Bridge, Message
from crawler.host.compiler import Compiled
from crawler.host.hand import WATCH
from crawler.host.project import Project
from crawler.host.site import Site, browser_script, main_module, serve, style_sheets

VIEWPORT = (375, 812)
SCALE = 2
_START_S = 30.0
_POLICY = (
    "script-src {base}__host/ 'unsafe-eval'; require-trusted-types-for 'script'; trusted-types mi; "
    "worker-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; manifest-src 'none'; "
    # No windows of its own, no downloads, no prompts; a page in a web-view cannot take the place of the program.
    "sandbox allow-scripts allow-same-origin allow-forms"
)
_DOCUMENT = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, user-scalable=no">
<meta name="referrer" content="unsafe-url">{sheets}<script type="application/json" id="mi-boot">{boot}</script>
<script type="module" src="{base}__host/{main}"></script></head><body></body></html>"""


@dataclass(frozen=True)
class Launch:
    """What a cold start needs besides the program."""

    appid: str
    sdk_version: str = "3.17.0"
    path: str = ""
    query: str = ""
    scene: int = 1001
    proxy: str = ""
    """``http://127.0.0.1:PORT``, empty for none."""
    config: dict[str, Any] = field(default_factory=dict)
    """Further fields of ``host.config``."""


def user_agent(model: str = "Pixel 7") -> str:
    """The user agent of WeChat on Android."""
    return (
        f"Mozilla/5.0 (Linux; Android 13; {model} Build/TQ3A.230805.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/126.0.6478.188 Mobile Safari/537.36 XWEB/1260183 MMWEBSDK/20240802 MMWEBID/2247 "
        "MicroMessenger/8.0.50.2701(0x28003256) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 "
        "MiniProgramEnv/android"
    )


class HostPage:
    """A running mini program. Create with ``open_page``."""

    def __init__(self, context: BrowserContext, page: Page, session: CDPSession, bridge: Bridge, base: str) -> None:
        self.context = context
        self.page = page
        self.session = session
        self.bridge = bridge
        self.base = base
        self.isolated = 0
        """A world of its own in the page: it sees the document, not what the program made of the globals."""

    async def control(self, method: str, *arguments: Any) -> Any:
        return await self.bridge.control(method, *arguments)

    async def close(self) -> None:
        try:
            await self.context.close()
        except PlaywrightError:
            return

    async def in_isolation(self, function: str, *arguments: Any) -> Any:
        """Call a function in the isolated world."""
        answer = await self.session.send(
            "Runtime.callFunctionOn",
            {
                "executionContextId": self.isolated,
                "functionDeclaration": function,
                "arguments": [{"value": argument} for argument in arguments],
                "returnByValue": True,
                "awaitPromise": True,
            },
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise Unreachable(f"the page cannot be read: {details.get('exception', {}).get('description', '')}")
        return answer["result"].get("value")


async def open_page(
    browser: Browser,
    project: Project,
    compiled: Compiled,
    launch: Launch,
    receive: Callable[[Message], None],
    touched: Callable[[str], None] | None = None,
) -> HostPage:
    """Open the page and put the host into it; the program runs once ``start`` of the control is called.

    ``receive`` gets the page's messages, ``touched`` what the isolated world tells of each touch.
    """
    context = await browser.new_context(
        viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]},
        device_scale_factor=SCALE,
        has_touch=True,
        is_mobile=True,
        locale="zh-CN",
        user_agent=user_agent(str(launch.config.get("system", {}).get("model", "Pixel 7"))),
        service_workers="block",
        proxy={"server": launch.proxy} if launch.proxy else None,
    )
    errors: list[str] = []
    try:
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        ready = asyncio.Event()
        page.on("pageerror", lambda error: errors.append(f"{error.message} {error.stack or ''}"))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)

        def receiver(message: Message) -> None:
            if message.get("t") == "ready":
                ready.set()
            else:
                receive(message)

        bridge = Bridge(session, receiver, touched)
        await bridge.attach()
        site = _site(project, compiled, launch, bridge)
        await session.send("Page.enable")
        await session.send("Page.addScriptToEvaluateOnNewDocument", {"source": browser_script("frames.js")})
        await serve(
            session, site, bridge.frame, lambda url: receive({"t": "blocked", "what": "navigation", "sample": url})
        )
        opened = HostPage(context, page, session, bridge, site.base)
        await page.goto(site.address, wait_until="commit", timeout=_START_S * 1000)
        await asyncio.wait_for(ready.wait(), _START_S)
        await bridge.take_control()
        # Or the program could go back to the empty page from before its own.
        await session.send("Page.resetNavigationHistory")
        opened.isolated = await bridge.watch(WATCH)
    except (PlaywrightError, TimeoutError) as error:
        await context.close()
        reason = error.message.splitlines()[0] if isinstance(error, PlaywrightError) else "it did not answer in time"
        detail = errors[0][:600] if errors else reason
        raise Unreachable(f"the host's page did not start: {detail}; run 'minispect doctor'") from None
    return opened


def _site(project: Project, compiled: Compiled, launch: Launch, bridge: Bridge) -> Site:
    config = {
        "appid": launch.appid,
        "sdkVersion": launch.sdk_version,
        "absent": definitions.newer_than(launch.sdk_version),
        "scene": launch.scene,
        "query": launch.query,
    }
    boot = {
        "binding": bridge.binding,
        "control": bridge.offered,
        "base": "{base}",
        "config": {**config, **launch.config},
    }
    sheets = "".join(f'<link rel="stylesheet" href="{{base}}__host/{name}">' for name in style_sheets())
    # "<" is escaped so that nothing of the target can end the script element.
    text = json.dumps(boot).replace("<", "\\u003c")
    # The automation server's pages load parts of their own beside the host's, by the modules' own names.
    main = "main.js" if launch.config.get("auto") else main_module()
    document = _DOCUMENT.replace("{main}", main).replace("{sheets}", sheets).replace("{boot}", text)
    resources = {"program.json": compiled.bundle, **compiled.parts, "interfaces.json": definitions.table()}
    return Site(project, launch.appid, document, _POLICY, resources)
