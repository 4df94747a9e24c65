"""One run from its cold start to its end: arrive, face what asks, let time pass, explore, account for it."""

from crawler import left_on, swiping
from crawler.answers import Answers
from crawler.assistance import Assistance
from crawler.browse_walls import BrowseWalls
from crawler.explore import Explorer
from crawler.forms import Forms
from crawler.graph import Graph
from crawler.hand import Hand
from crawler.plan import Plant, RunSummary
from crawler.policy import Policy
from crawler.view import View
from crawler.visits import Visits
from crawler.walls import WAITING_MS, examine, suspect


class Run:
    """The parts of one run, wired; ``go`` is the ordinary course of the first three runs."""

    def __init__(self, hand: Hand, plant: Plant, assistance: Assistance | None = None) -> None:
        plan = hand.plan
        self.hand = hand
        self.visits = Visits(hand)
        self.answers = Answers(hand, Policy(hand) if plan.policy else None)
        graph = Graph(seed=f"{plan.seed}:{plan.name}")
        self._walls = BrowseWalls(hand, graph, self.answers)
        forms = Forms(hand, plant) if plan.answer == "agree" else None
        turns = assistance.on(hand) if assistance is not None else None
        self.explorer = Explorer(hand, graph, self.answers, self._walls, forms, turns)
        self._held = 0
        self._phases: dict[str, int] = {}

    async def go(self) -> str:
        """The whole run; the word that ``note run.end`` gives as its reason."""
        view = await self.arrive("explore")
        if view.walled:
            await self._face()
        await self.let_time_pass()
        reason = await self.explorer.explore()
        await left_on.watch(self.hand)
        await self._walls.demands.meet_again()
        return reason

    async def arrive(self, purpose: str) -> View:
        """A cold start; a splash or a skeleton gets some virtual time before it counts as nothing shown."""
        return await self.shown(await self.hand.launch(purpose))

    async def shown(self, view: View) -> View:
        """What was launched has something to show, or had the time for it."""
        self.explorer.arrived(view)
        for _ in range(2):
            nothing = view.veiled or not view.surfaces
            waiting = nothing and not view.shows_content and not view.tree.exited
            if not waiting or not self.hand.can("advance"):
                break
            view = await self.hand.pass_time(WAITING_MS, "settle")
            self.explorer.arrived(view)
        return await swiping.past_a_guide(self.hand, self.explorer.arrived)

    async def _face(self) -> None:
        """Something asks before anything is shown. Only the refuse run looks for the ways out."""
        wall = suspect(self.hand, "launch")
        if not self.hand.plan.proves_walls:
            return

        async def again() -> View:
            return await self.arrive("confirm")

        self._held += await examine(self.hand, wall, again)
        if self.hand.view.tree.exited or self._held:
            await self.arrive("explore")

    async def let_time_pass(self) -> None:
        """The idle and the hidden phase, in virtual time."""
        if self.hand.plan.answer != "none":
            await self.answers.settle()
        plan, hand = self.hand.plan, self.hand
        if plan.idle_ms and hand.can("advance") and not hand.view.tree.exited:
            await hand.pass_time(plan.idle_ms, "idle")
            self._phases["idle_ms"] = plan.idle_ms if hand.can("advance") else 0
        if plan.hidden_ms and hand.can("hide") and not hand.view.tree.exited:
            await hand.leave()
            await hand.pass_time(plan.hidden_ms, "hidden")
            await hand.come_back()
            self._phases["hidden_ms"] = plan.hidden_ms if hand.can("hide") and hand.can("advance") else 0

    def account(self, reason: str, seconds: float) -> RunSummary:
        """Write ``note coverage`` and ``note run.end``."""
        hand, reached = self.hand, self.explorer.reached
        if not hand.plan.habits:
            # A run that only repeats what others did does not look for pages, so it misses none.
            self.explorer.note_missing(_why_missed(reason))
        declared = hand.plan.declared
        walked = tuple(p for p in reached.walked if p in declared)
        direct = tuple(p for p in reached.direct if p in declared)
        hand.log.note(
            "coverage",
            declared=len(declared),
            walked=list(walked),
            direct=list(direct),
            missed=[{"path": path, "reason": why} for path, why in sorted(reached.missed.items())],
            redirected=reached.redirected,
            states=len(hand.tally.states),
            actions=hand.tally.actions,
            screens=hand.tally.screens,
            starts=hand.tally.starts,
            visits=self.visits.count,
            left=self.explorer.left,
            idle_ms=self._phases.get("idle_ms", 0),
            hidden_ms=self._phases.get("hidden_ms", 0),
        )
        hand.log.note("run.end", reason=reason, seconds=round(seconds, 3))
        return RunSummary(
            run=hand.plan.name,
            reason=reason,
            actions=hand.tally.actions,
            screens=hand.tally.screens,
            states=len(hand.tally.states),
            starts=hand.tally.starts,
            walked=walked,
            direct=direct,
            missed=tuple(sorted(reached.missed)),
            walls=self._held + self._walls.held,
            seconds=seconds,
        )


def _why_missed(reason: str) -> str:
    return {
        "budget": "the time of the run was used up",
        "steps": "the steps of the run were used up",
        "interrupted": "the inspection was interrupted",
        "done": "no way led there",
    }.get(reason, f"the run ended early ({reason})")
