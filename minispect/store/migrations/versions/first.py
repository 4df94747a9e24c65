"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them all, those that are referred to first."""
    _people()
    _planning()
    _history()
    _marks()


def _people() -> None:
    op.create_table(
        "users",
        _id(),
        _text("name", 100),
        _text("role", 16),
        _text("password_hash"),
        _text("lang", 2),
        _moment("created_at"),
        _moment("disabled_at", nullable=True),
        sa.UniqueConstraint("name", name="uq_users_name"),
    )
    op.create_table(
        "sessions",
        _text("token_sha256", 64),
        sa.Column("user_id", sa.Integer, nullable=False),
        _moment("created_at"),
        _moment("seen_at"),
        _text("csrf", 64),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_sessions"),
        _refers("sessions", "user_id", "users.id", ondelete="CASCADE"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "attempts",
        _id(),
        _text("name", 100),
        _text("address", 64),
        _moment("at"),
        sa.Column("succeeded", sa.Boolean, nullable=False),
    )
    op.create_index("ix_attempts_name_at", "attempts", ["name", "at"])
    op.create_index("ix_attempts_address_at", "attempts", ["address", "at"])


def _planning() -> None:
    op.create_table(
        "targets",
        _id(),
        _text("name", 200),
        _text("location"),
        _text("driver", 20),
        _text("profile"),
        _text("case_file"),
        _document("options"),
        _text("device", 200),
        _moment("created_at"),
        _moment("archived_at", nullable=True),
    )
    op.create_index("ix_targets_location", "targets", ["location"])
    op.create_table(
        "schedules",
        _id(),
        sa.Column("target_id", sa.Integer, nullable=False),
        _text("cron", 200),
        _text("timezone", 64),
        sa.Column("paused", sa.Boolean, nullable=False),
        _moment("created_at"),
        _moment("seen_until"),
        _moment("next_at", nullable=True),
        _refers("schedules", "target_id", "targets.id"),
    )
    op.create_index("ix_schedules_target_id", "schedules", ["target_id"])
    op.create_index("ix_schedules_next_at", "schedules", ["next_at"])
    op.create_table(
        "batches",
        _id(),
        _text("name", 200),
        _text("list_sha256", 64),
        _moment("created_at"),
        sa.UniqueConstraint("list_sha256", name="uq_batches_list_sha256"),
    )
    op.create_table(
        "due",
        _id(),
        sa.Column("target_id", sa.Integer, nullable=False),
        _moment("due_at"),
        sa.Column("schedule_id", sa.Integer, nullable=True),
        sa.Column("batch_id", sa.Integer, nullable=True),
        _text("device", 200),
        _text("state", 16),
        sa.Column("attempts", sa.Integer, nullable=False),
        _moment("not_before"),
        _text("worker", 200),
        _moment("heartbeat_at", nullable=True),
        _text("reason"),
        sa.UniqueConstraint("target_id", "due_at", name="uq_due_target_id_due_at"),
        _refers("due", "target_id", "targets.id"),
        _refers("due", "schedule_id", "schedules.id", ondelete="SET NULL"),
        _refers("due", "batch_id", "batches.id"),
    )
    op.create_index("ix_due_batch_id", "due", ["batch_id"])
    op.create_index("ix_due_schedule_id", "due", ["schedule_id"])
    op.create_index("ix_due_state_not_before", "due", ["state", "not_before"])
    _unique_where("uq_due_target_running", "due", "target_id", "state = 'running'")
    _unique_where("uq_due_device_running", "due", "device", "state = 'running' AND device <> ''")


def _history() -> None:
    op.create_table(
        "inspections",
        _text("id", 64),
        sa.Column("target_id", sa.Integer, nullable=False),
        sa.Column("due_id", sa.Integer, nullable=True),
        _text("state", 16),
        _moment("started_at"),
        _moment("ended_at", nullable=True),
        sa.Column("exit_code", sa.Integer, nullable=True),
        _text("folder"),
        _text("pack"),
        sa.Column("pack_id", sa.String(64), nullable=True),
        _text("seal", 16),
        _text("headline", 16),
        _text("lang", 2),
        _document("coverage"),
        sa.Column("violations", sa.Integer, nullable=False),
        sa.Column("inconclusive", sa.Integer, nullable=False),
        sa.Column("cpu_seconds", sa.Double, nullable=True),
        sa.Column("size", sa.BigInteger, nullable=True),
        _text("worker", 200),
        _text("reason"),
        sa.Column("legal_hold", sa.Boolean, nullable=False),
        _moment("removed_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inspections"),
        _refers("inspections", "target_id", "targets.id"),
        _refers("inspections", "due_id", "due.id"),
    )
    op.create_index("ix_inspections_due_id", "inspections", ["due_id"])
    op.create_index("ix_inspections_pack_id", "inspections", ["pack_id"])
    op.create_index("ix_inspections_started_at", "inspections", ["started_at"])
    op.create_index("ix_inspections_target_id_started_at", "inspections", ["target_id", "started_at"])
    _unique_where("uq_inspections_due_id_done", "inspections", "due_id", "state = 'done'")
    op.create_table(
        "verdicts",
        _text("inspection_id", 64),
        _text("check_id", 16),
        _text("verdict", 16),
        sa.PrimaryKeyConstraint("inspection_id", "check_id", name="pk_verdicts"),
        _refers("verdicts", "inspection_id", "inspections.id", ondelete="CASCADE"),
    )
    op.create_index("ix_verdicts_check_id_verdict", "verdicts", ["check_id", "verdict"])
    op.create_table(
        "findings",
        _id(),
        _text("inspection_id", 64),
        sa.Column("target_id", sa.Integer, nullable=False),
        _text("fingerprint", 64),
        _text("number", 12),
        _text("check_id", 16),
        _text("verdict", 16),
        _text("severity", 16),
        *(_text(name) for name in ("title_zh", "title_en", "reason_zh", "reason_en", "page", "call")),
        sa.Column("needs_person", sa.Boolean, nullable=False),
        _text("moment", 40),
        _refers("findings", "inspection_id", "inspections.id", ondelete="CASCADE"),
        _refers("findings", "target_id", "targets.id"),
    )
    op.create_index("ix_findings_inspection_id", "findings", ["inspection_id"])
    op.create_index("ix_findings_check_id_verdict", "findings", ["check_id", "verdict"])
    op.create_index("ix_findings_target_id_fingerprint", "findings", ["target_id", "fingerprint"])
    op.create_table(
        "contacts",
        _text("inspection_id", 64),
        _text("host", 255),
        _text("recipient", 300),
        _text("status", 40),
        _document("kinds"),
        sa.PrimaryKeyConstraint("inspection_id", "host", name="pk_contacts"),
        _refers("contacts", "inspection_id", "inspections.id", ondelete="CASCADE"),
    )
    op.create_index("ix_contacts_host", "contacts", ["host"])


def _marks() -> None:
    op.create_table(
        "rectifications",
        sa.Column("target_id", sa.Integer, nullable=False),
        _text("fingerprint", 64),
        _moment("deadline"),
        _text("state", 16),
        _text("set_by", 100),
        _moment("set_at"),
        sa.PrimaryKeyConstraint("target_id", "fingerprint", name="pk_rectifications"),
        _refers("rectifications", "target_id", "targets.id"),
    )
    op.create_table(
        "reviews",
        _id(),
        _text("inspection_id", 64),
        _text("fingerprint", 64),
        _text("decision", 16),
        _text("comment"),
        _text("by", 200),
        _moment("at"),
        _text("file_sha256", 64),
        _refers("reviews", "inspection_id", "inspections.id", ondelete="CASCADE"),
    )
    op.create_index("ix_reviews_inspection_id_fingerprint", "reviews", ["inspection_id", "fingerprint"])
    op.create_table(
        "comparables",
        _text("inspection_id", 64),
        _document("side"),
        _moment("looked_at", nullable=True),
        sa.PrimaryKeyConstraint("inspection_id", name="pk_comparables"),
        _refers("comparables", "inspection_id", "inspections.id", ondelete="CASCADE"),
    )
    op.create_table(
        "notices",
        _id(),
        _text("kind", 40),
        sa.Column("inspection_id", sa.String(64), nullable=True),
        sa.Column("target_id", sa.Integer, nullable=True),
        _document("payload"),
        _text("channel", 100),
        _text("state", 16),
        sa.Column("attempts", sa.Integer, nullable=False),
        _moment("not_before"),
        _text("last_error"),
        _moment("created_at"),
        _refers("notices", "inspection_id", "inspections.id", ondelete="SET NULL"),
        _refers("notices", "target_id", "targets.id", ondelete="SET NULL"),
    )
    op.create_index("ix_notices_state_not_before", "notices", ["state", "not_before"])


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _document(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False)


def _refers(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}", ondelete=ondelete)


def _unique_where(name: str, table: str, column: str, condition: str) -> None:
    rows = sa.text(condition)
    op.create_index(name, table, [column], unique=True, sqlite_where=rows, postgresql_where=rows)
