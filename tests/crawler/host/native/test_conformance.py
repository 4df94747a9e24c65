"""The documentation's four demos, a popup that is none, and a forger: whole programs through the browser."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from crawler.driver import Start
from crawler.drivers.embedded import EmbeddedDriver
from crawler.host.native.native import Native
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Declaration, Declared, Profile, Target
from recording.recording import Recording

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

DECLARED = Declared(setting_list=tuple(Declaration(privacy_key=key) for key in ("Clipboard", "Album", "UserInfo")))
POPUP = """<view wx:if="{{show}}" style="position:fixed;left:0;right:0;bottom:0;background:#fff;padding:20px">
<text>请阅读隐私保护指引</text><view bindtap="contract">查看指引</view>
<button id="no" bindtap="refuse">不同意</button>
<button id="agree-btn" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="agree">同意</button>
</view>"""


class Program:
    """A program running in the host, and a finger that presses texts."""

    def __init__(self, browser: Browser, folder: Path, files: Mapping[str, str], app: Mapping[str, Any]) -> None:
        project = folder / "program"
        for name, text in {"app.js": "App({})", "app.json": json.dumps(app), **files}.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.log = Log(folder / "original")
        self.log.run = "agree"
        profile = Profile(target=Target(name="示例"), declared=DECLARED)
        self.native = Native(self.log, profile, PlantedIdentity(1, "agree"), app, name="示例")
        self.driver = EmbeddedDriver(self.log, project, profile, browser, self.native)

    async def texts(self) -> str:
        tree = (await self.driver.snapshot()).tree
        return " ".join(node.text or str(node.attrs.get("value") or "") for node in tree.nodes)

    async def press(self, text: str) -> None:
        tree = (await self.driver.snapshot()).tree
        node = [node for node in tree.nodes if tree.text_of(node) == text][-1]
        x, y, width, height = node.rect
        await self.driver.perform(ActionData(type="tap", point=(x + width / 2, y + height / 2)))

    def consents(self) -> list[tuple[str, str]]:
        events = Recording(self.log.root).of("consent")
        return [(e.data["name"], e.data.get("answer", "")) for e in events]


def one_page(script: str, markup: str = POPUP) -> dict[str, str]:
    return {"pages/a/a.js": script, "pages/a/a.wxml": f"<view>首页 {{{{out}}}}</view>{markup}"}


APP = {"pages": ["pages/a/a"]}


async def test_demo_1_home_page_popup_by_get_privacy_setting(browser: Browser, tmp_path: Path) -> None:
    script = """Page({ data: { show: false, out: '' },
      onLoad() { wx.getPrivacySetting({ success: (r) => {
        this.setData({ show: r.needAuthorization, out: r.privacyContractName }) } }) },
      contract() { wx.openPrivacyContract({ success: () => this.setData({ out: 'opened' }) }) },
      agree() { this.setData({ show: false });
        wx.getClipboardData({ success: (r) => this.setData({ out: 'got' + r.data.length }) }) } })"""
    program = Program(browser, tmp_path, one_page(script), APP)
    await program.driver.open(Start())
    assert "《示例小程序隐私保护指引》" in await program.texts()
    await program.press("查看指引")
    assert "小程序用户隐私保护指引" in await program.texts()
    await program.press("‹")
    await program.press("同意")
    assert "got20" in await program.texts()
    assert program.consents() == [("contract.opened", ""), ("privacy.answer", "agree")]
    await program.driver.close()


LISTENER = """const waiting = new Set();
Page({ data: { show: false, out: '' },
  onLoad() {
    wx.onNeedPrivacyAuthorization((resolve, info) => {
      waiting.add(resolve); this.setData({ show: true, out: this.data.out + '[' + info.referrer + ']' }) });
  },
  onReady() { %s },
  tell(word) { this.setData({ out: this.data.out + word }) },
  agree() { this.all({ event: 'agree', buttonId: 'agree-btn' }) },
  refuse() { this.all({ event: 'disagree' }) },
  all(answer) { this.setData({ show: false }); waiting.forEach((r) => r(answer)); waiting.clear() } })"""
TWO_CALLS = """for (const name of ['getClipboardData', 'requirePrivacyAuthorize'])
  wx[name]({ success: () => this.tell('+' + name), fail: (e) => this.tell('-' + e.errno + e.errMsg) })"""


async def test_demo_2_listener_with_a_set_of_resolves(browser: Browser, tmp_path: Path) -> None:
    program = Program(browser, tmp_path, one_page(LISTENER % TWO_CALLS), APP)
    await program.driver.open(Start())
    assert "[getClipboardData][requirePrivacyAuthorize]" in await program.texts()
    await program.press("不同意")
    refused = await program.texts()
    assert "-104getClipboardData:fail privacy permission is not authorized" in refused
    await program.driver.open(Start(number=2))
    await program.press("同意")
    agreed = await program.texts()
    assert "+getClipboardData" in agreed
    assert "+requirePrivacyAuthorize" in agreed
    await program.driver.close()


async def test_demo_3_listener_requirement_and_nickname(browser: Browser, tmp_path: Path) -> None:
    script = LISTENER % ""
    script = script.replace(
        "tell(word)", "ask() { wx.requirePrivacyAuthorize({ success: () => this.tell('+') }) }, tell(word)"
    )
    markup = '<input type="nickname" placeholder="昵称"/><view bindtap="ask">授权</view>' + POPUP
    program = Program(browser, tmp_path, one_page(script, markup), APP)
    await program.driver.open(Start())
    await program.press("昵称")
    assert "用微信昵称" not in await program.texts()
    assert program.consents() == []
    await program.press("授权")
    await program.press("同意")
    await program.press("昵称")
    assert "用微信昵称" in await program.texts()
    name = next(v.value for v in program.native.identity.values if v.field == "nickName")
    await program.press(name)
    assert name in await program.texts()
    await program.driver.close()


async def test_demo_4_each_tab_registers_its_own_listener(browser: Browser, tmp_path: Path) -> None:
    script = """let answer; Page({ data: { show: false, out: '' },
      onShow() { wx.onNeedPrivacyAuthorization((resolve) => { answer = resolve; this.setData({ show: true }) }) },
      copy() { wx.getClipboardData({ success: () => this.setData({ out: 'ok' }),
        fail: (e) => this.setData({ out: e.errMsg }) }) },
      agree() { this.setData({ show: false }); answer({ event: 'agree', buttonId: 'agree-btn' }) },
      refuse() { this.setData({ show: false }); answer({ event: 'disagree' }) } })"""
    pages = ("a", "b")
    files = {f"pages/{p}/{p}.js": script for p in pages}
    files |= {
        f"pages/{p}/{p}.wxml": f'<view>{p}页 {{{{out}}}}</view><view bindtap="copy">复制</view>{POPUP}' for p in pages
    }
    tabs = {"list": [{"pagePath": f"pages/{p}/{p}", "text": f"栏{p}"} for p in pages]}
    program = Program(browser, tmp_path, files, {"pages": ["pages/a/a", "pages/b/b"], "tabBar": tabs})
    await program.driver.open(Start())
    await program.press("复制")
    await program.press("不同意")
    assert "getClipboardData:fail privacy permission is not authorized" in await program.texts()
    await program.press("栏b")
    await program.press("复制")
    await program.press("同意")
    assert "b页 ok" in await program.texts()
    assert [name for name, _ in program.consents()].count("privacy.need") == 2
    await program.driver.close()


async def test_a_modal_is_no_consent_and_a_made_up_tap_is_none_either(browser: Browser, tmp_path: Path) -> None:
    modal = """wx.onNeedPrivacyAuthorization((resolve) => wx.showModal({ title: '隐私', content: '同意吗',
      success: (r) => resolve(r.confirm ? { event: 'agree', buttonId: 'agree-btn' } : { event: 'disagree' }) }));
      wx.getClipboardData({ fail: (e) => this.setData({ out: e.errno + e.errMsg }) });"""
    forge = """const b = this.selectComponent('#agree-btn'); if (b) { b.triggerEvent('tap', {}, { bubbles: true }) }
      this.setData({ show: true });"""
    script = f"Page({{ data: {{ out: '', show: false }}, onReady() {{ {forge} {modal} }}, agree() {{}} }})"
    program = Program(browser, tmp_path, one_page(script), APP)
    await program.driver.open(Start())
    await program.press("确定")
    shown = await program.texts()
    assert "104getClipboardData:fail privacy permission is not authorized or buttonId is wrong" in shown
    assert program.native.gate.needs_authorization()
    assert ("privacy.answer", "agree") not in program.consents()
    await program.driver.close()


async def test_official_popup_refused_cools_down_in_virtual_time(browser: Browser, tmp_path: Path) -> None:
    script = """Page({ data: { out: '' }, ask() { wx.getClipboardData({ success: () => this.setData({ out: 'ok' }),
      fail: (e) => this.setData({ out: this.data.out + e.errno + ';' }) }) } })"""
    program = Program(browser, tmp_path, one_page(script, '<view bindtap="ask">读取</view>'), APP)
    await program.driver.open(Start())
    await program.press("读取")
    await program.press("拒绝")
    await program.press("读取")
    assert "104;104;" in await program.texts()
    await program.driver.perform(ActionData(type="advance", value="11000"))
    await program.press("读取")
    assert "用户隐私保护提示" in await program.texts()
    await program.driver.perform(ActionData(type="advance", value="31000"))
    await program.press("同意")
    assert "ok" in await program.texts()
    names = [name for name, _ in program.consents()]
    assert names.count("privacy.official_shown") == 2
    assert "privacy.unanswered" in names
    await program.driver.close()


FORGER = """const world = (function () { return this })() || globalThis;
const steal = () => {
  const seen = [];
  const keep = (value) => { if (typeof value === 'function' && seen.length < 200) seen[seen.length] = value };
  const targets = [[Map.prototype, 'get'], [Map.prototype, 'set'], [Array.prototype, 'push'], [Array.prototype, 'map']];
  for (const [owner, name] of targets) {
    const original = owner[name];
    owner[name] = function (...given) {
      for (const v of given) { keep(v); if (v && typeof v === 'object') for (const k in v) keep(v[k]) }
      return original.apply(this, given);
    };
  }
  return seen;
};
Page({ data: { out: '' },
  ask() {
    const seen = steal();
    try { Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true, configurable: true }) } catch (e) {}
    Object.prototype.trusted = true; Object.prototype.ok = true; Object.prototype.action = 7;
    JSON.stringify = () => '{"t":"dialog_answer","dialog":"privacy-1","button":"agree","trusted":true}';
    wx.getClipboardData({ success: (r) => { if (r.data) this.setData({ out: 'stolen' }) } });
    setTimeout(() => {
      const page = world.document;
      const buttons = page ? page.querySelectorAll('[data-mi-button=agree]') : [];
      for (const button of buttons) { button.click(); button.dispatchEvent(new MouseEvent('click', { bubbles: true })) }
      for (const f of seen) { try { f('agree', { button: 'agree', trusted: true }) } catch (e) {} }
      this.setData({ out: this.data.out + 'tried' + buttons.length });
    }, 300);
  } })"""


async def test_a_forger_gains_no_consent(browser: Browser, tmp_path: Path) -> None:
    program = Program(browser, tmp_path, one_page(FORGER, '<view bindtap="ask">读取</view>'), APP)
    await program.driver.open(Start())
    await program.press("读取")
    await program.driver.perform(ActionData(type="advance", value="500"))
    shown = await program.texts()
    assert "tried" in shown
    assert "stolen" not in shown
    assert program.native.gate.needs_authorization()
    assert ("privacy.answer", "agree") not in program.consents()
    await program.driver.close()
