"""The tables of targets, schedules and history. Moments are UTC; see ``people`` and ``marks`` for the others."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from minispect.store.columns import Base, now

DueState = Literal["queued", "running", "done", "failed", "interrupted", "gave_up"]
InspectionState = Literal["running", "done", "interrupted", "failed"]
Seal = Literal["ok", "broken", "unchecked", "removed"]


def _where(condition: str) -> dict[str, Any]:
    """The rows a partial index covers, on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Target(Base):
    """One mini program as it is to be inspected: where it is, and how."""

    __tablename__ = "targets"
    __table_args__ = (Index("ix_targets_location", "location"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    """As shown to people; hostile text when it comes from a profile."""
    location: Mapped[str] = mapped_column(Text)
    """What ``scan`` gets as TARGET: an absolute path, an address, an appid."""
    driver: Mapped[str] = mapped_column(String(20))
    profile: Mapped[str] = mapped_column(Text, default="")
    """Absolute path; empty where the folder's own is used."""
    case_file: Mapped[str] = mapped_column(Text, default="")
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Further options of ``scan`` by their name without dashes, e.g. ``{"budget": 60, "backend": "live"}``."""
    device: Mapped[str] = mapped_column(String(200), default="")
    """What only one inspection at a time may use, e.g. a serial; empty where nothing is shared."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None] = mapped_column(default=None)

    schedules: Mapped[list["Schedule"]] = relationship(back_populates="target")


class Schedule(Base):
    """When a target is inspected: a cron expression in a time zone."""

    __tablename__ = "schedules"

    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id"), index=True)
    cron: Mapped[str] = mapped_column(String(200))
    timezone: Mapped[str] = mapped_column(String(64), default="UTC")
    """IANA name."""
    paused: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_until: Mapped[datetime] = mapped_column(default=now)
    """Due times up to here were dealt with: put into ``due``, or skipped because a later one stands for them."""
    next_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """The next due time; None when the expression has none any more."""

    target: Mapped[Target] = relationship(back_populates="schedules")


class Batch(Base):
    """A list of targets given at once; its content's hash makes a second start a continuation."""

    __tablename__ = "batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    list_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Due(Base):
    """One inspection that is to happen, or happened.

    The unique pair keeps anything from running twice; the two indexes on running rows keep two inspections of one
    target, or on one device, from running at once.
    """

    __tablename__ = "due"
    __table_args__ = (
        UniqueConstraint("target_id", "due_at"),
        Index("ix_due_state_not_before", "state", "not_before"),
        Index("uq_due_target_running", "target_id", unique=True, **_where("state = 'running'")),
        Index("uq_due_device_running", "device", unique=True, **_where("state = 'running' AND device <> ''")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id"))
    due_at: Mapped[datetime]
    schedule_id: Mapped[int | None] = mapped_column(ForeignKey("schedules.id", ondelete="SET NULL"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), default=None, index=True)
    device: Mapped[str] = mapped_column(String(200), default="")
    """The target's, as it was when the run was put here."""
    state: Mapped[str] = mapped_column(String(16), default="queued")
    """A ``DueState``. ``interrupted`` and ``failed`` rows that are to run again are ``queued`` with a ``reason``."""
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(default=now)
    worker: Mapped[str] = mapped_column(String(200), default="")
    heartbeat_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    """One sentence for people: why it waits, failed or was given up."""

    target: Mapped[Target] = relationship()


class Inspection(Base):
    """One inspection in the history. Several may belong to one due run, attempts that failed or were cut short; only
    one of them is ``done``."""

    __tablename__ = "inspections"
    __table_args__ = (
        Index("ix_inspections_target_id_started_at", "target_id", "started_at"),
        Index("ix_inspections_started_at", "started_at"),
        Index("uq_inspections_due_id_done", "due_id", unique=True, **_where("state = 'done'")),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Own id from the start on; the pack's id for packs that were made elsewhere."""
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id"))
    due_id: Mapped[int | None] = mapped_column(ForeignKey("due.id"), default=None, index=True)
    state: Mapped[str] = mapped_column(String(16), default="running")
    """An ``InspectionState``."""
    started_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    exit_code: Mapped[int | None] = mapped_column(default=None)
    folder: Mapped[str] = mapped_column(Text, default="")
    """Where the scan writes: ``<pack id>.part`` while it runs, ``scan.log`` (stderr), ``scan.json`` (stdout)."""
    pack: Mapped[str] = mapped_column(Text, default="")
    """Path or fsspec URL of the finished pack; empty when there is none."""
    pack_id: Mapped[str | None] = mapped_column(String(64), default=None, index=True)
    """Its name. Sixteen random bits a second: among many machines two packs may have the same."""
    seal: Mapped[str] = mapped_column(String(16), default="unchecked")
    """A ``Seal``."""
    headline: Mapped[str] = mapped_column(String(16), default="")
    """``violations``, ``clean``, ``undecided`` or empty while nothing was judged."""
    lang: Mapped[str] = mapped_column(String(2), default="zh")
    coverage: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """``scope`` of the pack's inspection.json."""
    violations: Mapped[int] = mapped_column(default=0)
    """Checks that failed."""
    inconclusive: Mapped[int] = mapped_column(default=0)
    cpu_seconds: Mapped[float | None] = mapped_column(default=None)
    size: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """Bytes of the pack."""
    worker: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    legal_hold: Mapped[bool] = mapped_column(default=False)
    """Retention never touches it."""
    removed_at: Mapped[datetime | None] = mapped_column(default=None)
    """When retention took the pack away; the row stays."""

    target: Mapped[Target] = relationship()


class Judged(Base):
    """The word of one check in one inspection."""

    __tablename__ = "verdicts"
    __table_args__ = (Index("ix_verdicts_check_id_verdict", "check_id", "verdict"),)

    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspections.id", ondelete="CASCADE"), primary_key=True)
    check_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(16))


class Finding(Base):
    """One finding of one inspection, as far as lists and searches need it; the proof is in the pack."""

    __tablename__ = "findings"
    __table_args__ = (
        Index("ix_findings_target_id_fingerprint", "target_id", "fingerprint"),
        Index("ix_findings_check_id_verdict", "check_id", "verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspections.id", ondelete="CASCADE"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(String(12), default="")
    """``F1`` or ``U1`` as in the pack's report."""
    check_id: Mapped[str] = mapped_column(String(16))
    verdict: Mapped[str] = mapped_column(String(16))
    severity: Mapped[str] = mapped_column(String(16))
    title_zh: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    reason_zh: Mapped[str] = mapped_column(Text, default="")
    reason_en: Mapped[str] = mapped_column(Text, default="")
    page: Mapped[str] = mapped_column(Text, default="")
    call: Mapped[str] = mapped_column(Text, default="")
    """``api file:line`` of the call, when there is one."""
    needs_person: Mapped[bool] = mapped_column(default=False)
    """A violation that counts only when a person confirms it."""
    moment: Mapped[str] = mapped_column(String(40), default="")
    """The run it was seen in: ``untouched``, ``refuse``, ``agree`` …"""


class Contact(Base):
    """A host that an inspection saw data go to, who it is, and which kinds of data went there."""

    __tablename__ = "contacts"
    __table_args__ = (Index("ix_contacts_host", "host"),)

    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspections.id", ondelete="CASCADE"), primary_key=True)
    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    recipient: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[str] = mapped_column(String(40), default="")
    """Whose it is: ``operator``, ``third``, ``platform``, ``hosting``, ``unknown``"""
    kinds: Mapped[list[str]] = mapped_column(default=list)
