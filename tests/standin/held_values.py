"""What the phone holds of its user, and the commands that tell or set it: network, position, clipboard.

A program gets these very values; of a position nobody set it gets the phone's own. Output as AOSP's
``WifiShellCommand``, ``ClientModeImpl.dump``, ``LocationShellCommand`` and ``AppOpsService`` print it (Android 13).
"""

from minishell import Result, failed, said

from recording.identity import Planted, PlantedIdentity

WIFI = ("翠湖路18号_5G", "9e:37:c1:5b:04:d8")
_PROVIDERS = ("passive", "gps", "network", "fused")
_MOCK = "android:mock_location"


class HeldValues:
    """``network``: name and access point, or None. ``takes_position``: whether the shell may set one at
    all; ``located``: whether the user has location switched on."""

    def __init__(self, phone) -> None:
        self.phone = phone
        self.network: tuple[str, str] | None = WIFI
        self.takes_position = self.located = True
        self.modes: dict[str, str] = {}
        """Package -> mode of its app operation ``mock_location``, where one was set."""
        self.mocked: dict[str, tuple[str, str] | None] = {}
        """Test providers and where they say the phone is."""

    @property
    def state(self) -> dict:
        return {"modes": self.modes, "mocked": self.mocked, "clipboard": self.phone.helper.clipboard}

    def value(self, kind: str, field: str) -> str | None:
        """What a program gets; None where the phone has something of its own."""
        if kind == "wifi" and field in ("SSID", "BSSID"):
            return self.network[field == "BSSID"] if self.network is not None else ""
        place = self.mocked.get("gps")
        if kind == "location" and place is not None and field in ("latitude", "longitude"):
            return place[field == "longitude"]
        if kind == "clipboard":
            return self.phone.helper.clipboard or None
        return None

    def commands(self) -> dict:
        return {"wifi": self.wifi, "location": self.location, "appops": self.appops}

    def dumped(self, service: str) -> str:
        """Of ``dumpsys``; empty for what is none of these."""
        if service == "wifi":
            return f"Wi-Fi is {'enabled' if self.network else 'disabled'}\nmWifiInfo {self._info()}\n"
        if service == "location":
            marks = ((name, " [mock]" if name in self.mocked else "") for name in _PROVIDERS)
            return "Location Manager State:\n" + "".join(
                f"  {name} provider{mark}:\n    enabled=true\n" for name, mark in marks
            )
        return ""

    def _info(self) -> str:
        name, point = self.network or ("", "")
        shown, state = (f'"{name}"', "COMPLETED") if self.network else ("<unknown ssid>", "DISCONNECTED")
        return (
            f"SSID: {shown}, BSSID: {point or '<none>'}, MAC: 02:00:00:00:00:00, IP: /192.0.2.17, Security type: 2, "
            f"Supplicant state: {state}, Wi-Fi standard: 5, RSSI: -51, Link speed: 433Mbps, Net ID: 3, score: 60"
        )

    async def wifi(self, words: list[str], given: bytes) -> Result:
        if words != ["status"]:
            return failed(f"Unknown command: {' '.join(words)}\n", 255)
        if self.network is None:
            return said("Wifi is disabled\nWifi scanning is only available when wifi is enabled\n")
        return said(
            "Wifi is enabled\nWifi scanning is only available when wifi is enabled\n"
            "==== Primary ClientModeManager instance ====\n"
            f'Wifi is connected to "{self.network[0]}"\nWifiInfo: {self._info()}\n'
        )

    async def location(self, words: list[str], given: bytes) -> Result:
        match words:
            case ["is-location-enabled"]:
                return said(f"{str(self.located).lower()}\n")
            case ["providers", verb, name, *rest] if name in _PROVIDERS:
                return self._provider(verb, name, rest)
        return failed(f"Unknown command: {' '.join(words)}\n", 255)

    def _provider(self, verb: str, name: str, rest: list[str]) -> Result:
        if self.modes.get("com.android.shell") != "allow" or not self.takes_position:
            # Without the app operation the service returns before it does anything, and prints nothing.
            return Result()
        match verb:
            case "add-test-provider":
                self.mocked.setdefault(name, None)
            case "remove-test-provider":
                self.mocked.pop(name, None)
            case "set-test-provider-location":
                if name not in self.mocked:
                    return failed(f"java.lang.IllegalArgumentException: {name} provider is not a test provider\n", 255)
                latitude, longitude = rest[rest.index("--location") + 1].split(",")
                self.mocked[name] = (latitude, longitude)
        return Result()

    async def appops(self, words: list[str], given: bytes) -> Result:
        match words:
            case ["get", package, operation] if operation == _MOCK:
                mode = self.modes.get(package)
                return said(
                    f"MOCK_LOCATION: {mode}; time=+2m4s0ms ago\n" if mode else "No operations.\nDefault mode: deny\n"
                )
            case ["set", package, operation, "default"] if operation == _MOCK:
                self.modes.pop(package, None)
                return Result()
            case ["set", package, operation, mode] if operation == _MOCK:
                self.modes[package] = mode
                return Result()
        return failed(f"Error: Unknown operation string: {' '.join(words)}\n", 255)


class HeldIdentity(PlantedIdentity):
    """What WeChat hands to a program: the phone's own where it holds any. ``held`` is HeldValues, or None."""

    held = None

    def hand_out(self, kind: str, field: str, interface: str, page: str, call: str = "") -> Planted:
        found = super().hand_out(kind, field, interface, page, call)
        own = self.held.value(kind, field) if self.held is not None else None
        return found if own is None else found.model_copy(update={"value": own})
