"""Which doors of DevTools are open: tried once after connecting, told in every report."""

from dataclasses import dataclass, field
from typing import Any

from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.scripts import script
from crawler.drivers.devtools.wire import PROBE, Refused, Unanswered

_COUNT = "function () { return getCurrentPages().length; }"


@dataclass
class Lanes:
    """``elements``: ``Page.*`` and ``Element.*`` answer; ``view``: functions run in the page's view; ``service``:
    functions run in the app service; ``pictures``; ``cdp``: the tool's own debugging port; ``cdp_pictures``: by
    it. ``simulated`` names what answers when it is no DevTools."""

    version: str = ""
    library: str = ""
    simulated: str = ""
    elements: bool = False
    view: bool = False
    service: bool = False
    pictures: bool = False
    cdp: bool = False
    cdp_pictures: bool = False
    why_not: dict[str, str] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """For ``environment.json``."""
        names = ("elements", "view", "service", "pictures", "cdp", "cdp_pictures")
        return {
            "version": self.version, "library": self.library, "simulated_by": self.simulated,
            "lanes": {name: bool(getattr(self, name)) for name in names}, "why_not": dict(self.why_not),
        }  # fmt: skip


async def probe(protocol: Protocol) -> Lanes:
    """Try each door with a short limit. Raises Lost; a tool that does not even name itself is Unanswered or Refused."""
    info = await protocol.info(PROBE)
    lanes = Lanes(version=str(info.get("version") or ""), library=str(info.get("SDKVersion") or ""))
    try:
        host = await protocol.wire.ask("Minispect.getHost", {}, PROBE)
        lanes.simulated = str(host.get("name") or "")
    except (Refused, Unanswered):
        lanes.simulated = ""
    page = await protocol.current(PROBE)

    async def tried(name: str, work: Any) -> bool:
        try:
            await work
        except (Refused, Unanswered) as error:
            lanes.why_not[name] = str(error)[:300]
            return False
        return True

    lanes.service = await tried("service", protocol.evaluate(_COUNT, limit=PROBE))
    lanes.elements = await tried("elements", protocol.elements(page.id, "page", limit=PROBE))
    lanes.view = lanes.elements and await tried("view", protocol.in_view(page.id, script("eye"), limit=PROBE))
    lanes.pictures = await tried("pictures", protocol.screenshot(limit=PROBE * 2))
    return lanes
