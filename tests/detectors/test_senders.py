"""Whose request it was: on a phone WeChat itself and other apps send by the same way as the program."""

from typing import Any

import pytest

from detectors.facts import senders
from detectors.judge import judge_all
from recording.recording import Recording

PROGRAM = ("referer", "https://servicewechat.com/wx0123456789abcdef/12/page-frame.html")
WECHAT = ("user-agent", "MicroMessenger Client")
BROWSER = ("user-agent", "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36")
IN_WECHAT = ("user-agent", f"{BROWSER[1]} XWEB/1260183 MMWEBSDK/20240802 MicroMessenger/8.0.50 miniProgram")
ICON = "https://wx.qlogo.cn/mmhead/5fcad56ac8e5799b3ca262f815482cf6dbf0be96/0"
SDK = "https://umini.shujupie.com/log"
WEAK = {"version": "TLSv1", "verdict": "valid"}


def visit(story: Any, driver: str, *requests: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """A cold start with a notice, refused, for each of two runs; each sends the program's own request and these."""
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {"setting_list": []}})
    story.on(driver, "full")
    for run in ("refuse", "agree"):
        story.run(run)
        story.start()
        story.show(story.screens.notice())
        story.flow("https://api.example.test/menu", {"page": 1}, request_headers=[PROGRAM, IN_WECHAT])
        for url, more in requests:
            story.flow(url, None, method="GET", **more)
        story.fence()
        action = story.act("tap", f"answer:{run}", "不同意" if run == "refuse" else "同意并继续")
        story.consent("privacy.answer", action, run)
        story.show(story.screens.menu())
        story.covered((), declared=0, left=0)
    story.log.close()
    return {v.check: v for v in judge_all(Recording(story.root))}


def told(verdicts: dict[str, Any]) -> dict[str, tuple[object, ...]]:
    return {k: (v.verdict, v.reason.en, v.missing, len(v.findings)) for k, v in verdicts.items()}


@pytest.mark.parametrize(
    "more",
    [
        {"status": 404, "request_headers": [WECHAT]},
        {"type": "failed", "status": 0, "request_headers": []},
        {"type": "tcp", "truncated": True, "request_headers": []},
        {"status": 200, "request_headers": [WECHAT], "tls": WEAK},
    ],
)
def test_what_wechat_sends_itself_changes_no_verdict(tell: Any, more: dict[str, Any]) -> None:
    """An icon of its lists, whether it came, failed, or was led through unread."""
    without = told(visit(tell(), "android"))
    assert told(visit(tell(), "android", (ICON, more))) == without


@pytest.mark.parametrize(
    ("headers", "weak", "unnamed"),
    [
        ([PROGRAM, IN_WECHAT], "fail", "fail"),
        ([("Referer", PROGRAM[1]), BROWSER], "fail", "fail"),
        ([BROWSER], "inconclusive", "not seen"),
        ([IN_WECHAT], "inconclusive", "inconclusive"),
        ([], "inconclusive", "inconclusive"),
    ],
)
def test_a_third_party_is_the_programs_where_the_request_says_so(
    tell: Any, headers: list[tuple[str, str]], weak: str, unnamed: str
) -> None:
    """Another app's kit on the same phone is no fault of the program; what says nothing may be either's."""
    verdicts = visit(tell(), "android", (SDK, {"request_headers": headers, "tls": WEAK}))
    assert verdicts["SEC-02"].verdict == weak
    third = verdicts["POL-12"]
    if unnamed == "not seen":
        assert "No third party was contacted" in third.reason.en
    else:
        assert third.verdict == unnamed
    if unnamed == "inconclusive":
        assert any("no other app" in text.en for text in third.missing)


def test_elsewhere_nobody_else_sends(tell: Any) -> None:
    verdicts = visit(tell(), "embedded", (SDK, {"request_headers": [BROWSER], "tls": WEAK}))
    assert (verdicts["SEC-02"].verdict, verdicts["POL-12"].verdict) == ("fail", "fail")


def test_a_player_without_wechats_name_is_the_programs_where_its_server_is(story: Any) -> None:
    """Video is fetched by a part of the system with an agent of its own; and frames go with their socket."""
    story.setup({}, pages=())
    story.on("android")
    story.run("agree")
    story.start()
    player = ("user-agent", "ExoPlayer/2.18")
    own = [
        story.flow("https://api.example.test/menu", request_headers=[PROGRAM]),
        story.flow("https://video.example.test/1.mp4", request_headers=[player]),
        story.flow("wss://push.example.com/", id="s1", type="websocket", request_headers=[PROGRAM]),
        story.flow("wss://push.example.com/", type="frame", parent="s1", request_headers=[]),
    ]
    others = [
        story.flow("https://video.elsewhere.test/1.mp4", request_headers=[player]),
        story.flow("wss://chat.elsewhere.test/", id="s2", type="websocket", request_headers=[BROWSER]),
        story.flow("wss://chat.elsewhere.test/", type="frame", parent="s2", request_headers=[]),
    ]
    story.log.close()
    recording = Recording(story.root)
    seen = {flow.seq for flow in senders.of_the_program(recording)}
    assert (seen >= set(own), seen & set(others)) == (True, set())
    assert senders.certain(recording) == {own[0], own[2], own[3]}
