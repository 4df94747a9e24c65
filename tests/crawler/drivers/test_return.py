"""The same user comes back: the clock goes on, storage and files are there, the platform remembers its answers."""

import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from recording.profile import Host, Profile

DAY = 86_400_000
FILES = {
    "app.json": '{"pages": ["a/a"], "requiredPrivateInfos": ["getLocation"], '
    '"permission": {"scope.userLocation": {"desc": "d"}}}',
    "app.js": """App({
  onLaunch() {
    const files = wx.getFileSystemManager()
    const before = wx.getStorageSync('born')
    let kept = ''
    try { kept = files.readFileSync(wx.env.USER_DATA_PATH + '/me/a.txt', 'utf8') } catch (e) { kept = 'none' }
    console.log('since', before ? Date.now() - before : -1, kept)
    if (!before) {
      wx.setStorageSync('born', Date.now())
      files.mkdirSync(wx.env.USER_DATA_PATH + '/me')
      files.writeFileSync(wx.env.USER_DATA_PATH + '/me/a.txt', '甲', 'utf8')
    }
  },
  onShow() { console.log('shown') },
})""",
    "a/a.wxml": '<view bindtap="near">附近</view>',
    "a/a.js": """Page({
  onLoad() { this.count = 0; setInterval(() => { this.count += 1 }, 1000) },
  onShow() { console.log('ticks', this.count) },
  near() { wx.getLocation({ fail: (e) => console.log(e.errMsg) }) },
})""",
}


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="module")
async def test_a_user_comes_back(run: Callable[..., Awaitable[Any]]) -> None:
    running = await run(FILES, profile=Profile(host=Host(sdk_version="2.30.0")))
    await running.tap("附近")
    await running.tap("拒绝")
    await running.do("advance", "60000")
    await running.do("hide")
    await running.do("away", str(300_000))
    await running.do("show")
    ticks = [int(line.split()[1]) for line in running.console() if line.startswith("ticks")]
    assert 55 <= ticks[-1] <= 75, "asleep in the background nothing fires"

    await running.start(fresh=False, away_ms=DAY)
    since, kept = next(line for line in reversed(running.console()) if line.startswith("since")).split()[1:]
    assert DAY + 360_000 <= int(since) <= DAY + 390_000 and kept == "甲"
    await running.tap("附近")
    assert running.console()[-1].endswith("fail auth deny"), "refused stays refused, and no window asks again"
    assert len([e for e in running.recording().of("consent") if e.data["name"] == "scope.shown"]) == 1

    recording = running.recording()
    times = [e.data["virtual_ms"] for e in recording.events if e.data.get("virtual_ms")]
    assert max(times) > DAY and all(b >= a - 50 for a, b in itertools.pairwise(times))
    launch = [e for e in recording.of("action") if e.data["type"] == "launch"][-1]
    assert launch.data["virtual_ms"] >= DAY + 360_000

    await running.start(fresh=True)
    assert next(line for line in reversed(running.console()) if line.startswith("since")) == "since -1 none"
