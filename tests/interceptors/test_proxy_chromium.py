"""What a real Chromium sends through the proxy, started as the inspection starts it."""

import asyncio
import base64
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright

from crawler.host.chromium import launch
from recording.profile import Backend

FRAME = "https://servicewechat.com/wx1/1/page-frame.html"
ACT = """async ([port, local]) => {
  const headers = {'x-minispect-call': 'L1', 'x-own': '1'};
  const options = {credentials: 'omit', referrerPolicy: 'unsafe-url', headers};
  const answers = [];
  for (const [url, more] of [
    ['https://api.example.test/v1/get', {}],
    ['https://api.example.test/v1/post', {method: 'POST', body: '{"a":1}'}],
    ['https://api.example.test/v1/put', {method: 'PUT', body: new Uint8Array(200000)}],
  ]) answers.push((await fetch(url, {...options, ...more})).status);
  for (const url of local) answers.push((await fetch(url, options)).status);
  const image = new Image();
  await new Promise((done) => { image.onload = image.onerror = done; image.src = 'https://img.example.test/a.png'; });
  const ws = new WebSocket('wss://ws.example.test/s');
  await new Promise((done) => { ws.onopen = ws.onerror = done; });
  answers.push(ws.readyState);
  ws.send('hello');
  ws.close();
  await new Promise((done) => { ws.onclose = done; });
  const peer = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:' + port}]});
  peer.createDataChannel('x');
  const gathered = new Promise((done) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done();
    setTimeout(done, 3000);
  });
  await peer.setLocalDescription(await peer.createOffer());
  await gathered;
  return answers;
}"""


@pytest.mark.browser
async def test_requests_look_like_a_phones_and_nothing_goes_around_the_proxy(
    watch: Any, serve: Any, tmp_path: Path
) -> None:
    here = await serve()
    local = [f"http://127.0.0.1:{here.port}/adb", f"http://[::1]:{here.port}/adb", f"http://localhost:{here.port}/adb"]
    table = tmp_path / "backend.json"
    table.write_text(json.dumps({"routes": [{"host": "*.example.test", "json": {"ok": 1}}]}))
    seen = await watch(backend=Backend(mode="stub", file=str(table)))
    stun = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    stun.bind(("127.0.0.1", 0))
    stun.setblocking(False)
    async with async_playwright() as playwright:
        browser = await launch(playwright, [seen.proxy.spki])
        context = await browser.new_context(
            proxy={"server": f"http://127.0.0.1:{seen.port}"}, user_agent="MicroMessenger/8"
        )
        page = await context.new_page()
        devtools = await context.new_cdp_session(page)
        tasks: set[asyncio.Task[Any]] = set()

        def answer_frame(event: dict[str, Any]) -> None:
            answer = {"requestId": event["requestId"], "responseCode": 200, "body": base64.b64encode(b"<p>x").decode()}
            tasks.add(asyncio.ensure_future(devtools.send("Fetch.fulfillRequest", answer)))

        devtools.on("Fetch.requestPaused", answer_frame)
        await devtools.send("Fetch.enable", {"patterns": [{"urlPattern": "https://servicewechat.com/*"}]})
        await page.goto(FRAME)
        assert await page.evaluate(ACT, [stun.getsockname()[1], local]) == [200, 200, 200, 404, 404, 404, 1]
        await browser.close()
    await seen.proxy.fence(1)
    try:
        escaped = stun.recv(2000)
    except BlockingIOError:
        escaped = b""
    stun.close()
    assert escaped == b"", "UDP went around the proxy"

    sent = {r.data["url"].rpartition("/")[2]: r for r in seen.of("flow") if r.data["type"] != "frame"}
    assert here.connections == 0, "services of this machine are out of the program's reach"
    assert [r.data["url"] for r in seen.of("flow") if r.data["url"].endswith("/adb")] == local
    sent.pop("adb")
    assert set(sent) == {"get", "post", "put", "a.png", "s"}, "no preflight, no favicon, nothing of the browser's own"
    for name in ("get", "post", "put"):
        headers = {key.lower(): value for key, value in sent[name].data["request_headers"]}
        assert sent[name].label == "L1"
        assert headers["referer"] == FRAME
        assert headers["user-agent"] == "MicroMessenger/8"
        assert headers["x-own"] == "1"
        assert not [k for k in headers if k.startswith(("sec-", "origin", "x-minispect"))]
    assert sent["put"].data["request_size"] == 200_000
    assert sent["a.png"].label == ""
    assert sent["s"].data["type"] == "websocket"
    assert seen.of("error") == []
