"""Logging in: sessions that end by themselves, and a limit on tries by account and by address."""

import hashlib
import ipaddress
import secrets
from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from minispect.console import passwords
from minispect.console.state import Console
from minispect.store.columns import now
from minispect.store.people import Attempt, User
from minispect.store.people import Session as Login

IDLE = timedelta(hours=1)
"""Without a request for so long, a session is over."""
LONGEST = timedelta(hours=12)
"""A session is over after this, however busy."""
WINDOW = timedelta(minutes=15)
"""Tries that failed count for so long."""
BY_PAIR, BY_ACCOUNT, BY_ADDRESS = 5, 20, 50
"""Failed tries in the window: of one account from one address, of one account, from one address."""
_SEEN_EVERY = timedelta(minutes=1)
_KEPT = timedelta(days=30)


class TooManyTries(Exception):
    """The next try is refused unseen until the window is over."""


def log_in(console: Console, name: str, password: str, address: str) -> int | None:
    """The id of the user, or None when name and password do not fit. Raises TooManyTries.

    The try is written down before the password is looked at, so that many at once count as many; a try that was
    refused unseen does not count, or waiting would never end.
    """
    place = network(address)
    with console.writing() as db:
        attempt = Attempt(name=name[:100], address=place)
        db.add(attempt)
        db.execute(delete(Attempt).where(Attempt.at < now() - _KEPT))
    with console.writing() as db:
        if limited := _too_many(db, name[:100], place):
            db.execute(delete(Attempt).where(Attempt.id == attempt.id))
        user = db.scalars(select(User).where(User.name == name, User.disabled_at.is_(None))).one_or_none()
    if limited:
        raise TooManyTries
    kept = user.password_hash if user is not None else None
    if not passwords.matches(password, kept) or user is None or kept is None:
        return None
    with console.writing() as db:
        db.execute(update(Attempt).where(Attempt.id == attempt.id).values(succeeded=True))
        if passwords.outdated(kept):
            db.execute(update(User).where(User.id == user.id).values(password_hash=passwords.hashed(password)))
    return user.id


def _too_many(db: Session, name: str, place: str) -> bool:
    """Whether the try that was just written down is one more than may fail."""
    since = now() - WINDOW
    failed = select(func.count()).select_from(Attempt).where(Attempt.at > since, Attempt.succeeded.is_(False))
    good = db.scalar(
        select(func.max(Attempt.at)).where(Attempt.name == name, Attempt.address == place, Attempt.succeeded)
    )
    of_account = failed.where(Attempt.name == name)
    of_pair = of_account.where(Attempt.address == place)
    if good is not None:
        of_pair = of_pair.where(Attempt.at > good)
    limits = ((of_pair, BY_PAIR), (of_account, BY_ACCOUNT), (failed.where(Attempt.address == place), BY_ADDRESS))
    return any((db.scalar(query) or 0) > limit for query, limit in limits)


def begin(db: Session, user_id: int, old_token: str) -> str:
    """A new session's token; the one the browser came with is over, so that nobody can have planted it."""
    end(db, old_token)
    db.execute(delete(Login).where((Login.created_at < now() - LONGEST) | (Login.seen_at < now() - IDLE)))
    token = secrets.token_urlsafe(32)
    db.add(Login(token_sha256=hashed(token), user_id=user_id, csrf=secrets.token_urlsafe(32)))
    return token


def end(db: Session, token: str) -> None:
    """Log out."""
    if token:
        db.execute(delete(Login).where(Login.token_sha256 == hashed(token)))


def found(db: Session, token: str) -> Login | None:
    """The session of a cookie with its user, when it still lasts and the user may still log in."""
    if not token:
        return None
    login = db.scalars(
        select(Login).where(Login.token_sha256 == hashed(token)).options(joinedload(Login.user))
    ).one_or_none()
    if login is None or login.user.disabled_at is not None:
        return None
    moment = now()
    return None if moment - login.created_at > LONGEST or moment - login.seen_at > IDLE else login


def stale(login: Login) -> bool:
    """Whether it is time to write down that the session was seen; not on every picture."""
    return now() - login.seen_at > _SEEN_EVERY


def seen(db: Session, token: str) -> None:
    """It lasts on."""
    db.execute(update(Login).where(Login.token_sha256 == hashed(token)).values(seen_at=now()))


def hashed(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def network(address: str) -> str:
    """An IPv6 address stands for its /64, of which one person has all."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
