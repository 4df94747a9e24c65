"""The two clocks of an inspection: the system's monotonic clock orders, UTC informs."""

import time
from datetime import UTC, datetime


def mono_ns() -> int:
    """Nanoseconds of the system-wide monotonic clock: comparable between processes of one machine."""
    return time.monotonic_ns()


def utc_text(moment: datetime | None = None) -> str:
    """RFC 3339 in UTC with milliseconds, e.g. ``2026-11-22T02:30:00.123Z``."""
    moment = datetime.now(UTC) if moment is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
