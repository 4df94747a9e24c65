"""The export opened by replaywebpage (npm) in Chromium, with nothing but loopback to reach."""

import asyncio
import contextlib
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Error, Frame, Page, async_playwright

from crawler.host import chromium
from recording.event import Kind
from recording.log import Log
from reports import pack, seal, wacz
from reports.inspection import Account
from reports.settings import Seals

SETUP = Path(__file__).parents[2] / ".setup"
PACKAGE = "replaywebpage@2.4.6"
ADDRESS = "https://m.example.test/shops?city=1"
PAGE = """<!doctype html><meta charset="utf-8"><script src="/ui.js"></script>
<replay-web-page source="/traffic.wacz" url="ADDRESS" replayBase="/replay/" embed="replayonly"></replay-web-page>"""


@pytest.fixture(scope="session")
def viewer(npm_published: Callable[[str], Path]) -> Path:
    """The package as it is published; its two files need no others."""
    return npm_published(PACKAGE)


@pytest.fixture
def served(viewer: Path, tmp_path: Path, signing: seal.Key, make_recording: Callable[..., Path]) -> Iterator[str]:
    draft = pack.begin(tmp_path / "out")
    log = Log(draft.original)
    first = log.note("run.begin", run="refuse")
    body = "<!doctype html><meta charset=utf-8><h1 id=shops>附近的门店</h1>".encode()
    flow = {
        "id": "1", "method": "GET", "url": ADDRESS, "status": 200, "response_body": log.blobs.put(body),
        "response_headers": [["Content-Type", "text/html; charset=utf-8"]], "response_size": len(body),
        "started_ns": first.mono_ns + 1, "ended_ns": first.mono_ns + 2,
    }  # fmt: skip
    log.add(Kind.FLOW, flow)
    log.close()
    done = pack.finish(draft, Account(), signing, reading_seconds=0, wanted=Seals())
    files = {
        "/": PAGE.replace("ADDRESS", ADDRESS).encode(),
        "/ui.js": (viewer / "ui.js").read_bytes(),
        "/replay/sw.js": (viewer / "sw.js").read_bytes(),
        "/traffic.wacz": wacz.export(done.path, tmp_path / "traffic.wacz").read_bytes(),
    }
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(files)) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}/"
        listening.shutdown()
        thread.join()


def handler(files: dict[str, bytes]) -> type[http.server.BaseHTTPRequestHandler]:
    """Serves these files and ranges of them, as viewers of archives ask."""
    types = {".js": "text/javascript", ".wacz": "application/zip"}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            data, status = files.get(path), 200
            if data is None:
                self.send_error(404)
                return
            total, asked = len(data), re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
            start = 0
            if asked is not None:
                start = int(asked[1]) if asked[1] else total - int(asked[2])
                end = int(asked[2]) + 1 if asked[1] and asked[2] else total
                data, status = data[start:end], 206
            self.send_response(status)
            self.send_header("Content-Type", types.get(Path(path).suffix, "text/html"))
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Accept-Ranges", "bytes")
            if status == 206:
                self.send_header("Content-Range", f"bytes {start}-{start + len(data) - 1}/{total}")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


async def shown(page: Page, address: str) -> Frame:
    """The frame in which the archived page stands.

    On a first visit the viewer races its own worker: where the frame is asked for before the worker is in control, the
    viewer stays empty until the page is loaded again. The worker stays, so that a second visit has no such race.
    """
    for _ in range(6):
        await page.goto(address)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(10):
                while True:
                    for frame in page.frames:
                        if ADDRESS in frame.url and await frame.locator("#shops").count():
                            return frame
                    with contextlib.suppress(Error):
                        await page.wait_for_event("framenavigated", timeout=500)
    raise AssertionError([frame.url for frame in page.frames])


@pytest.mark.browser
async def test_archived_page_is_shown_without_a_network(served: str) -> None:
    outside: list[str] = []
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright)
        page = await browser.new_page()
        page.on("request", lambda r: None if r.url.startswith((served, "blob:", "data:")) else outside.append(r.url))
        frame = await shown(page, served)
        assert await frame.locator("#shops").inner_text() == "附近的门店"
        await browser.close()
    assert outside == []
