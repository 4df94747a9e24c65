"""What the consent machine needs to know of the target: from the profile and ``app.json``."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crawler.host.native.texts import text
from recording import scopes
from recording.profile import Profile

PRIVACY_SINCE = (2, 32, 3)
COUPLED_SINCE = (3, 4, 2)
ENFORCED_FROM = datetime.date(2023, 10, 17)


@dataclass(frozen=True)
class Settings:
    """``declared`` None: unknown, so that every used kind counts as declared."""

    sdk_version: tuple[int, ...] = (3, 17, 0)
    enforced: bool = True
    declared: frozenset[str] | None = None
    no_collection_promised: bool = False
    popup_style: str = "auto"
    official_gap_ms: float = 10_000
    contract_name: str = ""

    @property
    def banned(self) -> bool:
        return self.no_collection_promised or (self.declared is not None and not self.declared)

    @property
    def couples(self) -> bool:
        """Whether interfaces with a window of their own get the coupled popup."""
        if self.popup_style == "auto":
            return self.sdk_version >= COUPLED_SINCE
        return self.popup_style == "coupled"


def version(text: str) -> tuple[int, ...]:
    """``3.17.0`` -> ``(3, 17, 0)``."""
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def settings_of(
    profile: Profile, app: Mapping[str, Any], name: str = "", today: datetime.date | None = None
) -> Settings:
    """The settings an inspection runs with; ``name`` is the project's own when the profile names none."""
    host = profile.host
    sdk_version = version(host.sdk_version)
    date = host.date or today or datetime.datetime.now(datetime.UTC).date()
    declared = None
    if profile.declared is not None:
        kinds = scopes.kind_of_key()
        declared = frozenset(kinds.get(key, key) for key in profile.declared.keys)
    title = profile.target.name or name
    return Settings(
        sdk_version=sdk_version,
        enforced=sdk_version >= PRIVACY_SINCE and (date >= ENFORCED_FROM or app.get("__usePrivacyCheck__") is True),
        declared=declared,
        no_collection_promised=host.no_collection_promised,
        popup_style=host.popup_style,
        official_gap_ms=host.official_gap_s * 1000,
        contract_name=host.contract_name or text("contract", "name", app=title),
    )
