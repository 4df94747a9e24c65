"""Tables of the console: who may do what, who is logged in, who tried."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from minispect.store.columns import Base, now

Role = Literal["viewer", "inspector", "administrator"]


class User(Base):
    """A person who logs in."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    """A ``Role``."""
    password_hash: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(2), default="zh")
    created_at: Mapped[datetime] = mapped_column(default=now)
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)


class Session(Base):
    """A login that lasts; only the hash of its token is kept."""

    __tablename__ = "sessions"

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    csrf: Mapped[str] = mapped_column(String(64))

    user: Mapped[User] = relationship()


class Attempt(Base):
    """One try to log in, for the limit on tries by account and by address."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_name_at", "name", "at"), Index("ix_attempts_address_at", "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=now)
    succeeded: Mapped[bool] = mapped_column(default=False)
