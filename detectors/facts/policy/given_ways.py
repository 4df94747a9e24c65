"""Ways to a right that the program's own policy gives."""

from typing import Literal

from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.documents import Documents

Given = Literal["path", "service", "platform", "none"]
"""``path``: inside the program or not further told; ``service``: write or call; ``platform``: remove the program,
or the platform's settings."""
_ORDER: tuple[Given, ...] = ("path", "service", "platform")


def way(found: Documents, *names: str) -> tuple[Given, Clause | None]:
    """The best way given for any of these rights, with the clause."""
    by: dict[Given, Clause] = {}
    for text in found.read:
        for right in text.rights:
            if right.name not in names or not right.way:
                continue
            form: Given = "platform" if right.platform_only else "service" if right.service_only else "path"
            by.setdefault(form, right.clause)
    for form in _ORDER:
        if form in by:
            return form, by[form]
    return "none", None
