"""What the user allowed so far, and the pages where it can be read and changed."""

from collections.abc import Mapping
from typing import Any

from crawler.host.native import drawings
from crawler.host.native.texts import text
from crawler.host.native.visit import Handler, Refusal, Visit, needs_tap
from recording import scopes


async def setting(visit: Visit) -> Mapping[str, Any]:
    return {"authSetting": auth_setting(visit), "subscriptionsSetting": {"mainSwitch": True, "itemSettings": {}}}


def auth_setting(visit: Visit) -> dict[str, bool]:
    """Scopes decided so far; ``userInfo`` is no longer asked and counts as granted, but not in its own time."""
    found = visit.desk.gate.authorized_scopes()
    if visit.desk.profile.host.user_info_era == "asked":
        found["scope.userInfo"] = visit.desk.session.get("user_info") is True
    return found


async def open_setting(visit: Visit) -> Mapping[str, Any]:
    """The settings page; the call is answered when the user leaves it."""
    needs_tap(visit)
    visit.desk.record("setting.opened", visit.question, surface="platform")
    await visit.ask(settings_page(visit.desk.app_name, visit.desk.gate.scopes, visit.desk.gate.has_consent()))
    return {"authSetting": auth_setting(visit)}


def settings_page(
    app: str, decided: Mapping[str, bool], consent: bool | None, obtained: bool = False
) -> dict[str, Any]:
    """The page as things stand: switches for scopes and consent, the way to what was obtained."""
    known = scopes.table()
    shown = {name: (known[name].zh, granted) for name, granted in decided.items() if name in known}
    return drawings.settings_page(app, shown, True if consent else None, obtained)


async def authorize(visit: Visit) -> Mapping[str, Any]:
    name = str(visit.args.get("scope") or "").removeprefix("scope.")
    if name not in scopes.table():
        raise Refusal("invalid scope")
    if name == "userInfo" and not auth_setting(visit)["scope.userInfo"]:
        raise Refusal("auth deny")
    return {}


async def privacy_setting(visit: Visit) -> Mapping[str, Any]:
    gate = visit.desk.gate
    return {"needAuthorization": gate.needs_authorization(), "privacyContractName": gate.settings.contract_name}


async def require_privacy(_visit: Visit) -> Mapping[str, Any]:
    return {}


async def open_contract(visit: Visit) -> Mapping[str, Any]:
    """Success as soon as the page is open."""
    visit.desk.open_page("contract", visit.question)
    return {}


async def listen(visit: Visit) -> Mapping[str, Any]:
    visit.desk.gate.listen()
    return {}


async def service_chat(visit: Visit) -> Mapping[str, Any]:
    await visit.ask(drawings.page("contact", text("pages", "contact"), []))
    return {"path": "", "query": {}}


async def feedback(visit: Visit) -> Mapping[str, Any]:
    await visit.ask(drawings.page("feedback", text("pages", "feedback"), []))
    return {}


async def share(visit: Visit) -> Mapping[str, Any]:
    await visit.ask(drawings.page("share", text("pages", "share"), []))
    return {}


async def no_app(_visit: Visit) -> Mapping[str, Any]:
    raise Refusal("invalid scene")


HANDLERS: dict[str, Handler] = {
    "wx.getSetting": setting,
    "wx.openSetting": open_setting,
    "button.openSetting": open_setting,
    "wx.authorize": authorize,
    "wx.getPrivacySetting": privacy_setting,
    "wx.requirePrivacyAuthorize": require_privacy,
    "wx.openPrivacyContract": open_contract,
    "wx.onNeedPrivacyAuthorization": listen,
    "button.contact": service_chat,
    "button.feedback": feedback,
    "button.share": share,
    "button.launchApp": no_app,
}
