"""DEC-01, FLW-01, FLW-02 and SEC-01: what is declared, what leaves, to whom and how."""

import base64
from random import Random
from typing import Any

import pytest

from recording.recording import Recording

PHONE = "14820261122"
SSID = "mi-7f3a9c2e11"
OWN = "https://api.example.test/order"
AMAP = "https://restapi.amap.com/v3/geocode"
POLICY = (
    "本程序由测试公司运营。我们收集您的手机号，用于联系配送。我们不会收集您的位置信息。短信由友盟统计提供服务。" * 3
)


def sent(story: Any, kind: str, field: str, value: str, url: str = OWN) -> None:
    """One planted value leaves in the first run; two more runs make the inspection whole."""
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.plant(kind, field, value)
    story.flow(url, {"v": value}, call=story.call("wx.request"))
    story.covered()
    story.whole()


def declare(story: Any, *keys: str, sdks: Any = (), hosts: Any = ("api.example.test",)) -> None:
    listed = [{"privacy_key": key, "privacy_text": "用于服务"} for key in keys]
    named = [{"sdk_name": name} for name in sdks]
    declared = {"setting_list": listed, "sdk_privacy_info_list": named}
    story.setup({"target": {"operator_hosts": list(hosts)}, "declared": declared})


def policy(story: Any, text: str = POLICY, readable: bool = True, source: str = "page") -> None:
    path = story.log.text("policy.txt", text)
    story.log.note("policy", path=path, source=source, readable=readable, chars=len(text), screens=[])


@pytest.mark.parametrize(("keys", "verdict"), [((), "fail"), (("PhoneNumber",), "pass"), (("Location",), "fail")])
def test_a_kind_is_declared_in_the_guidelines_or_not(story: Any, keys: Any, verdict: str) -> None:
    declare(story, *keys)
    sent(story, "phone", "number", PHONE)
    assert story.verdicts()["FLW-01"].verdict == verdict


@pytest.mark.parametrize(
    ("text", "supplement", "verdict"),
    [
        ("收集收货人的姓名、联系电话和地址，用于配送", "", "pass"),
        ("用于把商品送到您填的手机号所在地", "", "fail"),
        ("用于配送", "media-1", "inconclusive"),
    ],
)
def test_what_the_operator_wrote_in_the_guidelines_declares_too(
    story: Any, text: str, supplement: str, verdict: str
) -> None:
    """Beside the key, as far as it says what is collected; a supplement that nobody read may say anything."""
    declared = {
        "setting_list": [{"privacy_key": "Address", "privacy_text": text}],
        "owner_setting": {"ext_file_media_id": supplement},
    }
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": declared})
    sent(story, "phone", "number", PHONE)
    assert story.verdicts()["FLW-01"].verdict == verdict


def test_a_kind_declared_in_the_policy_alone_is_declared(story: Any) -> None:
    declare(story)
    policy(story)
    sent(story, "phone", "number", PHONE)
    assert story.verdicts()["FLW-01"].verdict == "pass"


def test_a_denied_kind_is_not_declared(story: Any) -> None:
    declare(story, "PhoneNumber")
    policy(story)
    sent(story, "location", "latitude", "40.5012345")
    assert story.verdicts()["FLW-01"].verdict == "fail"


@pytest.mark.parametrize("how", ["unknown guidelines", "unread policy", "policy only seen"])
def test_what_is_not_known_never_fails(story: Any, how: str) -> None:
    if how == "unknown guidelines":
        story.setup({"target": {"operator_hosts": ["api.example.test"]}})
    else:
        declare(story)
    if how == "unread policy":
        policy(story, "", readable=False, source="webview")
    sent(story, "wifi", "SSID", SSID, url=AMAP)
    if how == "policy only seen":
        story.run("agree")
        story.start()
        story.show([*story.screens.menu(), story.screens.tap("《隐私政策》", rect=(0, 700, 375, 40))])
    verdicts = story.verdicts()
    assert verdicts["FLW-01"].verdict == "inconclusive"
    assert verdicts["FLW-01"].findings
    assert verdicts["FLW-02"].verdict == "inconclusive"


def test_a_policy_nobody_could_read_takes_nothing_from_what_the_guidelines_declare(story: Any) -> None:
    declare(story, "PhoneNumber")
    policy(story, "", readable=False, source="webview")
    story.whole()
    story.start()
    story.act("input", value="14612345678")
    story.plant("phone", "number", "14612345678", interface="typed")
    story.flow("https://api.example.test/order", {"phone": "14612345678"})
    verdicts = story.verdicts()
    assert verdicts["FLW-01"].verdict == "pass"
    assert verdicts["DEC-05"].verdict == "pass"


def test_the_platform_s_contract_is_no_unread_policy(story: Any) -> None:
    declare(story)
    sent(story, "phone", "number", PHONE)
    story.run("agree")
    story.start()
    story.show([*story.screens.menu(), story.screens.tap("《甲小程序隐私保护指引》", rect=(0, 700, 375, 40))])
    policy(story, "x", readable=False, source="contract")
    assert story.verdicts()["FLW-01"].verdict == "fail"


def test_a_login_code_needs_no_declaration_but_a_remark_neither(story: Any) -> None:
    declare(story)
    sent(story, "openid", "code", "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p")
    assert story.verdicts()["FLW-01"].verdict == "pass"


def test_low_coverage_keeps_a_clean_result_open(story: Any) -> None:
    declare(story, "PhoneNumber")
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.flow(OWN, {"a": 1})
    verdict = story.verdicts()["FLW-01"]
    assert verdict.verdict == "inconclusive"
    assert verdict.missing


@pytest.mark.parametrize(("joined", "expected"), [(False, "inconclusive"), (True, "pass")])
def test_a_scope_refused_in_the_window_that_joins_it_with_the_notice_is_refused(
    story: Any, joined: bool, expected: str
) -> None:
    declare(story, "PhoneNumber")
    sent(story, "phone", "number", PHONE)
    story.run("agree")
    story.start()
    action = story.act("tap", "answer:agree")
    story.consent("scope.answer", action, "agree", scope="userLocation", data_kind="location")
    if joined:
        refusal = story.act("tap", "answer:refuse")
        story.consent("privacy.answer", refusal, "refuse", style="coupled", data_kind="location")
    assert story.verdicts()["FLW-01"].verdict == expected


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("我们收集居民身份证号码，用于实名。", "pass"),
        ("公民身份号码：用于实名。", "pass"),
        ("我们不会要求您提供身份证号。", "fail"),
        ("学生证号：用于借书。", "fail"),
    ],
)
def test_a_kind_is_declared_or_not(story: Any, text: str, verdict: str) -> None:
    declare(story, "PhoneNumber")
    policy(story, text)
    sent(story, "id_number", "number", "110101190408047898")
    assert story.verdicts()["FLW-01"].verdict == verdict


@pytest.mark.parametrize(("text", "verdict"), [("IP 地址：用于安全。", "fail"), ("地址：用于送货。", "pass")])
def test_the_address_of_a_machine_is_nobodys(story: Any, text: str, verdict: str) -> None:
    declare(story, "PhoneNumber")
    policy(story, text)
    sent(story, "address", "text", "北京市密云区密溪路8号8F-3n056c室")
    assert story.verdicts()["FLW-01"].verdict == verdict


@pytest.mark.parametrize(
    ("sdks", "text", "verdict"),
    [
        ((), "", "fail"),
        (("高德地图",), "", "pass"),
        (("Umeng U-Mini",), "", "fail"),
        ((), "位置信息会提供给高德软件有限公司。", "pass"),
        ((), "我们不会向高德提供您的信息。", "fail"),
        ((), "我们没有接入高德等地图服务。", "fail"),
        ((), "我们曾使用高德地图，已于2024年停用。", "fail"),
    ],
)
def test_a_recipient_is_named_or_not(story: Any, sdks: Any, text: str, verdict: str) -> None:
    declare(story, "Location", sdks=sdks)
    if text:
        policy(story, text)
    sent(story, "location", "latitude", "40.5012345", url=AMAP)
    assert story.verdicts()["FLW-02"].verdict == verdict


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        (OWN, "pass"),
        ("https://img.example.test/x", "pass"),
        ("https://shop-1250000000.cos.ap-beijing.myqcloud.com/x", "pass"),
        ("https://nobody-knows.test/x", "inconclusive"),
    ],
)
def test_operator_hosting_and_unknown_owners(story: Any, url: str, verdict: str) -> None:
    declare(story, "PhoneNumber")
    sent(story, "phone", "number", PHONE, url=url)
    assert story.verdicts()["FLW-02"].verdict == verdict


def test_a_certificate_tells_the_owner(tell: Any) -> None:
    found = []
    for holder in ("北京测试科技有限公司", "别家数据有限公司"):
        story = tell()
        listed = {"setting_list": [{"privacy_key": "PhoneNumber"}]}
        operator = {"operator": "北京测试科技有限公司", "operator_hosts": ["api.example.test"]}
        story.setup({"target": operator, "declared": listed})
        story.run("untouched")
        story.start()
        story.show(story.screens.menu())
        story.plant("phone", "number", PHONE)
        tls = {"verdict": "valid", "subject_organisation": holder}
        story.flow("https://other.test/x", {"v": PHONE}, call=story.call("wx.request"), tls=tls)
        story.covered()
        story.whole()
        found.append(story.verdicts()["FLW-02"])
    assert [one.verdict for one in found] == ["pass", "fail"]
    reason = found[1].findings[0].reason
    assert reason.zh.endswith("（依据：服务器证书）。")
    assert reason.en.endswith("(known by the server's certificate).")


@pytest.mark.parametrize(
    ("kind", "field", "value", "url", "verdict"),
    [
        ("phone", "number", PHONE, "http://api.example.test/x", "fail"),
        ("phone", "number", PHONE, OWN, "pass"),
        ("device_info", "model", "AUR-AL7F3A9C", "http://api.example.test/x", "inconclusive"),
    ],
)
def test_cleartext(story: Any, kind: str, field: str, value: str, url: str, verdict: str) -> None:
    declare(story, "PhoneNumber")
    sent(story, kind, field, value, url=url)
    assert story.verdicts()["SEC-01"].verdict == verdict


def test_cleartext_says_by_which_door(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.plant("phone", "number", PHONE)
    story.flow(f"http://t.example.test/p.gif?m={PHONE}", call=story.call("component.image"))
    (finding,) = story.verdicts()["SEC-01"].findings
    assert "image component" in finding.reason.en


def use(story: Any, api: str, **more: Any) -> None:
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    story.call(api, **more)
    story.covered()
    story.whole()


@pytest.mark.parametrize(
    "api", ["wx.chooseAddress", "button.getPhoneNumber", "component.camera", "wx.getClipboardData", "input.nickname"]
)
def test_an_undeclared_interface_fails(story: Any, api: str) -> None:
    declare(story, "Location")
    use(story, api)
    verdict = story.verdicts()["DEC-01"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].evidence.call is not None


def test_a_declared_or_ungated_interface_does_not(tell: Any) -> None:
    for api, verdict in (("wx.chooseAddress", "pass"), ("wx.getConnectedWifi", "not-applicable")):
        story = tell()
        declare(story, "Address")
        use(story, api)
        assert story.verdicts()["DEC-01"].verdict == verdict


def test_errno_112_is_the_platform_s_own_word(story: Any) -> None:
    declare(story, "Address")
    use(story, "wx.chooseAddress", ok=False, errno=112)
    assert story.verdicts()["DEC-01"].verdict == "fail"


def test_unknown_guidelines_leave_interfaces_open(story: Any) -> None:
    use(story, "wx.chooseAddress")
    assert story.verdicts()["DEC-01"].verdict == "inconclusive"


@pytest.mark.parametrize(
    ("url", "kind", "status", "expected"),
    [
        ("wss://im.example.test/push", "websocket", 101, "pass"),
        ("wss://im.example.test/push", "http", 404, "pass"),
        ("wss://x.test/", "websocket", 101, "inconclusive"),
    ],
)
def test_a_socket_is_tied_to_its_call_by_its_address(
    story: Any, url: str, kind: str, status: int, expected: str
) -> None:
    """Its handshake bears no label; a socket that never passed the proxy stays unseen."""
    declare(story, "PhoneNumber", hosts=("im.example.test",))
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    call = story.call("wx.connectSocket", args={"url": "wss://im.example.test/push"}, file="im.js", line=4)
    story.flow(url, method="GET", type=kind, status=status)
    story.covered()
    story.whole()
    assert call and story.verdicts()["FLW-01"].verdict == expected


def test_a_handshake_that_is_written_down_before_its_call_is_tied_to_it(story: Any) -> None:
    declare(story, "PhoneNumber", hosts=("im.example.test",))
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    for order in ("call first", "flow first"):
        steps = [
            lambda: story.call("wx.connectSocket", args={"url": "wss://im.example.test/push"}, file="im.js", line=4),
            lambda: story.flow("wss://im.example.test/push", method="GET", type="websocket", status=101),
        ]
        for step in steps if order == "call first" else reversed(steps):
            step()
    story.covered()
    story.whole()
    assert story.verdicts()["FLW-01"].verdict == "pass"


def test_what_a_socket_carries_names_the_call_that_opened_it(story: Any) -> None:
    declare(story, hosts=("im.example.test",))
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.call("wx.connectSocket", args={"url": "wss://im.example.test/push"}, file="im.js", line=4)
    socket = story.flow("wss://im.example.test/push", method="GET", type="websocket", status=101)
    story.plant("wifi", "BSSID", "02:AB:CD:12:34:56")
    name = Recording(story.root).by_seq[socket].data["id"]
    story.flow("wss://im.example.test/push", {"m": "02:AB:CD:12:34:56"}, type="frame", parent=name)
    story.covered()
    story.whole()
    found = story.verdicts()["FLW-01"]
    assert found.verdict == "fail"
    site = found.findings[0].evidence.call
    assert site is not None and (site.file, site.line) == ("im.js", 4)


@pytest.mark.parametrize(("given", "verdict"), [("13908081234", "pass"), ("13908081235", "inconclusive")])
def test_a_number_that_the_server_gave_says_nothing_of_the_user(story: Any, given: str, verdict: str) -> None:
    declare(story)
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    answer = story.log.blobs.put(f'{{"service": "{given}"}}'.encode())
    story.flow(OWN, method="GET", response_body=answer)
    story.flow(OWN, {"mobile": "13908081234"})
    story.covered()
    story.whole()
    assert story.verdicts()["FLW-01"].verdict == verdict


@pytest.mark.parametrize(("given", "verdict"), [(False, "inconclusive"), (True, "pass")])
def test_what_the_program_sealed_for_its_own_server_may_hold_anything(story: Any, given: bool, verdict: str) -> None:
    """Not what the server itself had handed out, a ticket."""
    declare(story)
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    sealed = base64.b64encode(Random(3).randbytes(240)).decode()
    answer = story.log.blobs.put(f'{{"ticket": "{sealed}"}}'.encode())
    story.flow(OWN, method="GET", response_body=answer if given else "")
    story.flow(OWN, {"e": sealed})
    story.covered()
    story.whole()
    assert story.verdicts()["FLW-01"].verdict == verdict


@pytest.mark.parametrize(("kind", "field", "verdict"), [("phone", "number", "pass"), ("wifi", "SSID", "inconclusive")])
def test_what_was_read_on_a_picture_declares_and_may_have_more(story: Any, kind: str, field: str, verdict: str) -> None:
    declare(story)
    policy(story, source="document")
    sent(story, kind, field, PHONE if kind == "phone" else SSID)
    assert story.verdicts()["FLW-01"].verdict == verdict
