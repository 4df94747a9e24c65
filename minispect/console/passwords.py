"""Passwords: argon2id, and what a password must be."""

import functools
import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from minispect.exits import UserError

SHORTEST, LONGEST = 12, 256
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB; a flood of logins must not take the machine's memory."""


@functools.cache
def _nobody() -> str:
    """What the password of an unknown account is compared with, so that the answer takes as long."""
    return _HASHER.hash(secrets.token_urlsafe())


def hashed(password: str) -> str:
    """What is kept. Raises UserError for a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UserError(f"a password has {SHORTEST} to {LONGEST} characters; choose another")
    with _AT_ONCE:
        return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is that password; ``None`` (no such account) takes as long as a wrong one."""
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _nobody(), password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(kept)
