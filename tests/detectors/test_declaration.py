"""DEC-02 to DEC-09 and INT-02: what is declared against what the program does, collects and holds in its code."""

import json
from typing import Any

import pytest

from detectors.facts import kind_table
from recording.recording import Recording

OWN = "https://api.example.test/save"
ID_CARD = "110101190001010015"


def declare(story: Any, *keys: str, text: str = "用于服务", sdks: Any = (), **app: Any) -> None:
    listed = [{"privacy_key": key, "privacy_text": text} for key in keys]
    sdk = [{"sdk_name": name} for name in sdks]
    profile = {"target": {"operator_hosts": ["api.example.test"]}}
    story.setup({**profile, "declared": {"setting_list": listed, "sdk_privacy_info_list": sdk}}, **app)


def opened(story: Any, run: str = "agree") -> None:
    story.run(run)
    story.start()
    story.show(story.screens.menu())


def code(story: Any, *interfaces: str, probes: Any = (), dynamic: Any = ()) -> None:
    place = {"file": "lib/old.js", "line": 7}
    found = {
        "interfaces": [{"api": name, **place} for name in interfaces],
        "probes": [{"what": what, **place} for what in probes],
        "dynamic": [{"file": name, "line": 3} for name in dynamic],
        "sources": 4,
        "cut": False,
    }
    (story.root / "target/references.json").write_text(json.dumps(found))


@pytest.mark.parametrize(
    "answer", [{"errno": 1025}, {"errno": None, "err_msg": "getLocation:fail appid privacy api banned"}]
)
def test_banned_interfaces_fail(story: Any, answer: Any) -> None:
    declare(story)
    opened(story)
    story.call("wx.getLocation", ok=False, **answer)
    found = story.verdicts()["DEC-02"]
    assert found.verdict == "fail"
    assert found.findings[0].evidence.call is not None


@pytest.mark.parametrize(("known", "expected"), [(True, "pass"), (False, "inconclusive")])
def test_another_refusal_is_no_ban(story: Any, known: bool, expected: str) -> None:
    if known:
        declare(story, "Location")
    opened(story)
    story.call("wx.getLocation", ok=False, errno=103, err_msg="getLocation:fail auth deny")
    assert story.verdicts()["DEC-02"].verdict == expected


@pytest.mark.parametrize(("whole", "expected"), [(True, "fail"), (False, "inconclusive")])
def test_a_kind_that_is_declared_and_never_used(story: Any, whole: bool, expected: str) -> None:
    declare(story, "RunData", "Location")
    opened(story, "untouched")
    story.call("wx.getLocation")
    if whole:
        story.covered()
        story.whole()
    found = story.verdicts()["DEC-03"]
    assert found.verdict == expected
    assert [f.subject for f in found.findings] == [("RunData",)]


def test_a_function_that_the_walk_did_not_meet_is_no_declaration_too_many(story: Any) -> None:
    """Pages and states were all seen; the code has the interface behind something that was not pressed."""
    declare(story, "RunData")
    code(story, "wx.getWeRunData")
    opened(story, "untouched")
    story.covered()
    story.whole()
    assert story.verdicts()["DEC-03"].verdict == "inconclusive"


@pytest.mark.parametrize(("hint", "expected"), [("单位名称或税号", "pass"), ("几位客人", "fail")])
def test_a_field_that_asks_for_a_kind_is_its_use(story: Any, hint: str, expected: str) -> None:
    declare(story, "Invoice")
    opened(story, "untouched")
    title = {"text": "抬头", "rect": (20, 705, 60, 30)}
    story.show(
        [*story.screens.menu(), title, {"tag": "input", "rect": (90, 700, 250, 40), "attrs": {"placeholder": hint}}]
    )
    story.covered()
    story.whole()
    assert story.verdicts()["DEC-03"].verdict == expected


@pytest.mark.parametrize("how", ["called", "typed", "no interface"])
def test_kinds_that_are_used_or_cannot_be_told(story: Any, how: str) -> None:
    declare(story, {"called": "Location", "typed": "EXIDNumber", "no interface": "EXOrderInfo"}[how])
    opened(story, "untouched")
    if how == "called":
        story.call("wx.getLocation", ok=False)
    if how == "typed":
        story.plant("id_number", "number", ID_CARD, interface="typed")
        story.flow(OWN, {"sfz": ID_CARD})
    story.covered()
    story.whole()
    assert story.verdicts()["DEC-03"].verdict == ("inconclusive" if how == "no interface" else "pass")


LIVE, MAP, OTHER = "wx2b03c6e691cd7370", "wx76a9a06e5b4e693e", "wx0123456789abcdef"


@pytest.mark.parametrize(
    ("provider", "sdks", "expected"),
    [
        (OTHER, (), "fail"),
        (MAP, (), "fail"),
        (MAP, ("某某统计",), "fail"),
        (MAP, ("腾讯位置服务",), "pass"),
        (OTHER, ("某某客服",), "inconclusive"),
        (OTHER, (f"客服插件 {OTHER}",), "pass"),
        (LIVE, (), "inconclusive"),
    ],
)
def test_plugins(story: Any, provider: str, sdks: Any, expected: str) -> None:
    packages = [{"root": "live", "pages": [], "plugins": {"helper": {"version": "1.0.0", "provider": provider}}}]
    declare(story, "Location", sdks=sdks, subpackages=packages)
    opened(story)
    assert story.verdicts()["DEC-04"].verdict == expected


def test_no_plugin_and_unknown_guidelines(tell: Any) -> None:
    story = tell()
    opened(story)
    assert story.verdicts()["DEC-04"].verdict == "not-applicable"
    story = tell()
    story.setup(plugins={"helper": {"provider": OTHER}})
    opened(story)
    assert story.verdicts()["DEC-04"].verdict == "inconclusive"


def typed(story: Any, kind: str, field: str, value: str, send: bool = True) -> None:
    opened(story)
    box = {"tag": "input", "rect": (20, 400, 335, 40), "attrs": {"placeholder": "身份证号"}, "text": "身份证号"}
    story.show([*story.screens.menu(), box])
    story.plant(kind, field, value, interface="typed")
    story.act("input", "fill", text="身份证号", value=value)
    story.show([*story.screens.menu(), box])
    if send:
        story.flow(OWN, {"v": value}, call=story.call("wx.request"))


@pytest.mark.parametrize(("key", "expected"), [("PhoneNumber", "fail"), ("EXIDNumber", "pass"), (None, "inconclusive")])
def test_what_a_form_collects(story: Any, key: str | None, expected: str) -> None:
    if key is not None:
        declare(story, key)
    typed(story, "id_number", "number", ID_CARD)
    found = story.verdicts()["DEC-05"]
    assert found.verdict == expected
    if expected == "fail":
        proof = found.findings[0].evidence
        assert proof.boxes and proof.hits and proof.flows


@pytest.mark.parametrize("how", ["remark", "not sent"])
def test_a_remark_and_an_unsent_form_prove_nothing(story: Any, how: str) -> None:
    declare(story, "PhoneNumber")
    typed(story, "remark" if how == "remark" else "id_number", "text", ID_CARD, send=how == "remark")
    assert story.verdicts()["DEC-05"].verdict == "inconclusive"


@pytest.mark.parametrize(
    ("desc", "guidelines", "expected"),
    [
        ("", "用于展示附近门店", "fail"),
        ("获取位置", "用于展示附近门店", "fail"),
        ("用于展示附近门店", "推荐离您最近的门店", "pass"),
        ("用于展示附近门店", "用于记录您的跑步轨迹", "inconclusive"),
        ("用于展示附近门店", "", "inconclusive"),
    ],
)
def test_the_two_purposes_of_the_location(story: Any, desc: str, guidelines: str, expected: str) -> None:
    declare(story, "Location", text=guidelines, permission={"scope.userLocation": {"desc": desc}})
    opened(story)
    story.call("wx.getLocation")
    assert story.verdicts()["DEC-06"].verdict == expected


@pytest.mark.parametrize(
    ("scope", "expected"), [("scope.userLocation", "fail"), ("scope.camera", "inconclusive"), ("", "inconclusive")]
)
def test_asking_leave_for_the_position_is_using_it(story: Any, scope: str, expected: str) -> None:
    declare(story, "Location", text="用于展示附近门店", permission={"scope.userLocation": {"desc": "获取位置"}})
    opened(story)
    story.call("wx.authorize", args={"scope": scope})
    assert story.verdicts()["DEC-06"].verdict == expected


@pytest.mark.parametrize("api", ["wx.getUserProfile", "button.getUserInfo", "button.chooseAvatar"])
def test_withdrawn_interfaces_are_a_fact(story: Any, api: str) -> None:
    opened(story, "untouched")
    story.call(api)
    story.covered()
    story.whole()
    found = story.verdicts()["DEC-07"]
    expected = ("pass", 0) if api == "button.chooseAvatar" else ("inconclusive", 1)
    assert (found.verdict, len(found.findings)) == expected


def test_the_sheet_of_purposes_names_pages_and_recipients(story: Any) -> None:
    declare(story, "Location", text="用于展示附近门店")
    opened(story)
    story.plant("location", "latitude", "40.4901234")
    story.call("wx.getLocation")
    story.flow("https://restapi.amap.com/v3", {"lat": "40.4901234"}, call=story.call("wx.request"))
    found = story.verdicts()["DEC-08"]
    (sheet,) = found.findings
    assert found.verdict == "inconclusive"
    assert "附近门店" in sheet.reason.zh and "restapi.amap.com" in sheet.reason.en and "third" in sheet.reason.en


def test_the_sheet_names_the_page_of_what_was_typed(story: Any) -> None:
    declare(story, "PhoneNumber", text="用于联系您")
    opened(story)
    story.plant("phone", "typed", "14820261122")
    story.flow("https://api.example.test/a", {"tel": "14820261122"}, call=story.call("wx.request"))
    (sheet,) = story.verdicts()["DEC-08"].findings
    assert "pages/index/index" in sheet.reason.en


@pytest.mark.parametrize(
    ("interfaces", "dynamic", "expected"),
    [
        (("wx.chooseInvoice",), (), "inconclusive"),
        (("wx.getLocation",), (), "pass"),
        (("wx.getLocation",), ("lib/x.js",), "inconclusive"),
        (("wx.chooseAddress",), (), "pass"),
    ],
)
def test_what_only_stands_in_the_code(story: Any, interfaces: Any, dynamic: Any, expected: str) -> None:
    declare(story, "Location")
    code(story, *interfaces, dynamic=dynamic)
    opened(story)
    story.call("wx.chooseAddress")
    found = story.verdicts()["DEC-09"]
    assert found.verdict == expected
    assert ("lib/old.js:7" in found.findings[0].reason.en) if found.findings else expected != "fail"


def test_a_black_box_has_no_code(story: Any) -> None:
    opened(story)
    verdicts = story.verdicts()
    assert verdicts["DEC-09"].verdict == "not-applicable"
    # There is nothing to compare; whether code that nobody could read asks about its surroundings is not known.
    assert verdicts["INT-02"].verdict == "not-applicable"
    assert "is not known" in verdicts["INT-02"].reason.en


@pytest.mark.parametrize("what", ["devtools", "envVersion"])
def test_questions_about_the_surroundings_are_a_fact(story: Any, what: str) -> None:
    code(story, probes=(what,))
    opened(story)
    found = story.verdicts()["INT-02"]
    assert (found.verdict, len(found.findings)) == ("inconclusive", 1)


@pytest.mark.parametrize("driver", ["embedded", "android"])
def test_one_target_has_nothing_to_be_compared_with(story: Any, driver: str) -> None:
    code(story)
    opened(story)
    story.on(driver)
    assert story.verdicts()["INT-02"].verdict == "not-applicable"
    assert story.verdicts()["INT-01"].verdict == "inconclusive"


def test_one_row_for_each_kind(story: Any) -> None:
    declare(story, "Location", "Record")
    code(story, "wx.chooseInvoice", "wx.getLocation")
    opened(story)
    story.call("wx.getLocation")
    story.plant("location", "latitude", "40.4901234")
    story.flow(OWN, {"lat": "40.4901234"})
    story.verdicts()
    rows = {r.kind: r for r in kind_table.kind_table(Recording(story.root))}
    place = rows["location"]
    assert place.declared and place.referenced and place.called and place.recipients == ("api.example.test",)
    assert rows["microphone"].declared and not rows["microphone"].called
    assert rows["invoice"].referenced and rows["invoice"].declared is None
