"""Values that the device holds and a program may be given: its network, its position, its clipboard.

Position and clipboard are planted, as on the targets that hand values out themselves, with other values for each run.
The network is read: its name is the inspector's own. Each is noted as planted values are, so that the search finds it
in whatever spelling. Source: the catalogue's table of targets, row A; decision 0056.
"""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from crawler.drivers.android.device import Device
from crawler.drivers.android.helper import Helper
from crawler.drivers.android.lease import Lease
from crawler.drivers.android.mock_position import MockPosition
from crawler.drivers.android.wifi import Wifi, wifi
from recording.identity import Planted, PlantedIdentity
from recording.log import Log

PLANTED = "device"
"""``Planted.interface`` of what was put on the device."""
READ = "device, read"
"""The same of what it held already."""


class Held:
    """What of a device's own values the inspection knows. Nothing is read or changed before the first ``plant``."""

    def __init__(self, device: Device, lease: Lease, helper: Helper | None) -> None:
        """``lease``: gives back what is changed. ``helper``: the only hand on the clipboard."""
        self._device, self._clipboard = device, helper
        self._position = MockPosition(device, lease)
        self._network: Wifi | None = None

    async def plant(self, log: Log, identity: PlantedIdentity) -> None:
        """Before a start: the values of this run, put on the device anew. Raises Unreachable."""
        if self._network is None:
            self._network = await wifi(self._device)
            for field, value in (("SSID", self._network.name), ("BSSID", self._network.point)):
                if value:
                    found = Planted(id=f"device.{field}", kind="wifi", field=field, value=value, interface=READ)
                    log.note("planted", **found.model_dump(mode="json"))
            await self._position.take()
        if self._position.providers:
            latitude, longitude = (
                identity.hand_out("location", field, PLANTED, "").value for field in ("latitude", "longitude")
            )
            await self._position.put(latitude, longitude)
        if self._clipboard is not None:
            await self._clipboard.hold(identity.hand_out("clipboard", "data", PLANTED, "").value)

    async def leave(self) -> None:
        """Nothing is set any more from now on. Idempotent."""
        await self._position.leave()

    @property
    def facts(self) -> dict[str, Any]:
        """What is known, without the values; nothing where no program was started."""
        network, why = self._network, self._position.why_not
        if network is None:
            return {}
        return {
            "network": "read" if network.name else "access point read" if network.point else "none",
            "position": f"not set: {why.en}" if why is not None else list(self._position.providers),
            "clipboard": "planted" if self._clipboard is not None else "not planted: no helper",
        }

    def limits(self, lang: str) -> list[str]:
        """One sentence for what a program could be given unknown to us."""
        if self._network is None:
            return []
        found = []
        if not self._network.point:
            found.append(("Wi-Fi（设备未连接 Wi-Fi）", "the Wi-Fi network (none is connected)"))
        if (why := self._position.why_not) is not None:
            found.append((f"位置（{why.zh}）", f"the position ({why.en})"))
        if self._clipboard is None:
            found.append(("剪切板（没有 uiautomator2）", "the clipboard (no uiautomator2)"))
        if not found:
            return []
        if lang == "zh":
            return [f"设备的这些值未知，外发时无法认出：{'、'.join(zh for zh, _ in found)}。"]
        names = ", ".join(en for _, en in found)
        return [f"These values of the device are not known and not found when they leave: {names}."]


@contextlib.asynccontextmanager
async def holding(device: Device, lease: Lease, helper: Helper | None) -> AsyncIterator[Held]:
    """A device's values for as long as it is held; the lease gives back what was changed for them."""
    held = Held(device, lease, helper)
    try:
        yield held
    finally:
        await held.leave()
