"""Values that a phone holds, found in what left: proof without any call, and honest about before and after."""

import base64
import json
from typing import Any

import pytest

POINT, NAME, TEXT = "9e:37:c1:5b:04:d8", "翠湖路18号_5G", "Qm7fZ2kXw9Lp0Rta禤氿鄀麤"
OWN = "https://api.example.test/visit"
UMENG = "https://umini.shujupie.com/uminiprogram_logs/wx/getuut"
REFERER = ("referer", "https://servicewechat.com/wx0123456789abcdef/12/page-frame.html")
PROFILE = {
    "target": {"operator_hosts": ["api.example.test"], "category": "nec-39"},
    "declared": {"setting_list": [{"privacy_key": "PhoneNumber", "privacy_text": "用于发送取票码"}]},
}


@pytest.fixture
def phone(story: Any) -> Any:
    """A recording of a phone: no calls, and its network read before the first start."""
    story.setup(PROFILE, pages=())
    story.on("android", "full")
    story.run("agree")
    story.start()
    story.plant("wifi", "SSID", NAME, interface="device, read")
    story.plant("wifi", "BSSID", POINT, interface="device, read")
    return story


def sent(story: Any, body: Any, url: str = OWN, **more: Any) -> int:
    """A request of the program itself, as WeChat marks it."""
    return int(story.flow(url, body, request_headers=[("content-type", "application/json"), REFERER], **more))


def noticed(story: Any, body: Any, moment: str, said: str = "agree") -> None:
    """A request before or after the answer to the program's notice."""
    story.show(story.screens.notice())
    if moment == "before":
        sent(story, body)
    story.fence()
    story.act("tap", f"answer:{said}", text="同意并继续" if said == "agree" else "不同意")
    story.show(story.screens.menu())
    if moment == "after":
        sent(story, body)


def verdict(story: Any, check: str) -> str:
    return str(story.verdicts()[check].verdict)


@pytest.mark.parametrize(
    "spelled", [POINT, POINT.upper(), POINT.replace(":", ""), base64.b64encode(POINT.encode()).decode()]
)
def test_an_access_point_that_nobody_declared(phone: Any, spelled: str) -> None:
    """However it is written; what is declared is not about it."""
    noticed(phone, {"b": spelled}, "after")
    found = phone.verdicts()
    assert (found["FLW-01"].verdict, found["POL-11"].verdict) == ("fail", "fail")
    assert found["PRE-01"].verdict == "inconclusive", "it left after the answer, and a phone proves nothing else"
    assert {hit.kind for hit in found["FLW-01"].findings[0].evidence.hits} == {"wifi"}


@pytest.mark.parametrize(("moment", "expected"), [("before", "fail"), ("after", "inconclusive")])
def test_a_network_is_judged_by_its_moment(phone: Any, moment: str, expected: str) -> None:
    noticed(phone, {"w": NAME}, moment)
    assert verdict(phone, "PRE-01") == expected


@pytest.mark.parametrize(("moment", "expected"), [("before", "inconclusive"), ("after", "fail")])
def test_after_a_refusal(phone: Any, moment: str, expected: str) -> None:
    noticed(phone, {"w": NAME}, moment, "refuse")
    assert verdict(phone, "PRE-03") == expected


def test_what_a_request_across_the_answer_proves(phone: Any) -> None:
    """On its way while the answer was given: neither before nor after."""
    phone.show(phone.screens.notice())
    began = phone.now()
    phone.fence()
    phone.act("tap", "answer:agree", text="同意并继续")
    phone.show(phone.screens.menu())
    sent(phone, {"w": NAME}, began=began, fence=(0, 1), ended_ns=phone.now())
    assert verdict(phone, "PRE-01") == "inconclusive"


@pytest.mark.parametrize(("earlier", "expected"), [(True, "inconclusive"), (False, "fail")])
def test_a_server_that_knows_the_network_was_not_told(phone: Any, earlier: bool, expected: str) -> None:
    """A shop in whose network the phone is names it first; one that names it afterwards may have been told."""
    phone.show(phone.screens.menu())
    answer = phone.log.blobs.put(json.dumps({"wifi": NAME}, ensure_ascii=False).encode())
    for told in (earlier, not earlier):
        if told:
            sent(phone, {"page": 1}, response_body=answer)
        else:
            sent(phone, {"join": NAME})
    assert verdict(phone, "FLW-01") == expected


def located(story: Any) -> tuple[str, str]:
    place = ("40.4904755", "116.9502934")
    for field, value in zip(("latitude", "longitude"), place, strict=True):
        story.plant("location", field, value, interface="device")
    return place


def test_a_position_for_a_third_party(phone: Any) -> None:
    """As WeChat gives it to Chinese maps, too: moved by their system of coordinates."""
    located(phone)
    phone.show(phone.screens.menu())
    sent(phone, {"lat": 40.4915839, "lng": 116.9563187}, UMENG)
    assert verdict(phone, "FLW-02") == "fail"


@pytest.mark.parametrize(
    ("label", "url", "expected"),
    [("", OWN, "fail"), ("米饭", OWN, "fail"), ("粘贴地址", OWN, "inconclusive"), ("粘贴地址", UMENG, "fail")],
)
def test_the_clipboard_leaves(phone: Any, label: str, url: str, expected: str) -> None:
    """Where a press asked for it, what was read may go out with what the user submits; nobody saw the call."""
    phone.plant("clipboard", "data", TEXT, interface="device")
    phone.show([*phone.screens.menu(), phone.screens.tap("粘贴地址", rect=(0, 700, 200, 40))])
    if label:
        phone.act("tap", text=label)
        phone.show(phone.screens.menu())
        phone.act("tap", text="红烧牛肉面")
    sent(phone, {"v": TEXT}, url)
    assert verdict(phone, "FLW-06") == expected


@pytest.mark.parametrize(("pressed", "expected"), [("提交订单", "inconclusive"), ("米饭", "fail")])
def test_a_position_after_leave_was_taken_back(phone: Any, pressed: str, expected: str) -> None:
    """What an order takes with it is for a person to judge, on a phone as elsewhere."""
    latitude, longitude = located(phone)
    screen = [*phone.screens.menu(), phone.screens.tap("提交订单", rect=(0, 700, 200, 40))]
    phone.show(screen)
    facts = {"scope": "userLocation", "data_kind": "location"}
    phone.consent("scope.answer", phone.act("tap", "answer:agree"), "agree", **facts)
    phone.fence()
    phone.consent("scope.answer", phone.act("toggle", "withdraw"), "refuse", style="settings", **facts)
    phone.show(screen)
    phone.act("tap", text=pressed)
    sent(phone, {"lat": float(latitude), "lng": float(longitude)})
    assert verdict(phone, "PRM-11") == expected
