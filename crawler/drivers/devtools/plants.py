"""Planted values in the place of those that DevTools would hand out, by the protocol's own ``App.mockWxMethod``.

The interface itself is called first, so that its window is shown and answered; only what it gives is exchanged.
What a button hands over (a phone number's code) comes by an event that no mock reaches.
"""

import asyncio
from typing import Any

from crawler.drivers.devtools.choices import Asked, Choice, choice
from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.scripts import script
from crawler.drivers.devtools.wire import Refused
from recording.identity import PlantedIdentity

_OVER = """function () {
  var exchange = %s;
  var plants = arguments[arguments.length - 1];
  var options = arguments.length > 1 ? arguments[0] : {};
  var self = this;
  if (%s) return exchange(self.origin(), plants);
  return new Promise(function (resolve) {
    var own = {};
    for (var key in options) own[key] = options[key];
    own.success = function (answer) { resolve(exchange(answer, plants)); };
    own.fail = function (error) { resolve(error); };
    own.complete = function () {};
    self.origin(own);
  });
}"""
_SEALED = {"encryptedData": "encryptedData", "iv": "iv", "cloudID": "cloudID"}
_NICKNAME = "userInfo.nickName"
_PROFILE = {_NICKNAME: "nickName", "signature": "signature", **_SEALED}
_PLACE = {"latitude": "latitude", "longitude": "longitude"}
PLANTS: dict[str, tuple[str, dict[str, str]]] = {
    "getLocation": ("location", _PLACE),
    "getFuzzyLocation": ("location", _PLACE),
    "chooseLocation": ("chosen_location", {**_PLACE, "name": "name", "address": "address"}),
    "chooseAddress": ("address", {"userName": "userName", "telNumber": "telNumber", "detailInfo": "street"}),
    "chooseInvoiceTitle": ("invoice", {"title": "title", "taxNumber": "taxNumber"}),
    "chooseLicensePlate": ("plate", {"plateNumber": "number"}),
    "getClipboardData": ("clipboard", {"data": "data"}),
    "getUserProfile": ("nickname_avatar", _PROFILE),
    "getUserInfo": ("nickname_avatar", _PROFILE),
    "getWeRunData": ("steps", {"encryptedData": "encryptedData", "iv": "iv"}),
    "getConnectedWifi": ("wifi", {"wifi.SSID": "SSID", "wifi.BSSID": "BSSID"}),
    "login": ("openid", {"code": "code"}),
    "scanCode": ("scan", {"result": "result"}),
    "getLocalIPAddress": ("ip", {"localip": "localip"}),
    "getSystemInfo": ("device_info", {"model": "model", "brand": "brand"}),
    "getSystemInfoSync": ("device_info", {"model": "model", "brand": "brand"}),
    "getDeviceInfo": ("device_info", {"model": "model", "brand": "brand"}),
}
"""Interface -> kind, and which field of its answer gets which field of that kind."""
HANDED: dict[str, tuple[str, str, dict[str, str]]] = {
    "getphonenumber": ("button.getPhoneNumber", "phone", {"code": "code", **_SEALED}),
    "getrealtimephonenumber": ("button.getRealtimePhoneNumber", "phone", {"code": "code"}),
    "getuserinfo": ("button.getUserInfo", "nickname_avatar", _PROFILE),
}
"""Event of a button -> the button's interface, kind, and which field of its detail gets which field of that kind."""
ANONYMOUS = "微信用户"
"""What everybody is called to a program since the profile interfaces were withdrawn (2022-10-25): nobody's nickname,
and it is left as it is. What is sealed beside it still tells the program's server who the user is. Source: the
platform's notice on getUserProfile."""
Exchange = dict[str, Any]
"""As ``exchange.js`` takes it: paths in an answer and planted values."""
_AT_ONCE = frozenset({"getSystemInfoSync", "getDeviceInfo"})
_NUMBERS = frozenset({"latitude", "longitude"})


class Plants:
    """The values of one run."""

    def __init__(self, identity: PlantedIdentity) -> None:
        self._identity = identity
        self._ids: dict[str, tuple[str, ...]] = {}
        self._nobodys: dict[str, tuple[str, ...]] = {}
        self._given: dict[str, Exchange] = {}
        self._buttons: dict[str, Exchange] = {}

    def ids(self, api: str, who: str = "") -> tuple[str, ...]:
        """Ids of what an interface hands out: ``wx.login``, ``button.getPhoneNumber``. ``who``: the name in it."""
        return self._nobodys.get(api, ()) if who == ANONYMOUS else self._ids.get(api, ())

    def table(self) -> dict[str, Exchange]:
        """Interface -> what is exchanged in its answer."""
        for api in PLANTS:
            if api not in self._given:
                self._given[api] = self._planted(f"wx.{api}", *PLANTS[api])
        return dict(self._given)

    def handed(self) -> dict[str, Exchange]:
        """Event of a button -> what is exchanged in its detail."""
        for event, (api, kind, fields) in HANDED.items():
            if event not in self._buttons:
                self._buttons[event] = self._planted(api, kind, fields)
        return dict(self._buttons)

    def choice(self, asked: Asked, number: int) -> Choice:
        """What a user chooses there; ``number``: of the entry, counted from 0."""
        if asked.items:
            return Choice({"tapIndex": number})
        interface, given = f"wx.{asked.api}", []

        def give(kind: str, field: str) -> str:
            given.append(self._identity.hand_out(kind, field, interface, ""))
            return given[-1].value

        made = choice(asked.api, give)
        self._ids[interface] = tuple(dict.fromkeys(value.id for value in given))
        return made

    def without(self, lacking: list[str]) -> None:
        """These interfaces hand nothing out after all."""
        for api in lacking:
            self._ids.pop(f"wx.{api}", None)
            self._nobodys.pop(f"wx.{api}", None)

    async def put_in(self, protocol: Protocol) -> list[str]:
        """Mock every interface of the table that there is. Returns those that could not be. Raises Lost, Unanswered."""
        done = await asyncio.gather(*(self._mock(protocol, api) for api in PLANTS))
        return [api for api, mocked in zip(PLANTS, done, strict=True) if not mocked]

    async def _mock(self, protocol: Protocol, api: str) -> bool:
        values = self.table()[api]
        try:
            await protocol.mock_wx(api, _OVER % (script("exchange"), "true" if api in _AT_ONCE else "false"), values)
        except Refused:
            self.without([api])
            return False
        return True

    def _planted(self, interface: str, kind: str, fields: dict[str, str]) -> Exchange:
        """The same values for the whole run; of nobody's profile only what is sealed."""
        found: Exchange = {"values": self._values(self._ids, interface, kind, fields)}
        if _NICKNAME in fields:
            sealed = {path: field for path, field in fields.items() if path != _NICKNAME}
            values = self._values(self._nobodys, interface, "openid", sealed)
            found["nobody"] = {"path": _NICKNAME, "name": ANONYMOUS, "values": values}
        return found

    def _values(
        self, ids: dict[str, tuple[str, ...]], interface: str, kind: str, fields: dict[str, str]
    ) -> list[list[Any]]:
        values = {path: self._identity.hand_out(kind, field, interface, "") for path, field in fields.items()}
        ids[interface] = tuple(value.id for value in values.values())
        return [[path, float(v.value) if v.field in _NUMBERS else v.value] for path, v in values.items()]
