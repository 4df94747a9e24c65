"""What the running console knows: its store, its audit log, who may reach it."""

import contextlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from fastapi import Request
from sqlalchemy.orm import Session

from minispect.console.audit import Audit
from minispect.store.database import Database

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names under which this machine calls itself."""


@dataclass(frozen=True)
class Console:
    """``names`` are the only host names it answers to; empty: to all, when it is reached from elsewhere.

    ``secure``: it is reached by TLS. ``open``: without any user everyone who reaches it may do everything, which is
    allowed on loopback only.
    """

    database: Database
    audit: Audit
    names: tuple[str, ...] = LOOPBACK
    secure: bool = False
    open: bool = True
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    """Binds the tokens of forms to a browser that is not logged in."""

    @property
    def data(self) -> Path:
        return self.database.folder

    @property
    def cookie(self) -> str:
        """Name of the session's cookie; with ``__Host-`` no other host or path can set it."""
        return "__Host-minispect" if self.secure else "minispect"

    def reading(self) -> contextlib.AbstractContextManager[Session]:
        """A transaction that keeps no writer waiting."""
        return self.database.reading()

    def writing(self) -> contextlib.AbstractContextManager[Session]:
        """A transaction that is kept when the block ends well."""
        return self.database.session()


def of(request: Request) -> Console:
    """The console that answers a request."""
    return cast(Console, request.app.state.console)
