"""The test identity of one run: values that belong to nobody, one for each handing-out.

The same interface called from another page gets another value, so that a value found in traffic
tells which call leaked it. Equal seeds give equal values in equal order of asking.
"""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from recording import planted_values
from recording.event import Event


class Planted(BaseModel):
    """One value handed to the program, or typed into it (``interface`` is then ``typed``)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: str
    """A row of the catalogue's table of kinds: ``phone``, ``location``, ``nickname_avatar`` …"""
    field: str
    value: str
    """As text also where the program gets a number. For pictures the 64-bit block code in hex."""
    interface: str = ""
    page: str = ""
    call: str = ""


class PlantedIdentity:
    """Hands values out. ``note`` is told each new value once, before it is returned."""

    def __init__(self, seed: int, run: str, note: Callable[[Planted], object] | None = None) -> None:
        self.seed = seed
        self.run = run
        self._note = note
        self._values: dict[tuple[str, str, str, str, int], Planted] = {}
        self._count: dict[tuple[str, str, str, str], int] = {}
        self._generation: dict[str, int] = {}

    def hand_out(self, kind: str, field: str, interface: str, page: str, call: str = "") -> Planted:
        """The value of one field for one call. A value given again keeps its id and is not noted again."""
        key = (kind, field, interface, page)
        if field in planted_values.FRESH_EACH_TIME:
            number = self._count[key] = self._count.get(key, 0) + 1
        else:
            number = -self._generation.get(kind, 0)
        found = self._values.get((*key, number))
        if found is None:
            random = Random(f"{self.seed}/{self.run}/{'/'.join(key)}/{number}")  # noqa: S311  (repeatable, not secret)
            found = Planted(
                id=f"{self.run or 'run'}.{len(self._values) + 1}",
                kind=kind,
                field=field,
                value=planted_values.maker(kind, field)(random),
                interface=interface,
                page=page,
                call=call,
            )
            self._values[(*key, number)] = found
            if self._note is not None:
                self._note(found)
        return found

    def renew(self, kind: str) -> None:
        """New values from now on: tells a stale cache from a new collection after refusal or withdrawal."""
        self._generation[kind] = self._generation.get(kind, 0) + 1

    @property
    def values(self) -> tuple[Planted, ...]:
        """All values so far, in the order of handing out."""
        return tuple(self._values.values())


def planted(events: Iterable[Event]) -> tuple[Planted, ...]:
    """The values of a recording, from its ``note planted`` events; each id once, forged lines left out."""
    found: dict[str, Planted] = {}
    for event in events:
        if event.kind == "note" and event.data.get("name") == "planted":
            try:
                value = Planted.model_validate({"page": event.page, **event.data})
            except ValidationError:
                continue
            found.setdefault(value.id, value)
    return tuple(found.values())


def document(seed: int, values: Iterable[Planted]) -> dict[str, Any]:
    """``original/identity.json``."""
    return {"seed": seed, "values": [value.model_dump(mode="json") for value in values]}
