"""Pictures by a debugging port: in the tool's place Debian's own Chromium with a page that holds a view of another
origin. Electron's ``webview`` is not to be had here."""

import base64
import http.server
import io
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from crawler.drivers.devtools.cdp_pictures import NotTaken, Pictures, Screen, alike
from crawler.drivers.devtools.sight import Eyes

SCREEN = Screen(width=375, height=750, top=87.5)
SHELL = """<!doctype html><body style="margin:0;background:#222"><div style="height:60px">toolbar</div>
<div style="position:absolute;left:40px;top:100px;width:300px;height:600px;background:#fff">
 <div style="height:70px;background:#eee"></div>
 <iframe src="HOST/__pageframe__/pages/a/a" style="border:0;width:300px;height:460px;display:block"></iframe>
 <iframe src="HOST/__pageframe__/pages/b/b" style="border:0;width:300px;height:460px;display:none"></iframe>
 <div style="height:70px;background:#ddd"></div>
 <div style="position:absolute;inset:0;background:rgba(0,0,0,.5)"></div>
 <div style="position:absolute;left:30px;top:200px;width:240px;height:150px;background:#fff"></div>
</div>"""
PAGES = {
    "/shell": SHELL,
    "/nested": '<body style="margin:0"><iframe src="OTHER/shell" style="border:0;width:900px;height:800px"></iframe>',
    "/__pageframe__/pages/a/a": '<body style="margin:0;background:#00aa00">',
    "/__pageframe__/pages/b/b": "<body>",
}
TELLS = """<script>addEventListener('load', () => {
  const later = (work) => requestAnimationFrame(() => requestAnimationFrame(work));
  later(() => fetch('/drawn' + location.pathname));
})</script>"""
"""A page tells when it has been drawn with all that is in it."""
SHOWN = {"shell": ("/shell", "/__pageframe__/pages/a/a"), "nested": ("/nested", "/shell", "/__pageframe__/pages/a/a")}
drawn_pages = {path: threading.Event() for path in PAGES}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        port = self.server.server_address[1]
        if self.path.startswith("/drawn/"):
            drawn_pages[self.path.removeprefix("/drawn")].set()
        text = PAGES.get(self.path, "").replace("HOST", f"http://localhost:{port}")
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        text = text.replace("OTHER", f"http://other.localhost:{port}")
        self.wfile.write((text + TELLS if text else "").encode())

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture(scope="module")
def served() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()


@pytest.fixture(params=["shell", "nested"])
def port(request: pytest.FixtureRequest, served: int) -> Iterator[int]:
    """Of a browser that has drawn the page; ``nested`` holds the shell in a frame that cannot be pictured by itself."""
    for event in drawn_pages.values():
        event.clear()
    home = tempfile.mkdtemp()
    flags = ("--headless=new", "--no-sandbox", "--site-per-process", "--remote-debugging-port=0", "--no-first-run")
    sized = (f"--user-data-dir={home}", "--window-size=1000,1000", "--force-device-scale-factor=2")
    command = ["/usr/bin/chromium", *flags, *sized, f"http://127.0.0.1:{served}/{request.param}"]
    told = Path(home) / "DevToolsActivePort"
    browser = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    try:
        while not (told.is_file() and told.read_text()) and time.monotonic() < end:
            time.sleep(0.05)
        assert all(drawn_pages[path].wait(60) for path in SHOWN[request.param])
        yield int(told.read_text().split()[0])
    finally:
        browser.kill()
        browser.wait(20)
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.browser
async def test_what_the_tool_draws_over_the_page_is_in_the_picture(port: int) -> None:
    picture = Image.open(io.BytesIO(await Pictures(port).take("pages/a/a", SCREEN))).convert("RGB")
    assert picture.size == (600, 1200)
    dialog, page, bar, tabs = (picture.getpixel(at) for at in ((300, 550), (30, 300), (300, 60), (300, 1150)))
    assert (dialog, page, bar, tabs) == ((255, 255, 255), (0, 85, 0), (119, 119, 119), (110, 110, 110))
    with pytest.raises(NotTaken, match=r"no view of this page|nowhere"):
        await Pictures(port).take("pages/c/c", SCREEN)


def drawn(size: tuple[int, int], color: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "PNG")
    return out.getvalue()


def test_pictures_of_other_things_are_told() -> None:
    assert alike(drawn((600, 1200), "#ffffff"), drawn((375, 750), "#f4f4f4"))
    assert not alike(drawn((600, 1200), "#ffffff"), drawn((375, 750), "#888888"))
    assert not alike(drawn((600, 1200), "#ffffff"), drawn((600, 600), "#ffffff"))
    with pytest.raises(ValueError, match="no picture"):
        alike(b"x", b"y")


async def test_where_the_port_gives_none_the_protocols_own_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class Session:
        pictures, screen = Pictures(9), SCREEN

        class protocol:  # noqa: N801
            @staticmethod
            async def screenshot() -> str:
                return base64.b64encode(drawn((2, 2), "red")).decode()

    found = await Eyes(Session(), None, None)._picture("pages/a/a")  # type: ignore[arg-type]
    assert (found.png, found.width) == (drawn((2, 2), "red"), None)
    assert "nothing answers there" in found.untaken
