"""PRM-01 to PRM-03: when permissions are asked for, how many, and with what reason."""

from typing import Any

import pytest

from detectors.facts import functions, prompts
from recording.recording import Recording

SCOPES = {
    "userLocation": ("location", "wx.getLocation"),
    "camera": ("camera", "camera"),
    "record": ("microphone", "RecorderManager.start"),
    "writePhotosAlbum": ("album_write", "wx.saveImageToPhotosAlbum"),
}


def asks(story: Any, scope: str = "userLocation", since: float | None = None, ms: float = 500, **more: Any) -> str:
    """A call and the window it leads to."""
    kind, interface = SCOPES[scope]
    call = story.call(interface, ok=False, virtual_ms=ms, since_input_ms=since)
    facts = {"scope": scope, "data_kind": kind, "interface": interface, "call": call, "virtual_ms": ms, **more}
    story.consent("scope.shown", None, dialog=f"scope-{call}", **facts)
    story.log.add("dialog", {"phase": "shown", "id": f"scope-{call}", "type": "scope", "start": story.log.start})
    story.show(story.screens.menu())
    return call


def begun(story: Any, starts: int = 2, run: str = "untouched", parts: Any = None) -> Any:
    """Each cold start in turn, with the first screen shown."""
    story.run(run)
    for _ in range(starts):
        story.start()
        story.show(parts or story.screens.menu())
        yield


def test_a_permission_asked_at_launch_fails(story: Any) -> None:
    for _ in begun(story):
        asks(story)
    found = story.verdicts()["PRM-01"]
    assert found.verdict == "fail"
    proof = found.findings[0].evidence
    assert proof.call is not None and proof.call.line == 12 and proof.screens


def test_once_is_not_enough(story: Any) -> None:
    for _ in begun(story, starts=1):
        asks(story)
    assert story.verdicts()["PRM-01"].verdict == "inconclusive"


@pytest.mark.parametrize(
    ("label", "expected"), [("附近门店", "pass"), ("Stores near me", "pass"), ("领券", "inconclusive")]
)
def test_a_permission_after_a_press(story: Any, label: str, expected: str) -> None:
    for _ in begun(story, parts=[*story.screens.menu(), story.screens.tap(label)]):
        story.act("tap", text=label, virtual_ms=9_000.0)
        asks(story, since=40)
    assert story.verdicts()["PRM-01"].verdict == expected


@pytest.mark.parametrize(("before", "expected"), [("", "fail"), ("附近门店", "pass")])
def test_agreeing_to_a_notice_starts_no_function(story: Any, before: str, expected: str) -> None:
    """A press on the notice is an answer; what had been pressed before it may have started something."""
    for _ in begun(story, parts=[*story.screens.menu(), story.screens.tap("附近门店")]):
        if before:
            story.act("tap", text=before)
        story.show(story.screens.notice())
        story.act("tap", "answer:agree", text="同意并继续")
        asks(story, since=30)
    assert story.verdicts()["PRM-01"].verdict == expected


def test_a_page_the_inspection_opened_itself_says_nothing(story: Any) -> None:
    for _ in begun(story):
        story.act("open", "direct", value="pages/near/near")
        asks(story, since=40)
    assert story.verdicts()["PRM-01"].verdict == "inconclusive"


@pytest.mark.parametrize(("category", "expected"), [("nec-01", "pass"), ("nec-06", "inconclusive")])
def test_a_map_on_the_page_may_be_the_function(story: Any, category: str, expected: str) -> None:
    story.setup({"target": {"category": category}})
    chart = {"tag": "map", "rect": (0, 0, 375, 500)}
    for _ in begun(story, parts=[*story.screens.menu(), chart]):
        asks(story)
        story.show([*story.screens.menu(), chart])
    assert story.verdicts()["PRM-01"].verdict == expected


def test_a_return_of_the_user_is_a_launch_too(story: Any) -> None:
    story.run("return")
    for _ in range(2):
        story.start()
        story.show([*story.screens.menu(), story.screens.tap("附近门店")])
        story.act("tap", text="附近门店")
        story.log.note("visit", number=2, how="restarted", since_ms=3_600_000, start=story.log.start)
        story.act("launch", "return")
        asks(story)
    assert story.verdicts()["PRM-01"].verdict == "fail"


def test_nothing_asked_needs_coverage_to_say_so(tell: Any) -> None:
    story = tell()
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    assert story.verdicts()["PRM-01"].verdict == "inconclusive"
    story = tell()
    story.whole()
    verdicts = story.verdicts()
    assert {verdicts[f"PRM-0{n}"].verdict for n in (1, 2, 3)} == {"not-applicable"}


def test_a_call_held_by_the_programs_own_popup_is_a_question_once(story: Any) -> None:
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    call = story.call("wx.getLocation", ok=False)
    story.consent("privacy.need", None, interface="wx.getLocation", data_kind="location", call=call)
    story.consent("scope.shown", None, interface="wx.getLocation", scope="userLocation", call=call)
    story.verdicts()
    (asked,) = prompts.prompts(Recording(story.root))
    assert asked.windowed and asked.scope.kind == "location"


def test_several_in_a_row_fail(story: Any) -> None:
    for _ in begun(story):
        for number, scope in enumerate(("userLocation", "camera", "writePhotosAlbum")):
            asks(story, scope, ms=500 + 800 * number)
            story.act("tap", "answer:refuse")
    found = story.verdicts()["PRM-02"]
    assert found.verdict == "fail"
    assert found.numbers["most_in_a_row"] == 3


@pytest.mark.parametrize(("pressed", "expected"), [(True, "inconclusive"), (False, "fail")])
def test_a_video_call_may_need_camera_and_microphone(story: Any, pressed: bool, expected: str) -> None:
    for _ in begun(story, parts=[*story.screens.menu(), story.screens.tap("视频通话")]):
        if pressed:
            story.act("tap", text="视频通话")
        for scope in ("camera", "record"):
            asks(story, scope)
    assert story.verdicts()["PRM-02"].verdict == expected


def test_each_after_a_press_of_its_own_passes(story: Any) -> None:
    for _ in begun(story, parts=[*story.screens.menu(), story.screens.tap("附近"), story.screens.tap("保存海报")]):
        for label, scope in (("附近", "userLocation"), ("保存海报", "writePhotosAlbum")):
            story.show([*story.screens.menu(), story.screens.tap(label)])
            story.act("tap", text=label)
            asks(story, scope)
    assert story.verdicts()["PRM-02"].verdict == "pass"


def test_one_interface_that_needs_two_is_one_question(story: Any) -> None:
    for _ in begun(story):
        call = asks(story, "camera")
        story.consent("scope.shown", None, scope="record", interface="live-pusher", call=call)
    assert story.verdicts()["PRM-02"].verdict == "pass"


@pytest.mark.parametrize(
    ("desc", "expected"),
    [
        ("用于展示附近门店", "pass"),
        ("Show shops near you", "pass"),
        ("查附近", "inconclusive"),
        ("为了更好的体验", "fail"),
        ("为了给您带来更流畅的体验", "fail"),
        ("为了给您提供更好的服务", "fail"),
        ("获取你的位置信息", "fail"),
        ("你的位置信息将用于小程序的功能", "fail"),
        ("你的位置信息将用于小程序位置接口的效果展示", "fail"),
        ("你的位置信息将用于展示附近门店", "pass"),
        ("需要获取您的地理位置，请确认授权", "fail"),
        ("For a better experience", "fail"),
        ("为了更好的配送", "inconclusive"),
    ],
)
def test_purposes(story: Any, desc: str, expected: str) -> None:
    story.setup(permission={"scope.userLocation": {"desc": desc}})
    for _ in begun(story):
        asks(story)
    found = story.verdicts()["PRM-03"]
    assert found.verdict == expected, found.reason.en


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (None, "inconclusive"),
        ({"setting_list": [{"privacy_key": "Camera", "privacy_text": ""}]}, "fail"),
        ({"setting_list": [{"privacy_key": "Camera", "privacy_text": "用于扫描桌上的二维码点餐"}]}, "pass"),
    ],
)
def test_where_the_window_takes_its_purpose_from_the_guidelines(story: Any, declared: Any, expected: str) -> None:
    story.setup({"declared": declared} if declared is not None else {})
    for _ in begun(story):
        asks(story, "camera")
    assert story.verdicts()["PRM-03"].verdict == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("开启相机后可以扫描药盒上的条形码", "pass"), ("需要使用你的相机", "fail")]
)
def test_what_the_program_says_itself_just_before_counts(story: Any, text: str, expected: str) -> None:
    story.setup({"declared": {"setting_list": [{"privacy_key": "Camera", "privacy_text": ""}]}})
    for _ in begun(story):
        story.log.add("dialog", {"phase": "shown", "id": "m", "type": "modal", "text": text, "start": story.log.start})
        asks(story, "camera")
    assert story.verdicts()["PRM-03"].verdict == expected


def test_two_wordings_of_one_purpose_agree() -> None:
    assert functions.agreement("location", "用于展示附近门店", "推荐离您最近的门店") > 0.4
    assert functions.agreement("location", "用于展示附近门店", "记录跑步的路线") < 0.4
