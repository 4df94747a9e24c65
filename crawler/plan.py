"""What one run is to do, and what it says of itself while it runs and afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from crawler.habit import Habit
from crawler.words import Care

Answer = Literal["none", "refuse", "agree"]

ANSWERS: dict[str, Answer] = {
    "untouched": "none",
    "refuse": "refuse",
    "agree": "agree",
    "return": "refuse",
    "withdraw": "agree",
    "update": "agree",
}
"""All runs, in the order they are done; the last three need what the others found out."""
LATER = ("return", "withdraw", "update")


@dataclass(frozen=True)
class RunPlan:
    """One run. Times are seconds, ``idle_ms`` and ``hidden_ms`` virtual milliseconds."""

    name: str
    declared: tuple[str, ...] = ()
    """All pages of app.json, in order; the first is the home page."""
    tabs: tuple[str, ...] = ()
    entry: str = ""
    query: str = ""
    scene: int = 1001
    seed: int = 0
    budget: float = 120
    patience: float = 3
    """Ceiling of a wait for a quiet state."""
    policy: bool = False
    """Look for the program's own privacy policy and keep its text."""
    harmless: bool = False
    """Nothing sent leaves this machine (stub or replay), so orders and SMS codes may be asked for."""
    play: bool = False
    """The payment window is our own and always answered with no: what leads to it may be pressed where nothing leaves
    this machine."""
    idle_ms: int = 60_000
    hidden_ms: int = 60_000
    says: Answer | None = None
    """What is said from now on, where a run changes its mind (after a withdrawal)."""
    habits: tuple[Habit, ...] = ()
    """What earlier runs did that made the program ask or take something."""
    limit: int = 0
    """Most actions of the exploration; 0: by the size of the program."""

    @property
    def answer(self) -> Answer:
        """What is said to privacy questions. Refusing is the default."""
        return self.says or ANSWERS.get(self.name, "refuse")

    @property
    def care(self) -> Care:
        """What may be pressed in this run. Who refuses goes as far as ordering and paying in our own host, where
        neither comes about: many programs demand something only there."""
        if self.answer == "agree":
            return Care(self.harmless, self.play)
        return Care(orders=self.harmless and self.play and self.proves_walls)

    @property
    def proves_walls(self) -> bool:
        """Whether walls are examined, each from cold starts of its own: that ends the visit of a returning user."""
        return self.answer == "refuse" and self.name not in LATER

    @property
    def steps(self) -> int:
        """How many actions the exploration may take: by the size of the program, not by the machine's speed."""
        if self.limit:
            return self.limit
        ordinary = min(40 + 3 * len(self.declared), 400)
        return int(ordinary * max(1.0, self.budget / 120))


@dataclass(frozen=True)
class Progress:
    """For the bar: where the run stands."""

    run: str
    page: str
    done: int
    total: int
    seconds_left: float
    step: int = 0


@dataclass(frozen=True)
class RunSummary:
    """What a run did. The recording holds the same in ``note coverage`` and ``note run.end``."""

    run: str
    reason: str
    """``done``, ``budget``, ``steps``, ``blocked``, ``exited``, ``unreachable``, ``stuck``."""
    actions: int = 0
    screens: int = 0
    states: int = 0
    starts: int = 0
    walked: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    walls: int = 0
    seconds: float = 0


Report = Callable[[Progress], None]
Plant = Callable[[str, str, str], str]
"""``plant(kind, field, page)`` hands out a value to type and writes ``note planted``."""
Declare = Callable[[int], dict[str, object]]
"""``declare(1)`` puts the platform's guidelines of before the update into force, ``declare(2)`` those of after it;
returns what ``note guidelines`` is to say of them. Raises Unsupported when there is nothing to update."""
