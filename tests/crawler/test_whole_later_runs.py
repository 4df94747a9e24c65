"""Whole later runs on the embedded host: one program that nags, keeps what was withdrawn, and is asked anew."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright

from crawler.drivers.embedded import EmbeddedDriver
from crawler.habit import Habit
from crawler.host import chromium
from crawler.host.native.native import Native
from crawler.host.native.versions import change
from crawler.host.project import read
from crawler.plan import RunPlan
from crawler.runs import walk
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.profile import Declared, Profile
from recording.recording import Recording

PROSE = (
    "这里是这一页的正文内容，介绍本店的菜品、价格、营业时间和地址，足够长，任何人都可以看到这些介绍文字，欢迎光临本店。"
)
FILES = {
    "app.json": json.dumps(
        {
            "pages": ["pages/home/home", "pages/setting/setting"],
            "requiredPrivateInfos": ["getLocation"],
            "permission": {"scope.userLocation": {"desc": "用于推荐门店"}},
        }
    ),
    "app.js": """App({
  onLaunch() {
    wx.getPrivacySetting({ success: (r) => console.log('need', r.needAuthorization) })
    const kept = wx.getStorageSync('place')
    if (kept) console.log('still has', kept)
  },
})""",
    "pages/home/home.wxml": f'<view>{PROSE}</view><view bindtap="near">附近门店</view>'
    '<button open-type="getPhoneNumber" bindgetphonenumber="got">会员登录</button>',
    "pages/home/home.js": """Page({
  onShow() {
    const content = '请开启定位，为您推荐附近的门店'
    wx.showModal({ title: '提示', content, confirmText: '去开启', cancelText: '取消' })
  },
  near() {
    wx.getLocation({
      success: (r) => wx.setStorageSync('place', r.latitude),
      fail: (e) => console.log(e.errMsg),
    })
  },
  got(e) { console.log('phone', e.detail.errMsg) },
})""",
    "pages/setting/setting.wxml": f"<view>{PROSE}</view><view>退出登录</view>",
    "pages/setting/setting.js": "Page({})",
}
DECLARED = {"setting_list": [{"privacy_key": "Location"}, {"privacy_key": "PhoneNumber"}]}
HABITS = (Habit("pages/home/home", "附近门店"), Habit("pages/home/home", "会员登录"))


async def inspected(folder: Path) -> Recording:
    for name, text in FILES.items():
        path = folder / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    log, project = Log(folder / "original"), read(folder / "project")
    profile = Profile(declared=Declared.model_validate(DECLARED))
    changed = change(profile, ["location"])
    assert changed is not None
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright)
        for name in ("return", "withdraw", "update"):

            def note(value: Any) -> None:
                log.note("planted", **value.model_dump(mode="json"))

            native = Native(log, profile, PlantedIdentity(7, name, note), project.app)
            driver = EmbeddedDriver(log, project, profile, browser, native)

            async def fence(driver: EmbeddedDriver = driver) -> None:
                await driver.fence(1)
                log.note("fence", number=1)

            def declare(version: int, native: Native = native) -> dict[str, object]:
                native.declare(changed.version(version))
                return changed.said(version)

            plan = RunPlan(name, project.pages, habits=HABITS, idle_ms=10_000, hidden_ms=10_000)
            summary = await walk(driver, log, plan, fence=fence, plant=lambda *_: "", declare=declare)
            assert (summary.reason, summary.starts) == ("done", 1)
            await driver.close()
        await browser.close()
    log.close()
    return Recording(log.root)


@pytest.mark.browser
async def test_the_later_runs_show_what_a_first_visit_cannot(tmp_path: Path) -> None:
    recording = await inspected(tmp_path)
    assert not recording.notes("contradiction") and not recording.notes("limit")

    visits = [n.seq for n in recording.notes("visit", "return")]
    modals = [
        e.seq for e in recording.of("dialog", "return") if e.data["phase"] == "shown" and e.data["type"] == "modal"
    ]
    per_visit = [
        sum(1 for m in modals if first < m < last) for first, last in zip(visits, [*visits[1:], 1 << 30], strict=True)
    ]
    assert all(per_visit) and len(per_visit) == 6, "what asks again by itself is there at each visit"
    windows = [e for e in recording.of("consent", "return") if e.data["name"] == "scope.shown"]
    assert len(windows) <= 1, "the platform itself asks for a refused scope no second time"

    (end,) = [n for n in recording.notes("withdrawal", "withdraw") if n.data["phase"] == "end"]
    assert (end.data["pressed"], end.data["left"]) == (["userLocation", "privacy"], [])
    assert end.data["deletions"] == ["phone"] and end.data["guidelines"]
    consents = [(e.seq, e.data["name"], e.data.get("answer")) for e in recording.of("consent", "withdraw")]
    after = [name for seq, name, answer in consents if seq > end.seq and answer == "agree"]
    assert not after, "after the withdrawal every question is refused"
    kept = [e for e in recording.notes("console", "withdraw") if "still has" in str(e.data["text"])]
    assert len(kept) == 2, "what the program kept is there at each return"
    assert [n.data["what"] for n in recording.notes("own_way", "withdraw")] == ["logout"]
    places = [n for n in recording.notes("planted", "withdraw") if n.data["field"] == "latitude"]
    assert len(places) == 1 and str(places[0].data["value"]) in str(kept[0].data["text"])

    first, second = recording.notes("guidelines", "update")
    need = [(e.seq, str(e.data["text"])) for e in recording.notes("console", "update") if "need" in str(e.data["text"])]
    assert [text for _, text in need] == ["need true"] * 3, "agreed after the first, and asked anew since the new kind"
    assert need[0][0] < second.seq < need[1][0]
    refused = [e for e in recording.of("consent", "update") if e.data["name"] == "privacy.fail"]
    assert refused[0].data["errno"] == 112 and first.seq < refused[0].seq < second.seq
    asked = [e for e in recording.of("consent", "update") if e.data["name"] == "privacy.official_shown"]
    assert any(e.seq > second.seq and e.data["data_kind"] == "location" for e in asked)
    assert not any(e.seq > second.seq and e.data["data_kind"] == "phone" for e in asked), "old kinds go on"
