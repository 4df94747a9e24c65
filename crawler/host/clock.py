"""The program's clock over the launches of one user: it goes on where it stood, and what was skipped stays skipped."""

import time
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Clock:
    """All times are milliseconds. ``before``: virtual time at the launch since the user's first one."""

    before: float = 0
    born: float = field(default_factory=lambda: time.monotonic() * 1000)
    """Real time of the first launch."""

    def told(self, ms: float) -> "Clock":
        """The page said how far it came; a page that could say nothing is taken to have stood still."""
        return replace(self, before=max(self.before, ms))

    def later(self, away: float) -> "Clock":
        """The user comes back after a while."""
        return replace(self, before=self.before + max(away, 0))

    @property
    def config(self) -> dict[str, Any]:
        """For the page: where its clock stands, and how far its date runs before the real one."""
        real = time.monotonic() * 1000 - self.born
        return {"before": self.before, "ahead": max(self.before - real, 0)}
