"""FLW-03 to FLW-14: what of a person reaches whom, and how."""

import base64
import hashlib
import json
from random import Random
from typing import Any

import pytest

PHONE = "14820261122"
OPENID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
CODE = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"
CLIP = "aB3dE5gH7jK9mN1p禤氿鄀麤"
OWN = "https://api.example.test/order"
UMENG = "https://ulogs.umeng.com/wxm_logs"
SENTRY = "https://o1.ingest.sentry.io/api/1/store/"


def set_up(story: Any, *sdks: Any, policy: str = "", **target: Any) -> None:
    named = [{"sdk_name": name, "sdk_list": [{"privacy_key": k, "privacy_text": ""} for k in ks]} for name, ks in sdks]
    keys = [{"privacy_key": "PhoneNumber", "privacy_text": "用于联系"}]
    declared = {"setting_list": keys, "sdk_privacy_info_list": named}
    story.setup({"target": {"operator_hosts": ["api.example.test"], **target}, "declared": declared})
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    if policy:
        path = story.log.text("policy.txt", policy)
        story.log.note("policy", path=path, source="page", readable=True, chars=len(policy), screens=[])


def judged(story: Any, check: str) -> Any:
    story.covered()
    story.whole()
    return story.verdicts()[check]


def send(story: Any, url: str, kind: str, field: str, value: str, spelled: Any = None) -> int:
    story.plant(kind, field, value)
    return int(story.flow(url, {"v": spelled or value}, call=story.call("wx.request")))


# FLW-03


@pytest.mark.parametrize(
    ("row", "policy", "verdict"),
    [
        (["DeviceInfo"], "", "fail"),
        (["PhoneNumber"], "", "pass"),
        ([], "", "inconclusive"),
        ([], "友盟+ SDK\n手机号、设备信息\n统计分析\n高德地图 SDK\n位置信息\n", "pass"),
        ([], "友盟+ SDK\n设备信息\n统计分析\n高德地图 SDK\n手机号\n", "fail"),
        ([], "我们会将您的手机号提供给友盟用于统计。", "pass"),
        ([], "我们会将设备型号提供给友盟。您的手机号仅用于登录。", "fail"),
    ],
)
def test_a_named_recipient_gets_what_is_stated_for_it(story: Any, row: Any, policy: str, verdict: str) -> None:
    set_up(story, ("友盟+", row), policy=policy)
    send(story, UMENG, "phone", "number", PHONE)
    assert judged(story, "FLW-03").verdict == verdict


def test_a_broad_word_leaves_device_identifiers_open_and_no_others(tell: Any) -> None:
    for kind, field, value, verdict in (
        ("device_id", "oaid", "8a7b6c5d12344abc", "pass"),
        ("wifi", "BSSID", "02:AB:CD:EF:01:23", "inconclusive"),
        ("location", "latitude", "40.4904755", "fail"),
    ):
        story = tell()
        set_up(story, ("友盟+", ["DeviceInfo"]))
        send(story, UMENG, kind, field, value)
        assert judged(story, "FLW-03").verdict == verdict, kind


# FLW-04


@pytest.mark.parametrize(
    ("url", "policy", "verdict"),
    [
        (SENTRY, "", "fail"),
        (SENTRY, "我们不会向境外提供您的个人信息。", "fail"),
        (SENTRY, "手机号会传输至境外接收方 Sentry（美国）。", "inconclusive"),
        ("https://rumt-sg.com/x", "手机号会存储于美国，属于出境。", "fail"),
        ("https://rumt-zh.com/x", "", "pass"),
    ],
)
def test_data_abroad_wants_a_clause_and_consent(story: Any, url: str, policy: str, verdict: str) -> None:
    set_up(story, policy=policy)
    send(story, url, "phone", "number", PHONE)
    assert judged(story, "FLW-04").verdict == verdict


def test_a_separate_consent_covers_it(story: Any) -> None:
    set_up(story, policy="手机号会传输至境外接收方 Sentry（美国）。")
    asks = story.screens.over(
        story.screens.tap("同意并继续"),
        story.screens.tap("不同意", rect=(200, 480, 120, 40)),
        text="为排查故障，您的手机号将传输至境外接收方 Sentry（美国），请阅读《隐私政策》",
    )
    story.show(asks)
    action = story.act("tap", "answer:agree", "同意并继续")
    story.consent("privacy.answer", action, "agree")
    story.show(story.screens.menu())
    send(story, SENTRY, "phone", "number", PHONE)
    assert judged(story, "FLW-04").verdict == "pass"


@pytest.mark.parametrize(
    ("asked", "pressed", "verdict"),
    [
        ("您的手机号将提供给境外接收方 Sentry（美国），您是否单独同意", "同意", "pass"),
        ("您的手机号将提供给境外接收方 Sentry（美国），您是否单独同意", "不同意", "inconclusive"),
        ("您的手机号将用于登记，您是否同意", "同意", "inconclusive"),
    ],
)
def test_a_separate_consent_may_be_a_dialog_of_its_own(story: Any, asked: str, pressed: str, verdict: str) -> None:
    set_up(story, policy="手机号会传输至境外接收方 Sentry（美国）。")
    box = {"surface": "platform", "dialog": "modal.1"}
    buttons = [
        {**box, **story.screens.tap(t, rect=(60 + 150 * i, 480, 120, 40))} for i, t in enumerate(["不同意", "同意"])
    ]
    story.show([*story.screens.menu(), {**box, "text": asked, "rect": (60, 300, 255, 120)}, *buttons])
    story.act("tap", "answer:agree", pressed, dialog="modal.1")
    story.show(story.screens.menu())
    send(story, SENTRY, "phone", "number", PHONE)
    assert judged(story, "FLW-04").verdict == verdict


# FLW-05


@pytest.mark.parametrize(
    ("url", "value", "spelled", "verdict"),
    [
        (UMENG, PHONE, hashlib.md5(PHONE.encode()).hexdigest(), "fail"),
        (UMENG, PHONE, hashlib.new("sha256", f"+86{PHONE}".encode()).hexdigest(), "fail"),
        (UMENG, PHONE, hashlib.md5(hashlib.md5(PHONE.encode()).hexdigest().encode()).hexdigest(), "fail"),
        (UMENG, PHONE, base64.b32encode(PHONE.encode()).decode(), "fail"),
        (UMENG, PHONE, list(PHONE.encode()), "fail"),
        (UMENG, PHONE, format(int(PHONE), "x"), "fail"),
        (UMENG, PHONE, [PHONE[:3], PHONE[3:7], PHONE[7:]], "fail"),
        (UMENG, PHONE, PHONE, "pass"),
        (UMENG, PHONE, f"{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}", "pass"),
        (OWN, PHONE, hashlib.md5(PHONE.encode()).hexdigest(), "not-applicable"),
        ("https://unknown.test/x", PHONE, hashlib.md5(PHONE.encode()).hexdigest(), "inconclusive"),
    ],
)
def test_a_hash_is_still_personal_data(story: Any, url: str, value: str, spelled: Any, verdict: str) -> None:
    set_up(story)
    send(story, url, "phone", "number", value, spelled)
    assert judged(story, "FLW-05").verdict == verdict


def test_a_hash_of_nobody_knows_what_is_open_and_one_of_an_own_id_is_none(tell: Any) -> None:
    digest = hashlib.md5(b"install-81f0b2c44d5e4f6a").hexdigest()
    for name, verdict in (("mobileMd5", "inconclusive"), ("did", "pass")):
        story = tell()
        set_up(story)
        story.flow(UMENG, {name: digest}, call=story.call("wx.request"))
        assert judged(story, "FLW-05").verdict == verdict


# FLW-06


def read(story: Any, api: str = "wx.getClipboardData", **more: Any) -> None:
    story.call(api, planted=(story.plant("clipboard", "data", CLIP, api),), **more)


def test_reading_at_launch_or_on_coming_back_fails(tell: Any) -> None:
    for act in ((), ("show", "hidden")):
        story = tell()
        set_up(story)
        if act:
            story.act(*act)
        read(story)
        found = judged(story, "FLW-06")
        assert found.verdict == "fail"
        assert found.findings[0].evidence.call is not None


@pytest.mark.parametrize(
    ("label", "shown", "verdict"),
    [
        ("粘贴并识别地址", False, "pass"),
        ("Paste here", False, "pass"),
        ("识别口令", False, "pass"),
        ("拍照识别", False, "fail"),
        ("导入", True, "inconclusive"),
        ("红烧牛肉面", False, "fail"),
    ],
)
def test_a_tap_must_have_asked_for_it(story: Any, label: str, shown: bool, verdict: str) -> None:
    set_up(story)
    story.show([*story.screens.menu(), story.screens.tap(label, rect=(0, 700, 200, 40))])
    story.act("tap", text=label)
    read(story, since_input_ms=40)
    story.show([*story.screens.menu(), *([{"text": CLIP, "rect": (0, 760, 300, 20)}] if shown else [])])
    assert judged(story, "FLW-06").verdict == verdict


def test_a_program_may_read_what_it_put_there_itself(tell: Any) -> None:
    for away, verdict in ((False, "not-applicable"), (True, "fail")):
        story = tell()
        set_up(story)
        story.act("tap", text="红烧牛肉面")
        story.call("wx.setClipboardData")
        if away:
            story.act("show", "hidden")
        read(story, since_input_ms=20)
        assert judged(story, "FLW-06").verdict == verdict


def test_copying_is_no_reading(story: Any) -> None:
    set_up(story)
    story.call("wx.setClipboardData")
    story.call("wx.getClipboardData", ok=False)
    assert judged(story, "FLW-06").verdict == "not-applicable"


@pytest.mark.parametrize(
    ("url", "submits", "verdict"),
    [(UMENG, True, "fail"), (OWN, True, "inconclusive"), (OWN, False, "fail")],
)
def test_content_may_leave_only_by_a_submit_to_the_operator(story: Any, url: str, submits: bool, verdict: str) -> None:
    set_up(story)
    story.show([*story.screens.menu(), story.screens.tap("粘贴地址", rect=(0, 700, 200, 40))])
    story.act("tap", text="粘贴地址")
    read(story)
    if submits:
        story.act("tap", text="红烧牛肉面")
    else:
        story.act("hide", "hidden")
    story.flow(url, {"v": CLIP}, call=story.call("wx.request"))
    assert judged(story, "FLW-06").verdict == verdict


# FLW-07


@pytest.mark.parametrize(
    ("kind", "field", "value", "url", "verdict"),
    [
        ("phone", "number", PHONE, f"https://api.example.test/u?mobile={PHONE}", "fail"),
        ("phone", "number", PHONE, f"https://api.example.test/u/{PHONE}/orders", "fail"),
        ("id_number", "number", "110101190001011009", "https://api.example.test/u?q=110101190001011009", "fail"),
        ("location", "latitude", "40.4904755", "https://api.example.test/near?a=40.4904755", "fail"),
        ("location", "latitude", "40.4904755", "https://restapi.amap.com/v3/geocode?a=40.4904755", "inconclusive"),
        ("openid", "openid", OPENID, f"https://api.example.test/u?o={OPENID}", "inconclusive"),
        ("openid", "code", CODE, f"https://api.example.test/login?code={CODE}", "pass"),
        ("device_info", "model", "AUR-AL7F3A9C", "https://api.example.test/x?m=AUR-AL7F3A9C", "pass"),
        ("steps", "step", "10007", "https://api.example.test/x?m=13800138000", "inconclusive"),
    ],
)
def test_what_may_stand_in_an_address(story: Any, kind: str, field: str, value: str, url: str, verdict: str) -> None:
    set_up(story)
    story.plant(kind, field, value)
    story.flow(url, None, method="GET", call=story.call("wx.request"))
    assert judged(story, "FLW-07").verdict == verdict


def test_the_same_in_a_body_is_lawful(story: Any) -> None:
    set_up(story)
    send(story, OWN, "phone", "number", PHONE)
    assert judged(story, "FLW-07").verdict == "pass"


# FLW-08


@pytest.mark.parametrize(
    ("src", "verdict"),
    [
        (f"https://restapi.amap.com/page?phone={PHONE}", "fail"),
        (f"https://restapi.amap.com/page#phone={PHONE}", "fail"),
        (f"https://api.example.test/h5?phone={PHONE}", "inconclusive"),
        ("https://restapi.amap.com/page?ticket=9f8e7d6c", "pass"),
    ],
)
def test_what_a_web_page_is_handed(story: Any, src: str, verdict: str) -> None:
    set_up(story)
    story.plant("phone", "number", PHONE)
    story.call("component.web-view", args=[{"src": src}])
    assert judged(story, "FLW-08").verdict == verdict


def test_a_page_that_tells_others_its_address(story: Any) -> None:
    set_up(story)
    story.plant("phone", "number", PHONE)
    story.call("component.web-view", args={"src": "https://api.example.test/h5"})
    referer = f"https://api.example.test/h5?phone={PHONE}"
    story.flow("https://hm.baidu.com/hm.gif", None, request_headers=[("Referer", referer)])
    assert judged(story, "FLW-08").verdict == "fail"


def test_without_a_web_page_there_is_nothing_to_judge(story: Any) -> None:
    set_up(story)
    assert judged(story, "FLW-08").verdict == "not-applicable"


# FLW-09


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ({"openid": OPENID, "session_key": "tiihtNczf5v6AKRyjwEUhQ=="}, "fail"),
        ({"data": {"sessionKey": "tiihtNczf5v6AKRyjwEUhQ=="}}, "fail"),
        ({"session_key": "s-20261122-8841"}, "inconclusive"),
        ({"access_token": "own-token-1234567890"}, "pass"),
        ({"token": "tiihtNczf5v6AKRyjwEUhQ=="}, "pass"),
        ({"access_token": "97_" + "aZ09_-" * 24}, "fail"),
    ],
)
def test_secrets_in_answers(story: Any, answer: Any, verdict: str) -> None:
    set_up(story)
    blob = story.log.blobs.put(json.dumps(answer).encode())
    story.flow(OWN, {"code": CODE}, call=story.call("wx.request"), response_body=blob, response_size=99)
    assert judged(story, "FLW-09").verdict == verdict


def test_the_servers_interface_called_by_the_client(tell: Any) -> None:
    base = "https://api.weixin.qq.com/sns/jscode2session"
    secret = "0123456789abcdef0123456789abcdef"
    for url, verdict in (
        (f"{base}?appid=wx0123456789abcdef&secret={secret}&js_code={CODE}", "fail"),
        ("https://api.example.test/x?secret=0123456789abcdef0123456789abcdef", "pass"),
    ):
        story = tell()
        set_up(story)
        story.flow(url, None, method="GET", call=story.call("wx.request"))
        assert judged(story, "FLW-09").verdict == verdict


# FLW-10


@pytest.mark.parametrize(
    ("url", "sdks", "verdict"),
    [
        ("https://umini.shujupie.com/getuut", (), "fail"),
        ("https://umini.shujupie.com/getuut", (("友盟+", ["DeviceInfo"]),), "fail"),
        ("https://umini.shujupie.com/getuut", (("友盟+", []),), "inconclusive"),
        ("https://nobody-knows.test/x", (), "inconclusive"),
        (OWN, (), "not-applicable"),
    ],
)
def test_a_login_code_is_for_the_operator_only(story: Any, url: str, sdks: Any, verdict: str) -> None:
    set_up(story, *sdks)
    send(story, url, "openid", "code", CODE)
    assert judged(story, "FLW-10").verdict == verdict


def test_an_openid_that_the_own_server_named_and_a_row_that_has_it(tell: Any) -> None:
    for policy, verdict in (("", "fail"), ("友盟统计会获取您的openid和设备型号。", "pass")):
        story = tell()
        set_up(story, policy=policy)
        blob = story.log.blobs.put(json.dumps({"openid": OPENID}).encode())
        story.flow(OWN, {"a": 1}, call=story.call("wx.request"), response_body=blob, response_size=40)
        story.flow(UMENG, {"u": OPENID}, call=story.call("wx.request"))
        assert judged(story, "FLW-10").verdict == verdict


# FLW-11


def answered(story: Any, body: Any, *texts: str) -> Any:
    """The answer to a request of the program, and a page with these texts."""
    set_up(story)
    blob = story.log.blobs.put(json.dumps(body, ensure_ascii=False).encode())
    headers = [("content-type", "application/json")]
    story.flow(OWN, call=story.call("wx.request"), response_body=blob, response_headers=headers, response_size=500)
    story.show([*story.screens.menu(), *({"text": t, "rect": (0, 700 + 20 * n, 375, 20)} for n, t in enumerate(texts))])
    return judged(story, "FLW-11")


@pytest.mark.parametrize(
    ("body", "text", "findings"),
    [
        ({"list": [{"nickName": "阿宁", "mobile": "13812345678"}]}, "138****5678 很好吃", 1),
        ({"list": [{"name": "王芳", "mobile": "13812345678"}]}, "王芳", 1),
        ({"list": [{"nickName": "阿宁", "mobile": "138****5678"}]}, "138****5678 很好吃", 0),
        ({"owner": {"name": "王芳", "mobile": "13812345678"}}, "房东电话 138 1234 5678", 0),
        ({"list": [{"name": "北行店", "mobile": "13812345678"}]}, "北行店", 0),
        ({"shop": {"contact": "王芳", "mobile": "13812345678"}}, "北行店", 0),
        ({"goods": [{"id": "13812345678", "name": "豆浆"}]}, "豆浆", 0),
        ({"apply": {"idcard": "11010519491231002X"}}, "已报名", 1),
    ],
)
def test_other_peoples_numbers_in_an_answer(story: Any, body: Any, text: str, findings: int) -> None:
    found = answered(story, body, text)
    assert len(found.findings) == findings, found.reason.en
    assert found.verdict == "inconclusive" if findings else found.verdict != "fail"
    if text.startswith("138****") and findings:
        assert found.findings[0].evidence.boxes


def test_the_users_own_number_is_no_exposure_of_others(story: Any) -> None:
    number = "13987654321"
    story.plant("phone", "number", number, "typed")
    assert not answered(story, {"me": {"nick": "a", "mobile": number}}).findings


# FLW-12


@pytest.mark.parametrize(
    ("args", "verdict"),
    [
        ({"appId": "wxother", "extraData": {"user": {"tel": PHONE}}}, "fail"),
        ({"appId": "wxother", "path": f"pages/a?m={PHONE}"}, "fail"),
        ({"appId": "wxother", "extraData": {"order": "20261122001"}}, "pass"),
        ({"appId": "wxsame", "extraData": {"tel": PHONE}}, "inconclusive"),
    ],
)
def test_what_a_jump_carries(story: Any, args: Any, verdict: str) -> None:
    set_up(story, appid="wxsame")
    story.plant("phone", "number", PHONE)
    story.call("wx.navigateToMiniProgram", args=[args])
    assert judged(story, "FLW-12").verdict == verdict


def test_a_navigator_to_an_own_page_is_no_jump(story: Any) -> None:
    set_up(story)
    story.plant("phone", "number", PHONE)
    story.call("component.navigator", args={"target": "self", "url": f"/pages/a?m={PHONE}"})
    assert judged(story, "FLW-12").verdict == "not-applicable"


# FLW-13


@pytest.mark.parametrize(
    ("url", "body", "verdict"),
    [
        ("https://rumt-zh.com/collect", {"url": f"https://api.example.test/u?mobile={PHONE}"}, "fail"),
        ("https://rumt-zh.com/collect", {"url": "https://api.example.test/u?mobile=***"}, "pass"),
        ("https://watch.test/e", {"level": "error", "stack": "at a.js:1", "msg": PHONE}, "inconclusive"),
        (OWN, {"level": "error", "stack": "at a.js:1", "msg": PHONE}, "not-applicable"),
        (UMENG, {"phone": PHONE}, "not-applicable"),
    ],
)
def test_what_a_report_carries(story: Any, url: str, body: Any, verdict: str) -> None:
    set_up(story)
    story.plant("phone", "number", PHONE)
    story.flow(url, body, call=story.call("wx.request"))
    assert judged(story, "FLW-13").verdict == verdict


# FLW-14


def test_encrypted_bodies_keep_what_they_hold_open(tell: Any) -> None:
    secret = Random(1).randbytes(900)
    plain = json.dumps({"name": "somebody", "card": "110101190307126545", "remark": "hello, all is well"}).encode()
    for body, verdict in (
        ({"d": base64.b64encode(secret).decode()}, "inconclusive"),
        (secret, "inconclusive"),
        ({"d": base64.b64encode(json.dumps({"a": list(range(300))}).encode()).decode()}, "pass"),
        (b"\x89PNG\r\n\x1a\n" + secret, "pass"),
        ({"d": base64.b64encode(bytes(b ^ 0xA5 for b in plain)).decode()}, "inconclusive"),
        (bytes(b ^ b"k3y"[n % 3] for n, b in enumerate(plain)), "inconclusive"),
        ({"d": "helloworldthisisalongslugwithoutanyspaceorpunctuationatall" * 2}, "pass"),
    ):
        story = tell()
        set_up(story)
        story.flow("https://nobody-knows.test/x", body, call=story.call("wx.request"))
        story.covered()
        story.whole()
        verdicts = story.verdicts()
        assert verdicts["FLW-14"].verdict == verdict
        assert verdicts["FLW-01"].verdict == verdict, "what cannot be read may hold anything"


def test_what_the_platform_encrypted_is_known(story: Any) -> None:
    set_up(story)
    sealed = base64.b64encode(Random(2).randbytes(288)).decode()
    send(story, OWN, "phone", "encryptedData", sealed)
    assert judged(story, "FLW-14").verdict == "pass"
