"""Where the user is, and places the user picks."""

from collections.abc import Mapping
from typing import Any

from crawler.host.native import drawings
from crawler.host.native.texts import text
from crawler.host.native.visit import Handler, Refusal, Visit

NEED_DECLARING = frozenset(
    {
        "getFuzzyLocation",
        "getLocation",
        "onLocationChange",
        "startLocationUpdate",
        "startLocationUpdateBackground",
        "chooseLocation",
        "choosePoi",
        "chooseAddress",
    }
)
"""Interfaces that ``requiredPrivateInfos`` of app.json must list (platform rule of 2022-07-14)."""

_PURPOSES = {
    "wx.getLocation": "scope.userLocation",
    "wx.startLocationUpdate": "scope.userLocation",
    "wx.getFuzzyLocation": "scope.userFuzzyLocation",
}


def device_error(interface: str, app: Mapping[str, Any]) -> str:
    """Why a device refuses the call whatever the user says; ``""`` when it does not."""
    name = interface.removeprefix("wx.")
    required = app.get("requiredPrivateInfos")
    if name in NEED_DECLARING and name not in (required if isinstance(required, list) else []):
        return "the api need to be declared in the requiredPrivateInfos field in app.json/ext.json"
    if interface in _PURPOSES and not purpose(app, _PURPOSES[interface]):
        return "require permission desc"
    return ""


def purpose(app: Mapping[str, Any], scope: str) -> str:
    """``permission[scope].desc`` of app.json."""
    permission = app.get("permission")
    entry = permission.get(scope) if isinstance(permission, dict) else None
    found = entry.get("desc") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""


def _position(visit: Visit, kind: str = "location", interface: str = "") -> dict[str, float]:
    return {name: float(visit.give(kind, name, interface)) for name in ("latitude", "longitude")}


async def here(visit: Visit) -> Mapping[str, Any]:
    more = {"speed": -1, "accuracy": 65, "altitude": 0, "verticalAccuracy": 65, "horizontalAccuracy": 65}
    return {**_position(visit), **more}


async def roughly(visit: Visit) -> Mapping[str, Any]:
    return _position(visit)


async def follow(visit: Visit) -> Mapping[str, Any]:
    more = {"speed": -1, "accuracy": 65, "altitude": 0, "verticalAccuracy": 65, "horizontalAccuracy": 65}
    visit.desk.emit("locationChange", {**_position(visit, interface="wx.onLocationChange"), **more})
    return {}


async def choose_location(visit: Visit) -> Mapping[str, Any]:
    place = {"name": visit.give("chosen_location", "name"), "address": visit.give("chosen_location", "address")}
    items = [{"name": "place", "text": place["name"], "note": place["address"]}]
    await visit.choose(drawings.choices("chooser", text("chooser", "location"), items, style="location"))
    return {**place, **_position(visit, "chosen_location")}


async def choose_poi(visit: Visit) -> Mapping[str, Any]:
    return {**await choose_location(visit), "type": 2, "city": "北京市"}


async def choose_address(visit: Visit) -> Mapping[str, Any]:
    """Name and number are part of the address: the guidelines know the whole as one kind."""
    address = {
        "userName": visit.give("address", "userName"),
        "telNumber": visit.give("address", "telNumber"),
        "detailInfo": visit.give("address", "street"),
    }
    whole = f"北京市北京市密云区{address['detailInfo']}"
    items = [{"name": "address", "text": f"{address['userName']} {address['telNumber']}", "note": whole}]
    await visit.choose(drawings.choices("chooser", text("chooser", "address"), items, style="address"))
    return {
        **address,
        "postalCode": "101500",
        "nationalCode": "110118",
        "provinceName": "北京市",
        "cityName": "北京市",
        "countyName": "密云区",
        "streetName": "溪翁庄镇",
        "detailInfoNew": address["detailInfo"],
    }


async def show_place(visit: Visit) -> Mapping[str, Any]:
    title = str(visit.args.get("name") or text("chooser", "location"))
    blocks = [{"kind": "text", "text": str(visit.args.get("address") or "")}]
    await visit.ask(drawings.page("map", title, blocks))
    return {}


async def nothing(visit: Visit) -> Mapping[str, Any]:
    """The gate was all there was to it."""
    if "scope." in visit.question.interface and not visit.args.get("scope"):
        raise Refusal("invalid scope")
    return {}


HANDLERS: dict[str, Handler] = {
    "wx.getLocation": here,
    "wx.getFuzzyLocation": roughly,
    "wx.startLocationUpdate": follow,
    "wx.startLocationUpdateBackground": follow,
    "wx.stopLocationUpdate": nothing,
    "MapContext.moveToLocation": nothing,
    "wx.chooseLocation": choose_location,
    "wx.choosePoi": choose_poi,
    "wx.chooseAddress": choose_address,
    "wx.openLocation": show_place,
}
