"""How the mending of a finding stands: a pure function of its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Outcome = Literal["seen", "absent", "unknown"]
State = Literal["open", "fixed", "overdue", "reopened", "waived"]


@dataclass(frozen=True)
class Sight:
    """What one inspection says of the finding. ``absent`` is proven (see ``absence``); ``unknown`` says nothing."""

    at: datetime
    outcome: Outcome


def state(sights: Sequence[Sight], *, deadline: datetime, set_at: datetime, waived: bool, now: datetime) -> State:
    """``sights`` in any order.

    Waived stays waived. Else the last inspection that says anything decides: proven absent is ``fixed``. Seen again
    after that is ``reopened``, until a new deadline is set. Otherwise it is ``open``, and ``overdue`` once the
    deadline is over.
    """
    if waived:
        return "waived"
    told = sorted((one for one in sights if one.outcome != "unknown"), key=lambda one: one.at)
    if told and told[-1].outcome == "absent":
        return "fixed"
    again = _seen_again(told)
    if again is not None and set_at <= again:
        return "reopened"
    return "overdue" if now > deadline else "open"


def _seen_again(told: Sequence[Sight]) -> datetime | None:
    """When the finding, mended before, was seen for the first time since."""
    mended = max((n for n, one in enumerate(told) if one.outcome == "absent"), default=None)
    if mended is None or not any(one.outcome == "seen" for one in told[:mended]):
        return None
    return next((one.at for one in told[mended + 1 :] if one.outcome == "seen"), None)
