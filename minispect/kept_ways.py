"""Ways past a login that a person went once, kept on this machine for later scans of the same program.

They may hold what the person typed (never passwords and codes), so they stay out of packs, in a folder of the user's.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crawler.assistance import Obstacle, Step
from recording import clock
from reports.seal import home


class KeptWays:
    """Of one program on one kind of target: a file in ``ways`` of ``home()``, readable by its owner only."""

    def __init__(self, driver: str, program: str) -> None:
        name = hashlib.sha256(f"{driver}\n{program}".encode()).hexdigest()[:16]
        self.path: Path = home() / "ways" / f"{driver}-{name}.json"
        self._program = program

    def load(self, obstacle: Obstacle) -> Sequence[Step]:
        """The acts past an obstacle; none when nothing (readable) is kept."""
        return self._read().get(_key(obstacle), ())

    def save(self, obstacle: Obstacle, steps: Sequence[Step]) -> None:
        """Keep a way in the place of an earlier one past the same obstacle."""
        known = {**self._read(), _key(obstacle): tuple(steps)}
        data: dict[str, Any] = {"program": self._program, "saved": clock.utc_text()}
        data["ways"] = {key: [step.model_dump(mode="json") for step in way] for key, way in known.items()}
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(self.path)

    def _read(self) -> dict[str, tuple[Step, ...]]:
        try:
            found = json.loads(self.path.read_text("utf-8"))["ways"]
            return {str(key): tuple(Step.model_validate(step) for step in way) for key, way in found.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


def _key(obstacle: Obstacle) -> str:
    return f"{obstacle.kind}:{obstacle.page}"
