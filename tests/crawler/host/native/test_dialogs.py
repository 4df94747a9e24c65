"""The drawn dialogs in a real page: what is told of them, who may answer, and that hostile texts stay texts."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

import crawler.host
from crawler.host.chromium import launch
from crawler.host.native.drawings import privacy_direct, scope_window

BROWSER = Path(crawler.host.__file__).parent / "browser"
DOCUMENT = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/native/style.css">
<style>div, span { display: none } .mi-title { position: absolute }</style><body><script type="module">
import { real } from '/primordials.js';
import native from '/native/dialogs.js';
const sent = window.sent = [];
const clock = { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout };
const send = (message) => sent.push(JSON.parse(JSON.stringify(message)));
const host = { real, clock, dialogs: {}, control: {}, send };
native(host);
window.host = host;
</script>"""


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        context = await browser.new_context(
            viewport={"width": 375, "height": 812}, device_scale_factor=2, has_touch=True
        )
        page = await context.new_page()

        async def serve(route: Any) -> None:
            name = route.request.url.removeprefix("http://host.test/")
            file = BROWSER / name
            if name and file.is_file():
                kind = "text/css" if name.endswith(".css") else "text/javascript"
                await route.fulfill(body=file.read_text(), content_type=kind)
            else:
                await route.fulfill(body=DOCUMENT, content_type="text/html")

        await page.route("http://host.test/**", serve)
        await page.goto("http://host.test/")
        await page.wait_for_function("window.host !== undefined")
        yield page
        await browser.close()


async def sent(page: Page, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await page.evaluate("k => window.sent.filter((m) => m.t === k)", kind)
    return found


async def show(page: Page, spec: dict[str, Any]) -> dict[str, Any]:
    await page.evaluate("spec => window.host.control.showDialog(spec)", spec)
    return (await sent(page, "dialog"))[-1]


async def press(page: Page, dialog: str, name: str) -> None:
    await page.tap(f"[data-mi-dialog='{dialog}'] [data-mi-button='{name}']")


async def ask(page: Page, call: str) -> None:
    await page.evaluate(f"window.answer = undefined; void window.host.dialogs.{call}.then((a) => window.answer = a)")


@pytest.mark.browser
async def test_platform_windows_are_told_as_drawn_and_answered_only_by_a_hand(page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)>\u202e店" * 3
    shown = await show(page, {**privacy_direct(hostile, "《小店隐私保护指引》"), "id": "privacy-1", "call": "c1"})
    assert (shown["phase"], shown["type"], shown["style"], shown["call"]) == ("shown", "privacy", "direct", "c1")
    assert "《小店隐私保护指引》" in shown["text"]
    assert hostile in shown["text"]
    texts = {(b["text"], b["role"]) for b in shown["buttons"]}
    assert texts == {("《小店隐私保护指引》", "link"), ("拒绝", "refuse"), ("同意", "agree")}
    for button in shown["buttons"]:
        x, y, width, height = button["rect"]
        assert 0 <= x < x + width <= 375
        assert 0 < y < y + height <= 812
    assert await page.locator("img").count() == 0

    await page.evaluate("document.querySelector('[data-mi-button=agree]').click()")
    await page.evaluate("document.querySelector('[data-mi-button=agree]').dispatchEvent(new MouseEvent('click'))")
    answers = await sent(page, "dialog_answer")
    assert [a["trusted"] for a in answers] == [False, False]
    await press(page, "privacy-1", "agree")
    real = (await sent(page, "dialog_answer"))[-1]
    assert (real["trusted"], real["button"], real["dialog"], real["role"]) == (True, "agree", "privacy-1", "agree")
    assert await page.evaluate("window.host.dialogs.isOpen('privacy-1')")
    await page.evaluate("window.host.control.closeDialog('privacy-1')")
    assert (await sent(page, "dialog"))[-1]["phase"] == "closed"
    assert await page.locator("[data-mi-dialog]").count() == 0

    await show(page, {**scope_window("小店", "获取你的位置信息", "", "《指引》"), "id": "p2"})
    await press(page, "p2", "agree")
    assert (await sent(page, "dialog_answer"))[-1]["ticks"] == {"tick": False}
    await press(page, "p2", "check:tick")
    await press(page, "p2", "agree")
    assert (await sent(page, "dialog_answer"))[-1]["ticks"] == {"tick": True}
    await page.evaluate("window.host.dialogs.closeAll()")

    await page.tap("[data-mi-part=capsule][data-mi-button=menu]")
    pressed = (await sent(page, "capsule"))[-1]
    assert (pressed["button"], pressed["trusted"]) == ("menu", True)


@pytest.mark.browser
async def test_the_programs_own_dialogs_answer_to_the_program(page: Page) -> None:
    await ask(page, "modal({title: '提示', content: '确定删除吗？', call: 'c1'})")
    dialog = (await sent(page, "dialog"))[-1]
    assert [b["text"] for b in dialog["buttons"]] == ["取消", "确定"]
    await page.evaluate("document.querySelector('[data-mi-button=confirm]').click()")
    assert await page.evaluate("window.answer === undefined")
    await press(page, dialog["id"], "confirm")
    assert await page.evaluate("window.answer.confirm") is True
    answered = [d for d in await sent(page, "dialog") if d["phase"] == "answered"][-1]
    assert (answered["button"], answered["trusted"]) == ("确定", True)

    await ask(page, "modal({title: '昵称', editable: true, placeholderText: '输入', call: 'c2'})")
    await page.fill("input", "小明")
    await press(page, (await sent(page, "dialog"))[-1]["id"], "confirm")
    assert await page.evaluate("window.answer") == {"confirm": True, "cancel": False, "content": "小明"}

    await ask(page, "modal({title: '须知', content: '同意后使用', showCancel: false, call: 'c5'})")
    shown = (await sent(page, "dialog"))[-1]
    assert await page.evaluate("window.host.dialogs.back()") == ["closed", shown["id"]]
    assert await page.evaluate("window.answer") == {"confirm": False, "cancel": False, "content": ""}
    await ask(page, "prompt({title: '昵称', call: 'c6'})")
    assert (await page.evaluate("window.host.dialogs.back()"))[0] == "dialog", "what no tap beside closes stays"
    await press(page, (await sent(page, "dialog"))[-1]["id"], "cancel")

    await page.evaluate("""document.addEventListener('touchend', () => {
      window.opened = window.host.dialogs.actionSheet({title: '', items: ['甲'], call: 'c0'}) }, {once: true})""")
    await page.touchscreen.tap(180, 300)
    opened = (await sent(page, "dialog"))[-1]
    assert (opened["type"], opened["phase"]) == ("actionsheet", "shown"), "a tap does not close what it opens"
    await press(page, opened["id"], "cancel")

    await ask(page, "actionSheet({title: '', items: ['拍照', '从相册选择'], call: 'c3'})")
    await press(page, (await sent(page, "dialog"))[-1]["id"], "1")
    assert await page.evaluate("window.answer") == 1

    await ask(
        page, "picker({columns: [['甲', '乙', '丙'], ['一', '二']], selected: [0, 1], title: '选择', call: 'c4'})"
    )
    await page.tap("text=丙")
    await press(page, (await sent(page, "dialog"))[-1]["id"], "confirm")
    assert await page.evaluate("window.answer") == {"confirm": True, "selected": [2, 1]}

    await page.evaluate("window.host.dialogs.toast({title: '已保存', icon: 'success', duration: 60000})")
    await page.evaluate("window.host.dialogs.loading({title: '加载中'})")
    phases = [(d["type"], d["phase"]) for d in (await sent(page, "dialog"))[-3:]]
    assert phases == [("toast", "shown"), ("toast", "closed"), ("loading", "shown")]
