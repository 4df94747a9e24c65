"""Whole runs on the embedded host: a program behind a phone wall, walked by hand and eye as they are."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright

from crawler.drivers.embedded import EmbeddedDriver
from crawler.host import chromium
from crawler.host.native.native import Native
from crawler.host.project import read
from crawler.plan import RunPlan, RunSummary
from crawler.runs import walk
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.profile import Profile
from recording.recording import Recording

PROSE = (
    "这里是这一页的正文内容，介绍本店的菜品、价格、营业时间和地址，足够长，任何人都可以看到这些介绍文字，欢迎光临本店。"
)
PAGES = ("pages/wall/wall", "pages/menu/menu", "pages/dish/dish", "pages/alone/alone")
FILES = {
    "app.json": json.dumps(
        {
            "pages": PAGES,
            "requiredPrivateInfos": ["getLocation"],
            "permission": {"scope.userLocation": {"desc": "用于推荐门店"}},
        }
    ),
    "app.js": "App({})",
    "pages/wall/wall.wxml": '<view>授权手机号后点餐</view><button open-type="getPhoneNumber" bindgetphonenumber="got">'
    "微信手机号快捷登录</button>",
    "pages/wall/wall.js": "Page({ got(e) { if (e.detail.code) wx.reLaunch({ url: '/pages/menu/menu' }) } })",
    "pages/menu/menu.wxml": f'<view>{PROSE}</view><view wx:for="{{{{[1,2,3,4]}}}}" bindtap="go">小菜{{{{item}}}}</view>'
    '<view bindtap="near">附近门店</view>',
    "pages/menu/menu.js": "Page({ go() { wx.navigateTo({ url: '/pages/dish/dish' }) }, near() { wx.getLocation() } })",
    "pages/dish/dish.wxml": f'<view>{PROSE}</view><input name="phone" placeholder="联系电话"/>',
    "pages/dish/dish.js": "Page({})",
    "pages/alone/alone.wxml": f"<view>{PROSE}</view>",
    "pages/alone/alone.js": "Page({})",
}


async def run(folder: Path, names: tuple[str, ...]) -> tuple[Recording, list[RunSummary]]:
    for name, text in FILES.items():
        path = folder / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    log, profile, project = Log(folder / "original"), Profile(), read(folder / "project")
    done: list[RunSummary] = []
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright)
        for name in names:
            identity = PlantedIdentity(7, name)
            native = Native(log, profile, identity, project.app)
            driver = EmbeddedDriver(log, project, profile, browser, native)

            async def fence(driver: Any = driver) -> None:
                await driver.fence(1)
                log.note("fence", number=1)

            def plant(kind: str, field: str, page: str, identity: PlantedIdentity = identity) -> str:
                return identity.hand_out(kind, field, "typed", page).value

            done.append(await walk(driver, log, RunPlan(name, PAGES), fence=fence, plant=plant))
            await driver.close()
        await browser.close()
    log.close()
    return Recording(log.root), done


@pytest.mark.browser
async def test_a_phone_wall_is_found_and_passed_by_consent_only(tmp_path: Path) -> None:
    recording, (refuse, agree) = await run(tmp_path, ("refuse", "agree"))
    phases = [(e.run, e.data["phase"]) for e in recording.notes("wall")]
    assert ("refuse", "confirmed") in phases and ("agree", "suspected") in phases
    assert refuse.walls == 1 and refuse.reason == agree.reason == "done"
    assert "pages/menu/menu" in refuse.direct and "pages/menu/menu" in agree.walked
    assert not refuse.missed and not agree.missed

    answers = [(e.run, e.data["answer"]) for e in recording.of("consent") if e.data["name"] == "phone.answer"]
    assert ("refuse", "refuse") in answers and ("agree", "agree") in answers
    assert ("refuse", "agree") not in answers and ("agree", "refuse") not in answers
    asked = [e for e in recording.of("consent") if e.data.get("data_kind") == "location" and "answer" in e.data]
    assert {(e.run, e.data["answer"]) for e in asked} == {("refuse", "refuse"), ("agree", "agree")}
    assert not recording.notes("contradiction")

    typed = [e for e in recording.of("action", "agree") if e.data["type"] == "input"]
    assert [e.data["target"]["text"] for e in typed] == ["联系电话"] and typed[0].data["value"].startswith("14")
    assert not [e for e in recording.of("action", "refuse") if e.data["type"] == "input"]
