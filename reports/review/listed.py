"""The findings of a sealed pack, as far as a person's decision names them."""

from dataclasses import dataclass
from pathlib import Path

from detectors import catalogue
from detectors.verdict import Text
from reports.difference.fingerprint import fingerprint
from reports.difference.results import Result, sealed
from reports.existing import open_pack
from reports.pack import PackError

_SHORTEST = 8


@dataclass(frozen=True)
class Listed:
    """One finding. ``mark`` is its fingerprint as sealed, ``fingerprint`` the one that lasts (``difference``)."""

    number: str
    check: str
    mark: str
    fingerprint: str

    @property
    def title(self) -> Text:
        entry = catalogue.entries().get(self.check)
        return entry.title if entry is not None else Text(zh=self.check, en=self.check)


def findings(root: Path) -> list[Listed]:
    """In the order of the report. Raises PackError."""
    scope = open_pack(root).inspection.scope
    pages = {path.strip("/") for path in (*scope.walked, *scope.direct, *(one.path for one in scope.unvisited))}
    return [_listed(one, pages) for one in sealed(root) if one.properties.number]


def _listed(result: Result, pages: set[str]) -> Listed:
    return Listed(
        number=result.properties.number,
        check=result.check,
        mark=result.mark,
        fingerprint=fingerprint(result.check, result.properties.subject, pages),
    )


def named(root: Path, name: str) -> Listed:
    """The finding that somebody names by its number (``F1``) or the beginning of a fingerprint. Raises PackError."""
    every = findings(root)
    asked = name.strip()
    hits = [one for one in every if one.number.casefold() == asked.casefold()]
    if not hits and len(asked) >= _SHORTEST:
        hits = [one for one in every if one.mark.startswith(asked.lower()) or one.fingerprint.startswith(asked.lower())]
    if len(hits) == 1:
        return hits[0]
    numbers = ", ".join(one.number for one in every)
    if hits:
        raise PackError(f"{root}: '{name}' names {len(hits)} findings; give the number: {numbers}")
    known = f"; it has {numbers}" if numbers else "; it has none"
    raise PackError(f"{root}: there is no finding '{name}' in this pack{known}")
