"""Values that left a phone and that nothing explains, and what that decides there."""

import json
from typing import Any

import pytest

from detectors.facts.unexplained import unexplained
from detectors.judge import judge_all
from recording.recording import Recording

REFERER = [("Referer", "https://servicewechat.com/wx0123456789abcdef/12/page-frame.html")]
AGENT = ("User-Agent", "Mozilla/5.0 (Linux; Android 14; Pixel 8) MicroMessenger/8.0.50 Language/zh_CN")
FORM = ("content-type", "application/x-www-form-urlencoded")
OWN = "https://api.example.test/v1"
CODE = "0aBcDeFgHiJkLmNoPqRsTuVwXyZ01234"
DEVICE = "9f3c1a7e5b2d4f60"


def sent(story: Any, *flows: dict[str, Any]) -> list[str]:
    """Names of the values that nothing explains."""
    told(story, flows)
    story.log.close()
    return [one.name for one in unexplained(Recording(story.root))]


def told(story: Any, flows: Any, **start: Any) -> None:
    profile = {"target": {"appid": "wx0123456789abcdef", "operator_hosts": ["api.example.test"]}, **start}
    story.setup({**profile, "declared": {"setting_list": []}}, pages=None)
    story.on("android", "full")
    for run in ("refuse", "agree"):
        story.run(run)
        story.start()
        seen = story.show(story.screens.menu())
        story.log.note("sight", screen=seen, trust="honest", words=[])
        if run == "agree":
            story.act("input", "fill", value="13912345678")
            story.show([*story.screens.menu(), {"text": "秋季纸笔节", "rect": (10, 300, 200, 20)}], page="pages/me/me")
            for flow in flows:
                answer = flow.pop("answer", None)
                if answer is not None:
                    flow["response_body"] = story.log.blobs.put(json.dumps(answer).encode())
                story.flow(flow.pop("url", OWN), flow.pop("body", None), **{"request_headers": REFERER, **flow})
        story.covered((), declared=0, left=0)


@pytest.mark.parametrize(
    ("flow", "names"),
    [
        ({"url": f"{OWN}/goods/list?page=2&sort=price_desc&v=1.4.2", "method": "GET"}, []),
        ({"url": f"{OWN}/goods?did={DEVICE}", "method": "GET"}, ["did"]),
        ({"url": f"{OWN}/t/{DEVICE}", "method": "GET"}, ["path[3]"]),
        ({"url": f"{OWN}/img/{DEVICE}a0b1.png", "method": "GET"}, []),
        ({"body": {"phone": "13912345678", "agree": True, "tag": "秋季纸笔节"}}, []),
        ({"body": {"phone": "13912345679"}}, ["phone"]),
        ({"body": {"at": {"lat": 30.27, "lon": 120.15}}}, ["lat"]),
        ({"body": {"code": CODE}}, []),
        ({"body": {"session": CODE}}, ["session"]),
        ({"body": {DEVICE: 1}}, ["(key)"]),
        ({"body": b"\x00\x01\x02"}, ["body"]),
        ({"body": b"a=1&id=" + DEVICE.encode(), "request_headers": [*REFERER, FORM]}, ["id"]),
        ({"request_headers": [*REFERER, ("X-Device", DEVICE)]}, ["x-device"]),
        ({"request_headers": [*REFERER, ("Cookie", f"a=1; uid={DEVICE}")]}, ["uid"]),
        ({"truncated": True}, [""]),
        # Another app of the phone, and WeChat itself; a page in the program says where it is from.
        ({"url": f"https://other.example.test/?id={DEVICE}", "request_headers": [("User-Agent", "okhttp/4.9")]}, []),
        ({"url": f"https://other.example.test/?id={DEVICE}", "request_headers": []}, ["id"]),
        ({"url": f"https://wx.qlogo.cn/{DEVICE}", "request_headers": [AGENT]}, []),
        ({"url": f"https://other.example.test/?id={DEVICE}", "request_headers": [AGENT]}, ["id"]),
        ({"url": f"https://other.example.test/?id={DEVICE}", "request_headers": [("Referer", OWN)]}, ["id"]),
        ({"url": "https://other.example.test", "type": "failed", "request_headers": []}, [""]),
    ],
)  # fmt: skip
def test_what_nothing_explains(story: Any, flow: dict[str, Any], names: list[str]) -> None:
    assert sent(story, flow) == names


def test_what_a_server_gave_is_known(story: Any) -> None:
    given = {"url": f"{OWN}/session", "body": {"code": CODE}, "answer": {"data": {"token": DEVICE}}}
    cookie = {"response_headers": [("Set-Cookie", "sid=77af00b1c2d3e4f5; Path=/")]}
    back = {"request_headers": [*REFERER, ("Authorization", f"Bearer {DEVICE}"), ("Cookie", "sid=77af00b1c2d3e4f5")]}
    assert sent(story, dict(back), given, cookie, back) == ["authorization"], "before it was given it was not known"


@pytest.mark.parametrize(("value", "expected"), [("2", "not-applicable"), (DEVICE, "inconclusive")])
def test_nothing_unknown_left_so_nothing_was_collected(story: Any, value: str, expected: str) -> None:
    told(story, [{"url": f"{OWN}?x={value}", "method": "GET"}])
    story.log.close()
    verdicts = {v.check: v for v in judge_all(Recording(story.root))}
    for check in ("CON-01", "CON-07", "POL-11"):
        assert verdicts[check].verdict == expected, (check, verdicts[check].reason.en)
    if expected == "inconclusive":
        assert "what “x” says in a request to api.example.test" in [m.en for m in verdicts["POL-11"].missing]
    assert verdicts["FLW-01"].verdict == "inconclusive", "what leaves may be encoded: only kinds are known"
