"""What the phone itself knows or does: clipboard, Wi-Fi, Bluetooth, network address, sensors, album, calendar."""

from collections.abc import Mapping
from typing import Any

from crawler.host.native.visit import Handler, Refusal, Visit


async def done(_visit: Visit) -> Mapping[str, Any]:
    """Nothing to say beyond success; the gate has asked what there was to ask."""
    return {}


async def clipboard(visit: Visit) -> Mapping[str, Any]:
    written = visit.desk.session.get("clipboard")
    return {"data": written if isinstance(written, str) else visit.give("clipboard", "data")}


async def write_clipboard(visit: Visit) -> Mapping[str, Any]:
    visit.desk.session["clipboard"] = str(visit.args.get("data") or "")
    return {}


def _wifi(visit: Visit) -> dict[str, Any]:
    names = {name: visit.give("wifi", name) for name in ("SSID", "BSSID")}
    return {**names, "secure": True, "signalStrength": 88, "frequency": 5180}


async def start_wifi(visit: Visit) -> Mapping[str, Any]:
    visit.desk.session["wifi"] = True
    return {}


def _need_wifi(visit: Visit) -> None:
    if not visit.desk.session.get("wifi"):
        raise Refusal("not init startWifi", extra={"errCode": 12000})


async def connected_wifi(visit: Visit) -> Mapping[str, Any]:
    _need_wifi(visit)
    return {"wifi": _wifi(visit)}


async def wifi_list(visit: Visit) -> Mapping[str, Any]:
    _need_wifi(visit)
    visit.desk.emit("getWifiList", {"wifiList": [_wifi(visit)]})
    return {}


async def open_bluetooth(visit: Visit) -> Mapping[str, Any]:
    visit.desk.session["bluetooth"] = True
    return {}


async def close_bluetooth(visit: Visit) -> Mapping[str, Any]:
    visit.desk.session["bluetooth"] = False
    return {}


def _need_bluetooth(visit: Visit) -> None:
    if not visit.desk.session.get("bluetooth"):
        raise Refusal("not init", extra={"errCode": 10000})


def _neighbour(visit: Visit) -> dict[str, Any]:
    names = {name: visit.give("bluetooth", name) for name in ("deviceId", "name")}
    return {**names, "localName": names["name"], "RSSI": -61, "advertisServiceUUIDs": [], "connectable": True}


async def discover_bluetooth(visit: Visit) -> Mapping[str, Any]:
    _need_bluetooth(visit)
    visit.desk.emit("bluetoothDeviceFound", {"devices": [_neighbour(visit)]})
    return {"isDiscovering": True}


async def bluetooth_devices(visit: Visit) -> Mapping[str, Any]:
    _need_bluetooth(visit)
    return {"devices": [_neighbour(visit)]}


async def bluetooth_state(visit: Visit) -> Mapping[str, Any]:
    _need_bluetooth(visit)
    return {"available": True, "discovering": False}


async def no_bluetooth_peer(visit: Visit) -> Mapping[str, Any]:
    _need_bluetooth(visit)
    raise Refusal("connection fail", extra={"errCode": 10003})


async def no_connection(visit: Visit) -> Mapping[str, Any]:
    """Nothing was ever connected, so nothing can be read, written or closed."""
    _need_bluetooth(visit)
    raise Refusal("no connection", extra={"errCode": 10006})


async def not_paired(visit: Visit) -> Mapping[str, Any]:
    _need_bluetooth(visit)
    raise Refusal("no device", extra={"errCode": 10002})


async def keep_token(visit: Visit) -> Mapping[str, Any]:
    visit.desk.session["background_token"] = str(visit.args.get("token") or "")
    return {}


async def kept_token(visit: Visit) -> Mapping[str, Any]:
    token = visit.desk.session.get("background_token")
    if not token:
        raise Refusal("token not set, maybe you should setBackgroundFetchToken first")
    return {"token": token}


async def local_address(visit: Visit) -> Mapping[str, Any]:
    return {"localip": visit.give("ip", "localip"), "netmask": "255.0.0.0"}


async def empty_room(_visit: Visit) -> Mapping[str, Any]:
    """A call that nobody else has joined."""
    return {"openIdList": []}


async def not_added(_visit: Visit) -> Mapping[str, Any]:
    return {"added": False}


_NO_CONNECTION = (
    "wx.closeBLEConnection",
    "wx.getBLEDeviceServices",
    "wx.getBLEDeviceCharacteristics",
    "wx.readBLECharacteristicValue",
    "wx.writeBLECharacteristicValue",
    "wx.notifyBLECharacteristicValueChange",
    "wx.getBLEDeviceRSSI",
    "wx.getBLEMTU",
    "wx.setBLEMTU",
)
_DONE = (
    "wx.startAccelerometer",
    "wx.startCompass",
    "wx.startDeviceMotionListening",
    "wx.startGyroscope",
    "wx.saveImageToPhotosAlbum",
    "wx.saveVideoToPhotosAlbum",
    "wx.addPhoneContact",
    "wx.addPhoneCalendar",
    "wx.addPhoneRepeatCalendar",
    "wx.stopRecord",
    "wx.stopWifi",
    "wx.createVKSession",
    "wx.createBLEPeripheralServer",
    "wx.stopBluetoothDevicesDiscovery",
    "CameraContext.startRecord",
    "camera",
    "live-pusher",
    "voip-room",
)

HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_DONE, done),
    "wx.getClipboardData": clipboard,
    "wx.setClipboardData": write_clipboard,
    "wx.startWifi": start_wifi,
    "wx.getConnectedWifi": connected_wifi,
    "wx.getWifiList": wifi_list,
    "wx.openBluetoothAdapter": open_bluetooth,
    "wx.closeBluetoothAdapter": close_bluetooth,
    "wx.startBluetoothDevicesDiscovery": discover_bluetooth,
    "wx.getBluetoothDevices": bluetooth_devices,
    "wx.getConnectedBluetoothDevices": bluetooth_devices,
    "wx.getBluetoothAdapterState": bluetooth_state,
    "wx.createBLEConnection": no_bluetooth_peer,
    **dict.fromkeys(_NO_CONNECTION, no_connection),
    "wx.makeBluetoothPair": not_paired,
    "wx.isBluetoothDevicePaired": not_paired,
    "wx.setBackgroundFetchToken": keep_token,
    "wx.getBackgroundFetchToken": kept_token,
    "wx.getLocalIPAddress": local_address,
    "wx.checkIsAddedToMyMiniProgram": not_added,
    "wx.joinVoIPChat": empty_room,
}
