"""A link in the middle of a sentence runs over a line's end: its centre lies on other words."""

import json
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FILES = {
    "app.json": json.dumps({"pages": ["pages/home/home", "pages/rules/rules"]}),
    "app.js": "App({})",
    "pages/home/home.wxml": "<view style='width: 240px; font-size: 16px; padding: 40px 0'>"
    "本次更新之后我们会按照新的规定处理您的资料，<text bindtap='go'>《某某小馆会员服务规则》</text>，请留意。</view>",
    "pages/home/home.js": "Page({ go() { wx.navigateTo({ url: '/pages/rules/rules' }) } })",
    "pages/rules/rules.wxml": "<view>规则正文</view>",
    "pages/rules/rules.js": "Page({})",
}


async def test_a_link_over_two_lines_is_tapped_on_its_words(run: Any) -> None:
    program = await run(FILES)
    link = await program.node("《某某小馆会员服务规则》")
    whole = await program.node("本次更新之后我们会按照新的规定处理您的资料，，请留意。")
    assert link.rect[3] > 30, "the link must be broken for this test"
    assert link.spot is not None
    assert whole.spot is None
    await program.do("tap", point=link.spot)
    assert "规则正文" in await program.texts()
