"""How far a run came."""

from dataclasses import dataclass, field


@dataclass
class Reached:
    """How each declared page was reached, or why not."""

    walked: list[str] = field(default_factory=list)
    direct: list[str] = field(default_factory=list)
    missed: dict[str, str] = field(default_factory=dict)
    redirected: dict[str, str] = field(default_factory=dict)
    """Pages that were opened and moved on by themselves, each with where to; ``missed`` names them too."""

    def take(self, page: str, how: str) -> None:
        known = self.walked if how == "walked" else self.direct
        if page and page not in self.walked and page not in self.direct:
            known.append(page)
            self.missed.pop(page, None)
