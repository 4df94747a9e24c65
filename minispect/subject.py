"""What an inspection needs of a kind of target. A new kind is one class like these and one line in ``subjects``."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from crawler.driver import Driver
from crawler.eyes.reader import Reader
from interceptors.client import Proxy
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.recording import Recording
from reports.inspection import Access, Entry


@dataclass(frozen=True)
class Setting:
    """What stands ready when a target is opened."""

    log: Log
    spki: str
    """Pin of the proxy's authority."""
    authority: Path
    """Its certificate (PEM)."""
    eyes: Reader | None
    proxy: Proxy | None = None
    """For targets that have to prove that their traffic comes."""


class Subject(Protocol):
    """One target of one inspection."""

    kind: str
    """As in ``--driver``, the recording's environment and the catalogue."""
    passthrough: str
    """Which TLS goes through unread: ``all`` where our authority is not trusted, ``refused`` for hosts that refuse
    it, empty for none. Known once it is opened."""

    @property
    def name(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def pages(self) -> tuple[str, ...]: ...
    @property
    def tabs(self) -> tuple[str, ...]: ...
    @property
    def problems(self) -> tuple[str, ...]: ...
    @property
    def cleanliness(self) -> dict[str, Any]: ...
    @property
    def facts(self) -> dict[str, Any]:
        """Further fields of ``environment.json``."""

    @property
    def account(self) -> tuple[Entry, Access]:
        """How it was entered and reached, for ``inspection.json``."""

    def keep(self, root: Any) -> None:
        """Write what the judgement needs of the target into ``original/target``."""

    def opened(self, setting: Setting) -> AbstractAsyncContextManager[object]:
        """Make the target ready for its runs. Raises Unreachable."""

    def driver(self, log: Log, port: int, identity: PlantedIdentity, *, patience: float) -> Driver: ...

    async def fence(self, number: int) -> None: ...

    def call_of(self, label: str) -> tuple[str, str] | None: ...

    def declare(self, changed: Any, version: int) -> dict[str, object]: ...

    def phase_ms(self, budget: float, *, long: bool) -> int:
        """How long an idle or a hidden phase lasts; a ``long`` one is what checks want that say that nothing was."""

    def limits(self, recording: Recording, lang: str) -> Sequence[str]:
        """What is to be said of this target beyond its kind, once everything was recorded."""


def real_phase_ms(budget: float, *, long: bool) -> int:
    """Where time is real it costs budget (seconds): a tenth of it, a minute for a ``long`` one where two fifths of the
    budget suffice for that."""
    return 60_000 if long and budget * 0.4 >= 60 else int(min(60_000, budget * 100))
