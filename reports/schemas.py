"""JSON Schemas of the pack's JSON files, from the models that write them."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from recording import canonical
from recording.event import Event
from recording.identity import Planted
from recording.observations import MODELS
from recording.profile import Profile
from recording.reading import Reading
from recording.tree import Tree
from reports.custody import Entry
from reports.environment import Environment
from reports.inspection import Inspection
from reports.shapes import Findings, Redactions, Traffic

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Identity(BaseModel):
    """``identity.json``: every planted value, in the order of handing out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int = 0
    values: tuple[Planted, ...] = ()


_MODELS: dict[str, type[BaseModel]] = {
    "inspection": Inspection,
    "environment": Environment,
    "event": Event,
    "custody-entry": Entry,
    "identity": Identity,
    "screen-reading": Reading,
    "screen-tree": Tree,
    "profile": Profile,
    "findings": Findings,
    "traffic": Traffic,
    "redactions": Redactions,
    **{f"event-{kind}": model for kind, model in MODELS.items()},
}


def build() -> dict[str, dict[str, Any]]:
    """File name -> schema (JSON Schema 2020-12)."""
    return {
        f"{name}.schema.json": {"$schema": _DIALECT, **model.model_json_schema(mode="serialization")}
        for name, model in _MODELS.items()
    }


def write(folder: Path) -> None:
    """Write all schemas into a folder (the pack's ``schema/``, or ``config/schema`` of a checkout)."""
    for name, schema in build().items():
        canonical.write(folder / name, schema)
