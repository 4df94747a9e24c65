"""MIN-01 to MIN-08: whether what is collected is needed, by category, by function, and how often."""

import io
from typing import Any

import pytest
from PIL import Image

from recording.event import Kind
from recording.planted_pictures import photo, read_position

OWN = "https://api.example.test/up"
STATS = "https://pingma.qq.com/report"
FIX = "40.4901234"


def opened(story: Any, run: str = "refuse", category: str = "", declared: Any = None, parts: Any = None) -> None:
    profile: dict[str, Any] = {"target": {"operator_hosts": ["api.example.test"], "category": category}}
    if declared is not None:
        profile["declared"] = {"setting_list": [{"privacy_key": k} for k in declared]}
    story.setup(profile)
    story.run(run)
    story.start()
    story.show(parts or story.screens.menu())


def walled(story: Any, parts: Any, category: str, starts: int = 2) -> None:
    """The way in stands closed in each cold start, with going back tried."""
    story.setup({"target": {"category": category}})
    story.run("refuse")
    wall = 0
    for number in range(starts):
        story.start()
        screen = story.show(parts)
        if number == 0:
            wall = story.wall("suspected", screen=screen, trigger="launch")
        for name in ("back", "refuse") if any(p.get("text") == "取消" for p in parts) else ("back",):
            story.way(wall, name, parts)
            story.start()
            story.show(parts)
    story.wall("confirmed", of=wall, agree=True, starts=list(range(1, starts + 1)))


@pytest.mark.parametrize(
    ("category", "beyond", "none"),
    [
        ("nec-30", "fail", "fail"),
        ("nec-07", "pass", "not-applicable"),
        ("", "not-applicable", "not-applicable"),
    ],
)
def test_a_phone_wall_by_category(story: Any, category: str, beyond: str, none: str) -> None:
    walled(story, story.screens.wall(), category)
    verdicts = story.verdicts()
    assert (verdicts["MIN-01"].verdict, verdicts["MIN-07"].verdict) == (beyond, none)


def test_a_login_wall_of_a_tool_fails(story: Any) -> None:
    walled(story, story.screens.login(), "nec-38")
    verdicts = story.verdicts()
    assert verdicts["MIN-07"].verdict == "fail"
    assert verdicts["MIN-01"].verdict == "fail"


@pytest.mark.parametrize(
    ("press", "category", "verdict"),
    [
        ("开始计算", "nec-38", "fail"),
        ("云端备份", "nec-38", "inconclusive"),
        ("我的收藏", "nec-38", "pass"),
        ("开始计算", "nec-07", "not-applicable"),
    ],
)
def test_the_result_behind_a_wall(story: Any, press: str, category: str, verdict: str) -> None:
    """The way in is open, and what the tool is there for is not."""
    story.setup({"target": {"category": category}})
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show([*story.screens.menu(), story.screens.tap(press, tag="button", rect=(90, 700, 195, 40))])
        action = story.act("tap", text=press)
        story.show(story.screens.wall(), page="pages/result/result")
        of = of or story.wall("suspected", trigger="browse", kinds=["phone"], screen=story.view, action=action)
        story.way(of, "back", story.screens.menu(), "content", trigger="browse", origin=True)
    story.wall("confirmed", of=of, trigger="browse", starts=[1, 2], agree=True)
    found = story.verdicts()["MIN-07"]
    assert found.verdict == verdict, found.reason.en
    if verdict == "fail":
        assert {b.label.en for b in found.findings[0].evidence.boxes} >= {"pressed"}


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("A family nursery growing hardy perennials, herbs and fruit trees without peat, open ten to six", "pass"),
        ("Choose a nickname and an avatar first, please authorize your nickname to see what is here", "fail"),
    ],
)
def test_a_page_with_an_optional_name_is_no_condition(story: Any, told: str, verdict: str) -> None:
    """A tab that tells of the place and offers to be called by a name, against one that wants the name first."""
    name = {"tag": "input", "attrs": {"type": "nickname"}, "rect": (0, 100, 375, 50)}
    page = [name, {"rect": (0, 200, 375, 100), "text": told}, story.screens.tap("Done", rect=(0, 320, 375, 50))]
    bar = {"tag": "native-tab", "surface": "platform", "part": "tabbar", "rect": (0, 760, 180, 50), "text": "About"}
    story.setup({"target": {"category": "nec-06"}})
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show([*story.screens.menu(), bar])
        action = story.act("tap", text="About", role="tab")
        story.show([*page, bar], page="pages/about/about")
        of = of or story.wall("suspected", trigger="browse", kinds=["profile"], screen=story.view, action=action)
        story.way(of, "back", None, "exit", trigger="browse")
    story.wall("confirmed", of=of, trigger="browse", starts=[1, 2], agree=True)
    found = story.verdicts()["MIN-01"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize("starts", [1, 2])
def test_what_works_at_once_passes(story: Any, starts: int) -> None:
    story.setup({"target": {"category": "nec-38"}})
    story.run("refuse")
    for _ in range(starts):
        story.start()
        story.show(story.screens.menu())
    expected = "pass" if starts == 2 else "inconclusive"
    verdicts = story.verdicts()
    assert {verdicts[n].verdict for n in ("MIN-01", "MIN-07")} == {expected}


def field(hint: str) -> dict[str, Any]:
    return {"tag": "input", "rect": (120, 400, 240, 40), "attrs": {"placeholder": hint}}


@pytest.mark.parametrize(
    ("label", "hint", "category", "findings"),
    [
        ("*身份证号", "请填写", "nec-06", 1),
        ("*手机号", "请填写", "nec-06", 0),
        ("邮箱（必填）", "请填写", "nec-06", 1),
        ("邮箱", "选填", "nec-06", 0),
        ("*桌号", "请填写", "nec-06", 0),
    ],
)
def test_required_fields_are_for_a_person(story: Any, label: str, hint: str, category: str, findings: int) -> None:
    parts = [*story.screens.menu(), {"rect": (10, 405, 100, 30), "text": label}, field(hint)]
    opened(story, category=category, parts=parts)
    found = story.verdicts()["MIN-02"]
    assert (found.verdict, len(found.findings)) == ("inconclusive", findings)
    assert found.missing


OWN_FORM = "https://api.example.test/coupon"
BIRTHDAY = {"rect": (10, 405, 100, 30), "text": "出生日期"}


def toast(story: Any) -> None:
    story.log.add(Kind.DIALOG, {"id": "toast.1", "type": "toast", "phase": "shown", "text": "还差一项"})


def sends(
    story: Any,
    *,
    empty: bool,
    category: str = "nec-06",
    about: str = "新人券",
    status: int = 200,
    late: bool = False,
    answer: str = "toast",
) -> Any:
    """A form pressed with its one field empty, then whole; ``empty``: a request goes out the first time too, which is
    answered at once or ``late``. ``answer``: what else comes of the first press."""
    submit = {"text": "提交", "tag": "button", "rect": (20, 600, 335, 44), "tap": True}
    parts = [{"text": about, "rect": (10, 100, 300, 30)}, BIRTHDAY, field("请填写"), submit]
    opened(story, category=category, parts=[*story.screens.menu(), *parts])
    typed = story.plant("remark", "text", "planted-remark-71", "typed")
    story.act("tap", "fill-empty", "提交", value="|出生日期")
    first = story.call("wx.request") if empty else ""
    if first and not late:
        story.flow(OWN_FORM, {"id": 7}, call=first, status=status)
    if not empty and answer != "mute":
        toast(story)
    if answer == "broken":
        story.log.add(Kind.ERROR, {"where": "page", "cause": "project", "message": "TypeError: q is undefined"})
    story.show([*story.screens.menu(), *parts])
    story.act("input", "fill", value="planted-remark-71")
    if first and late:
        story.flow(OWN_FORM, {"id": 7}, call=first, status=status)
    story.act("tap", "fill", "提交")
    story.flow(OWN_FORM, {"birth": "planted-remark-71", "by": typed}, call=story.call("wx.request"))
    story.show([*story.screens.menu(), *parts])
    story.covered()
    story.whole()
    return story.verdicts()["MIN-02"]


def test_a_form_that_does_not_go_without_a_needless_field_fails(story: Any) -> None:
    found = sends(story, empty=False)
    assert found.verdict == "fail"
    assert found.findings[0].subject[0] == "birthday" and found.findings[0].evidence.flows


@pytest.mark.parametrize(
    ("how", "verdict"),
    [
        ({"empty": True}, "pass"),
        ({"empty": True, "late": True}, "pass"),
        ({"empty": True, "status": 422}, "inconclusive"),
        ({"empty": False, "about": "为孩子投保"}, "pass"),
        ({"empty": False, "category": ""}, "fail"),
        ({"empty": False, "about": "出生日期用于按属相刻章"}, "inconclusive"),
        ({"empty": False, "about": "出生日期用于提升用户体验"}, "fail"),
        ({"empty": False, "answer": "mute"}, "inconclusive"),
        ({"empty": False, "answer": "broken"}, "inconclusive"),
    ],
)
def test_forms_without_a_field(story: Any, how: Any, verdict: str) -> None:
    """It goes; the server says no; the function needs it; no category at all needs a birthday; the page says what for,
    or says nothing by it; a page that was opened anew may lack more than the field."""
    assert sends(story, **how).verdict == verdict


@pytest.mark.parametrize(
    ("about", "phone", "verdict"),
    [
        ("活动报名", False, "pass"),
        ("有奖问答", False, "fail"),
        ("活动报名", True, "fail"),
        ("活动报名，入场凭电子票", True, "pass"),
    ],
)
def test_an_address_in_place_of_a_number_reaches_the_user(story: Any, about: str, phone: bool, verdict: str) -> None:
    """To sign up one has to be reached somehow: by e-mail where no telephone number is demanded as well.
    What is sent as a file needs an address all the same."""
    mail = {"tag": "input", "attrs": {"placeholder": "填写邮箱"}, "rect": (10, 200, 300, 40)}
    number = {"tag": "input", "attrs": {"placeholder": "请输入手机号码"}, "rect": (10, 250, 300, 40)}
    submit = {"text": "提交", "tag": "button", "rect": (20, 600, 335, 44), "tap": True}
    parts = [{"text": about, "rect": (10, 160, 300, 30)}, mail, number, submit]
    opened(story, category="nec-06", parts=[*story.screens.menu(), *parts])
    typed = story.plant("email", "text", "planted-71@example.com", "typed")
    story.act("tap", "fill-empty", "提交", value="email|填写邮箱")
    toast(story)
    story.show([*story.screens.menu(), *parts])
    story.act("tap", "fill-empty", "提交", value="phone|请输入手机号码")
    if phone:
        toast(story)
    else:
        story.flow(OWN_FORM, {"mail": "planted-71@example.com", "by": typed}, call=story.call("wx.request"))
    story.show([*story.screens.menu(), *parts])
    story.act("tap", "fill", "提交")
    story.flow(OWN_FORM, {"mail": "planted-71@example.com", "by": typed}, call=story.call("wx.request"))
    story.show([*story.screens.menu(), *parts])
    story.covered()
    story.whole()
    assert story.verdicts()["MIN-02"].verdict == verdict


def test_a_number_that_is_all_a_form_asks_for_may_be_what_it_looks_up(story: Any) -> None:
    """A category without need of any data, and yet: the balance of a card by the number it was taken out with."""
    submit = {"text": "查询", "tag": "button", "rect": (20, 600, 335, 44), "tap": True}
    parts = [{"text": "次卡余额", "rect": (10, 160, 300, 30)}, field("办卡时的手机号"), submit]
    opened(story, category="nec-31", parts=[*story.screens.menu(), *parts])
    typed = story.plant("phone", "number", "14805817366", "typed")
    story.act("tap", "fill-empty", "查询", value="phone|办卡时的手机号")
    toast(story)
    story.show([*story.screens.menu(), *parts])
    story.act("tap", "fill", "查询")
    story.flow(OWN_FORM, {"tel": "14805817366", "by": typed}, call=story.call("wx.request"))
    story.show([*story.screens.menu(), *parts])
    assert story.verdicts()["MIN-02"].verdict == "inconclusive"


def takes(story: Any, *moments: float, kind: str = "location", api: str = "wx.getLocation", ok: bool = True) -> None:
    for ms in moments:
        name = story.plant(kind, "latitude", FIX, interface=api)
        story.call(api, ok=ok, planted=(name,) if ok else (), virtual_ms=ms)


def test_a_position_every_five_seconds_fails(story: Any) -> None:
    opened(story)
    story.act("advance", "idle", virtual_ms=2_000.0)
    takes(story, *range(2_000, 62_000, 5_000))
    found = story.verdicts()["MIN-03"]
    assert found.verdict == "fail"
    assert found.findings[0].evidence.call is not None


@pytest.mark.parametrize("how", ["three", "pressed", "failed", "navigation"])
def test_what_is_not_too_often(story: Any, how: str) -> None:
    opened(story, category="nec-01" if how == "navigation" else "nec-06")
    for number in range(8):
        if how == "pressed":
            story.act("tap", text="米饭", virtual_ms=number * 4_000.0)
        if how != "three" or number < 3:
            takes(story, number * 4_000.0 + 100, ok=how != "failed")
    assert story.verdicts()["MIN-03"].verdict == "inconclusive", "within limits, but not all was seen"


@pytest.mark.parametrize(("step", "last", "expected"), [(10_000, 122_000, "fail"), (10_000, 40_000, "inconclusive")])
def test_other_kinds_while_nothing_is_done(story: Any, step: int, last: int, expected: str) -> None:
    opened(story)
    story.act("advance", "idle", virtual_ms=1.0)
    takes(story, *range(0, last, step), kind="wifi", api="wx.getConnectedWifi")
    assert story.verdicts()["MIN-03"].verdict == expected


@pytest.mark.parametrize(("count", "expected"), [(6, "fail"), (3, "inconclusive")])
def test_any_kind_at_a_fast_pace(story: Any, count: int, expected: str) -> None:
    opened(story)
    takes(story, *[1_000.0 + 1_500 * n for n in range(count)], kind="clipboard", api="wx.getClipboardData")
    assert story.verdicts()["MIN-03"].verdict == expected


def launched(story: Any, text: str, starts: int = 2, kind: str = "steps", category: str = "", press: str = "") -> None:
    story.setup({"target": {"category": category}})
    story.run("agree")
    for _ in range(starts):
        story.start()
        story.show([*story.screens.menu(), story.screens.tap(text)])
        if press:
            story.act("tap", text=press)
        takes(story, 500.0, kind=kind, api="wx.getWeRunData")
        story.show([*story.screens.menu(), story.screens.tap(text)])


@pytest.mark.parametrize(
    ("text", "starts", "expected"),
    [("优惠券", 2, "fail"), ("优惠券", 1, "inconclusive"), ("今日步数", 2, "inconclusive")],
)
def test_steps_at_launch_with_no_use_for_them(story: Any, text: str, starts: int, expected: str) -> None:
    launched(story, text, starts)
    found = story.verdicts()["MIN-04"]
    assert found.verdict == expected
    assert bool(found.findings) == (text == "优惠券")


def test_what_is_called_for_at_each_launch_is_handed_out_where_it_is_granted(story: Any) -> None:
    """Once in the run that grants; the call itself comes in every cold start."""
    launched(story, "优惠券", starts=1)
    story.run("refuse")
    story.start()
    story.show([*story.screens.menu(), story.screens.tap("优惠券")])
    story.call("wx.getWeRunData", ok=False)
    assert story.verdicts()["MIN-04"].verdict == "fail"


@pytest.mark.parametrize(("kind", "category", "press"), [("location", "nec-01", ""), ("steps", "", "优惠券")])
def test_a_category_or_a_press_that_needs_it(story: Any, kind: str, category: str, press: str) -> None:
    launched(story, "优惠券", kind=kind, category=category, press=press)
    assert not story.verdicts()["MIN-04"].findings


BODY = {"br": "Aurene4x7q", "brand": "Aurene4x7q", "model": "AUR-AL6ELHK0", "os": "x", "language": "zh"}
MORE = {"sw": 375, "sh": 812, "network": "wifi", "dpr": 2, "theme": "light", "battery": 90}
OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ1"


@pytest.mark.parametrize(
    ("body", "declared", "url", "expected"),
    [
        ({**BODY, **MORE, "openid": OPENID}, (), STATS, "fail"),
        ({**BODY, **MORE, "openid": OPENID}, ("DeviceInfo",), STATS, "inconclusive"),
        ({**BODY, **MORE, "openid": OPENID}, None, STATS, "inconclusive"),
        ({**BODY, "sw": 375, "openid": OPENID}, (), STATS, "inconclusive"),
        ({**BODY, **MORE}, (), STATS, "inconclusive"),
        ({**BODY, **MORE, "openid": OPENID}, (), OWN, "inconclusive"),
    ],
)
def test_many_attributes_and_an_identifier(story: Any, body: Any, declared: Any, url: str, expected: str) -> None:
    opened(story, declared=declared)
    story.plant("device_info", "brand", "Aurene4x7q")
    story.plant("device_info", "model", "AUR-AL6ELHK0")
    story.plant("openid", "openid", OPENID)
    story.flow(url, {"data": {"props": body}})
    found = story.verdicts()["MIN-05"]
    assert found.verdict == expected
    assert (found.numbers.get("most_attributes", 0) >= 8) == (len(body) > 9 and url == STATS and "openid" in body)


@pytest.mark.parametrize(
    ("more", "verdict"),
    [({}, "fail"), ({"s": "x", "v": "", "q": "", "l": "zh"}, "pass"), ({"m": "other", "b": "other"}, "pass")],
)
def test_attributes_under_short_names(story: Any, more: Any, verdict: str) -> None:
    """Beside a planted model: values of the shape of an attribute, and the size of the screen that was seen."""
    opened(story, declared=())
    story.plant("device_info", "brand", "Aurene4x7q")
    story.plant("device_info", "model", "AUR-AL6ELHK0")
    sent = {"m": "AUR-AL6ELHK0", "b": "Aurene4x7q", "s": "Android 13", "v": "8.0.50", "q": "3.17.0", "p": "android"}
    sent |= {"w": 375, "h": 812, "l": "zh_CN"} | more
    written = {"op": "set", "key": "sa_uid", "value": '"1795373754360-345828851"', "file": "a.js", "line": 1}
    story.log.add(Kind.STORAGE, written)
    story.flow(STATS, {"distinct_id": "1795373754360-345828851", "props": sent})
    story.covered()
    story.whole()
    found = story.verdicts()["MIN-05"]
    assert found.verdict == verdict, found.reason.en


def refused(story: Any) -> None:
    opened(story, parts=[*story.screens.menu(), story.screens.tap("连接店内WiFi")])
    facts = {"scope": "userLocation", "data_kind": "location", "dialog": "d1"}
    story.consent("scope.shown", None, **facts)
    story.fence()
    story.consent("scope.answer", story.act("tap", "answer:refuse", dialog="d1"), "refuse", **facts)
    story.show([*story.screens.menu(), story.screens.tap("连接店内WiFi")])


@pytest.mark.parametrize(
    ("field_name", "pressed", "expected"),
    [("BSSID", "", "fail"), ("SSID", "", "inconclusive"), ("BSSID", "连接店内WiFi", "pass"), ("BSSID", "米饭", "fail")],
)
def test_the_access_point_after_the_position_was_refused(
    story: Any, field_name: str, pressed: str, expected: str
) -> None:
    refused(story)
    if pressed:
        story.act("tap", text=pressed)
    value = "02:AB:CD:12:34:56" if field_name == "BSSID" else "mi-7f3a9c2e11"
    name = story.plant("wifi", field_name, value)
    story.call("wx.getConnectedWifi", planted=(name,))
    story.flow(OWN, {"w": value}, call=story.call("wx.request"))
    story.act("advance", "idle")
    assert story.verdicts()["MIN-06"].verdict == expected


def test_without_a_refusal_wifi_is_another_matter(story: Any) -> None:
    opened(story)
    story.plant("wifi", "BSSID", "02:AB:CD:12:34:56")
    story.flow(OWN, {"w": "02:AB:CD:12:34:56"})
    story.whole()
    assert story.verdicts()["MIN-06"].verdict == "not-applicable"


CODE = "9a3c5e7f10b2d486"


def uploaded(story: Any, picture: bytes, text: str = "晒单有礼", asked: Any = None) -> None:
    opened(story, parts=[*story.screens.menu(), {"text": text}])
    planted = story.plant("chosen_media", "picture", CODE)
    if asked is not None:
        story.call("wx.chooseMedia", planted=(planted,), args={"sizeType": asked})
    head = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    headers = [("content-type", "multipart/form-data; boundary=b")]
    story.flow(OWN, head + picture + b"\r\n--b--\r\n", request_headers=headers, call=story.call("wx.uploadFile"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(["compressed"], "pass"), (["original"], "fail"), (["original", "compressed"], "fail")],
)
def test_what_the_platform_compresses_loses_its_place(story: Any, asked: Any, expected: str) -> None:
    """The host hands the planted picture out as it is."""
    uploaded(story, photo(CODE), asked=asked)
    assert story.verdicts()["MIN-08"].verdict == expected


@pytest.mark.parametrize(("text", "expected"), [("晒单有礼", "fail"), ("到店打卡", "inconclusive")])
def test_a_picture_with_its_place(story: Any, text: str, expected: str) -> None:
    uploaded(story, photo(CODE), text)
    found = story.verdicts()["MIN-08"]
    assert found.verdict == expected
    assert found.numbers["with_position"] == 1


def test_a_compressed_picture_has_lost_its_place(story: Any) -> None:
    buffer = io.BytesIO()
    Image.open(io.BytesIO(photo(CODE))).save(buffer, "JPEG", quality=70)
    assert read_position(buffer.getvalue()) is None
    uploaded(story, buffer.getvalue())
    assert story.verdicts()["MIN-08"].verdict == "pass"


def test_a_forged_position_does_not_break_the_reader() -> None:
    assert read_position(b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00broken") is None
    place = read_position(photo(CODE))
    assert place is not None and abs(place[0] - 40.5) < 0.001
