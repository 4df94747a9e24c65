"""PRE-01, PRE-02 and PRE-03: order is proof, and what straddles a fence proves nothing."""

from typing import Any

import pytest

from detectors.facts import consents
from recording.recording import Recording

SSID = "mi-7f3a9c2e11"
CODE = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"
OWN = "https://api.example.test/collect"
UMENG = "https://umini.shujupie.com/uminiprogram_logs/wx/getuut"


def asked(story: Any, said: str = "agree", **profile: Any) -> Any:
    """A session whose popup gets an answer; yields before and after it."""
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, **profile})
    story.run("agree" if said == "agree" else "refuse")
    story.start()
    story.show(story.screens.notice())
    yield "before"
    story.fence()
    story.act("tap", f"answer:{said}", text="同意并继续" if said == "agree" else "不同意")
    story.show(story.screens.menu())
    yield "after"


def wifi(story: Any, url: str = OWN, **more: Any) -> int:
    name = story.plant("wifi", "SSID", SSID, interface="wx.getConnectedWifi")
    story.call("wx.getConnectedWifi", planted=(name,))
    more.setdefault("call", story.call("wx.request"))
    return story.flow(url, {"w": SSID}, **more)


@pytest.mark.parametrize(("moment", "expected"), [("before", "fail"), ("after", "inconclusive")])
def test_a_network_name_is_judged_by_its_moment(story: Any, moment: str, expected: str) -> None:
    for now in asked(story):
        if now == moment:
            wifi(story)
    verdict = story.verdicts()["PRE-01"]
    assert verdict.verdict == expected
    assert bool(verdict.findings) is (expected == "fail")


@pytest.mark.parametrize(
    ("place", "times", "expected"),
    [("116.95,40.49", 2, "fail"), ("116.95,40.49", 1, "inconclusive"), ("121.47,31.23", 2, "inconclusive")],
)
def test_a_position_of_two_decimals_counts_when_it_was_sent_twice(
    story: Any, place: str, times: int, expected: str
) -> None:
    """What weather services ask for: about a kilometre. Another town's is nobody's."""
    for now in asked(story):
        if now == "before":
            given = [
                story.plant("location", field, value, interface="wx.getLocation")
                for field, value in (("latitude", "40.4904755"), ("longitude", "116.9502934"))
            ]
            story.call("wx.getLocation", planted=given)
            for _ in range(times):
                story.flow(f"https://api.example.test/now?location={place}", call=story.call("wx.request"))
    assert story.verdicts()["PRE-01"].verdict == expected


def test_a_start_after_the_run_s_end_has_its_own_consent(story: Any) -> None:
    for now in asked(story):
        if now == "after":
            story.covered()
    story.start(purpose="errand")
    story.show(story.screens.notice())
    story.fence()
    story.act("tap", "answer:agree", text="同意并继续")
    story.show(story.screens.menu())
    wifi(story)
    assert not story.verdicts()["PRE-01"].findings


def test_the_finding_names_the_value_its_spelling_and_the_call(story: Any) -> None:
    for now in asked(story):
        if now == "before":
            story.plant("wifi", "SSID", SSID)
            import hashlib

            hashed = hashlib.sha256(SSID.encode()).hexdigest()
            story.flow(OWN, {"b": {"x": hashed}}, call=story.call("wx.request", file="sdk/net.js"))
    (finding,) = story.verdicts()["PRE-01"].findings
    assert finding.evidence.hits[0].spelling.startswith("sha256")
    assert finding.evidence.call is not None
    assert finding.evidence.call.file == "sdk/net.js"
    assert finding.evidence.screens


def test_a_flow_logged_late_goes_by_the_call_that_caused_it(story: Any) -> None:
    call = ""
    for now in asked(story):
        if now == "before":
            story.plant("wifi", "SSID", SSID)
            call = story.call("wx.request")
    story.flow(OWN, {"w": SSID}, call=call)
    assert story.verdicts()["PRE-01"].verdict == "fail"


def test_a_call_logged_late_goes_by_the_fence_it_had_not_passed(story: Any) -> None:
    for now in asked(story):
        if now == "before":
            story.plant("wifi", "SSID", SSID)
            story.fence()
    story.flow(OWN, {"w": SSID}, call=story.call("wx.request", fence=1))
    assert story.verdicts()["PRE-01"].verdict == "fail"


def test_a_call_logged_late_goes_by_the_program_s_own_clock(story: Any) -> None:
    story.run("agree")
    story.start()
    story.show(story.screens.notice())
    story.plant("wifi", "SSID", SSID)
    story.fence()
    story.act("tap", "answer:agree", text="同意并继续", virtual_ms=1000)
    story.flow(OWN, {"w": SSID}, call=story.call("wx.request", virtual_ms=990))
    assert story.verdicts()["PRE-01"].verdict == "fail"


@pytest.mark.parametrize(("fence", "expected"), [((0, 0), "fail"), ((0, 1), "inconclusive")])
def test_a_flow_without_a_call_goes_by_its_fences(story: Any, fence: tuple[int, int], expected: str) -> None:
    for now in asked(story):
        if now == "before":
            story.plant("wifi", "SSID", SSID)
    story.flow(OWN, {"w": SSID}, fence=fence)
    verdict = story.verdicts()["PRE-01"]
    assert verdict.verdict == expected
    assert verdict.findings


def test_a_forged_consent_gains_nothing(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.notice())
    story.consent("privacy.answer", None, "agree")
    wifi(story)
    verdicts = story.verdicts()
    assert verdicts["PRE-01"].verdict == "fail"
    assert verdicts["INT-01"].numbers["contradictions"] == 1


def test_the_platform_s_own_answer_counts_with_the_inspector_s_action(story: Any) -> None:
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    story.consent("privacy.official_shown", None)
    story.fence()
    action = story.act("tap", "answer:agree")
    story.consent("privacy.answer", action, "agree")
    wifi(story)
    assert story.verdicts()["PRE-01"].verdict != "fail"


def ticked_and_pressed(story: Any, button: str, **look: Any) -> str:
    """The box of the policy ticked, a button of the same page pressed, and then something sent."""
    said = "我已阅读并同意《用户协议》《隐私政策》"
    page = [
        {"rect": (30, 200, 315, 60), "text": "欢迎使用"},
        story.screens.tap(button, rect=(30, 500, 315, 48), **look),
        story.screens.tap(said, rect=(30, 600, 315, 30)),
    ]
    story.run("agree")
    story.start()
    story.show(page)
    story.act("toggle", "answer:agree", text=said, role="toggle")
    story.show(page)
    story.fence()
    story.act("tap", "answer:agree", text=button)
    wifi(story)
    return str(story.verdicts()["PRE-01"].verdict)


@pytest.mark.parametrize("button", ["微信一键登录", "预约", "提交", "立即报名", "提交寄件单"])
def test_a_tick_and_the_button_it_belongs_to_are_consent(story: Any, button: str) -> None:
    assert ticked_and_pressed(story, button) == "inconclusive"


def test_a_box_stands_for_the_words_around_it(story: Any) -> None:
    """Its own text is no more than its value."""
    box = {"rect": (30, 600, 24, 24), "tag": "checkbox", "text": "yes", "events": ("change",)}
    words = {"rect": (60, 600, 260, 24), "text": "我已阅读并同意《隐私政策》"}
    button = story.screens.tap("报上名来", rect=(30, 500, 315, 48))
    row = {"rect": (30, 600, 315, 30), "children": [box, words]}
    page = [{"rect": (30, 200, 315, 60), "text": "欢迎使用"}, button, row]
    story.run("agree")
    story.start()
    story.show(page)
    story.act("toggle", "fill", text="yes", role="toggle")
    story.show(page)
    story.fence()
    story.act("tap", "fill", text="报上名来")
    wifi(story)
    assert story.verdicts()["PRE-01"].verdict != "fail"


def test_a_button_confirms_whatever_it_says(story: Any) -> None:
    assert ticked_and_pressed(story, "看看停车费", tag="button") == "inconclusive"


def test_a_tick_line_below_content_is_a_notice(story: Any) -> None:
    box = {"tag": "checkbox", "rect": (20, 700, 20, 20), "attrs": {"aria-checked": "false"}}
    said = {"text": "我已阅读并同意《隐私政策》", "rect": (46, 700, 300, 24)}
    line = {"rect": (20, 700, 335, 24), "children": [box, said]}
    story.run("agree")
    story.start()
    story.show([*story.screens.menu(), line])
    wifi(story)
    story.show([*story.screens.menu(), line])
    assert story.verdicts()["CON-01"].verdict == "pass"


def test_a_tick_and_a_look_elsewhere_are_no_consent(story: Any) -> None:
    assert ticked_and_pressed(story, "附近门店") == "fail"


def test_without_any_consent_surface_the_first_notice_check_decides(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    wifi(story)
    story.whole()
    verdicts = story.verdicts()
    assert verdicts["PRE-01"].verdict == "not-applicable"
    assert verdicts["CON-01"].verdict == "fail"


def test_weak_kinds_and_the_own_login_code_do_not_fail(story: Any) -> None:
    for now in asked(story):
        if now == "before":
            story.plant("openid", "code", CODE)
            story.plant("device_info", "model", "AUR-AL7F3A9C")
            story.flow(OWN, {"code": CODE, "m": "AUR-AL7F3A9C"}, call=story.call("wx.request"))
    assert story.verdicts()["PRE-01"].verdict == "inconclusive"


def test_enough_watching_before_consent_passes(story: Any) -> None:
    story.run("untouched")
    story.start()
    for _ in range(5):
        story.show(story.screens.notice())
    story.act("advance", "idle", value="60000")
    assert story.verdicts()["PRE-01"].verdict == "pass"


@pytest.mark.parametrize(("moment", "expected"), [("before", "fail"), ("after", "inconclusive")])
def test_a_login_code_to_an_analytics_host(story: Any, moment: str, expected: str) -> None:
    for now in asked(story):
        if now == moment:
            story.plant("openid", "code", CODE)
            story.flow(UMENG, {"code": CODE}, call=story.call("wx.request"))
    assert story.verdicts()["PRE-02"].verdict == expected


@pytest.mark.parametrize(("moment", "expected"), [("before", "inconclusive"), ("after", "pass")])
def test_a_login_code_to_a_host_nobody_knows_is_open(story: Any, moment: str, expected: str) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}})
    for now in asked(story):
        if now == moment:
            story.plant("openid", "code", CODE)
            story.flow("https://collect.stranger.test/e", {"code": CODE}, call=story.call("wx.request"))
    story.whole()
    assert story.verdicts()["PRE-02"].verdict == expected


def test_an_id_the_program_made_counts_for_an_analytics_host(story: Any) -> None:
    made = "5f1c2a9e-77b0-4d4e-9a1b-0c2d3e4f5a6b"
    for now in asked(story):
        if now == "before":
            story.log.add("storage", {"op": "set", "key": "um_uuid", "value": f'"{made}"'})
            story.flow(UMENG, {"id": made}, call=story.call("wx.request"))
    verdicts = story.verdicts()
    assert verdicts["PRE-02"].verdict == "fail"
    assert verdicts["PRE-01"].verdict != "fail"


def test_map_tiles_and_the_platform_are_no_trackers(story: Any) -> None:
    for now in asked(story):
        if now == "before":
            story.plant("openid", "code", CODE)
            for url in ("https://apis.map.qq.com/ws?code=" + CODE, "https://api.weixin.qq.com/x?code=" + CODE):
                story.flow(url, call=story.call("wx.request"))
    assert story.verdicts()["PRE-02"].verdict != "fail"


def test_no_third_party_at_all_is_not_applicable(story: Any) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}})
    story.whole()
    assert story.verdicts()["PRE-02"].verdict == "not-applicable"


@pytest.mark.parametrize(("moment", "expected"), [("before", "inconclusive"), ("after", "fail")])
def test_after_a_refused_notice(story: Any, moment: str, expected: str) -> None:
    for now in asked(story, "refuse"):
        if now == moment:
            wifi(story)
    assert story.verdicts()["PRE-03"].verdict == expected


@pytest.mark.parametrize(("since", "expected"), [(5, "fail"), (500, "inconclusive")])
def test_the_refusal_s_own_handler_comes_after_it(story: Any, since: float, expected: str) -> None:
    """Before the next picture: by the page's clock the last touch was the refusal, or an earlier one."""
    story.run("refuse")
    story.start()
    story.show(story.screens.notice())
    story.fence()
    story.act("tap", "answer:refuse", text="不同意", virtual_ms=1000)
    story.plant("wifi", "SSID", SSID)
    story.flow(OWN, {"w": SSID}, call=story.call("wx.request", virtual_ms=1030, since_input_ms=since))
    story.show(story.screens.menu())
    assert story.verdicts()["PRE-03"].verdict == expected


def scoped(story: Any, kind: str, field: str, value: str, interface: str = "wx.x", after: int = 10) -> None:
    """Location refused at its window; then something else is sent."""
    story.run("refuse")
    story.start()
    story.show(story.screens.menu())
    story.fence()
    action = story.act("tap", "answer:refuse")
    story.consent("scope.answer", action, "refuse", data_kind="location", scope="userLocation")
    for _ in range(after):
        story.show(story.screens.menu())
    story.plant(kind, field, value, interface=interface)
    story.flow(OWN, {"v": value}, call=story.call("wx.request"))


def test_wifi_after_a_refused_location_is_the_refused_kind(story: Any) -> None:
    scoped(story, "wifi", "SSID", SSID)
    assert story.verdicts()["PRE-03"].verdict == "fail"


@pytest.mark.parametrize("interface", ["typed", "wx.chooseLocation"])
def test_what_the_user_gave_elsewhere_is_not(story: Any, interface: str) -> None:
    scoped(story, "address", "text", "北京市密云区溪翁庄镇密溪路8号8F-x7k2室", interface=interface)
    story.covered()
    assert story.verdicts()["PRE-03"].verdict == "pass"


def test_nothing_left_after_a_refusal_is_no_proof_before_a_visit_ends(story: Any) -> None:
    """A statistics kit asks for the code anew when the user was away for half a minute; real time may be too short."""
    scoped(story, "address", "text", "北京市密云区溪翁庄镇密溪路8号8F-x7k2室", interface="typed")
    story.log.note("coverage", declared=1, walked=["pages/index/index"], direct=[], idle_ms=60_000, hidden_ms=6_000)
    found = story.verdicts()["PRE-03"]
    assert (found.verdict, [m.en for m in found.missing]) == ("inconclusive", ["less than 60 s hidden"])


def test_nothing_refused_is_not_applicable(story: Any) -> None:
    story.whole()
    assert story.verdicts()["PRE-03"].verdict == "not-applicable"


@pytest.mark.parametrize(
    ("starts", "each", "verdict"), [(1, 9, "inconclusive"), (2, 5, "pass"), (2, 4, "inconclusive")]
)
def test_screens_after_a_refusal_count_over_all_starts(story: Any, starts: int, each: int, verdict: str) -> None:
    story.run("refuse")
    for _ in range(starts):
        story.start()
        story.show(story.screens.notice())
        action = story.act("tap", "answer:refuse", "不同意")
        story.consent("privacy.answer", action, "refuse")
        for number in range(each):
            story.show(story.screens.menu(), page=f"pages/p{number}/p{number}")
    story.covered()
    assert story.verdicts()["PRE-03"].verdict == verdict


@pytest.mark.parametrize(("api", "agreed"), [("button.agreePrivacyAuthorization", True), ("wx.request", False)])
def test_the_platform_s_button_is_a_consent_wherever_it_stands(story: Any, api: str, agreed: bool) -> None:
    """A target whose platform tells nothing of it, and no popup that could be made out: the button was heard."""
    story.setup({"target": {"operator_hosts": ["api.example.test"]}})
    story.run("agree")
    story.start()
    story.show([*story.screens.menu(), story.screens.tap("同意", rect=(194, 1025, 162, 38))])
    pressed = story.act("tap", text="同意")
    story.call(api, since_input_ms=20)
    story.log.close()
    found = consents.answers(Recording(story.root))
    assert [(a.seq, a.said, a.about) for a in found] == ([(pressed, "agree", "notice")] if agreed else [])
