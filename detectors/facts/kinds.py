"""Kinds of personal data: their names, their guidelines keys, and the words a policy has for them."""

import tomllib
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from detectors.verdict import Text
from recording.data import config_path


class DataKind(BaseModel):
    """A row of the table of kinds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    zh: str
    en: str
    keys: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Wider words, which declare the kind and list nothing."""
    weak: bool = False

    @property
    def text(self) -> Text:
        return Text(zh=self.zh, en=self.en)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(config_path("data_kinds.toml").read_text(encoding="utf-8"))


@cache
def kinds() -> dict[str, DataKind]:
    return {name: DataKind.model_validate({"name": name, **row}) for name, row in _data()["kinds"].items()}


def negations() -> tuple[str, ...]:
    """Phrases that deny what follows them in the same sentence."""
    return tuple(_data()["words"]["negation"])


def not_let_in() -> tuple[str, ...]:
    """Phrases that say of a company named beside them that it gets nothing."""
    return tuple(_data()["words"]["not_let_in"])


def named(kind: str) -> Text:
    """A kind in words; its own name when the table does not know it."""
    row = kinds().get(kind)
    return row.text if row is not None else Text(zh=kind, en=kind)


def headed(name: Text) -> str:
    """A kind's English words at the head of a sentence: "Wi-Fi network" and "IP address" stay as they are."""
    return name.en[:1].upper() + name.en[1:]


def personal(kind: str) -> bool:
    """Whether the kind is in the table; a remark typed by the inspector is not personal data."""
    return kind in kinds()


def weak(kind: str) -> bool:
    row = kinds().get(kind)
    return row is None or row.weak


def telling(kind: str) -> bool:
    """Personal, and more than the model of a device or an id made for one install."""
    return personal(kind) and not weak(kind)
