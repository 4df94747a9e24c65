"""What every phone has beside taps: a finger that turns a leaf, and the key that goes back where no arrow is drawn."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.drivers.android.way_in import Wanted
from minispect.android import Android
from minispect.target import described
from recording.observations import ActionData

from ..test_shared import held
from ..turns import todays
from .conftest import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.ocr, todays(1)]
LEAVES = ("走进山野的周末", "领队同行的路线", "轻装出发的帐篷")
FILES = {
    "app.json": json.dumps({"pages": ["pages/a/a", "pages/b/b"], "window": {"navigationStyle": "custom"}}),
    "app.js": "App({})",
    "minispect.toml": '[target]\nname = "野径"\nappid = "wx71a0c0ffee000009"\n',
    "pages/a/a.wxml": '<swiper class="full"><swiper-item wx:for="{{leaves}}" wx:key="*this"><view class="leaf" '
    'bindtap="go">{{item}}</view></swiper-item></swiper>',
    "pages/a/a.wxss": ".full { height: 100vh } .leaf { padding: 500rpx 60rpx; font-size: 52rpx }",
    "pages/a/a.js": f"Page({{ data: {{ leaves: {json.dumps(LEAVES, ensure_ascii=False)} }}, "
    "go() { wx.navigateTo({ url: '/pages/b/b' }) } })",
    "pages/b/b.wxml": '<view style="padding: 300rpx 60rpx; font-size: 52rpx">集合时间与地点</view>',
    "pages/b/b.js": "Page({})",
}


async def test_leaves_are_turned_and_the_key_leads_back(
    standin: Callable[..., StandIn], adb_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(adb_port))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    phone = standin(project)
    program = phone.programs[1]
    target = described(project / "minispect.toml", "", None)
    subject = Android(target, Wanted(program["name"], program["appid"]), phone.serial, "none")
    async with held(subject, tmp_path) as hand:
        await hand.start()
        assert LEAVES[0] in await hand.look()
        for leaf in LEAVES[1:]:
            width, height = hand.shot.tree.viewport
            await hand.driver.perform(ActionData(type="swipe", point=(width / 2, height / 2), value="left"))
            assert leaf in await hand.look()
        (x, y, wide, tall) = next(n.rect for n in hand.shot.tree.nodes if n.text == LEAVES[2])
        await hand.driver.perform(ActionData(type="tap", point=(x + wide / 2, y + tall / 2)))
        assert "集合时间与地点" in await hand.look()
        assert len(hand.shot.tree.stack) == 1
        await hand.driver.perform(ActionData(type="back"))
        assert LEAVES[2] in await hand.look()
