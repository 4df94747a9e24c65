"""A pack stands for the servers it was recorded from: the same pages come up, the same is judged."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recording.recording import Recording

FILES = {
    "app.json": '{"pages": ["pages/home", "pages/detail"]}',
    "pages/home.wxml": '<view wx:for="{{dishes}}" wx:key="id" data-id="{{item.id}}" bindtap="open">{{item.name}}</view>'
    "<view>{{words}}</view>",
    "pages/home.js": """Page({
  data: { dishes: [], words: '' },
  onLoad() {
    const url = 'https://api.shop.test'
    wx.request({ url: url + '/home?t=' + Date.now(), success: (r) => this.setData(r.data) })
    wx.login({ success: ({ code }) => wx.request({ url: url + '/session', method: 'POST', data: { code } }) })
  },
  open(e) { wx.navigateTo({ url: '/pages/detail?id=' + e.currentTarget.dataset.id }) },
})""",
    "pages/detail.wxml": "<view>{{text}}</view>",
    "pages/detail.js": """Page({
  data: { text: '' },
  onLoad({ id }) {
    const url = 'https://api.shop.test/dish?id=' + (id || 0)
    wx.request({ url, success: (r) => this.setData({ text: r.data.text }) })
  },
})""",
}
PROSE = "这道菜选用当季食材，由本店厨师每日现做，口味清淡，适合全家一起享用，欢迎到店品尝，营业时间为早七点到晚九点。"
ROUTES = [
    {"path": "/home", "json": {"words": PROSE, "dishes": [{"id": n, "name": f"招牌菜第{n}号"} for n in (1, 2)]}},
    {"path": "/session", "json": {"token": "t"}},
    {"path": "/dish", "json": {"text": f"详情：{PROSE}"}},
]


def recorded(out: str) -> tuple[dict[str, Any], Recording]:
    said = json.loads(out)
    return said, Recording(Path(said["pack"]) / "data" / "original")


def shown(recording: Recording) -> set[str]:
    return {n.text for e in recording.of("screen") if (t := recording.tree(e)) for n in t.nodes if PROSE in n.text}


@pytest.mark.browser
def test_a_replayed_pack_gives_the_same_pages_and_verdicts(
    program: Callable[..., Path], say: Callable[..., Any], tmp_path: Path
) -> None:
    folder, table = program(**FILES), tmp_path / "backend.json"
    table.write_text(json.dumps({"routes": ROUTES}), encoding="utf-8")
    options = ("--runs", "refuse", "--no-ocr", "--json", "--lang", "en", "--out", tmp_path / "out")
    first, live = recorded(say("scan", folder, "--backend", f"stub:{table}", "--seed", 3, *options).out)
    pack = Path(first["pack"])
    second, again = recorded(say("scan", folder, "--backend", f"replay:{pack}", "--seed", 4, *options).out)
    assert first["verdicts"] == second["verdicts"]
    assert shown(live) == shown(again) and len(shown(again)) == 2
    flows = [recording.flow(e) for recording in (again,) for e in recording.of("flow")]
    assert {f.served_by for f in flows} == {"replay"} and {f.replay_match for f in flows} <= {"exact", "alike"}
    assert {f.replay_of for f in flows} <= {e.data["id"] for e in live.of("flow")}
    assert again.notes("completeness")[0].data["replay_misses"] == []

    (folder / "pages/home.js").write_text(FILES["pages/home.js"].replace("/home?", "/home/v2?"), encoding="utf-8")
    changed, third = recorded(say("scan", folder, "--backend", f"replay:{pack}", "--seed", 4, *options).out)
    assert third.notes("completeness")[0].data["replay_misses"]
    assert any("had no answer in the replayed recording" in text for text in changed["limitations"])
    assert any("replay of an earlier recording" in text for text in changed["limitations"])

    broken = tmp_path / "broken"
    shutil.copytree(pack, broken)
    blob = next(iter((broken / "data" / "original" / "blobs").iterdir()))
    blob.write_bytes(b"other")
    refused = say("scan", folder, "--backend", f"replay:{broken}", *options)
    assert refused.code == 5 and len(refused.err.strip().splitlines()) == 1
    assert "cannot be replayed" in refused.err and blob.name in refused.err
    (broken / "seal" / "tagmanifest-sha256.txt.sig").unlink()
    assert say("scan", folder, "--backend", f"replay:{broken}", *options).code == 5


@pytest.mark.parametrize("name", ["", "nowhere", "."])
def test_what_is_no_pack_is_wrong_use(
    name: str, program: Callable[..., Path], say: Callable[..., Any], tmp_path: Path
) -> None:
    target = str(tmp_path / name) if name else ""
    said = say("scan", program(), "--backend", f"replay:{target}", "--out", tmp_path / "out")
    assert said.code == 2 and len(said.err.strip().splitlines()) == 1
