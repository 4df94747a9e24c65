"""The driver against our own host served over the same protocol."""

import asyncio
import base64
import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image
from websockets.asyncio.client import connect as dial
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from crawler.driver import Unsupported

from .conftest import Drive, named, serving

pytestmark = pytest.mark.browser


async def test_pages_are_seen_and_acted_on_as_by_a_hand(served: str, drive: Drive) -> None:
    async with drive(served) as driven:
        tree = driven.last.tree
        assert (tree.page, tree.stack, tree.source, tree.title) == (
            "pages/list/list",
            ("pages/list/list",),
            "protocol",
            "Drawers",
        )
        row = driven.node("Forks")
        assert row.component == "parts/row"
        assert "tap" in tree.by_id[row.parent or 0].events
        assert driven.node("What is near").events == ("tap",)
        assert driven.node("What is near").weight == 400
        ground = tree.nodes[0]
        assert (ground.tag, ground.background, ground.rect) == ("page-root", "rgb(250, 249, 248)", (0, 64, 375, 698))
        assert list(tree.ancestors(driven.node("What is near")))[-1] == ground
        assert 600 < tree.page_height < tree.viewport[1] < tree.scroll_height
        assert [n.text for n in tree.nodes if n.part == "tabbar" and n.text] == ["Drawers", "Mine"]

        await driven.do("input", "name of a drawer", value="Spatulas")
        assert "typed Spatulas" in driven.texts
        # One of three alike, inside of a component that no selector of the page reaches into.
        await driven.do("tap", "Forks")
        assert (driven.last.tree.page, "Inside of Forks" in driven.texts) == ("pages/detail/detail", True)
        await driven.do("tap", "返回")
        assert driven.last.tree.page == "pages/list/list"
        await driven.do("scroll", value="600", point=(180, 400))
        assert driven.last.tree.scroll_top == pytest.approx(600, abs=300)
        await driven.do("tap", "Mine")
        assert driven.last.tree.page == "pages/mine/mine"
        await driven.do("open", value="pages/detail/detail?name=Ladles")
        assert "Inside of Ladles" in driven.texts
        leaf = driven.node("First leaf").rect
        for _ in range(2):
            await driven.do("swipe", value="left", point=(leaf[0] + 100, leaf[1] + 10))
        # The last leaf stays where it is.
        assert driven.node("Second leaf").rect[:2] == pytest.approx(leaf[:2])
        with pytest.raises(Unsupported, match="hide"):
            await driven.do("hide")

        calls = await driven.told("call")
        # Calls of our own (starting, opening, scrolling) are not the program's.
        assert {c.data["api"] for c in calls if c.data["phase"] == "begin"} == {"wx.navigateTo"}
        (begun,) = named(calls, phase="begin")
        assert (begun["file"], begun["line"]) == ("pages/list/list.js", 3)


async def test_a_persons_touches_are_told(served: str, drive: Drive) -> None:
    """The touch comes from somebody else (here: sent past the driver), and is written down with what it hit."""
    async with drive(served) as driven:
        driver, protocol = driven.driver, driven.driver._session.protocol
        assert await driver.lend() == "devtools"
        assert await driver.acts() == []
        (near,) = await protocol.elements((await protocol.current()).id, ".near")
        await protocol.tap(near)
        (act,) = await driver.acts()
        assert act.event is not None
        assert (act.event.data["purpose"], act.event.data["target"]["text"]) == ("human", "What is near")
        await driver.take_back()
        assert await driver.acts() == []


@pytest.mark.ocr
async def test_windows_are_pressed_only_as_they_were_read(served: str, drive: Drive) -> None:
    async with drive(served, reading=True) as driven:
        await driven.do("tap", "What is near")
        assert {n.attrs.get("data-mi-type") for n in driven.last.tree.nodes} >= {"scope"}
        assert not driven.node("What is near").hit
        # Beside the buttons nothing is pressed, whatever the protocol could do.
        assert (await driven.do("tap", point=(180, 120)))["pressed"] == ""
        assert (await driven.do("tap", "拒绝"))["pressed"] == "拒绝"
        assert "said not found" in driven.texts
        (refused,) = named(await driven.told("call"), phase="end", ok=False)
        assert (refused["api"], refused["errno"]) == ("wx.getLocation", 103)

        await driven.start()
        await driven.do("tap", "What is near")
        await driven.do("tap", "允许")
        assert "said found" in driven.texts
        calls = await driven.told("call")
        (given,) = named(calls, phase="end", api="wx.getLocation", ok=True)
        planted = {n.data["id"]: n.data for n in await driven.told("note") if n.data["name"] == "planted"}
        sent = named(calls, phase="begin", api="wx.request")[0]["args"]
        assert str(sent["data"]["lat"]) in {planted[i]["value"] for i in given["planted"]}

        await driven.do("tap", "Empty a drawer")
        await driven.do("tap", "Keep")
        assert "said kept" in driven.texts
        answers = [c.data["answer"] for c in await driven.told("consent") if c.data.get("answer")]
        assert answers == ["refuse", "agree"]
        lines = [n.data for n in await driven.told("note") if n.data["name"] == "console"]
        assert ("warn", 'asking {"n": 1}') in {(line["level"], line["text"]) for line in lines}
        (thrown,) = await driven.told("error")
        assert ("thrown on purpose" in thrown.data["message"], thrown.data["file"]) == (True, "pages/list/list.js")
        told = [(d.data["type"], d.data["phase"], d.data.get("answer", "")) for d in await driven.told("dialog")]
        assert told[-3:] == [("modal", "shown", ""), ("modal", "answered", "item"), ("modal", "closed", "")]

        # One that the protocol cannot press: what lies beneath is out of reach, though it would be tapped.
        await driven.do("tap", "Mine")
        await driven.do("tap", "Call the shop")
        assert not driven.node("Call the shop").hit
        assert any("cannot press lay over" in str(n.data.get("why")) for n in await driven.told("note"))
        await driven.do("open", value="pages/detail/detail?name=Ladles")
        assert driven.node("Inside of Ladles").hit


async def test_a_finger_beside_a_popup_presses_nothing_in_it(served: str, drive: Drive) -> None:
    """The mask is what the popup stands on; the protocol's own tap would go to its middle."""
    async with drive(served) as driven:
        await driven.do("tap", "Mine")
        await driven.do("tap", "See the offer")
        assert driven.node("Take the offer").hit
        await driven.do("tap", point=(187, 120))
        assert "said put away" in driven.texts
        await driven.do("tap", "See the offer")
        await driven.do("tap", "Take the offer")
        assert "said took it" in driven.texts
        # A line to tick, with a link where its middle is.
        line = next(n for n in driven.last.tree.nodes if n.tag == "label")
        x, y, _, height = line.rect
        await driven.do("tap", point=(x + 40, y + height / 2), target={"node": line.id})
        assert "said ticked 1" in driven.texts
        await driven.do("tap", "the rules of this shop from end to end")
        assert "said the rules" in driven.texts


OWN_TABS = {
    "app.json": """{"pages": ["pages/a/a", "pages/b/b"], "tabBar": {"custom": true, "list": [
        {"pagePath": "pages/a/a", "text": "Loaves"}, {"pagePath": "pages/b/b", "text": "Shops"}]}}""",
    "app.js": "App({})",
    "pages/a/a.js": "Component({})",
    "pages/a/a.wxml": "<view>All loaves</view>",
    "pages/b/b.js": "Page({})",
    "pages/b/b.wxml": "<view>All shops</view>",
    "custom-tab-bar/index.json": '{"component": true}',
    "custom-tab-bar/index.js": """Component({
        data: { list: [['pages/a/a', 'Loaves'], ['pages/b/b', 'Shops']] },
        methods: { go({ currentTarget }) { wx.switchTab({ url: '/' + currentTarget.dataset.to }) } } })""",
    "custom-tab-bar/index.wxml": """<view class="bar"><view wx:for="{{list}}" wx:key="index" class="tab"
        data-to="{{item[0]}}" bindtap="go">{{item[1]}}</view></view>""",
    "custom-tab-bar/index.wxss": """.bar { position: fixed; left: 0; right: 0; bottom: 0; display: flex }
        .tab { flex: 1; line-height: 50px }""",
}


async def test_a_programs_own_tab_bar_is_pressed(drive: Drive, tmp_path: Path) -> None:
    """It stands in no page: the protocol's selectors, which are a page's, never find it."""
    folder = tmp_path / "own-tabs"
    for name, text in OWN_TABS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with serving(folder) as address:
        async with drive(address, folder=folder) as driven:
            assert "All loaves" in driven.texts
            await driven.do("tap", "Shops")
            assert (driven.last.tree.page, "All shops" in driven.texts) == ("pages/b/b", True)


@asynccontextmanager
async def between(address: str, asks: Callable[[str], bool], answers: Callable[[str], str]) -> AsyncIterator[str]:
    """Passes on the frames that may be asked, and what is made of the answers."""

    async def pass_on(client: ServerConnection) -> None:
        async with dial(address, max_size=None, ping_interval=None) as behind:

            async def back() -> None:
                async for text in behind:
                    await client.send(answers(str(text)))

            backward = asyncio.create_task(back())
            try:
                async for text in client:
                    if asks(str(text)):
                        await behind.send(text)
            except ConnectionClosed:
                pass
            finally:
                backward.cancel()

    async with serve(pass_on, "127.0.0.1", 0, max_size=None, ping_interval=None) as server:
        yield f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"


def without_elements(address: str) -> AbstractAsyncContextManager[str]:
    """As DevTools 2.01.2510290 with glass-easel: ``Page.*`` and ``Element.*`` are never answered."""
    return between(address, lambda text: not json.loads(text)["method"].startswith(("Page.", "Element.")), str)


BAR = 64
"""CSS pixels above a page of the program."""


def view_alone(text: str) -> str:
    """As a tool whose pages have a view each and whose pictures are of that view: without the bars."""
    frame = json.loads(text)
    result = frame.get("result") or {}
    if isinstance(result.get("data"), str) and len(result["data"]) > 2000:
        picture, taken = Image.open(io.BytesIO(base64.b64decode(result["data"]))), io.BytesIO()
        scale = picture.width / 375
        picture.crop((0, round(BAR * scale), picture.width, picture.height)).save(taken, "PNG")
        result["data"] = base64.b64encode(taken.getvalue()).decode()
    seen = result.get("result")
    if isinstance(seen, dict) and "nodes" in seen:
        seen["viewport"][1] -= BAR
        for node in seen["nodes"]:
            node["rect"][1] -= BAR
    return json.dumps(frame, ensure_ascii=False)


async def test_a_picture_of_the_pages_view_alone_has_no_bar_above_it(served: str, drive: Drive) -> None:
    async with between(served, bool, view_alone) as address, drive(address) as driven:
        ground = driven.last.tree.nodes[0]
        assert (ground.tag, ground.rect[1]) == ("page-root", 0)
        await driven.do("tap", "Forks")
        assert (driven.last.tree.page, "Inside of Forks" in driven.texts) == ("pages/detail/detail", True)


@pytest.mark.ocr
async def test_where_elements_never_answer_the_picture_is_read_and_the_page_called(
    served: str, drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.drivers.devtools.lanes.PROBE", 1.0)
    async with without_elements(served) as address, drive(address, reading=True) as driven:
        assert (driven.last.tree.source, driven.last.tree.page) == ("ocr", "pages/list/list")
        found = await driven.do("tap", "Empty a drawer")
        assert (found["handler"], found["selector"]) == ("ask", ".act.ask")
        assert (await driven.do("tap", "Keep"))["pressed"] == "Keep"
        assert any("kept" in text for text in driven.texts)
