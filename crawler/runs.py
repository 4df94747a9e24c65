"""One run from its cold start to its end: arrive, face what asks, let time pass, explore, account for it."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from crawler.answers import Answers
from crawler.browse_walls import BrowseWalls
from crawler.driver import Driver, Unreachable
from crawler.explore import Explorer
from crawler.forms import Forms
from crawler.graph import Graph
from crawler.hand import Eyes, Hand, OutOfTime, Stuck
from crawler.plan import Plant, Report, RunPlan, RunSummary
from crawler.policy import Policy
from crawler.view import View
from crawler.walls import WAITING_MS, examine, suspect
from recording.log import Log


async def walk(
    driver: Driver,
    log: Log,
    plan: RunPlan,
    *,
    fence: Callable[[], Awaitable[object]],
    plant: Plant,
    progress: Report | None = None,
    eyes: Eyes | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> RunSummary:
    """Do one run. ``fence`` confirms the proxy's order and writes ``note fence``; ``plant`` writes ``note planted``.

    Raises Unreachable when the target never started, and whatever interrupts it; ``note run.end`` is written first.
    """
    log.run, log.start = plan.name, 0
    log.note("run.begin", answer=plan.answer, seed=plan.seed, budget=plan.budget, steps=plan.steps)
    began = clock()
    hand = Hand(driver, log, plan, fence=fence, clock=clock, eyes=eyes, progress=progress)
    run = _Run(hand, plant)
    reason = "error"
    try:
        reason = await run.go()
    except OutOfTime:
        reason = "budget"
    except Stuck:
        reason = "stuck"
    except Unreachable:
        reason = "unreachable"
        raise
    except (asyncio.CancelledError, KeyboardInterrupt):
        reason = "interrupted"
        raise
    finally:
        summary = run.account(reason, clock() - began)
    return summary


class _Run:
    """The parts of one run, wired."""

    def __init__(self, hand: Hand, plant: Plant) -> None:
        plan = hand.plan
        self._hand = hand
        self._graph = Graph(seed=f"{plan.seed}:{plan.name}")
        self._answers = Answers(hand, Policy(hand) if plan.policy else None)
        self._walls = BrowseWalls(hand, self._graph, self._answers)
        forms = Forms(hand, plant) if plan.answer == "agree" else None
        self._explorer = Explorer(hand, self._graph, self._answers, self._walls, forms)
        self._held = 0
        self._phases: dict[str, int] = {}

    async def go(self) -> str:
        """The whole run; the word that ``note run.end`` gives as its reason."""
        view = await self._arrive("explore")
        if view.walled:
            await self._face()
        await self._let_time_pass()
        return await self._explorer.explore()

    async def _arrive(self, purpose: str) -> View:
        """A cold start; a splash or a skeleton gets some virtual time before it counts as nothing shown."""
        view = await self._hand.launch(purpose)
        self._explorer.note_page(view)
        for _ in range(2):
            nothing = view.veiled or not view.surfaces
            waiting = nothing and not view.shows_content and not view.tree.exited
            if not waiting or not self._hand.can("advance"):
                break
            view = await self._hand.pass_time(WAITING_MS, "settle")
            self._explorer.note_page(view)
        return view

    async def _face(self) -> None:
        """Something asks before anything is shown. Only the refuse run looks for the ways out."""
        wall = suspect(self._hand, "launch")
        if self._hand.plan.answer != "refuse":
            return

        async def again() -> View:
            return await self._arrive("confirm")

        self._held += await examine(self._hand, wall, again)
        if self._hand.view.tree.exited or self._held:
            await self._arrive("explore")

    async def _let_time_pass(self) -> None:
        """The idle and the hidden phase, in virtual time."""
        if self._hand.plan.answer != "none":
            await self._answers.settle()
        plan, hand = self._hand.plan, self._hand
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
        hand, reached = self._hand, self._explorer.reached
        self._explorer.note_missing(_why_missed(reason))
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
