"""When a page counts as being at rest."""

import http.server
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

Start = Callable[..., Awaitable[Any]]

ASKING = """
Page({
  data: {shown: ''},
  onLoad() { wx.request({url: 'http://127.0.0.1:PORT/', success: ({data}) => this.setData({shown: data.name})}) },
})
"""


class Halting(http.server.BaseHTTPRequestHandler):
    """Its head comes at once, its contents after a while."""

    def do_GET(self) -> None:
        body = b'{"name": "contents"}'
        self.send_response(200)
        self.send_header("access-control-allow-origin", "*")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.flush()
        time.sleep(0.4)
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        return


async def test_what_an_answer_shows_is_there_once_the_page_is_at_rest(start: Start) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Halting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        program = await start('<view class="k-shown">{{shown}}</view>', ASKING.replace("PORT", str(server.server_port)))
        await program.rest()
        shown = await program.js("document.querySelector('.mi-page .k-shown').textContent")
        server.shutdown()
    assert shown == "contents"
