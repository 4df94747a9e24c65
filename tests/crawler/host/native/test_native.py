"""The platform's side without a browser: a page made of messages, and what gets recorded of it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from crawler.host.native.native import Native
from crawler.host.native.page import Press, rect_of
from crawler.host.native.versions import change
from recording.identity import PlantedIdentity, planted
from recording.log import Log
from recording.observations import Rect
from recording.profile import Declaration, Declared, Host, Profile, Target
from recording.recording import Recording

RECT = [20.0, 700.0, 120.0, 44.0]
LOCATION = {"requiredPrivateInfos": ["getLocation"], "permission": {"scope.userLocation": {"desc": "找附近的店"}}}


class Hand:
    """The inspector's hand: hits whatever is asked for, unless it made no tap."""

    def __init__(self, page: "Page") -> None:
        self.page = page

    def tap(self, rect: Rect | None = None, surface: str = "") -> int | None:
        return self.page.hand

    def press(self, open_type: str) -> Press | None:
        return Press(self.page.hand, "ok", "同意", rect_of(RECT), 1.0) if self.page.hand is not None else None


class Page:
    """Stands for the page: collects what the platform wants drawn and answered, and presses buttons."""

    def __init__(self, folder: Path, profile: Profile | None = None, app: Mapping[str, Any] | None = None) -> None:
        self.log = Log(folder)
        self.log.run = "agree"
        self.answers: dict[str, Mapping[str, Any]] = {}
        self.events: list[tuple[str, Mapping[str, Any]]] = []
        self.drawn: dict[str, Mapping[str, Any]] = {}
        self.ms = 0.0
        self.hand: int | None = 9000
        """``seq`` of the inspector's last tap; None when no tap was made."""
        self.count = 0
        profile = profile or Profile(target=Target(name="小店", operator="某公司"))
        note = lambda value: self.log.note("planted", **value.model_dump())  # noqa: E731
        self.native = Native(self.log, profile, PlantedIdentity(1, "agree", note), app or {}, name="小店")
        self.native.attach(self, Hand(self))

    async def answer(self, question: str, result: Mapping[str, Any]) -> None:
        self.answers[question] = result

    async def event(self, name: str, payload: Mapping[str, Any]) -> None:
        self.events.append((name, payload))

    async def show_dialog(self, spec: Mapping[str, Any]) -> None:
        self.drawn[spec["id"]] = spec
        buttons = [{"role": button["role"], "text": button["text"], "rect": RECT} for button in spec["buttons"]]
        shown = {"t": "dialog", "phase": "shown", "id": spec["id"], "type": spec["type"], "page": "pages/a"}
        self.native.handle({**shown, "buttons": buttons})

    async def close_dialog(self, dialog: str) -> None:
        self.drawn.pop(dialog, None)

    async def ask(self, api: str, args: Mapping[str, Any] | None = None, component: bool = False) -> str:
        self.count += 1
        question = f"q{self.count}"
        call = "" if component else f"c{self.count}"
        message = {"t": "native", "api": api, "interface": api, "args": args or {}, "id": call, "q": question}
        self.native.handle({**message, "ms": self.ms, "page": "pages/a"})
        await settle()
        return question

    async def press(
        self, button: str, dialog: str = "", role: str = "", ticked: bool = False, trusted: bool = True
    ) -> None:
        dialog = dialog or next(reversed(self.drawn))
        message = {"t": "dialog_answer", "dialog": dialog, "button": button, "role": role or button, "text": button}
        extra = {"ticks": {"tick": ticked}, "rect": RECT, "trusted": trusted, "ms": self.ms, "page": "pages/a"}
        self.native.handle({**message, **extra})
        await settle()

    def recorded(self, kind: str) -> list[dict[str, Any]]:
        return [event.data for event in Recording(self.log.root).of(kind)]

    def consents(self) -> list[str]:
        return [data["name"] for data in self.recorded("consent")]


async def settle() -> None:
    for _ in range(6):
        await asyncio.sleep(0)


def declares(*keys: str, **host: Any) -> Profile:
    items = tuple(Declaration(privacy_key=key, privacy_text="取餐") for key in keys)
    return Profile(target=Target(name="小店"), declared=Declared(setting_list=items), host=Host(**host))


AGREE = {"id": "ok", "text": "同意", "rect": RECT, "opacity": 1, "covered": False}


async def test_phone_credential_after_the_coupled_popup(tmp_path: Path) -> None:
    page = Page(tmp_path)
    question = await page.ask("button.getPhoneNumber", {"openType": "getPhoneNumber"}, component=True)
    (spec,) = page.drawn.values()
    assert (spec["type"], spec["style"]) == ("phone", "coupled")
    await page.press("agree")
    assert page.answers == {}, "the box is not ticked"
    await page.press("agree", ticked=True)
    answer = page.answers[question]
    assert answer["ok"]
    assert len(answer["result"]["code"]) == 64
    assert answer["result"]["errMsg"] == "getPhoneNumber:ok"
    assert page.drawn == {}
    assert page.consents() == [
        "privacy.need", "privacy.official_shown", "phone.sheet_shown", "privacy.answer", "phone.answer",
    ]  # fmt: skip
    assert page.recorded("consent")[-1]["action"] == 9000
    begin, end = page.recorded("call")
    assert (begin["api"], begin["phase"], end["ok"]) == ("button.getPhoneNumber", "begin", True)
    values = {value.id: value for value in planted(Recording(tmp_path).events)}
    assert {values[i].value for i in end["planted"]} >= {answer["result"]["code"], answer["result"]["iv"]}


async def test_phone_sheet_refused_says_user_deny_and_can_be_opened_again(tmp_path: Path) -> None:
    page = Page(tmp_path)
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    for _ in range(2):
        question = await page.ask("button.getPhoneNumber", component=True)
        await page.press("refuse")
        assert page.answers[question] == {"ok": False, "errMsg": "user deny", "errno": None, "extra": {}}
    assert page.consents().count("phone.answer") == 2


async def test_an_agree_button_without_a_hand_gains_nothing(tmp_path: Path) -> None:
    page = Page(tmp_path)
    page.hand = None
    question = await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    assert not page.answers[question]["ok"]
    assert page.native.gate.needs_authorization()
    assert page.consents() == []
    question = await page.ask("button.openSetting", component=True)
    assert not page.answers[question]["ok"]
    what = [note["what"] for note in page.recorded("note")]
    assert what == ["consent without a tap", "a button's question without a tap"]


@pytest.mark.parametrize(("hand", "trusted"), [(None, True), (9000, False), (1, True)])
async def test_a_platform_window_answered_without_a_hand_stays(tmp_path: Path, hand: int | None, trusted: bool) -> None:
    page = Page(tmp_path)
    page.hand = hand
    await page.ask("chooseImage")
    await page.press("agree", trusted=trusted)
    assert len(page.drawn) == 1
    assert page.native.gate.needs_authorization()
    assert "privacy.answer" not in page.consents()
    assert page.recorded("note")[-1]["name"] == "contradiction"


async def test_location_needs_its_lines_in_app_json_before_any_question(tmp_path: Path) -> None:
    page = Page(tmp_path)
    question = await page.ask("getLocation")
    assert "requiredPrivateInfos" in page.answers[question]["errMsg"]
    page.native.app = {"requiredPrivateInfos": ["getLocation"]}
    assert page.answers[await page.ask("getLocation")]["errMsg"] == "require permission desc"
    assert page.consents() == []


async def test_location_through_consent_and_scope(tmp_path: Path) -> None:
    page = Page(tmp_path, app=LOCATION)
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    question = await page.ask("getLocation", {"type": "gcj02"})
    (spec,) = page.drawn.values()
    assert spec["type"] == "scope"
    assert "找附近的店" in str(spec["blocks"])
    await page.press("agree")
    first = page.answers[question]["result"]
    assert first["latitude"] == pytest.approx(40.49, abs=0.001)
    assert page.native.planted("c2")
    again = await page.ask("getLocation")
    assert page.answers[again]["result"] == first
    setting = await page.ask("getSetting")
    assert page.answers[setting]["result"]["authSetting"]["scope.userLocation"] is True


async def test_listener_fires_and_resolve_answers_the_call(tmp_path: Path) -> None:
    page = Page(tmp_path, declares("Clipboard"))
    await page.ask("onNeedPrivacyAuthorization")
    question = await page.ask("getClipboardData")
    name, payload = page.events[-1]
    assert (name, payload["referrer"]) == ("needPrivacyAuthorization", "getClipboardData")
    resolve = {"id": payload["id"], "event": "exposureAuthorization", "buttonId": ""}
    await page.ask("resolvePrivacyAuthorization", resolve, component=True)
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    resolve = {"id": payload["id"], "event": "agree", "buttonId": "ok"}
    await page.ask("resolvePrivacyAuthorization", resolve, component=True)
    assert len(page.answers[question]["result"]["data"]) == 20
    assert page.consents() == ["privacy.need", "privacy.custom_exposed", "privacy.answer"]
    answer = page.recorded("consent")[-1]
    assert (answer["surface"], answer["button_id"], answer["opacity"], answer["action"]) == ("app", "ok", 1, 9000)


async def test_a_page_change_spends_the_tapped_button(tmp_path: Path) -> None:
    page = Page(tmp_path, declares("Clipboard"))
    await page.ask("onNeedPrivacyAuthorization")
    question = await page.ask("getClipboardData")
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    assert page.native.handle({"t": "route", "ms": 1, "page": "pages/b"}) is False
    resolve = {"id": page.events[-1][1]["id"], "event": "agree", "buttonId": "ok"}
    await page.ask("resolvePrivacyAuthorization", resolve, component=True)
    failed = page.answers[question]
    assert (failed["errno"], failed["errMsg"]) == (104, "privacy permission is not authorized or buttonId is wrong")


async def test_unanswered_is_noted_when_virtual_time_goes_on(tmp_path: Path) -> None:
    page = Page(tmp_path)
    await page.ask("chooseImage")
    page.native.tick(29_000)
    assert "privacy.unanswered" not in page.consents()
    page.native.tick(31_000)
    page.native.tick(62_000)
    assert page.consents().count("privacy.unanswered") == 1


async def test_settings_from_the_capsule_withdraw_the_consent(tmp_path: Path) -> None:
    page = Page(tmp_path, app=LOCATION)
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    await page.ask("getLocation")
    await page.press("refuse")
    page.native.handle({"t": "capsule", "button": "menu", "trusted": True, "rect": RECT, "ms": 1, "page": "pages/a"})
    await settle()
    await page.press("settings", "menu")
    assert [b["on"] for b in page.drawn["settings"]["blocks"] if b["kind"] == "toggle"] == [False, True]
    await page.press("toggle:userLocation", "settings", role="check")
    await page.press("toggle:privacy", "settings", role="check")
    assert page.native.gate.scopes == {"userLocation": True}
    assert page.native.gate.needs_authorization()
    assert page.consents()[-3:] == ["setting.opened", "scope.answer", "privacy.withdrawn"]
    changed = page.recorded("consent")[-2:]
    assert [(c["style"], c.get("data_kind", "")) for c in changed] == [("settings", "location"), ("settings", "")]
    await page.press("contract", "settings", role="link")
    assert "未提供" in str(page.drawn["contract"]["blocks"])


async def test_the_operator_is_notified_to_delete_what_it_obtained(tmp_path: Path) -> None:
    page = Page(tmp_path)
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    page.native.open_page("settings", None)
    await settle()
    assert "obtained" not in str(page.drawn["settings"]), "nothing was obtained yet"
    await page.ask("button.getPhoneNumber", component=True)
    await page.press("agree")
    first = page.native.identity.hand_out("phone", "number", "typed", "pages/a").value
    page.native.open_page("settings", None)
    await settle()
    await page.press("obtained", "settings", role="link")
    (items,) = [b["items"] for b in page.drawn["obtained"]["blocks"] if b["kind"] == "items"]
    assert [i["name"] for i in items] == ["delete:phone"]
    await page.press("delete:phone", "obtained", role="item", trusted=False)
    assert page.consents()[-1] == "setting.opened", "nobody pressed it"
    await page.press("delete:phone", "obtained", role="item")
    asked = page.recorded("consent")[-1]
    assert (asked["name"], asked["data_kind"], asked["style"]) == ("privacy.delete_requested", "phone", "settings")
    assert "delete:phone" not in str(page.drawn["obtained"])
    later = page.native.identity.hand_out("phone", "number", "typed", "pages/a").value
    assert later != first, "what is handed out from now on is told from what was kept"


async def test_guidelines_in_another_version_ask_anew_and_show_it(tmp_path: Path) -> None:
    page = Page(tmp_path, declares("PhoneNumber", "Location"))
    changed = change(page.native.profile, ["location"])
    assert changed is not None
    page.native.declare(changed.version(1))
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    assert not page.native.gate.needs_authorization()
    page.native.open_page("contract", None)
    await settle()
    assert "收集你的手机号" in str(page.drawn["contract"]) and "位置信息" not in str(page.drawn["contract"])
    page.native.declare(changed.version(2))
    assert page.native.gate.needs_authorization() and page.native.gate.agreed("phone")
    page.native.open_page("contract", None)
    await settle()
    assert "位置信息" in str(page.drawn["contract"])


async def test_guidelines_show_what_is_declared(tmp_path: Path) -> None:
    page = Page(tmp_path, declares("PhoneNumber", "Location"))
    question = await page.ask("openPrivacyContract")
    assert page.answers[question]["ok"]
    text = str(page.drawn["contract"]["blocks"])
    assert "为了取餐，开发者将在获取你的明示同意后，收集你的手机号" in text
    assert page.consents() == ["contract.opened"]


async def test_privacy_setting_and_banned(tmp_path: Path) -> None:
    page = Page(tmp_path, declares())
    answer = page.answers[await page.ask("getPrivacySetting")]
    name = "《小店小程序隐私保护指引》"
    assert answer["result"] == {"needAuthorization": False, "privacyContractName": name}
    assert page.answers[await page.ask("chooseMedia")]["errno"] == 1025
    assert page.answers[await page.ask("setClipboardData", {"data": "x"})]["errMsg"] == "appid privacy api banned"


async def test_profile_is_anonymous_today_and_asked_in_its_time(tmp_path: Path) -> None:
    page = Page(tmp_path / "now")
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    now = page.answers[await page.ask("getUserProfile", {"desc": "会员"})]["result"]
    assert now["userInfo"]["nickName"] == "微信用户"
    then = Page(tmp_path / "then", Profile(host=Host(user_info_era="asked")))
    await then.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    assert "TAP gesture" in then.answers[await then.ask("getUserProfile", {"desc": "会员"})]["errMsg"]
    then.native.handle({"t": "call", "id": f"c{then.count + 1}", "since_input_ms": 30, "ms": 0})
    question = await then.ask("getUserProfile", {"desc": "会员"})
    await then.press("agree")
    assert then.answers[question]["result"]["userInfo"]["nickName"] != "微信用户"
    assert then.answers[await then.ask("getUserInfo")]["errMsg"] == "scope unauthorized"
    await then.ask("button.getUserInfo", component=True)
    await then.press("agree")
    assert then.answers[await then.ask("getUserInfo")]["result"]["userInfo"]["nickName"] != "微信用户"
    setting = then.answers[await then.ask("getSetting")]["result"]["authSetting"]
    assert setting["scope.userInfo"] is True


@pytest.mark.parametrize(
    ("api", "field", "app"),
    [
        ("chooseAddress", "detailInfo", {"requiredPrivateInfos": ["chooseAddress"]}),
        ("chooseLocation", "name", {"requiredPrivateInfos": ["chooseLocation"]}),
        ("chooseInvoiceTitle", "taxNumber", {}),
        ("chooseInvoice", "invoiceInfo", {}),
        ("chooseLicensePlate", "plateNumber", {}),
        ("chooseImage", "files", {}),
        ("chooseMessageFile", "files", {}),
        ("chooseContact", "phoneNumber", {}),
        ("scanCode", "result", {}),
    ],
)
async def test_choosers_hand_out_planted_values_or_cancel(
    tmp_path: Path, api: str, field: str, app: dict[str, Any]
) -> None:
    page = Page(tmp_path, app=app)
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    question = await page.ask(api)
    (spec,) = page.drawn.values()
    (items,) = [block["items"] for block in spec["blocks"] if block["kind"] == "items"]
    await page.press(items[0]["name"])
    assert page.answers[question]["result"][field]
    assert page.native.planted(f"c{page.count}")
    question = await page.ask(api)
    await page.press("cancel")
    assert page.answers[question]["errMsg"] == "cancel"


async def test_devices_answer_as_a_phone_does(tmp_path: Path) -> None:
    page = Page(tmp_path)
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    assert page.answers[await page.ask("checkSession")]["ok"] is False
    code = page.answers[await page.ask("login")]["result"]["code"]
    assert len(code) == 32
    assert page.answers[await page.ask("checkSession")]["ok"] is True
    assert page.answers[await page.ask("getConnectedWifi")]["extra"] == {"errCode": 12000}
    await page.ask("startWifi")
    assert page.answers[await page.ask("getConnectedWifi")]["result"]["wifi"]["SSID"].startswith("mi-")
    assert page.answers[await page.ask("getLocalIPAddress")]["result"]["localip"].startswith("10.")
    assert page.answers[await page.ask("getWeRunData")] if page.drawn else True
    assert page.answers[await page.ask("nothingKnown")]["errMsg"] == "not supported"


async def test_nickname_is_offered_only_after_consent(tmp_path: Path) -> None:
    page = Page(tmp_path)
    assert page.answers[await page.ask("input.nickname", component=True)]["result"] == {}
    assert page.consents() == []
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    question = await page.ask("input.nickname", component=True)
    await page.press("use")
    assert page.answers[question]["result"]["nickname"]


async def test_a_new_user_starts_afresh_and_a_second_launch_remembers(tmp_path: Path) -> None:
    page = Page(tmp_path)
    await page.ask("button.agreePrivacyAuthorization", AGREE, component=True)
    page.native.attach(page, Hand(page), fresh=False)
    assert not page.native.gate.needs_authorization()
    page.native.attach(page, Hand(page), fresh=True)
    assert page.native.gate.needs_authorization()


async def test_dialogs_of_the_program_are_recorded_with_the_tap_that_answered(tmp_path: Path) -> None:
    page = Page(tmp_path)
    button = {"text": "确定", "role": "item", "rect": RECT}
    shown = {"t": "dialog", "phase": "shown", "id": "modal.1", "type": "modal", "title": "提示", "text": "登录"}
    page.native.handle({**shown, "buttons": [button], "rect": RECT, "ms": 0, "page": "pages/a"})
    answered = {**shown, "phase": "answered", "answer": "item", "button": "确定", "trusted": True, "pressed": RECT}
    page.native.handle({**answered, "ms": 1, "page": "pages/a"})
    page.hand = None
    page.native.handle({**answered, "ms": 2, "page": "pages/a"})
    first, second, third = page.recorded("dialog")
    assert first["buttons"][0]["rect"] == RECT
    assert (second["action"], third.get("action")) == (9000, None)
    assert page.recorded("note")[-1]["name"] == "contradiction"


async def test_malformed_messages_break_nothing(tmp_path: Path) -> None:
    page = Page(tmp_path)
    messages: tuple[dict[str, Any], ...] = (
        {"t": "native"},
        {"t": "native", "api": 5, "args": [], "q": None},
        {"t": "dialog", "buttons": [7, {"rect": ["a"]}], "rect": "abcd", "phase": "exploded"},
        {"t": "dialog_answer", "dialog": {}, "rect": None},
        {"t": "capsule"},
        {"t": "call", "id": 4, "since_input_ms": "x"},
        {"ms": "late"},
    )
    for message in messages:
        page.native.handle(message)
    await settle()
    assert page.consents() == []
