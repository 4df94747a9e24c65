"""A whole scan against servers of our own, each with another certificate: which of them is weak, and which only ours.

All kinds of weakness in one scan; the small programs of SEC-02 have one each.
"""

import sys
from pathlib import Path

import pytest

from minispect import target
from minispect.inspection import Inspection, Request
from recording.recording import Recording

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from measures.laboratory import servers

HOSTS = {
    "api": "days = -2",
    "pic": "days = 3",
    "old": "bits = 1024",
    "shop": 'name = "*.yuedu-tea.example"',
    "gate": 'tls = "1.1"',
    "own": "known = false",
}
WEAK = {"api": "expired", "old": "1024 bits", "gate": "TLSv1.1"}
"""A certificate that ends in three days still holds, one for all of a domain's hosts names this one, and who signed one
that nobody knows is not told by the handshake."""
PROFILE = """
[target]
name = "月渡茶舍"
operator = "福州月渡茶舍有限公司"
operator_hosts = ["api.yuedu-tea.example"]
[declared]
owner_setting = { contact_phone = "0591-5555-0108", notice_method = "公告" }
[host]
date = "2026-11-22"
"""
FILES = {
    "servers.toml": "\n".join(f'["{name}.yuedu-tea.example"]\n{facts}' for name, facts in HOSTS.items()),
    "backend.json": '{"routes": [{"host": "*.yuedu-tea.example", "json": {}}]}',
    "minispect.toml": PROFILE,
    "app.json": '{"pages": ["pages/tea/tea"], "window": {"navigationBarTitleText": "月渡茶舍"}}',
    "app.js": "App({})",
    "pages/tea/tea.js": """
      const ask = (name) => wx.request({ url: `https://${name}.yuedu-tea.example/today` })
      Page({ onLoad() { ['api', 'pic', 'old', 'shop', 'gate', 'own'].forEach(ask) } })
    """,
    "pages/tea/tea.wxml": """
      <view>今日在泡：福鼎白牡丹、北苑水仙、茉莉银毫。茶点有绿豆糕和核桃酥，十点开门，二十二点打烊，周二休息。</view>
      <view bindtap="none">二楼靠窗四张桌子，先到先坐，不用登记，也不收预约金。</view>
    """,
}


@pytest.mark.browser
async def test_weak_servers_are_told_from_sound_ones(tmp_path: Path) -> None:
    for name, text in FILES.items():
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    chosen = target.find(str(tmp_path / "program"), None, "live", None)
    with servers(tmp_path / "program") as lab:
        request = Request(
            chosen, tmp_path / "out", ("untouched",), budget=5, patience=0.6, read_screens=False,
            hosts={"*": lab.address}, trust=(lab.authority.file,),
        )  # fmt: skip
        result = await Inspection(request, lambda _: None).run()
    recording = Recording(result.pack.path / "data" / "original")
    assert len({str(e.data["host"]) for e in recording.of("flow")}) == len(HOSTS), "every server was spoken to"
    (verdict,) = (v for v in result.pack.verdicts if v.check == "SEC-02")
    assert verdict.verdict == "fail"
    told = {f.subject[0].partition(".")[0]: f.subject[1] for f in verdict.findings}
    assert told.keys() == WEAK.keys()
    assert all(WEAK[name] in said for name, said in told.items())
