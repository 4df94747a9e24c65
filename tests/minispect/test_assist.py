"""``scan --assist`` on the embedded host: a person's touch is in the evidence, the next scan needs nobody."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.assistance import Obstacle
from crawler.drivers.embedded import EmbeddedDriver
from minispect.embedded import Embedded
from minispect.inspection import Inspection, Request
from minispect.target import find
from recording.log import Log
from recording.recording import Recording
from reports.custody import Entry

PUZZLE = """Page({
  data: { hint: '向右滑动滑块完成安全验证', open: false, said: '' },
  typed(event) { this.setData({ said: event.detail.value }); },
  solved() { if (this.data.said.endsWith('8801')) this.setData({ open: true }); },
})"""
VIEW = """<block wx:if="{{!open}}"><view>{{hint}}</view><input placeholder="桌号" bindinput="typed" />
<view class="knob" bindtap="solved">滑块</view></block>
<view wx:else>小店介绍：本店提供早餐、午餐和晚餐，欢迎光临，早上七点到晚上九点营业，地址在人民路一号。</view>"""


_PAUSE_S = 1.0
"""A person is no faster, and a busy machine takes its time to tell of one touch before the next."""


class Watched(Embedded):
    """Lets the test, as the person before the window, reach the page."""

    def driver(self, log: Log, port: int, identity: Any, **more: Any) -> EmbeddedDriver:
        self.current = super().driver(log, port, identity, **more)
        return self.current


class Finger:
    """Types a table number and touches the knob, through the browser's own input layer."""

    def __init__(self, subject: Watched) -> None:
        self.subject = subject

    async def help(self, obstacle: Obstacle, where: str) -> bool:
        page = self.subject.current._page
        assert page is not None
        for selector, text in (("input", "8801"), (".knob", "")):
            box = await page.page.locator(selector).first.bounding_box()
            assert box is not None
            at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
            await page.session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
            await page.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            await asyncio.sleep(_PAUSE_S)
            if text:
                await page.session.send("Input.insertText", {"text": text})
                await asyncio.sleep(_PAUSE_S)
        await asyncio.sleep(_PAUSE_S)
        return True


@pytest.mark.browser
async def test_a_person_helps_once(program: Callable[..., Path], tmp_path: Path) -> None:
    folder = program(
        **{"pages/home.js": PUZZLE, "pages/home.wxml": VIEW, "pages/home.wxss": ".knob { padding: 20px; }"}
    )
    target = find(str(folder), None, "", None)
    subjects: list[Watched] = []

    def make() -> Watched:
        subjects.append(Watched(target))
        return subjects[-1]

    class Late:
        async def help(self, obstacle: Obstacle, where: str) -> bool:
            return await Finger(subjects[-1]).help(obstacle, where)

    request = Request(target, tmp_path / "out", runs=("agree",), budget=45, read_screens=False, subject=make, seed=3)
    done = await Inspection(replace(request, person=Late()), lambda _: None).run()
    original = done.pack.path / "data" / "original"
    recording = Recording(original)
    by_hand = [e for e in recording.of("action") if e.data.get("purpose") == "human"]
    assert [e.data["type"] for e in by_hand] == ["tap", "tap"]
    assert by_hand[0].data["point"][1] < by_hand[1].data["point"][1]
    assert {n.data["phase"]: n.data.get("past") for n in recording.notes("assist")}["ended"] is True
    chain = [Entry.model_validate(json.loads(line)) for line in (original / "custody.jsonl").read_bytes().splitlines()]
    acted = [entry.object for entry in chain if entry.action == "assist.acted"]
    assert acted == [f"tap, event {e.seq}" for e in by_hand]

    assert any("A person helped past" in s or "有人协助" in s for s in done.pack.inspection.limitations)

    again = await Inspection(request, lambda _: None).run()
    later = Recording(again.pack.path / "data" / "original")
    replayed = [e.data for e in later.of("action") if e.data.get("purpose") == "replay" or e.data["type"] == "input"]
    assert [r["type"] for r in replayed][-1] == "tap"
    told = [n.data for n in later.notes("assist")]
    assert [n["past"] for n in told if n["phase"] == "replayed"][:1] == [True], told
    assert not [e for e in later.of("action") if e.data.get("purpose") == "human"]
