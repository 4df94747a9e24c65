"""Positions that were handed out: two planted values that belong together, in each system of coordinates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recording import positions
from recording.identity import Planted


@dataclass(frozen=True)
class Position:
    """A planted position: two values that were handed out together."""

    latitude: Planted
    longitude: Planted
    systems: tuple[tuple[str, float, float], ...]


def planted_positions(values: Iterable[Planted]) -> Iterator[Position]:
    """Latitude and longitude of one kind, interface and page, joined in the order they were handed out."""
    waiting: dict[tuple[str, str, str], Planted] = {}
    for value in values:
        key = (value.kind, value.interface, value.page)
        if value.field == "latitude":
            waiting[key] = value
        elif value.field == "longitude" and key in waiting:
            latitude = waiting.pop(key)
            try:
                north, east = float(latitude.value), float(value.value)
            except ValueError:
                continue
            chinese = positions.gcj02(north, east)
            baidu = positions.bd09(*chinese)
            yield Position(latitude, value, (("wgs84", north, east), ("gcj02", *chinese), ("bd09", *baidu)))
