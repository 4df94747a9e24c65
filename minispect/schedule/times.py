"""Due times: a cron expression in a time zone.

When clocks go forward, a time that does not exist is due at the first moment after it. When they go back, a time
that comes twice is due the first time only, unless the expression is for every hour: that keeps its rhythm.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from croniter import CroniterError, croniter

from minispect.exits import UserError

_NAMED = frozenset({"@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"})
_FIELDS = {
    "minute": "0-59",
    "hour": "0-23",
    "day of the month": "1-31",
    "month": "1-12 or jan-dec",
    "day of the week": "0-7 or sun-sat",
}
"""What each may say."""
_BY_CHANCE = re.compile(r"\b[hr]\b", re.IGNORECASE)
"""Fields that the library draws by chance; a due time has to be the same for everybody."""
_ALWAYS = "*"


@dataclass(frozen=True)
class Rule:
    """A cron expression (five fields or ``@daily`` and the like) and an IANA time zone. Made by ``rule``."""

    cron: str
    timezone: str

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def _hourly(self) -> bool:
        return bool(croniter.expand(self.cron)[0][1] == [_ALWAYS])

    def next(self, after: datetime) -> datetime | None:
        """The first due time later than ``after`` (UTC); None when there is none for years."""
        return next(self._walk(after, croniter.get_next), None)

    def latest(self, after: datetime, until: datetime) -> datetime | None:
        """The last due time later than ``after`` and not later than ``until``: it stands for all missed before it."""
        found = next(self._walk(until + timedelta(microseconds=1), croniter.get_prev), None)
        return found if found is not None and found > after else None

    def between(self, after: datetime, until: datetime, most: int = 1000) -> list[datetime]:
        """Due times later than ``after``, up to ``until``, at most ``most``: for calendars."""
        found: list[datetime] = []
        for moment in self._walk(after, croniter.get_next):
            if moment > until or len(found) >= most:
                break
            found.append(moment)
        return found

    def _walk(self, start: datetime, step: object) -> Iterator[datetime]:
        times = croniter(self.cron, start.astimezone(self._zone))
        get = times.get_next if step is croniter.get_next else times.get_prev
        while True:
            try:
                local: datetime = get(datetime)
            except (CroniterError, OverflowError):
                return
            if self._hourly or not self._second(local):
                yield local.astimezone(UTC)

    def _second(self, local: datetime) -> bool:
        """Whether this wall-clock time was there an hour before already."""
        if not local.fold:
            return False
        first = local.replace(fold=0)
        return first.utcoffset() != local.utcoffset()


def _readable(place: int, field: str) -> bool:
    """Whether one field alone can be read."""
    try:
        croniter.expand(" ".join(field if each == place else "*" for each in range(len(_FIELDS))))
    except (CroniterError, ValueError, KeyError, TypeError):
        return False
    return True


def rule(cron: str, timezone: str) -> Rule:
    """Raises UserError with what is wrong with the expression or the zone."""
    text = " ".join(cron.split()).casefold()
    fields = text.split(" ")
    if not (text in _NAMED or len(fields) == len(_FIELDS)):
        raise UserError(
            f'--cron "{cron}": give five fields (minute hour day month weekday), e.g. "0 3 * * 1" for Mondays at three'
        )
    if _BY_CHANCE.search(text):
        raise UserError(f'--cron "{cron}": fields drawn by chance (h, r) are not supported; give numbers')
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(f"--timezone {timezone}: no such time zone; give an IANA name, e.g. Asia/Shanghai") from None
    made = Rule(text, timezone)
    try:
        croniter.expand(text)
    except (CroniterError, ValueError, KeyError, TypeError) as error:
        for place, (name, known) in enumerate(_FIELDS.items()):
            if not _readable(place, fields[place]):
                raise UserError(f"--cron \"{cron}\": the {name} '{fields[place]}' is not one of {known}") from None
        raise UserError(f'--cron "{cron}": {str(error).rstrip(".")}') from None
    if made.next(datetime.now(UTC)) is None:
        raise UserError(f'--cron "{cron}": this day never comes')
    return made
