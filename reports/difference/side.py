"""One inspection as far as it is compared. Everything here is data; ``reading`` makes it from a pack."""

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from detectors.verdict import Outcome, Text
from reports.review.rulings import Ruling


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Found(_Part):
    """One finding. ``verdict``: ``fail``, or ``inconclusive`` for what points that way without proof."""

    number: str
    """``F1`` or ``U1``, as in the report."""
    check: str
    verdict: Outcome
    severity: str = "minor"
    needs_person: bool = False
    """The check's fail is a person's to confirm."""
    fingerprint: str
    mark: str = ""
    """The fingerprint as sealed; tells findings of one inspection apart that share ``fingerprint``."""
    title: Text
    reason: Text = Text(zh="", en="")
    page: str = ""
    pages: tuple[str, ...] = ()
    """All pages of its evidence."""
    own_page: bool = False
    """The finding is about this very page; another page would have a finding of its own."""
    run: str = ""
    moment: str = ""
    """``launch``, ``unanswered``, ``refused`` or ``agreed``: what the user had done before."""
    api: str = ""
    file: str = ""
    line: int = 0
    kinds: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    screens: tuple[int, ...] = ()
    """``seq`` of its pictures, first the first."""
    ruling: Ruling | None = None
    """What a person decided about it, in this inspection."""

    @property
    def violated(self) -> bool:
        return self.verdict == "fail"


class Judged(_Part):
    """The word of a check, with its reason."""

    verdict: Outcome
    reason: Text = Text(zh="", en="")


class Reach(_Part):
    """How the inspection was made and how far it got."""

    driver: str = "embedded"
    backend: str = "live"
    entry: str = ""
    """Page of the launch."""
    scene: int = 1001
    declared: tuple[str, ...] = ()
    """Pages of app.json; empty where it could not be read."""
    walked: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    """Reached only by opening their path."""
    ended: tuple[str, ...] = ()
    """Runs that came to their own end."""
    capture: str = ""
    """``full``, ``hosts``, ``none``; empty where all traffic always is readable."""
    interrupted: bool = False
    missing: tuple[Text, ...] = ()
    """What lacks for "nothing was seen" to be said (the catalogue's A.1); empty: it may be said."""

    @property
    def seen(self) -> frozenset[str]:
        return frozenset((*self.walked, *self.direct))


class Party(_Part):
    """A recipient by its registered domain. ``owner`` as in ``detectors.facts.recipients``."""

    domain: str
    owner: str = "unknown"
    organisation: str = ""
    kinds: tuple[str, ...] = ()
    """Kinds of planted values that were proven to go there."""


class Side(_Part):
    """One inspection."""

    id: str
    appid: str = ""
    name: str = ""
    operator: str = ""
    version: str = ""
    packages: tuple[str, ...] = ()
    started: str = ""
    lang: Literal["zh", "en"] = "zh"
    rules: str = ""
    verdicts: dict[str, Judged] = {}
    findings: tuple[Found, ...] = ()
    reach: Reach = Reach()
    parties: tuple[Party, ...] = ()
    asked: tuple[str, ...] = ()
    """Kinds of data whose interfaces were called."""
    declared: tuple[str, ...] | None = None
    """What the guidelines declare, e.g. ``guidelines: PhoneNumber``; None: they are not known."""
    in_app: tuple[str, ...] = ()
    """What app.json declares, e.g. ``app.json requiredPrivateInfos: getLocation``."""

    @cached_property
    def violations(self) -> tuple[Found, ...]:
        return tuple(found for found in self.findings if found.violated)

    @property
    def sent(self) -> frozenset[str]:
        """Kinds of data that left."""
        return frozenset(kind for party in self.parties for kind in party.kinds)

    def word(self, check: str) -> Outcome:
        """A check's verdict; ``not-judged`` for one this inspection says nothing about."""
        judged = self.verdicts.get(check)
        return judged.verdict if judged is not None else "not-judged"
