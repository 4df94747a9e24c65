"""What the report's template is given: plain data, already in both languages."""

from dataclasses import dataclass

from reports.inspection import Inspection


@dataclass(frozen=True)
class Both:
    """One text in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Shot:
    """A picture of a finding: the annotated copy that is shown and the untouched original beside it."""

    seq: int
    picture: str
    original: str
    caption: Both
    page: str
    sha256: str
    width: int
    height: int
    boxed: bool = False
    """Whether a finding points at something on it."""
    side: Both | None = None
    """``Before`` or ``After``, in a pair that looks different."""


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``marked`` parts are the planted value."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Leak:
    """A planted value found in an exchange."""

    seq: int
    method: str
    url: tuple[Piece, ...]
    host: str
    owner: Both
    kind: Both
    spelling: Both
    where: str
    pieces: tuple[Piece, ...]
    call: str
    moment: Both


@dataclass(frozen=True)
class Moment:
    """One event in the order of the log."""

    seq: int
    utc: str
    text: Both
    detail: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Clause:
    """A legal ground; unverified wording says so."""

    document: Both
    item: Both
    verified: bool


@dataclass(frozen=True)
class Call:
    api: str
    file: str
    line: int


@dataclass(frozen=True)
class FindingView:
    """One finding as it is shown."""

    number: str
    check: str
    severity: str
    title: Both
    reason: Both
    page: str
    confirm: bool
    shots: tuple[Shot, ...]
    more_shots: tuple[Shot, ...]
    leaks: tuple[Leak, ...]
    calls: tuple[Call, ...]
    moments: tuple[Moment, ...]
    clauses: tuple[Clause, ...]
    mend: Both
    certainty: Both


@dataclass(frozen=True)
class Question:
    """One of the three questions the product is for. ``state``: fail, inconclusive, pass or none."""

    text: Both
    state: str
    answer: Both
    checks: tuple[str, ...]


@dataclass(frozen=True)
class KindRow:
    """Declared, called, sent: one kind of data."""

    kind: Both
    declared: Both
    called: tuple[str, ...]
    sent: tuple[str, ...]
    alarm: bool


@dataclass(frozen=True)
class RunColumn:
    """One run; the figures stand in the order of ``RUN_FIGURES``."""

    name: Both
    figures: tuple[str, ...]


@dataclass(frozen=True)
class RecipientRow:
    host: str
    owner: Both
    exchanges: int
    kinds: tuple[Both, ...]


@dataclass(frozen=True)
class CheckRow:
    id: str
    title: Both
    severity: str
    verdict: str
    reason: Both
    finding: str = ""
    confirm: bool = False
    """A violation that a person has to confirm."""


@dataclass(frozen=True)
class Reach:
    """Bars of pages: how many were reached in which way."""

    name: Both
    walked: int
    direct: int
    missed: int

    @property
    def label(self) -> Both:
        """The bar for those who cannot see it."""
        return Both(
            f"走到 {self.walked}，直接打开 {self.direct}，未到达 {self.missed}",
            f"walked {self.walked}, opened directly {self.direct}, not reached {self.missed}",
        )

    @property
    def total(self) -> int:
        return max(1, self.walked + self.direct + self.missed)


@dataclass(frozen=True)
class Page:
    """Everything on the report."""

    inspection: Inspection
    state: str
    headline: Both
    questions: tuple[Question, ...]
    reach: tuple[Reach, ...]
    findings: tuple[FindingView, ...]
    open_points: tuple[CheckRow, ...]
    kinds: tuple[KindRow, ...]
    run_figures: tuple[Both, ...]
    runs: tuple[RunColumn, ...]
    recipients: tuple[RecipientRow, ...]
    checks: tuple[CheckRow, ...]
    not_judged: tuple[CheckRow, ...]
    limits: tuple[Both, ...]
    driver: Both
    stand_in: bool
    """A device that only plays one in tests."""
    backend: Both
    time_note: Both
    filmstrip: str = ""
    timeline: str = ""
    sitemap: str = ""
    unmapped: bool = False
    """Pages were seen, but there is nothing to draw the map with."""
    single: bool = False
    """Whether the file stands alone: its pictures are data, and it links to no other file."""
    files: tuple[tuple[str, str, Both], ...] = ()
    """Link, name and meaning."""
