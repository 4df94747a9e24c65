"""``data/inspection.json``: who, what, when, with what, how far (the evidence pack's section 3)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from detectors.facts import reach
from recording.event import Event
from recording.recording import Recording
from reports import tool

UNSTAMPED = "time not attested by a third party"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Entry(_Part):
    path: str = ""
    query: str = ""
    scene: int = 1001


class Target(_Part):
    platform: str = "wechat"
    appid: str = ""
    name: str = ""
    operator: str = ""
    version: str = ""
    base_library: str = ""
    driver: str = "embedded"
    entry: Entry = Entry()
    package_sha256: tuple[str, ...] = ()


class Inspector(_Part):
    organisation: str = ""
    operators: tuple[str, ...] = ()
    witness: str = ""
    authority: str = ""
    """Legal ground or mandate."""
    signing_key: str = ""
    """Fingerprint only."""


class Time(_Part):
    started: str = ""
    ended: str = ""
    zone: str = "UTC"
    clock: dict[str, str] = Field(default_factory=lambda: {"state": "unchecked"})
    device_offset_ms: int | None = None


class Access(_Part):
    network: dict[str, str] = Field(default_factory=dict)
    """``address`` seen by the proxy, ``region``, ``interface``."""
    proxy: str = ""
    backend: str = "live"
    account: str = ""
    """Name of the test identity, never its values."""
    steps: tuple[str, ...] = ()


class Tool(_Part):
    version: str = ""
    source_sha256: str = ""
    config_sha256: str = ""
    rules_sha256: str = ""
    seed: int = 0
    libraries: dict[str, str] = Field(default_factory=dict)


class Unvisited(_Part):
    path: str
    reason: str = ""


class Scope(_Part):
    asked: dict[str, Any] = Field(default_factory=dict)
    """Limits asked for: ``runs``, ``budget_seconds``, ``patience_seconds``, ``pages``, ``depth``."""
    declared: int = 0
    walked: tuple[str, ...] = ()
    """Pages reached by walking as a user would."""
    direct: tuple[str, ...] = ()
    """Pages reached only by opening their path directly."""
    unvisited: tuple[Unvisited, ...] = ()
    reach: dict[str, float] = Field(default_factory=dict)
    """``reach_without_phone`` and ``reach_without_consent``: percentage of the pages reached by pressing that a user
    reaches who gives no phone number, or agrees to no notice; absent when there was nothing to compare."""
    interrupted: bool = False


class Counts(_Part):
    events: int = 0
    screens: int = 0
    calls: int = 0
    flows: int = 0
    failed_captures: int = 0


class Inspection(_Part):
    """The whole file. ``verdicts`` holds one word per check and how often each word occurs."""

    format: Literal["minispect-pack/1"] = "minispect-pack/1"
    id: str
    case_ref: str = ""
    kind: Literal["full", "shared"] = "full"
    target: Target = Target()
    inspector: Inspector = Inspector()
    time: Time = Time()
    access: Access = Access()
    tool: Tool = Tool()
    scope: Scope = Scope()
    counts: Counts = Counts()
    verdicts: dict[str, str] = Field(default_factory=dict)
    totals: dict[str, int] = Field(default_factory=dict)
    limitations: tuple[str, ...] = ()
    seals: dict[str, str] = Field(default_factory=dict)
    derived_from: str = ""
    lang: Literal["zh", "en"] = "zh"
    """Language the report opens in."""


class Account(_Part):
    """What only the running inspection knows; the rest is read from the recording."""

    driver: str = "embedded"
    version: str = ""
    entry: Entry = Entry()
    package_sha256: tuple[str, ...] = ()
    access: Access = Access()
    asked: dict[str, Any] = Field(default_factory=dict)
    seed: int = 0
    limitations: tuple[str, ...] = ()
    interrupted: bool = False
    zone: str = "UTC"
    lang: Literal["zh", "en"] = "zh"


def build(
    recording: Recording, identifier: str, account: Account, verdicts: Mapping[str, str], signing_key: str
) -> Inspection:
    """Put the file together from what was recorded and judged."""
    profile = recording.profile
    events = recording.events
    clock = recording.environment.get("clock")
    return Inspection(
        id=identifier,
        case_ref=profile.case.ref,
        target=Target(
            appid=profile.target.appid,
            name=profile.target.name,
            operator=profile.target.operator,
            version=account.version,
            base_library=profile.host.sdk_version,
            driver=account.driver,
            entry=account.entry,
            package_sha256=account.package_sha256,
        ),
        inspector=Inspector(
            organisation=profile.case.organisation,
            operators=profile.case.operators,
            witness=profile.case.witness,
            authority=profile.case.mandate,
            signing_key=signing_key,
        ),
        time=Time(
            started=events[0].utc if events else "",
            ended=events[-1].utc if events else "",
            zone=account.zone,
            clock={str(k): str(v) for k, v in clock.items()} if isinstance(clock, dict) else {"state": "unchecked"},
        ),
        access=account.access,
        tool=Tool(
            version=tool.version(),
            source_sha256=tool.source_digest(),
            config_sha256=tool.config_digest(),
            rules_sha256=tool.rules_digest(),
            seed=account.seed,
            libraries=tool.libraries(),
        ),
        scope=scope(recording, account.asked, account.interrupted),
        counts=counts(recording),
        verdicts=dict(sorted(verdicts.items())),
        totals=dict(sorted(Counter(verdicts.values()).items())),
        limitations=limitations(recording, account),
        seals={"required": "sshsig", "time": UNSTAMPED},
        lang=account.lang,
    )


def counts(recording: Recording) -> Counts:
    """How much was recorded; a call counts once, however it ended."""
    return Counts(
        events=len(recording.events),
        screens=len(recording.of("screen")),
        calls=sum(1 for e in recording.of("call") if e.data.get("phase") == "begin"),
        flows=sum(1 for e in recording.of("flow") if e.data.get("type", "http") != "frame"),
        failed_captures=sum(1 for e in recording.of("error") if e.data.get("where") == "capture"),
    )


def scope(recording: Recording, asked: Mapping[str, Any], interrupted: bool) -> Scope:
    """How far the inspection got, from the walk's ``coverage`` notes: the best of all runs."""
    walked: dict[str, None] = {}
    direct: dict[str, None] = {}
    reasons: dict[str, str] = {}
    for note in recording.notes("coverage"):
        walked.update(dict.fromkeys(_paths(note.data.get("walked"))))
        direct.update(dict.fromkeys(_paths(note.data.get("direct"))))
        missed = note.data.get("missed")
        if isinstance(missed, list):
            reasons.update({str(m.get("path")): str(m.get("reason", "")) for m in missed if isinstance(m, dict)})
    if not walked and not direct:
        walked = dict.fromkeys(e.page for e in recording.of("screen") if e.page)
    declared = recording.declared_pages
    seen = {*walked, *direct}
    return Scope(
        asked=dict(asked),
        declared=len(declared),
        walked=tuple(walked),
        direct=tuple(path for path in direct if path not in walked),
        unvisited=tuple(Unvisited(path=p, reason=reasons.get(p, "")) for p in declared if p not in seen),
        reach={**reach.without_phone(recording).numbers, **reach.without_consent(recording).numbers},
        interrupted=interrupted,
    )


def limitations(recording: Recording, account: Account) -> tuple[str, ...]:
    """Plain sentences: those of the inspection, those noted on the way, and what could not be read back."""
    noted = [f"{e.data.get('what', '')}: {e.data.get('why', '')}".strip(": ") for e in recording.notes("limit")]
    broken = [f"{e.data['where']}: {e.data.get('message', '')}" for e in recording.of("error") if _costs_evidence(e)]
    sentences = [*account.limitations, *noted, *broken, *recording.damage]
    return tuple(dict.fromkeys(s for s in sentences if s))


def _costs_evidence(error: Event) -> bool:
    """Errors of the page are the program's own; those of the capture leave a hole in the record."""
    return error.data.get("where") in ("capture", "proxy")


def _paths(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
