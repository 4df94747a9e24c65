"""Ears that stand before a program's first line, in a copy of the project."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.drivers.devtools.driver import DevToolsDriver
from crawler.drivers.devtools.first_line import HAND, NoFirstLine, copied, line
from crawler.drivers.devtools.program import Program
from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.session import Session, connect
from crawler.host.project import read
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.recording import Recording

from .conftest import CLI, Driven, named

FILES = {
    "project.config.json": '{"appid": "wx00112233445566aa", "miniprogramRoot": "mini/"}',
    "node_modules/tool/index.js": "module.exports = 1",
    "mini/app.json": '{"pages": ["pages/a/a", "pages/b/b"]}',
    "mini/kit.js": "wx.setStorageSync('kit', 'loaded'); export default 1;",
    "mini/app.js": """import kit from './kit';
App({
  onLaunch() {
    console.warn('starting', { n: 1 });
    const was = wx.getStorageSync('left');
    wx.setStorageSync('left', 'behind');
    wx.login({ success: ({ code }) => {
      wx.request({ url: 'http://127.0.0.1:9/launch', data: { code, was, kit } });
    } });
    wx.getSystemInfo().then(({ model }) => { this.model = model; });
  },
  onHide() { wx.setStorageSync('hidden', 'yes'); },
  onShow() { wx.setStorageSync('shown', this.model || ''); },
});
wx.onAppHide(() => wx.setStorageSync('heard', 'yes'));
""",
    "mini/pages/a/a.json": '{"navigationBarTitleText": "A", "navigationStyle": "custom"}',
    "mini/pages/a/a.js": """Page({
  data: { said: '' },
  said({ errMsg }) { this.setData({ said: 'said ' + errMsg }); },
  sheet() {
    wx.showActionSheet({
      itemList: ['One', 'Two'],
      success: ({ tapIndex }) => this.said({ errMsg: tapIndex }),
      fail: (error) => this.said(error),
    });
  },
  async picture() {
    const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'] });
    const { size } = wx.getFileSystemManager().statSync(tempFiles[0].tempFilePath);
    this.said({ errMsg: size === tempFiles[0].size && size > 1000 });
  },
  onLoad() { this.later = ({ detail }) => this.said({ errMsg: detail.errMsg + ' ' + detail.code }); },
  number(event) { this.later(event); },
  call() { wx.makePhoneCall({ phoneNumber: '10086' }).catch((error) => this.said(error)); },
});
""",
    "mini/pages/a/a.wxml": """<view bindtap="sheet">Choose</view><view bindtap="call">Ring</view>
<view bindtap="picture">Picture</view>
<button open-type="getPhoneNumber" bindgetphonenumber="number">Number</button>
<button open-type="getPhoneNumber" bindgetphonenumber="later">Later</button>
<view>{{said}}</view>""",
    "mini/pages/b/b.js": "Page({ tell() { wx.setStorageSync('b', 'pressed'); } });",
    "mini/pages/b/b.wxml": "<view bindtap='tell'>B</view>",
}  # fmt: skip


def write(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("source", "begins"),
    [
        ("App({})", "require('./K'); "),
        ("// import nothing\nconst a = `\nimport b`;\nApp({})", "require('./K'); "),
        ("/* a */ import { a } from './a';\nApp({})", "import './K'; "),
        ("var a = 1;\nimport './a'", "import './K'; "),
        ("const a = import('./a');", "require('./K'); "),
        ("// kept\n'use strict';\nApp({})", "'use strict'; require('./K'); "),
        ("export default 1", "import './K'; "),
    ],
)
def test_what_stands_before_the_first_line(source: str, begins: str) -> None:
    assert line(source.encode(), "K").decode() == begins


def test_the_project_itself_is_not_touched(tmp_path: Path) -> None:
    folder = write(tmp_path / "project")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    (folder / ".git").mkdir()
    first = copied(folder, folder / "mini", tmp_path / "copy")
    assert before == {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    app = (first.folder / "mini" / "app.js").read_text(encoding="utf-8")
    assert app == f"import './{first.key}'; " + FILES["mini/app.js"]
    assert first.columns == {"app.js": len(f"import './{first.key}'; ")}
    assert (first.folder / "mini" / f"{first.key}.js").is_file() and not (first.folder / ".git").exists()
    (folder / "mini" / "app.js").unlink()
    with pytest.raises(NoFirstLine, match=r"no app\.js"):
        copied(folder, folder / "mini", tmp_path / "other")


@pytest.mark.parametrize(
    ("built", "taken"),
    [("node_modules/tool/dist/miniprogram_npm/x/index.js", True), ("mini/miniprogram_npm/x.js", False)],
)
def test_packages_come_along_unless_the_program_has_built_them(tmp_path: Path, built: str, taken: bool) -> None:
    folder = write(tmp_path / "project")
    (folder / built).parent.mkdir(parents=True)
    (folder / built).write_text("module.exports = 2")
    first = copied(folder, folder / "mini", tmp_path / "copy")
    assert (first.folder / "node_modules" / "tool" / "index.js").is_file() is taken


@pytest.mark.browser
async def test_a_launch_is_heard_and_gets_planted_values(tmp_path: Path) -> None:
    folder = write(tmp_path / "project")
    first = copied(folder, folder / "mini", tmp_path / "copy")
    command = [str(CLI), "auto", "--project", str(first.folder), "--auto-port", "0", "--trust-project"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=sys.stderr, text=True) as process:
        assert process.stdout is not None
        try:
            await _driven(process.stdout.readline().strip(), folder, first, tmp_path / "original")
        finally:
            process.terminate()


async def _driven(address: str, folder: Path, first: Any, original: Path) -> None:
    project = read(folder)
    log = Log(original)
    log.run = "test"
    session = await connect(address, Program(pages=project.pages, app=project.app, files=project.files))
    session.first = first
    identity = PlantedIdentity(3, "test", lambda value: log.note("planted", **value.model_dump(mode="json")))
    driven = Driven(DevToolsDriver(log, session, identity, None), log)
    try:
        await driven.start()
        calls = await driven.told("call")
        (login,) = named(calls, api="wx.login", phase="begin")
        assert (login["file"], login["line"]) == ("app.js", 7)
        (kit,) = named(calls, api="wx.setStorageSync", phase="begin", file="kit.js")
        assert kit["line"] == 1
        (given,) = named(calls, api="wx.login", phase="end")
        planted = {n.data["id"]: n.data["value"] for n in Recording(original).notes("planted")}
        sent = named(calls, api="wx.request", phase="begin")[0]["args"]["data"]
        assert sent == {"code": planted[given["planted"][0]], "was": "", "kit": 1}

        # Another launch as a new user: what the first one left is gone.
        await driven.start()
        (_, second) = named(await driven.told("call"), api="wx.request", phase="begin")
        assert second["args"]["data"]["was"] == ""

        lines = [(n.data["level"], n.data["text"]) for n in Recording(original).notes("console")]
        assert lines == [("warn", 'starting {"n":1}'), ("warn", 'starting {"n": 1}')], "once for each start"

        await driven.do("hide")
        assert driven.last.tree.exited
        await driven.do("show")
        assert not driven.last.tree.exited
        stored = [c["args"] for c in named(await driven.told("call"), api="wx.setStorageSync")
                  if c["phase"] == "begin"]  # fmt: skip
        model = next(n.data["value"] for n in Recording(original).notes("planted") if n.data["field"] == "model")
        assert stored[-3:] == [["hidden", "yes"], ["heard", "yes"], ["shown", model]]

        # What the protocol cannot press is answered with cancel.
        await _choices(driven, session.protocol)
        await driven.do("tap", "Ring")
        assert "said makePhoneCall:fail cancel" in driven.texts
        # The first page draws its own bar, this one has the tool's.
        await driven.do("open", value="pages/b/b")
        assert (await driven.do("tap", "B"))["found"]
        assert named(await driven.told("call"), api="wx.setStorageSync", phase="begin")[-1]["args"] == ["b", "pressed"]
        assert not named(await driven.told("call"), api="wx.getWindowInfo")
        # As a user who was asked for no consent yet.
        await driven.start()
        await _numbers(driven, session, first.key, original)
        (noted,) = Recording(original).notes("injected")
        assert (noted.data["first_line"], noted.data["mocked_lacking"]) == (True, [])
    finally:
        await driven.driver.close()
        await session.close()
        log.close()


async def _choices(driven: Driven, protocol: Protocol) -> None:
    """The program waits until somebody chooses in the window, and gets what a user would give."""
    for entry, said in (("取消", "showActionSheet:fail cancel"), ("Two", "1")):
        await driven.do("tap", "Choose")
        assert {n.attrs.get("data-mi-type") for n in driven.last.tree.nodes} >= {"actionsheet"}
        assert not any("said" in text for text in driven.texts[-1:])
        await driven.do("tap", entry)
        assert f"said {said}" in driven.texts
    await driven.do("tap", "Picture")
    assert "选择" not in driven.texts, "the user is asked for consent first"
    assert await protocol.native("clickCoverView", {"data": {"nodetype": "text", "text": "同意"}}) == ""
    await driven.look()
    assert (await driven.do("tap", "选择"))["pressed"] == "选择"
    assert "said true" in driven.texts
    (ended,) = named(await driven.told("call"), api="wx.chooseMedia", phase="end")
    assert (ended["ok"], len(ended["planted"])) == (True, 1)
    answered = named(await driven.told("dialog"), phase="answered")
    assert [d["button"] for d in answered] == ["取消", "Two", "选择"]


async def _numbers(driven: Driven, session: Session, key: str, original: Path) -> None:
    """What a button hands to a function of the page is heard, also to one that was put there at run time. A refusal
    stays one, until planted values are to be handed over: then they are, whatever the window said."""
    await driven.do("tap", "Number")
    assert await session.protocol.native("authorizeCancel") == ""
    # For some seconds after a refusal the platform does not ask again.
    for text, planting in (("Number", False), ("Later", True), ("Later", False)):
        if planting:
            assert await session.protocol.evaluate(HAND, key, True)
        await driven.do("tap", text)
        ended = named(await driven.told("call"), api="button.getPhoneNumber", phase="end")[-1]
        values = [
            n.data["value"] for n in Recording(original).notes("planted") if n.data["id"] in ended.get("planted", ())
        ]
        assert (ended["ok"], bool(values)) == (planting, planting)
        said = f"said getPhoneNumber:ok {values[0]}" if planting else "said getPhoneNumber:fail auth deny undefined"
        assert said in driven.texts
    calls = named(await driven.told("call"), api="button.getPhoneNumber")
    assert [c["phase"] for c in calls] == ["begin", "end"] * 4
    assert len({c["id"] for c in calls}) == 4
