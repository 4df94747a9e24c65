"""What the API answers with and is asked with: the console's pages as data."""

from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from minispect.store.tables import Due, Finding, Inspection, Schedule, Target


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Told(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Problem(BaseModel):
    """Why something was not done."""

    detail: str


class Login(_Given):
    name: str = Field(max_length=100)
    password: str = Field(max_length=256)


class Me(BaseModel):
    """Who is asking. ``csrf`` goes into the header ``X-CSRF-Token`` of every request that changes something."""

    name: str
    role: str
    csrf: str


class Both(BaseModel):
    zh: str
    en: str


class InspectionTold(_Told):
    """One inspection. ``pages_reached`` of ``pages_declared``; ``headline``: violations, clean, undecided or empty."""

    id: str
    target_id: int
    state: str
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    pack_id: str | None
    seal: str
    headline: str
    lang: str
    violations: int
    inconclusive: int
    cpu_seconds: float | None
    reason: str
    legal_hold: bool
    removed_at: datetime | None
    pages_declared: int
    pages_reached: int

    @classmethod
    def of(cls, row: Inspection) -> "InspectionTold":
        coverage: dict[str, Any] = row.coverage or {}
        reached = len(coverage.get("walked", ())) + len(coverage.get("direct", ()))
        told = {name: getattr(row, name) for name in cls.model_fields if not name.startswith("pages_")}
        return cls(**told, pages_declared=coverage.get("declared", 0), pages_reached=reached)


class FindingTold(_Told):
    """One finding; ``number`` as in the pack's report, ``fingerprint`` the same over all inspections of a target."""

    number: str
    inspection_id: str
    target_id: int
    fingerprint: str
    check_id: str
    verdict: str
    severity: str
    needs_person: bool
    title: Both
    reason: Both
    page: str
    call: str
    moment: str

    @classmethod
    def of(cls, row: Finding) -> "FindingTold":
        told = {name: getattr(row, name) for name in cls.model_fields if name not in ("title", "reason")}
        return cls(
            **told, title=Both(zh=row.title_zh, en=row.title_en), reason=Both(zh=row.reason_zh, en=row.reason_en)
        )


class ScheduleTold(_Told):
    id: int
    target_id: int
    cron: str
    timezone: str
    paused: bool
    next_at: datetime | None

    @classmethod
    def of(cls, row: Schedule) -> "ScheduleTold":
        return cls.model_validate(row)


class DueTold(_Told):
    id: int
    target_id: int
    due_at: datetime
    state: str
    attempts: int
    not_before: datetime
    reason: str

    @classmethod
    def of(cls, row: Due) -> "DueTold":
        return cls.model_validate(row)


class TargetTold(_Told):
    """A target as it is inspected."""

    id: int
    name: str
    location: str
    driver: str
    profile: str
    device: str
    options: dict[str, Any]
    created_at: datetime
    archived_at: datetime | None

    @classmethod
    def of(cls, row: Target) -> "TargetTold":
        return cls.model_validate(row)


class TargetLine(BaseModel):
    """A target with how it stands: its newest inspection with a pack, its plans, what waits."""

    target: TargetTold
    inspections: int
    last: InspectionTold | None
    running: str | None
    severities: dict[str, int]
    schedules: list[ScheduleTold]
    waiting: list[DueTold]


class Targets(BaseModel):
    total: int
    page: int
    rows: list[TargetLine]


class Inspections(BaseModel):
    total: int
    page: int
    rows: list[InspectionTold]


class Findings(BaseModel):
    total: int
    page: int
    rows: list[FindingTold]


class ContactTold(_Told):
    host: str
    recipient: str
    status: str
    kinds: list[str]


class Whole(BaseModel):
    """One inspection with all that the history keeps of it."""

    inspection: InspectionTold
    verdicts: dict[str, str]
    findings: list[FindingTold]
    recipients: list[ContactTold]


class Recipient(BaseModel):
    """A recipient over all targets."""

    host: str
    recipient: str
    status: str
    kinds: list[str]
    targets: dict[int, str]


class Moment(BaseModel):
    """Who got what in one inspection: kinds of data by host."""

    inspection: str
    started_at: datetime
    kinds: dict[str, list[str]]


class SheetTold(BaseModel):
    """Check by program: ``verdicts[check][target id]``."""

    targets: dict[int, str]
    inspections: dict[int, str]
    verdicts: dict[str, dict[int, str]]


class DeadlineTold(BaseModel):
    target_id: int
    target: str
    fingerprint: str
    deadline: datetime
    state: str
    set_by: str
    check_id: str | None


class BatchTold(_Told):
    id: int
    name: str
    created_at: datetime


class Progress(BaseModel):
    """Where a running inspection is. ``runs``: each that began, ``now`` or ``over``; ``page`` and ``action`` are the
    last ones, in words; ``screen`` is the number of the newest picture."""

    state: str
    runs: dict[str, str] = {}
    run: str = ""
    page: str = ""
    action: str = ""
    screen: int = 0
    screens: int = 0
    calls: int = 0
    flows: int = 0
    declared: int = 0
    reached: int = 0
    seconds: int = 0


class CaseTold(BaseModel):
    """Who inspects on what mandate."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")

    ref: str = Field("", max_length=2000)
    organisation: str = Field("", max_length=2000)
    operators: tuple[str, ...] = Field((), max_length=20)
    witness: str = Field("", max_length=2000)
    mandate: str = Field("", max_length=2000)


class AuditLine(BaseModel):
    """``prev`` is the SHA-256 of the line before; ``sha256`` that of what was acted on, where it has one."""

    seq: int
    time: str
    actor: str
    action: str
    object: str
    sha256: str
    prev: str
    address: str = ""


class AuditTold(BaseModel):
    broken_at: int
    lines: list[AuditLine]


class NewTarget(_Given):
    location: str = Field(min_length=1, max_length=2000)
    name: str = Field("", max_length=200)
    driver: Literal["", "embedded", "devtools", "android"] = ""
    profile: str = Field("", max_length=2000)
    serial: str = Field("", max_length=200)
    backend: str = Field("", max_length=2000)
    budget: int | None = Field(None, ge=1, le=86400)


class NewSchedule(_Given):
    cron: str = Field(max_length=200)
    timezone: str = Field("UTC", max_length=64)


class Changed(_Given):
    paused: bool


class NewDeadline(_Given):
    """``until`` with its zone; null waives what was demanded."""

    until: AwareDatetime | None


class Hold(_Given):
    on: bool


class NewReview(_Given):
    finding: str = Field(min_length=1, max_length=64)
    decision: Literal["confirm", "reject", "comment"]
    comment: str = Field("", max_length=4000)


class ReviewTold(BaseModel):
    """The line that was written beside the pack."""

    number: int
    time: str
    by: str
    decision: str
    finding: str
    check_id: str
    sha256: str


class Verified(BaseModel):
    """Every step of a verification, one line each."""

    ok: bool
    summary: str
    steps: list[str]
