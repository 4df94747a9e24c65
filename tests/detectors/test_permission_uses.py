"""PRM-08 to PRM-12: what is done with permissions, in the background, after they are taken back, out of sight."""

from typing import Any

import pytest

OWN = "https://api.example.test/track"
LATITUDE = "40.4901234"


def fix(story: Any, ms: float = 500, api: str = "wx.getLocation", value: str = LATITUDE) -> None:
    name = story.plant("location", "latitude", value, interface=api)
    story.call(api, planted=(name,), virtual_ms=ms)


def sends(story: Any, ms: float = 600, value: str = LATITUDE, **more: Any) -> int:
    number: int = story.flow(OWN, {"lat": value}, call=story.call("wx.request", virtual_ms=ms), **more)
    return number


def opened(story: Any, run: str = "agree", category: str = "", **app: Any) -> None:
    profile = {"target": {"operator_hosts": ["api.example.test"], "category": category}}
    story.setup(profile, **app)
    story.run(run)
    story.start()
    story.show(story.screens.menu())


def asked(story: Any, scope: str = "userLocation", kind: str = "location", said: str = "agree") -> None:
    facts = {"scope": scope, "data_kind": kind, "dialog": f"d-{scope}"}
    story.consent("scope.shown", None, **facts)
    story.consent("scope.answer", story.act("tap", f"answer:{said}", dialog=f"d-{scope}"), said, **facts)


@pytest.mark.parametrize(("label", "findings", "expected"), [("附近门店", 0, "pass"), ("计算", 1, "inconclusive")])
def test_a_permission_without_a_function_is_a_sheet_for_a_person(
    story: Any, label: str, findings: int, expected: str
) -> None:
    opened(story)
    story.show([*story.screens.menu(), story.screens.tap(label)])
    asked(story)
    found = story.verdicts()["PRM-08"]
    assert (found.verdict, len(found.findings)) == (expected, findings)


@pytest.mark.parametrize(
    ("category", "expected"), [("nec-06", "fail"), ("nec-31", "inconclusive"), ("", "inconclusive")]
)
@pytest.mark.parametrize("how", ["declared", "called"])
def test_background_location(story: Any, category: str, expected: str, how: str) -> None:
    app: dict[str, Any] = {"requiredBackgroundModes": ["location"]} if how == "declared" else {}
    opened(story, category=category, **app)
    if how == "called":
        story.call("wx.startLocationUpdateBackground")
    assert story.verdicts()["PRM-09"].verdict == expected


@pytest.mark.parametrize(("taken", "expected"), [("hidden", "fail"), ("shown", "inconclusive")])
def test_a_last_fix_flushed_on_hiding_is_no_background_location(story: Any, taken: str, expected: str) -> None:
    opened(story, category="nec-06")
    if taken == "shown":
        fix(story)
    story.act("hide", "hidden", virtual_ms=1_000)
    if taken == "hidden":
        fix(story, ms=3_000)
    sends(story, ms=3_100)
    assert story.verdicts()["PRM-09"].verdict == expected


def test_no_location_at_all_is_not_applicable(story: Any) -> None:
    story.whole()
    verdicts = story.verdicts()
    assert {verdicts[f"PRM-{n:02}"].verdict for n in (8, 9, 10, 11, 12)} == {"not-applicable"}


@pytest.mark.parametrize(("api", "findings"), [("wx.getLocation", 1), ("wx.getFuzzyLocation", 0)])
def test_precision_is_a_sheet_for_a_person(story: Any, api: str, findings: int) -> None:
    opened(story)
    fix(story, api=api)
    sends(story)
    found = story.verdicts()["PRM-10"]
    assert (found.verdict, len(found.findings)) == ("inconclusive", findings)


def test_the_coarse_position_alone_passes_when_all_was_seen(story: Any) -> None:
    story.whole()
    fix(story, api="wx.getFuzzyLocation")
    assert story.verdicts()["PRM-10"].verdict == "pass"


def withdrawn(story: Any, label: str = "附近") -> None:
    """Granted, used, taken back in the settings, and the program used on."""
    opened(story, "withdraw")
    asked(story)
    fix(story)
    sends(story)
    story.fence()
    action = story.act("toggle", "withdraw", virtual_ms=9_000.0)
    facts = {"scope": "userLocation", "data_kind": "location", "virtual_ms": 9_100.0}
    story.consent("scope.answer", action, "refuse", style="settings", **facts)
    story.show([*story.screens.menu(), story.screens.tap(label)])
    story.act("tap", text=label, virtual_ms=12_000.0)


def test_the_old_position_sent_after_the_withdrawal_fails(story: Any) -> None:
    withdrawn(story)
    sends(story, ms=12_500.0)
    found = story.verdicts()["PRM-11"]
    assert found.verdict == "fail"
    assert found.findings[0].evidence.hits


@pytest.mark.parametrize("how", ["nothing", "other kind", "typed", "order", "granted anew"])
def test_what_is_no_use_after_a_withdrawal(story: Any, how: str) -> None:
    withdrawn(story, "提交订单" if how == "order" else "附近")
    if how == "other kind":
        story.plant("wifi", "SSID", "mi-7f3a9c2e11")
        story.flow(OWN, {"w": "mi-7f3a9c2e11"}, call=story.call("wx.request", virtual_ms=12_500.0))
    if how == "typed":
        story.plant("location", "latitude", "40.4907777", interface="typed")
        sends(story, 12_500.0, "40.4907777")
    if how == "granted anew":
        asked(story)
    if how in ("order", "granted anew"):
        sends(story, 12_500.0)
    assert story.verdicts()["PRM-11"].verdict == ("inconclusive" if how == "order" else "pass")


def test_a_grant_that_was_never_taken_back_says_nothing(story: Any) -> None:
    opened(story)
    asked(story)
    fix(story)
    found = story.verdicts()["PRM-11"]
    assert found.verdict == "inconclusive"
    assert found.missing


def recording(story: Any, label: str = "", off_ms: float | None = None, left_ms: float = 2_000.0) -> None:
    """The microphone is switched on, the page is left, and the program goes on for half a minute."""
    opened(story, pages=("pages/index/index", "pages/list/list"))
    if label:
        story.show([*story.screens.menu(), story.screens.tap(label)])
        story.act("tap", text=label, virtual_ms=900.0)
    story.call("RecorderManager.start", virtual_ms=1_000.0)
    story.show(story.screens.menu())
    if off_ms is not None and off_ms < left_ms:
        story.call("RecorderManager.stop", virtual_ms=off_ms)
    facts = {"scope": "page", "event": "onUnload", "path": "pages/index/index"}
    story.log.note("lifecycle", page="pages/index/index", virtual_ms=left_ms, **facts)
    story.show(story.screens.menu(), page="pages/list/list")
    if off_ms is not None and off_ms >= left_ms:
        story.call("RecorderManager.stop", virtual_ms=off_ms)
    story.act("advance", "idle", virtual_ms=30_000.0)


@pytest.mark.parametrize(
    ("off", "expected"), [(None, "fail"), (20_000.0, "fail"), (4_000.0, "pass"), (1_800.0, "pass")]
)
def test_the_microphone_goes_off_with_its_page(story: Any, off: float | None, expected: str) -> None:
    recording(story, "按住说话", off)
    assert story.verdicts()["PRM-12"].verdict == expected


@pytest.mark.parametrize(("off", "expected"), [(None, "inconclusive"), (28_500.0, "pass")])
def test_what_was_not_watched_long_enough_is_not_proven(story: Any, off: float | None, expected: str) -> None:
    """Neither that it stays on nor that it stops: only what was seen to stop passes."""
    recording(story, "按住说话", off, left_ms=28_000.0)
    assert story.verdicts()["PRM-12"].verdict == expected


@pytest.mark.parametrize(
    ("rect", "expected"), [((0, 0, 1, 1), "fail"), ((0, 0, 375, 400), "pass"), (None, "inconclusive")]
)
def test_a_camera_of_no_size_fails(story: Any, rect: Any, expected: str) -> None:
    story.run("agree")
    view = [{"tag": "camera", "rect": rect}] if rect else []
    for _ in range(2):
        story.start()
        story.show([*story.screens.menu(), *view])
        story.call("camera")
        story.show([*story.screens.menu(), *view])
    assert story.verdicts()["PRM-12"].verdict == expected


@pytest.mark.parametrize(("text", "expected"), [("价目表", "fail"), ("点击录音", "inconclusive")])
def test_a_recording_nobody_started_fails(story: Any, text: str, expected: str) -> None:
    story.run("agree")
    for _ in range(2):
        story.start()
        story.show([*story.screens.menu(), {"text": text}])
        story.call("RecorderManager.start", virtual_ms=500.0)
        story.show([*story.screens.menu(), {"text": text}])
    assert story.verdicts()["PRM-12"].verdict == expected


def test_devtools_does_not_tell_the_page_of_a_call(story: Any) -> None:
    """The same recording that fails on the embedded host: there nobody knows what was in sight at that moment."""
    test_a_recording_nobody_started_fails(story, "价目表", "fail")
    story.on("devtools")
    assert story.verdicts()["PRM-12"].verdict == "inconclusive"


def test_motion_sensors_are_left_on(story: Any) -> None:
    opened(story)
    story.call("wx.startAccelerometer", virtual_ms=1_000.0)
    facts = {"scope": "page", "event": "onHide", "path": "pages/index/index"}
    story.log.note("lifecycle", page="pages/index/index", virtual_ms=2_000.0, **facts)
    story.show(story.screens.menu())
    story.act("advance", "idle", virtual_ms=30_000.0)
    assert story.verdicts()["PRM-12"].verdict == "fail"
