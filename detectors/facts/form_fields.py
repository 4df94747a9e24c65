"""Personal fields that forms ask for: which kind a label names, and whether function or category needs it.

The words are dated data: ``config/form_fields.toml``.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from detectors.facts import categories, functions, kinds
from detectors.facts.categories import Category
from detectors.facts.fields import Field, shown
from detectors.verdict import Text
from recording.data import config_path, config_rows
from recording.sight import words

_KEYS = frozenset({"phone", "email", "plate", "id_number", "name", "bank_card"})
_FOR = re.compile(
    r"用于|用来|以便|便于|为了|凭此|used (?:to|for)|so (?:that|we)|in order to|we need (?:it|your)", re.IGNORECASE
)


@dataclass(frozen=True)
class Wanted:
    """A kind of field. ``row``: words of the table of necessary information; ``serves``: functions it is really for."""

    kind: str
    name: Text
    labels: tuple[str, ...]
    serves: tuple[str, ...]
    row: tuple[str, ...]

    def names(self, text: str) -> bool:
        """Whether a label asks for it."""
        return _any(self.labels, text) if self.labels else functions.names(self.kind, text)


@cache
def table() -> dict[str, Wanted]:
    rows = tomllib.loads(config_path("form_fields.toml").read_text(encoding="utf-8"))["fields"]
    return {
        kind: Wanted(
            kind,
            Text(zh=row["zh"], en=row["en"]) if "zh" in row else kinds.named(kind),
            tuple(row["words"]),
            tuple(row["for"]),
            tuple(row["row"]),
        )
        for kind, row in rows.items()
    }


def named(text: str) -> Wanted | None:
    """The first kind that a label names."""
    return next((wanted for wanted in table().values() if wanted.names(text)), None)


def needed(wanted: Wanted, category: Category | None) -> bool | None:
    """By the category's row. None: the category is not known, and some category needs it."""
    if category is not None:
        return categories.needs(category, *wanted.row) if wanted.row else False
    rows = config_rows("necessity.tsv")
    return None if any(word in row["necessary"] for row in rows for word in wanted.row) else False


def serves(wanted: Wanted, field: Field) -> bool:
    """Whether the page names a function that the field is for; the field's own label does not count, a heading over the
    form does."""
    tree = field.sight.tree
    texts = [tree.title, *(n.text for n in tree.nodes if n.text and not _labels(wanted, field, n.text))]
    return any(_any(wanted.serves, text) for text in texts)


def _labels(wanted: Wanted, field: Field, text: str) -> bool:
    return text in field.label and (wanted.names(text) or text == field.hint)


def alone(wanted: Wanted, field: Field) -> bool:
    """Whether it is all that the page asks for, and one by which something of the user's can be looked up: the whole
    function may hang on it."""
    return wanted.kind in _KEYS and len(shown(field.sight)) == 1


def explained(wanted: Wanted, field: Field) -> bool:
    """Whether the page says in a sentence what this very kind is for: no machine says then that it is not needed."""
    texts = (n.text for n in field.sight.tree.nodes if n.text and n.text not in field.label)
    return any(
        wanted.names(text) and _FOR.search(text) and functions.purpose(wanted.kind, text) == "concrete"
        for text in texts
    )


def _any(names: tuple[str, ...], text: str) -> bool:
    plain = words.normal(text)
    return any(functions.stands(words.normal(name), plain) for name in names)
