"""Two versions of the platform's guidelines, the second of which declares one kind more (the ``update`` run)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from crawler.host.native.interfaces import guarded_kinds
from recording import scopes
from recording.profile import Declaration, Declared, Profile

How = Literal["held-back", "added"]


@dataclass(frozen=True)
class Version:
    """What is declared for a time. ``declared`` None: the page cannot show it (the profile does not say)."""

    kinds: frozenset[str]
    declared: Declared | None


@dataclass(frozen=True)
class Change:
    """``kind`` is in the second version only. ``held-back``: it is really declared; ``added``: it is not."""

    kind: str
    key: str
    how: How
    before: Version
    after: Version

    def version(self, number: int) -> Version:
        return self.before if number == 1 else self.after

    def said(self, number: int) -> dict[str, object]:
        """For ``note guidelines``."""
        kinds = sorted(self.version(number).kinds)
        return {"kinds": kinds, "added": self.kind, "key": self.key, "how": self.how}


def change(profile: Profile, used: Iterable[str]) -> Change | None:
    """A kind that the program was seen to use is held back at first; else one nobody declared is added. Rather one that
    the platform guards with no question of its own, because there the program alone can tell of the change; then the
    most used one. None when the operator promises to collect nothing: no declaration changes that."""
    if profile.host.no_collection_promised:
        return None
    keys = scopes.kind_of_key()
    known = {kind: key for key, kind in reversed(keys.items())}
    declared = profile.declared
    now = frozenset(known if declared is None else (keys.get(k, k) for k in declared.keys))
    often = sorted(Counter(used).most_common(), key=lambda row: row[0] in guarded_kinds())
    held = next((k for k, _ in often if k in now and k in known), "")
    if held and len(now) > 1:
        less = None if declared is None else _without(declared, held, keys)
        return Change(held, known[held], "held-back", Version(now - {held}, less), Version(now, declared))
    seen = frozenset(used)
    new = next((k for k in known if k not in now and k not in seen), "")
    if declared is None or not new:
        # Nothing is known of what is declared: any kind will do, and the most ordinary one stands for it.
        new = "location"
        return Change(new, known[new], "held-back", Version(now - {new}, None), Version(now, declared))
    more = declared.model_copy(
        update={"setting_list": (*declared.setting_list, Declaration(privacy_key=known[new], privacy_text=""))}
    )
    return Change(new, known[new], "added", Version(now, declared), Version(now | {new}, more))


def _without(declared: Declared, kind: str, keys: dict[str, str]) -> Declared:
    kept = tuple(d for d in declared.setting_list if keys.get(d.privacy_key, d.privacy_key) != kind)
    return declared.model_copy(update={"setting_list": kept})
