"""Order is proof: with every channel slow, what left before an answer stays before, what left after stays after."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from crawler.host.bridge import Bridge
from interceptors.client import Proxy
from minispect import target
from minispect.inspection import Inspection, Request
from recording.recording import Recording

_PAGE_LATE, _PROXY_LATE = 0.15, 0.1
_HOSTS = {"early": "ulogs.umeng.com", "agreed": "datasink.sensorsdata.cn", "refused": "api.talkingdata.com"}
_PROSE = (
    "本店提供早餐、午餐和晚餐，欢迎光临，营业时间为早上七点到晚上九点，地址在人民路一号，感谢各位新老顾客支持。" * 3
)
_FILES = {
    "app.json": '{"pages": ["pages/home"]}',
    "app.js": """
      const hosts = HOSTS
      function tell(name) {
        const url = `http://${hosts[name]}/t`
        wx.login({ success: ({ code }) => wx.request({ url, method: 'POST', data: { code } }) })
      }
      App({ tell, onLaunch() { tell('early') } })
    """.replace("HOSTS", json.dumps(_HOSTS)),
    "pages/home.js": """
      Page({
        data: { asked: true },
        agree() { getApp().tell('agreed'); this.setData({ asked: false }) },
        refuse() { getApp().tell('refused'); this.setData({ asked: false }) },
      })
    """,
    "pages/home.wxml": f"<view>{_PROSE}</view>"
    """<view wx:if="{{asked}}" style="position:fixed;left:0;top:0;right:0;bottom:0;background:rgba(0,0,0,.5)">
      <view style="position:absolute;left:0;right:0;bottom:0;background:#fff;padding:20px">
        <view>个人信息保护提示</view>
        <view>请阅读《隐私政策》，我们收集设备信息用于统计。同意后可使用全部功能；不同意也可以继续浏览。</view>
        <button bindtap="refuse">不同意</button><button bindtap="agree">同意</button>
      </view>
    </view>""",
}


class _SlowLines:
    """The proxy's ordered stream, each line late."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    async def readline(self) -> bytes:
        line: bytes = await self._inner.readline()
        await asyncio.sleep(_PROXY_LATE)
        return line


@pytest.fixture
def slow_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Page and proxy each speak over an ordered channel; both get a latency, of different lengths."""
    called, control, read = Bridge._called, Bridge.control, Proxy._read

    def late(self: Bridge, event: dict[str, Any]) -> None:
        asyncio.get_running_loop().call_later(_PAGE_LATE, called, self, event)

    async def answer_late(self: Bridge, *given: Any) -> Any:
        answer = await control(self, *given)
        await asyncio.sleep(_PAGE_LATE * 1.1)
        return answer

    async def read_late(self: Proxy) -> None:
        self._process.stdout = _SlowLines(self._process.stdout)  # type: ignore[assignment]
        await read(self)

    monkeypatch.setattr(Bridge, "_called", late)
    monkeypatch.setattr(Bridge, "control", answer_late)
    monkeypatch.setattr(Proxy, "_read", read_late)


@asynccontextmanager
async def reversing_server() -> AsyncIterator[int]:
    """Holds back the answer to the early request until a later one has come: exchanges end in reverse order."""
    later = asyncio.Event()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                size = next((int(line[15:]) for line in head.split("\r\n") if line.startswith("content-length:")), 0)
                await reader.readexactly(size)
                if _HOSTS["early"] in head:
                    later.clear()
                    await later.wait()
                else:
                    later.set()
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


def told(verdict: Any) -> set[str]:
    """The organisations' domains that a check's findings name."""
    return {finding.subject[-1] for finding in verdict.findings}


@pytest.mark.browser
async def test_verdicts_stay_right_when_every_channel_is_slow(tmp_path: Path, slow_channels: None) -> None:
    for name, text in _FILES.items():
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    chosen = target.find(str(tmp_path / "program"), None, "live", None)
    async with reversing_server() as port:
        hosts = dict.fromkeys(_HOSTS.values(), f"127.0.0.1:{port}")
        request = Request(
            chosen, tmp_path / "out", ("agree", "refuse"), budget=15, patience=0.6, read_screens=False, hosts=hosts
        )
        result = await Inspection(request, lambda _: None).run()

    recording = Recording(result.pack.path / "data" / "original")
    for run, words, late in (("agree", "同意", "agreed"), ("refuse", "不同意", "refused")):
        flows = {str(e.data["host"]): e for e in recording.of("flow", run)}
        assert set(flows) == {_HOSTS["early"], _HOSTS[late]}, "the walk gave its answer, and only that"
        assert all(flow.data["call"] for flow in flows.values())
        answer = next(e for e in recording.of("action", run) if e.data.get("target", {}).get("text") == words)
        assert flows[_HOSTS["early"]].seq > answer.seq, "the early exchange ended after the answer"

    verdicts = {verdict.check: verdict for verdict in result.pack.verdicts}
    assert told(verdicts["PRE-02"]) == {"umeng.com", "talkingdata.com"}, "what followed the agreement is not early"
    assert told(verdicts["PRE-03"]) == {"talkingdata.com"}, "what preceded the refusal is not late"
