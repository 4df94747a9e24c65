"""What the pack of an inspection shows of each finding: its pictures, and what people decided."""

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from minispect.console import inside
from reports.difference import results
from reports.pack import PackError
from reports.review import decisions as decided
from reports.review.decisions import Decision

_MOST = 4
_LARGEST_LIST = 256 << 20


@dataclass(frozen=True)
class Shot:
    """A picture: ``path`` in the pack; ``boxed`` when it is the copy with the finding's boxes on it."""

    seq: int
    path: str
    boxed: bool


@dataclass(frozen=True)
class Decisions:
    """``by_number`` in the order they were made; ``problem`` when the chain of decisions does not hold."""

    by_number: dict[str, list[Decision]] = field(default_factory=dict)
    problem: str = ""

    def word(self, number: str) -> str:
        """``confirm``, ``reject`` or empty: the last that decided."""
        return next((d.act for d in reversed(self.by_number.get(number, [])) if d.act in ("confirm", "reject")), "")


NONE = Decisions()


def shots(root: Path) -> dict[str, list[Shot]]:
    """Pictures by the finding's number, those with boxes first. Nothing when the pack's list cannot be read."""
    try:
        sealed = results.sealed(root)
    except PackError:
        return {}
    return {
        one.properties.number: sorted((_shot(root, seq) for seq in one.properties.screens[:12]), key=_rank)[:_MOST]
        for one in sealed
        if one.properties.number
    }


def decisions(root: Path) -> Decisions:
    """What lies beside the pack; one line that does not hold makes the rest worth nothing."""
    try:
        lines = decided.sound(root)
    except PackError as error:
        return Decisions(problem=str(error))
    by_number: dict[str, list[Decision]] = {}
    for line in lines:
        by_number.setdefault(line.finding, []).append(line)
    return Decisions(by_number)


def pages(root: Path) -> dict[str, tuple[int, str]]:
    """For each page the first picture of it: its number and the hash of its pixels."""
    found: OrderedDict[str, tuple[int, str]] = OrderedDict()
    try:
        data = inside.content(root, "data/original/events.jsonl", _LARGEST_LIST)
    except inside.NotThere:
        return found
    for line in data.splitlines():
        if b'"kind":"screen"' not in line:
            continue
        try:
            event = json.loads(line)
            page, seq, about = str(event["page"]), int(event["seq"]), event["data"]
            pixels = str(about.get("pixels_sha256", ""))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        if page and page not in found:
            found[page] = (seq, pixels)
    return found


def _shot(root: Path, seq: int) -> Shot:
    boxed = f"data/derived/screens/{seq:06}.annotated.png"
    if (root / boxed).is_file():
        return Shot(seq, boxed, True)
    return Shot(seq, f"data/original/screens/{seq:06}.png", False)


def _rank(shot: Shot) -> tuple[bool, int]:
    return not shot.boxed, shot.seq
