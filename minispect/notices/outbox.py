"""The outbox: notices are written in the same transaction as what they tell of, and sent afterwards.

Sent at least once: a machine that is switched off between sending and writing that down sends again after the
lease, under the same id. Several processes may deliver from one outbox.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from minispect.exits import UserError
from minispect.notices import lines, mail, settings, webhook
from minispect.notices.message import Message, NotSentError
from minispect.notices.settings import Channel, File, Kind, Mail, Settings, Webhook
from minispect.notices.wording import worded
from minispect.store.columns import now as wall_clock
from minispect.store.database import Database
from minispect.store.marks import Notice

LEASE = timedelta(minutes=5)
"""Longer than any channel's time limit."""
ATTEMPTS = 10
_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(hours=6)


@dataclass(frozen=True)
class Tally:
    """What one round of delivery did."""

    sent: int = 0
    again: int = 0
    failed: int = 0


def post(
    session: Session,
    wanted: Settings,
    kind: Kind,
    payload: dict[str, Any],
    *,
    inspection_id: str | None = None,
    target_id: int | None = None,
) -> int:
    """Put a notice into the outbox for each channel that is told of its kind; returns for how many."""
    channels = [channel for channel in wanted.channels if kind in channel.kinds]
    for channel in channels:
        notice = Notice(
            kind=kind, payload=payload, channel=channel.name, inspection_id=inspection_id, target_id=target_id
        )
        session.add(notice)
    return len(channels)


def deliver(database: Database, wanted: Settings, folder: Path, now: datetime | None = None) -> Tally:
    """Try everything that is due once. Raises UserError only when the database cannot be used."""
    moment = now or wall_clock()
    sent = again = failed = 0
    with database.reading() as session:
        waiting = select(Notice.id).where(Notice.state == "waiting", Notice.not_before <= moment)
        due = list(session.scalars(waiting.order_by(Notice.not_before, Notice.id)))
    for number in due:
        notice = _taken(database, number, moment)
        if notice is None:
            continue
        error = _sent(notice, wanted, folder)
        gave_up = error is not None and (error.for_good or notice.attempts >= ATTEMPTS)
        _settle(database, notice, error, gave_up, moment)
        sent, again, failed = (
            sent + (error is None),
            again + (error is not None and not gave_up),
            failed + gave_up,
        )
    return Tally(sent, again, failed)


def delay(attempts: int) -> timedelta:
    """How long to wait after so many tries: 30 s, then four times as long each time, at most six hours."""
    return min(_FIRST * int(4 ** min(attempts - 1, 10)), _LONGEST)


def _taken(database: Database, number: int, moment: datetime) -> Notice | None:
    """The notice, if nobody else took it meanwhile; nobody will for the time of the lease."""
    with database.session() as session:
        notice = session.get(Notice, number)
        if notice is None:
            return None
        taking = (
            update(Notice)
            .where(Notice.id == number, Notice.state == "waiting", Notice.not_before <= moment)
            .where(Notice.attempts == notice.attempts)
            .values(attempts=Notice.attempts + 1, not_before=moment + LEASE)
            .execution_options(synchronize_session=False)
        )
        if session.execute(taking).rowcount != 1:  # type: ignore[attr-defined]
            return None
        session.refresh(notice)
        return notice


def _sent(notice: Notice, wanted: Settings, folder: Path) -> NotSentError | None:
    channel = wanted.channel(notice.channel)
    if channel is None:
        return NotSentError(f"{settings.NAME} names no channel '{notice.channel}' any more", for_good=True)
    try:
        transmit(channel, _message(notice, channel, wanted), folder)
    except NotSentError as error:
        return error
    except UserError as error:
        return NotSentError(str(error))
    return None


def transmit(channel: Channel, message: Message, folder: Path) -> None:
    """Send a message by one channel. Raises NotSentError, UserError for a secret that cannot be read."""
    if isinstance(channel, Webhook):
        key = settings.secret(folder, channel.secret, channel.secret_file, channel.secret_env)
        webhook.send(channel, key, message)
    elif isinstance(channel, Mail):
        given = (channel.password, channel.password_file, channel.password_env)
        mail.send(channel, settings.secret(folder, *given) if channel.user else "", message, folder)
    elif isinstance(channel, File):
        lines.send(channel, message, folder)


def _message(notice: Notice, channel: Channel, wanted: Settings) -> Message:
    subject, text = worded(notice.kind, channel.lang or wanted.lang, notice.payload, wanted.console)
    created = notice.created_at.isoformat(timespec="seconds")
    return Message(str(notice.id), notice.kind, created, subject, text, notice.payload)


def _settle(database: Database, notice: Notice, error: NotSentError | None, gave_up: bool, moment: datetime) -> None:
    with database.session() as session:
        row = session.get(Notice, notice.id)
        if row is None:
            return
        row.last_error = str(error)[:500] if error is not None else ""
        if error is None:
            row.state = "sent"
        elif gave_up:
            row.state = "failed"
        else:
            row.not_before = moment + delay(notice.attempts)
