"""Recipients documented as being outside mainland China, and what a text says of data leaving it."""

import tomllib
from dataclasses import dataclass
from functools import cache

from detectors.facts import declarations
from detectors.facts.recipients import Recipient
from recording.data import config_path, config_rows
from recording.sight import words


@dataclass(frozen=True)
class Region:
    """Where a recipient is documented to be."""

    name: str
    organisation: str
    source: str


@cache
def _table() -> dict[str, Region]:
    rows = config_rows("foreign_hosts.tsv")
    return {row["host_suffix"].casefold(): Region(row["region"], row["organisation"], row["source"]) for row in rows}


@cache
def _wording() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    data = tomllib.loads(config_path("cross_border.toml").read_text(encoding="utf-8"))
    countries = {name: tuple(words.normal(w) for w in own) for name, own in data["countries"].items()}
    return tuple(words.normal(phrase) for phrase in data["crossing"]), countries


def foreign(host: str) -> Region | None:
    """The region of a host documented as foreign, by the longest suffix; None for any other."""
    parts = host.casefold().split(".")
    found = (_table().get(".".join(parts[number:])) for number in range(len(parts)))
    return next((region for region in found if region is not None), None)


def speaks_of(text: str, recipient: Recipient, region: Region) -> bool:
    """Whether a text tells that data goes abroad, to this recipient or its country."""
    plain = words.normal(text)
    crossing, countries = _wording()
    if not any(phrase in plain for phrase in crossing) or declarations.denied(text):
        return False
    named = declarations.names(text, recipient) or words.normal(region.organisation) in plain
    return named or any(name in plain for name in countries.get(region.name, ()))
