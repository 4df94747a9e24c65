"""The service category of the profile and what it may demand (necessity table, NEC art. 5)."""

from dataclasses import dataclass

from recording.data import config_rows
from recording.recording import Recording


@dataclass(frozen=True)
class Category:
    """``none``: one of the types that need no personal data; ``browse``: has something to look at before an account."""

    number: str
    zh: str
    none: bool
    browse: bool


def category(recording: Recording) -> Category | None:
    """None when the profile does not say."""
    number = recording.profile.target.category
    row = next((r for r in config_rows("necessity.tsv") if r["category"] == number), None)
    return Category(number, row["zh"], row["none"] == "yes", row["browse"] == "yes") if row is not None else None


def needs(found: Category | None, *words: str) -> bool:
    """Whether the category's row of necessary information holds one of these words."""
    row = next((r for r in config_rows("necessity.tsv") if found is not None and r["category"] == found.number), None)
    return row is not None and any(word in row["necessary"] for word in words)


def positions(found: Category | None) -> bool:
    """Whether the position is necessary for the category's basic function (maps, ride booking, vehicles)."""
    return needs(found, "position", "track")
