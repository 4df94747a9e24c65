"""Packs in a storage that are needed to tell of an inspection; brought before anything is written."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from minispect.exits import UserError
from minispect.fleet import beside, bringing
from minispect.store import comparables
from minispect.store.database import Database
from minispect.store.tables import Inspection

_PATIENCE = timedelta(hours=6)
"""For a storage that is away. Then people are told all the same: without the values planted in that inspection, which
only its pack knows, long numbers and tokens still go."""
_PAUSE = 60.0
"""Seconds before a storage that was away is asked again."""


@dataclass
class Stored:
    database: Database
    folder: Path
    """The data folder."""
    _away_until: float = field(default=0, init=False)

    def brought(self, inspection_id: str, moment: datetime) -> dict[str, Path] | None:
        """Folders by inspection: its own, by which planted values are taken out of what is told, and that of the one
        before, when somebody decided on it. None while the storage is away. Raises UserError for the database."""
        with self.database.reading() as session:
            inspection = session.get(Inspection, inspection_id)
            if inspection is None or inspection.state != "done":
                return {}
            earlier = comparables.before(session, inspection)
        rows = [one for one in (inspection, earlier) if one is not None and one.removed_at is None]
        stored = [one for one in rows if bringing.in_storage(one.pack)]
        if not stored:
            return {}
        ended = inspection.ended_at or inspection.started_at
        late: dict[str, Path] | None = {} if moment - ended > _PATIENCE else None
        if time.monotonic() < self._away_until:
            return late
        try:
            return {one.id: self._bring(one) for one in stored if self._needed(one, inspection)}
        except UserError:
            self._away_until = time.monotonic() + _PAUSE
            return late

    def _needed(self, one: Inspection, told: Inspection) -> bool:
        return bool(one.violations) if one.id == told.id else beside.decided(one.pack)

    def _bring(self, one: Inspection) -> Path:
        root = bringing.local(one.pack, self.folder / bringing.BROUGHT)
        beside.fetch(one.pack, root)
        return root
