"""Which network a device says it is in, whatever that is called, and which names prove something when they leave."""

import pytest

from crawler.drivers.android.wifi import Wifi, parse, telling

POINT = "9e:37:c1:5b:04:d8"
SLY = 'a", BSSID: 00:11:22:33:44:55'
REST = ", MAC: 02:00:00:00:00:00, IP: /192.0.2.17, Supplicant state: COMPLETED, RSSI: -51, Net ID: 3"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f'WifiInfo: SSID: "Home-5G", BSSID: {POINT}{REST}', Wifi("Home-5G", POINT)),
        (f'mWifiInfo SSID: "翠湖路18号", BSSID: {POINT}{REST}', Wifi("翠湖路18号", POINT)),
        (f"mWifiInfo SSID: AndroidWifi, BSSID: {POINT}{REST}", Wifi("AndroidWifi", POINT)),
        (f"mWifiInfo SSID: b4f3c4e33138bac5, BSSID: {POINT}{REST}", Wifi("b4f3c4e33138bac5", POINT)),
        (f'mWifiInfo SSID: "{SLY}", BSSID: {POINT}{REST}', Wifi(SLY, POINT)),
        (f'WifiInfo: SSID: "it\'s $(reboot); <b>", BSSID: {POINT}{REST}', Wifi("it's $(reboot); <b>", POINT)),
        (f"mWifiInfo SSID: <unknown ssid>, BSSID: {POINT}{REST}", Wifi("", POINT)),
        (f'WifiInfo: SSID: "Home-5G", BSSID: 02:00:00:00:00:00{REST}', Wifi()),
        ("mWifiInfo SSID: <unknown ssid>, BSSID: <none>, Supplicant state: DISCONNECTED", Wifi()),
        (f'mWifiInfo SSID: "Home-5G", BSSID: {POINT}, Supplicant state: ASSOCIATING', Wifi()),
        ("Wifi is disabled", Wifi()),
        ("cmd: Can't find service: wifi", Wifi()),
        ("", Wifi()),
    ],
)  # fmt: skip
def test_what_android_prints(line: str, found: Wifi) -> None:
    assert parse(f"Wifi is enabled\nWifi is connected to something\n{line}\nsuccessfulTxPackets: 5\n") == found


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("HUAWEI-3F2A7C", True),
        ("翠湖路18号_5G", True),
        ("Starbucks", False),
        ("12345678", False),
        ("Cafe-5G", False),
        ("Redmi Note 9", False),
        ("HUAWEI P40", False),
    ],
)
def test_a_name_that_may_stand_anywhere_proves_nothing(name: str, yes: bool) -> None:
    """A word, a number, the device's own model: such a text in a request says nothing of the network."""
    properties = (
        "[ro.product.brand]: [HUAWEI]\n[ro.product.marketname]: [Redmi Note 9]\n[ro.product.model]: [HUAWEI P40]\n"
    )
    assert telling(name, properties) is yes
