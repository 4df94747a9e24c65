"""Questions to the history that the console's pages and its API share."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from minispect.console.inside import NotThere
from minispect.console.listing import IDENTITY, SIZE, Listing
from minispect.store.columns import Base, now
from minispect.store.marks import Rectification, Review
from minispect.store.named import named
from minispect.store.tables import Batch, Contact, Due, Finding, Inspection, Judged, Target

STRIP = 12
"""Inspections in the strip beside a target."""
ENDED = ("done", "interrupted")
DECIDING = ("confirm", "reject")


@dataclass(frozen=True)
class Point:
    """An inspection in a strip."""

    id: str
    state: str
    headline: str
    started_at: datetime


def target(db: Session, number: int) -> Target:
    """Raises NotThere."""
    found = db.get(Target, number) if 0 < number <= IDENTITY else None
    if found is None:
        raise NotThere(f"target {number}")
    return found


def inspection(db: Session, name: str) -> Inspection:
    """By its own id or its pack's, with its target. Raises NotThere."""
    found = named(db, _bounded(name), joinedload(Inspection.target))
    if found is None:
        raise NotThere(f"inspection {name}")
    return found


def strips(db: Session, targets: Sequence[int]) -> dict[int, list[Point]]:
    """The newest inspections of each target, oldest first."""
    place = func.row_number().over(partition_by=Inspection.target_id, order_by=Inspection.started_at.desc())
    columns = (Inspection.target_id, Inspection.id, Inspection.state, Inspection.headline, Inspection.started_at)
    inner = select(*columns, place.label("place")).where(Inspection.target_id.in_(targets)).subquery()
    found: dict[int, list[Point]] = defaultdict(list)
    for row in db.execute(select(inner).where(inner.c.place <= STRIP).order_by(inner.c.started_at)):
        found[row.target_id].append(Point(row.id, row.state, row.headline, row.started_at))
    return found


def inspections(
    db: Session, *, target_id: int | None = None, state: str = "", page: int = 1, size: int = SIZE
) -> Listing[Inspection]:
    """The newest first."""
    wanted: list[ColumnElement[bool]] = [] if target_id is None else [Inspection.target_id == target_id]
    if state:
        wanted.append(Inspection.state == state)
    total = db.scalar(select(func.count()).select_from(Inspection).where(*wanted)) or 0
    query = select(Inspection).where(*wanted).order_by(Inspection.started_at.desc(), Inspection.id)
    rows = db.scalars(query.options(joinedload(Inspection.target)).limit(size).offset((page - 1) * size))
    return Listing(list(rows), total, page, size)


def verdicts(db: Session, inspection_id: str) -> dict[str, str]:
    """The word of every check, by check."""
    query = select(Judged.check_id, Judged.verdict).where(Judged.inspection_id == inspection_id)
    return {row.check_id: row.verdict for row in db.execute(query.order_by(Judged.check_id))}


def findings(db: Session, inspection_id: str) -> list[Finding]:
    """In the order of the report."""
    query = select(Finding).where(Finding.inspection_id == inspection_id).order_by(Finding.id)
    return list(db.scalars(query))


def contacts(db: Session, inspection_id: str) -> list[Contact]:
    query = select(Contact).where(Contact.inspection_id == inspection_id).order_by(Contact.status.desc(), Contact.host)
    return list(db.scalars(query))


@dataclass(frozen=True)
class Search:
    """What findings are looked for; empty parts are not asked for. ``latest``: of each target's newest only."""

    text: str = ""
    check: str = ""
    severity: str = ""
    verdict: str = "fail"
    decision: str = ""
    target_id: int | None = None
    latest: bool = True


def searched(db: Session, search: Search, page: int = 1, size: int = SIZE) -> Listing[tuple[Finding, Inspection, str]]:
    """Findings over all targets with their inspection and their target's name, the newest first."""
    wanted = _wanted(search)
    source = select(Finding, Inspection, Target.name).join(Inspection, Inspection.id == Finding.inspection_id)
    source = source.join(Target, Target.id == Finding.target_id).where(*wanted)
    counted = select(func.count()).select_from(Finding)
    if search.latest or search.text:
        counted = counted.join(Inspection, Inspection.id == Finding.inspection_id)
        counted = counted.join(Target, Target.id == Finding.target_id)
    total = db.scalar(counted.where(*wanted)) or 0
    order = (Inspection.started_at.desc(), Finding.id)
    found = db.execute(source.order_by(*order).limit(size).offset((page - 1) * size))
    rows = [(finding, row, name) for finding, row, name in found]
    return Listing(rows, total, page, size)


def _wanted(search: Search) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    for column, value in (
        (Finding.check_id, search.check.upper()),
        (Finding.severity, search.severity),
        (Finding.verdict, search.verdict),
    ):
        if value:
            wanted.append(column == _bounded(value))
    if search.target_id is not None:
        wanted.append(Finding.target_id == min(search.target_id, IDENTITY))
    for word in _bounded(search.text).split()[:6]:
        places = (
            Finding.title_zh, Finding.title_en, Finding.reason_zh, Finding.reason_en, Finding.page, Finding.call,
            Finding.check_id, Target.name,
        )  # fmt: skip
        wanted.append(or_(*(place.icontains(word, autoescape=True) for place in places)))
    if search.latest:
        wanted.append(Inspection.id.in_(newest()))
    if search.decision in DECIDING:
        wanted.append(_last_decision() == search.decision)
    elif search.decision == "open":
        wanted.append(Finding.needs_person.is_(True))
        wanted.append(~exists().where(_of_finding(), Review.decision.in_(DECIDING)))
    return wanted


def newest() -> Select[tuple[str]]:
    """The ids of each target's newest inspection with a pack: one look-up in an index a target."""
    of, inner = aliased(Target), aliased(Inspection)
    latest = select(inner.id).where(inner.target_id == of.id, inner.state.in_(ENDED))
    latest = latest.order_by(inner.started_at.desc()).limit(1).correlate(of)
    return select(latest.scalar_subquery()).select_from(of)


def _of_finding() -> ColumnElement[bool]:
    return (Review.inspection_id == Finding.inspection_id) & (Review.fingerprint == Finding.fingerprint)


def _last_decision() -> ColumnElement[str]:
    query = select(Review.decision).where(_of_finding(), Review.decision.in_(DECIDING))
    return query.order_by(Review.at.desc()).limit(1).correlate(Finding.__table__).scalar_subquery()


@dataclass(frozen=True)
class Over:
    """Recipients over time: ``kinds[host][inspection id]`` are the kinds of data that went there."""

    inspections: list[Inspection]
    hosts: list[tuple[str, str, str]]
    """Host, organisation, whose it is; third parties first."""
    kinds: dict[str, dict[str, list[str]]]


def recipients_over_time(db: Session, target_id: int, most: int = 20) -> Over:
    """Of the newest inspections of a target, oldest first."""
    query = select(Inspection).where(Inspection.target_id == target_id, Inspection.state.in_(ENDED))
    rows = list(reversed(list(db.scalars(query.order_by(Inspection.started_at.desc()).limit(most)))))
    kinds: dict[str, dict[str, list[str]]] = defaultdict(dict)
    about: dict[str, tuple[str, str, str]] = {}
    for row in db.scalars(select(Contact).where(Contact.inspection_id.in_([one.id for one in rows]))):
        kinds[row.host][row.inspection_id] = list(row.kinds)
        about[row.host] = (row.host, row.recipient, row.status)
    own = ("operator", "platform", "hosting")
    hosts = sorted(about.values(), key=lambda one: (one[2] in own, not any(kinds[one[0]].values()), one[0]))
    return Over(rows, hosts, kinds)


@dataclass(frozen=True)
class Party:
    """A recipient over all targets, as their newest inspections saw it."""

    host: str
    recipient: str
    status: str
    kinds: list[str]
    targets: dict[int, str]


def parties(db: Session, text: str = "", most: int = 500) -> list[Party]:
    """Those that most targets have in common first."""
    query = select(Contact, Target.id, Target.name).join(Inspection, Inspection.id == Contact.inspection_id)
    query = query.join(Target, Target.id == Inspection.target_id).where(Inspection.id.in_(newest()))
    query = query.where(Target.archived_at.is_(None))
    for word in _bounded(text).split()[:4]:
        query = query.where(or_(*(c.icontains(word, autoescape=True) for c in (Contact.host, Contact.recipient))))
    made: dict[str, Party] = {}
    for contact, number, name in db.execute(query.limit(20_000)):
        one = made.setdefault(contact.host, Party(contact.host, contact.recipient, contact.status, [], {}))
        one.targets[number] = name
        one.kinds.extend(kind for kind in contact.kinds if kind not in one.kinds)
    return sorted(made.values(), key=lambda one: (-len(one.targets), one.host))[:most]


@dataclass(frozen=True)
class Sheet:
    """Check by program: ``words[check][target id]``; ``last`` is the inspection it is taken from."""

    targets: list[Target]
    last: dict[int, Inspection]
    words: dict[str, dict[int, str]]
    failed: Counter[str]


def sheet(db: Session, batch_id: int | None = None, most: int = 200) -> Sheet:
    """Of all targets, or of those of a batch, by their newest inspections with a pack."""
    query = select(Target).order_by(func.lower(Target.name), Target.id)
    if batch_id is None:
        query = query.where(Target.archived_at.is_(None))
    else:
        query = query.where(Target.id.in_(select(Due.target_id).where(Due.batch_id == min(batch_id, IDENTITY))))
    targets = list(db.scalars(query.limit(most)))
    ids = [one.id for one in targets]
    rows = db.scalars(
        select(Inspection).join(Target, Target.id == Inspection.target_id)
        .where(Target.id.in_(ids), Inspection.id.in_(newest()))
    )  # fmt: skip
    last = {row.target_id: row for row in rows}
    by_id = {row.id: row.target_id for row in last.values()}
    words: dict[str, dict[int, str]] = defaultdict(dict)
    failed: Counter[str] = Counter()
    judged = select(Judged.inspection_id, Judged.check_id, Judged.verdict).where(Judged.inspection_id.in_(by_id))
    for inspection_id, check, word in db.execute(judged):
        words[check][by_id[inspection_id]] = word
        failed[check] += word == "fail"
    return Sheet([one for one in targets if one.id in last], last, dict(sorted(words.items())), failed)


def batches(db: Session) -> list[Batch]:
    return list(db.scalars(select(Batch).order_by(Batch.created_at.desc()).limit(100)))


def deadlines(db: Session, target_id: int | None = None) -> list[tuple[Rectification, str, Finding | None]]:
    """Every deadline with its target's name and the newest finding of that fingerprint; the most pressing first."""
    query = select(Rectification, Target.name).join(Target, Target.id == Rectification.target_id)
    if target_id is not None:
        query = query.where(Rectification.target_id == target_id)
    rows = [(row, name) for row, name in db.execute(query.limit(1000))]
    newest_rows = select(func.max(Finding.id)).where(
        Finding.fingerprint.in_([row.fingerprint for row, _ in rows])
    ).group_by(Finding.target_id, Finding.fingerprint)  # fmt: skip
    about = {
        (one.target_id, one.fingerprint): one for one in db.scalars(select(Finding).where(Finding.id.in_(newest_rows)))
    }
    order = {"overdue": 0, "reopened": 1, "open": 2, "waived": 3, "fixed": 4}
    rows.sort(key=lambda pair: (order.get(pair[0].state, 9), pair[0].deadline))
    return [(row, name, about.get((row.target_id, row.fingerprint))) for row, name in rows]


def _bounded(text: str) -> str:
    """What a database takes as a text."""
    return text[:200].replace("\0", "").encode("utf-8", "replace").decode()


def before(db: Session, row: Inspection) -> Inspection | None:
    """The inspection of the same target that went before and left a pack."""
    query = select(Inspection).where(
        Inspection.target_id == row.target_id,
        Inspection.state.in_(ENDED),
        Inspection.started_at < row.started_at,
        Inspection.id != row.id,
    )
    return db.scalars(query.order_by(Inspection.started_at.desc()).limit(1)).first()


@dataclass(frozen=True)
class Figures:
    """The store in five numbers."""

    targets: int
    running: int
    queued: int
    overdue: int
    week: int
    """Inspections that ended in the last seven days."""


def figures(db: Session) -> Figures:
    def count(table: type[Base], *wanted: ColumnElement[bool]) -> int:
        return db.scalar(select(func.count()).select_from(table).where(*wanted)) or 0

    return Figures(
        targets=count(Target, Target.archived_at.is_(None)),
        running=count(Due, Due.state == "running"),
        queued=count(Due, Due.state == "queued"),
        overdue=count(Rectification, Rectification.state.in_(("overdue", "reopened"))),
        week=count(Inspection, Inspection.started_at > now() - timedelta(days=7), Inspection.state.in_(ENDED)),
    )
