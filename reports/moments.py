"""From the monotonic clock of the sources to UTC, by the recording alone."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from recording.clock import utc_text
from recording.event import Event

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moments:
    """The offset between the clocks is the smallest seen: the event that waited least to be written."""

    def __init__(self, events: Iterable[Event]) -> None:
        offsets = [us * 1000 - event.mono_ns for event in events if (us := _microseconds(event.utc)) is not None]
        self._offset = min(offsets, default=0)

    def utc(self, mono_ns: int) -> str:
        """RFC 3339 with milliseconds."""
        return utc_text(_EPOCH + timedelta(microseconds=max(0, mono_ns + self._offset) // 1000))


def _microseconds(text: str) -> int | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return (moment - _EPOCH) // timedelta(microseconds=1)
