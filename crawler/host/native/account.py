"""Who the user is to the program: login code, phone credential, profile, avatar, nickname."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from crawler.host.native import drawings
from crawler.host.native.guidelines import purpose_of
from crawler.host.native.texts import text
from crawler.host.native.visit import Handler, Refusal, Visit, needs_tap
from recording import planted_pictures

ANONYMOUS_AVATAR = "https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132"
"""The grey picture everybody has to a program since the profile interfaces were withdrawn."""


MASKED = "148****0000"
"""The number on the phone sheet: of a range no person has."""


async def login(visit: Visit) -> Mapping[str, Any]:
    visit.desk.session["logged_in"] = True
    return {"code": visit.give("openid", "code")}


async def check_session(visit: Visit) -> Mapping[str, Any]:
    if not visit.desk.session.get("logged_in"):
        raise Refusal("session time out, need relogin")
    return {}


async def phone(visit: Visit) -> Mapping[str, Any]:
    """The sheet with masked numbers; what comes out is a credential, never the number."""
    if not visit.window_passed:
        desk = visit.desk
        desk.record("phone.sheet_shown", visit.question, data_kind="phone", surface="platform")
        answer = await visit.ask(phone_window(visit))
        given = "agree" if answer.agreed else "refuse"
        fields = answer.evidence.fields()
        desk.record("phone.answer", visit.question, data_kind="phone", surface="platform", answer=given, **fields)
        if not answer.agreed:
            raise Refusal("user deny")
    return {"code": visit.give("phone", "code"), **visit.sealed("phone")}


def phone_window(visit: Visit, contract: str = "") -> dict[str, Any]:
    """The phone sheet; with a contract name it is the coupled consent popup too."""
    return drawings.phone_sheet(visit.desk.app_name, [MASKED], purpose_of(visit.desk.profile, "phone"), contract)


def _asked_era(visit: Visit) -> bool:
    return visit.desk.profile.host.user_info_era == "asked"


async def user_info(visit: Visit) -> Mapping[str, Any]:
    """``getUserInfo``: anonymous since 2021-04-28; before that only after the button's window."""
    if _asked_era(visit) and not visit.desk.session.get("user_info"):
        raise Refusal("scope unauthorized")
    return _profile(visit, asked=_asked_era(visit))


async def user_info_button(visit: Visit) -> Mapping[str, Any]:
    """The button asked once, in its time; it is answered without a window today."""
    if _asked_era(visit) and not visit.desk.session.get("user_info"):
        await _ask_profile(visit)
        visit.desk.session["user_info"] = True
    return _profile(visit, asked=_asked_era(visit))


async def user_profile(visit: Visit) -> Mapping[str, Any]:
    """``getUserProfile``: anonymous and without a window since 2022-10-25; asked each time before."""
    if _asked_era(visit):
        needs_tap(visit)
        await _ask_profile(visit)
    return _profile(visit, asked=_asked_era(visit))


async def _ask_profile(visit: Visit) -> None:
    shown = {"scope": "userInfo", "data_kind": "nickname_avatar", "surface": "platform"}
    visit.desk.record("scope.shown", visit.question, **shown)
    answer = await visit.ask(drawings.profile_window(visit.desk.app_name, str(visit.args.get("desc") or "")))
    given = "agree" if answer.agreed else "refuse"
    fields = answer.evidence.fields()
    visit.desk.record("scope.answer", visit.question, answer=given, **shown, **fields)
    if not answer.agreed:
        raise Refusal("auth deny")


def _profile(visit: Visit, asked: bool) -> Mapping[str, Any]:
    info: dict[str, Any] = {
        "nickName": visit.give("nickname_avatar", "nickName") if asked else "微信用户",
        "gender": 0,
        "language": "" if not asked else "zh_CN",
        "city": "",
        "province": "",
        "country": "",
        "avatarUrl": ANONYMOUS_AVATAR,
    }
    if asked:
        mark = visit.give("nickname_avatar", "picture")
        info["avatarUrl"] = f"https://thirdwx.qlogo.cn/mmopen/vi_32/{mark}/132"
    raw = json.dumps(info, ensure_ascii=False, separators=(",", ":"))
    # Anonymous data are nobody's nickname; what is sealed still tells the server who the user is.
    kind = "nickname_avatar" if asked else "openid"
    return {"userInfo": info, "rawData": raw, "signature": visit.give(kind, "signature"), **visit.sealed(kind)}


async def choose_avatar(visit: Visit) -> Mapping[str, Any]:
    """The picker of pictures; the program gets a file, here the planted one."""
    items = [{"name": name, "text": text("avatar", name)} for name in ("wechat", "album", "camera")]
    await visit.choose(drawings.choices("avatar", text("avatar", "title"), items))
    picture = planted_pictures.avatar(visit.give("nickname_avatar", "picture"))
    return {"avatarUrl": "", "files": [{"base64": base64.b64encode(picture).decode(), "extension": "png"}]}


async def nickname(visit: Visit) -> Mapping[str, Any]:
    """The nickname input: the keyboard offers the name only after consent, and asks nothing before it."""
    if not visit.desk.gate.agreed("nickname_avatar"):
        return {}
    name = visit.give("nickname_avatar", "nickName")
    items = [{"name": "use", "text": name}]
    spec = drawings.choices("nickname", text("nickname", "title"), items)
    chosen = (await visit.ask(spec)).button
    return {"nickname": name} if chosen == "use" else {}


HANDLERS: dict[str, Handler] = {
    "wx.login": login,
    "wx.pluginLogin": login,
    "wx.checkSession": check_session,
    "button.getPhoneNumber": phone,
    "button.getRealtimePhoneNumber": phone,
    "wx.getUserInfo": user_info,
    "button.getUserInfo": user_info_button,
    "wx.getUserProfile": user_profile,
    "button.chooseAvatar": choose_avatar,
    "input.nickname": nickname,
}
