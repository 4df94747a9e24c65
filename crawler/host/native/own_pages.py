"""The platform's own pages where a user sees and takes back what was given: settings, and what was obtained."""

from collections.abc import Callable

from crawler.host.native import drawings, leave
from crawler.host.native.effects import Effect, Evidence
from crawler.host.native.gate import Gate
from crawler.host.native.journal import Journal
from crawler.host.native.link import Link
from crawler.host.native.texts import kind_name
from recording import scopes
from recording.identity import PlantedIdentity

DELETABLE = frozenset({"phone", "invoice"})
"""What the settings offer to have deleted ("通知开发者删除", the guidelines' section on the user's rights)."""


class OwnPages:
    """Of one user. Whatever is taken back gets new planted values, so that a stale copy is told from a new taking."""

    def __init__(
        self,
        app_name: str,
        gate: Gate,
        identity: PlantedIdentity,
        journal: Journal,
        link: Link,
        carry_out: Callable[[list[Effect]], None],
    ) -> None:
        self._app_name, self._gate, self._identity = app_name, gate, identity
        self._journal, self._link, self._carry_out = journal, link, carry_out
        self._obtained: dict[str, bool] = {}
        """Kinds the program got and whose deletion can be asked for; True once it was."""

    def clear(self) -> None:
        """A user nobody knows."""
        self._obtained.clear()

    def gave(self, kind: str) -> None:
        """The program got something of a kind."""
        if kind in DELETABLE:
            self._obtained[kind] = False

    def show_settings(self, dialog: str = "settings") -> None:
        spec = leave.settings_page(self._app_name, self._gate.scopes, self._gate.has_consent(), bool(self._obtained))
        self._link.draw({**spec, "id": dialog})

    def pressed(self, dialog: str, name: str, evidence: Evidence) -> bool:
        """Take a press on one of these pages; False when it is none of theirs."""
        act, _, of = name.partition(":")
        if act == "toggle":
            self._toggle(of, evidence)
            self._journal.redrawn(dialog)
            self.show_settings(dialog)
        elif act == "delete":
            self._delete(of, evidence)
            self._journal.redrawn(dialog)
            self._show_obtained(dialog)
        elif name == "obtained":
            self._show_obtained("obtained")
        else:
            return False
        return True

    def _toggle(self, name: str, evidence: Evidence) -> None:
        if name == "privacy":
            self._carry_out(self._gate.withdraw(evidence))
            for value in self._identity.values:
                self._identity.renew(value.kind)
        elif name in self._gate.scopes:
            granted = not self._gate.scopes[name]
            self._carry_out(self._gate.set_scope(name, granted, evidence))
            if not granted and name in scopes.table():
                self._identity.renew(scopes.table()[name].kind)

    def _delete(self, kind: str, evidence: Evidence) -> None:
        if kind in self._obtained:
            self._carry_out(self._gate.delete(kind, evidence))
            self._obtained[kind] = True
            self._identity.renew(kind)

    def _show_obtained(self, dialog: str) -> None:
        kinds = {kind: (kind_name(kind), deleted) for kind, deleted in self._obtained.items()}
        self._link.draw({**drawings.obtained_page(self._app_name, kinds), "id": dialog})
