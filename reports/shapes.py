"""Shapes of the derived JSON files, for the schemas in a pack: as far as a reader of a pack relies on them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class Message(_Part):
    text: str


class Driver(_Part):
    name: Literal["minispect"]
    version: str
    rules: tuple[dict[str, Any], ...]


class Tool(_Part):
    driver: Driver


class Rectangle(_Part):
    top: float
    left: float
    bottom: float
    right: float
    message: Message


class Place(_Part):
    uri: str


class Attachment(_Part):
    artifactLocation: Place  # noqa: N815  (SARIF's own name)
    description: Message
    rectangles: tuple[Rectangle, ...] = ()


class Result(_Part):
    ruleId: str  # noqa: N815
    ruleIndex: int  # noqa: N815
    kind: Literal["pass", "open", "informational", "notApplicable", "review", "fail"]
    level: Literal["none", "note", "warning", "error"]
    message: Message
    attachments: tuple[Attachment, ...] = ()
    partialFingerprints: dict[str, str] = {}  # noqa: N815
    properties: dict[str, Any]


class Run(_Part):
    tool: Tool
    results: tuple[Result, ...]
    invocations: tuple[dict[str, Any], ...] = ()


class Findings(_Part):
    """``findings.sarif``: what minispect writes of SARIF 2.1.0."""

    version: Literal["2.1.0"]
    runs: tuple[Run, ...]


class Exchange(_Part):
    startedDateTime: str  # noqa: N815
    time: float
    request: dict[str, Any]
    response: dict[str, Any]


class TrafficLog(_Part):
    version: Literal["1.2"]
    creator: dict[str, str]
    entries: tuple[Exchange, ...]


class Traffic(_Part):
    """``traffic.har``: HAR 1.2."""

    log: TrafficLog


class Redaction(BaseModel):
    """One place of a shared pack where something of the inspector's was taken out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    at: str
    """The way to the value (``seq 12 data.url > query.phone``), or ``pixels x,y,width,height``."""
    name: str
    """``<kind>.<field>``, as in the placeholder."""
    planted: str
    """Id of the planted value."""
    spelling: str
    count: int
    commitment: str
    """HMAC-SHA-256 of what stood there, under a key kept with the full pack."""


class Redactions(BaseModel):
    """``redactions.json`` of a shared pack, sorted by file and place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    full_pack: str
    """SHA-256 of the full pack's ``tagmanifest-sha256.txt``."""
    removed: tuple[str, ...]
    """Files of the full pack that the shared pack does not hold."""
    redactions: tuple[Redaction, ...]
