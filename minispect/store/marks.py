"""Tables of what people and time do to findings: reviews, deadlines, notices."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from minispect.store.columns import Base, now

RectificationState = Literal["open", "fixed", "overdue", "reopened", "waived"]
NoticeState = Literal["waiting", "sent", "failed"]


class Rectification(Base):
    """Until when a finding of a target has to be mended, and how that stands."""

    __tablename__ = "rectifications"

    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    deadline: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default="open")
    """A ``RectificationState``."""
    set_by: Mapped[str] = mapped_column(String(100))
    set_at: Mapped[datetime] = mapped_column(default=now)


class Review(Base):
    """Index of the signed decisions that lie beside the packs; rebuilt from those files."""

    __tablename__ = "reviews"
    __table_args__ = (Index("ix_reviews_inspection_id_fingerprint", "inspection_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspections.id", ondelete="CASCADE"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    decision: Mapped[str] = mapped_column(String(16))
    """``confirm``, ``reject`` or ``comment``."""
    comment: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    file_sha256: Mapped[str] = mapped_column(String(64))


class Comparable(Base):
    """What of an inspection is compared with others (``reports.difference.side.Side``); stays without the pack."""

    __tablename__ = "comparables"

    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspections.id", ondelete="CASCADE"), primary_key=True)
    side: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Empty when the pack could not be read for it."""
    looked_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its news were told and deadlines brought up to date."""


class Notice(Base):
    """A message to be sent: the outbox. Written with what it tells of, sent afterwards."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_state_not_before", "state", "not_before"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    inspection_id: Mapped[str | None] = mapped_column(ForeignKey("inspections.id", ondelete="SET NULL"), default=None)
    target_id: Mapped[int | None] = mapped_column(ForeignKey("targets.id", ondelete="SET NULL"), default=None)
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    channel: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """A ``NoticeState``."""
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(default=now)
    last_error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
