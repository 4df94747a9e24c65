"""The results of a sealed ``findings.sarif``, read as data that may be hostile."""

import json
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field

from detectors.verdict import Outcome, Text
from reports import manifests
from reports.pack import PackError

SARIF = "data/derived/findings.sarif"
_LARGEST = 256 << 20


class _Hit(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: str = ""
    host: str = ""


class Properties(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    verdict: Outcome
    severity: Literal["critical", "major", "minor", "notice"] = "minor"
    reason: Text
    number: str = ""
    subject: tuple[str, ...] = ()
    run: str = ""
    events: tuple[int, ...] = ()
    screens: tuple[int, ...] = ()
    flows: tuple[int, ...] = ()
    hits: tuple[_Hit, ...] = ()


class Result(BaseModel):
    """A result of ``findings.sarif``, as far as it is compared."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    check: str = Field(alias="ruleId")
    properties: Properties
    locations: tuple[dict[str, Any], ...] = ()
    marks: dict[str, str] = Field(default={}, alias="partialFingerprints")

    @property
    def mark(self) -> str:
        """The fingerprint as sealed; empty for a verdict without a finding."""
        return self.marks.get("minispect/v1", "")

    @property
    def page(self) -> str:
        places = self._place.get("logicalLocations")
        first = places[0] if isinstance(places, list) and places else None
        return str(first.get("fullyQualifiedName", "")).strip("/") if isinstance(first, dict) else ""

    @property
    def call(self) -> tuple[str, str, int]:
        """Interface, file and line; empty and 0 where there is none."""
        physical, message = self._place.get("physicalLocation"), self._place.get("message")
        if not isinstance(physical, dict) or not isinstance(message, dict):
            return "", "", 0
        artifact, region = physical.get("artifactLocation"), physical.get("region")
        file = str(artifact.get("uri", "")) if isinstance(artifact, dict) else ""
        line = region.get("startLine") if isinstance(region, dict) else 0
        return str(message.get("text", "")), unquote(file), line if isinstance(line, int) else 0

    @property
    def _place(self) -> dict[str, Any]:
        return self.locations[0] if self.locations else {}


def sealed(root: Path) -> list[Result]:
    """The results of the sealed ``findings.sarif``. Raises PackError."""
    try:
        data = json.loads(manifests.read_small(root, SARIF, _LARGEST))
        return [Result.model_validate(one) for run in data["runs"] for one in run["results"]]
    except manifests.BadFileError as error:
        raise PackError(f"{root}: {error.path} {error}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise PackError(f"{root}: {SARIF} is not a list of findings as minispect writes it") from None
