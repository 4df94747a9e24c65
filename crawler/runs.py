"""All runs by name: each begins, goes its course, and accounts for itself however it ends."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from crawler.assistance import Assistance
from crawler.driver import Driver, Unreachable
from crawler.hand import Eyes, Hand, OutOfTime, Stuck
from crawler.plan import Declare, Plant, Report, RunPlan, RunSummary
from crawler.return_run import ReturnRun
from crawler.run import Run
from crawler.update_run import UpdateRun
from crawler.withdraw_run import WithdrawRun
from recording.log import Log


async def walk(
    driver: Driver,
    log: Log,
    plan: RunPlan,
    *,
    fence: Callable[[], Awaitable[object]],
    plant: Plant,
    declare: Declare | None = None,
    progress: Report | None = None,
    eyes: Eyes | None = None,
    assistance: Assistance | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> RunSummary:
    """Do one run. ``fence`` confirms the proxy's order and writes ``note fence``; ``plant`` writes ``note planted``.
    ``declare`` puts a version of the platform's guidelines into force (the ``update`` run); ``assistance`` helps
    past what only a person can deal with.

    Raises Unreachable when the target never started or its tool went away, and whatever interrupts it; ``note run.end``
    is written first.
    """
    log.run, log.start = plan.name, 0
    log.note("run.begin", answer=plan.answer, seed=plan.seed, budget=plan.budget, steps=plan.steps)
    began = clock()
    hand = Hand(driver, log, plan, fence=fence, clock=clock, eyes=eyes, progress=progress)
    run = _run(hand, plant, declare, assistance)
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


def _run(hand: Hand, plant: Plant, declare: Declare | None, assistance: Assistance | None) -> Run:
    if hand.plan.name == "return":
        return ReturnRun(hand, plant)
    if hand.plan.name == "withdraw":
        return WithdrawRun(hand, plant)
    if hand.plan.name == "update":
        return UpdateRun(hand, plant, declare)
    return Run(hand, plant, assistance)
