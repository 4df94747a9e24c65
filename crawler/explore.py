"""Exploration of a started mini program: by walking first, then by opening the pages nobody led to."""

from crawler.answers import Answers
from crawler.assistance import Turns
from crawler.browse_walls import BrowseWalls
from crawler.choosing import gives_consent, pressable, rank
from crawler.coming_round import come_round, own_pages
from crawler.forms import Forms
from crawler.graph import Choice, Graph
from crawler.hand import Hand
from crawler.left_out import leave_out
from crawler.reached import Reached
from crawler.routes import LONGEST, Routes
from crawler.scrolling import Scrolling
from crawler.swiping import past_a_guide
from crawler.view import View
from crawler.words import destroys
from recording.sight.controls import Control

WALKING = 0.55
"""Share of the steps for walking before pages are opened directly."""
PER_VISIT = 6
"""Presses on one page while walking, tabs not counted, before the walk moves on."""
PER_OPENING = 3
SPLASH_MS = 3000
NO_LIMIT = 10_000
PATIENCE = 3
"""Entries of a list that may lead where others led, once every page was seen."""
RELAUNCHES = 4
STARTS = 4
"""Cold starts for what stands on a page that is passed by answering it."""
KEPT = 12
"""Steps kept for what is done with a form that was sent, beside one for each page that is come to again."""
KEPT_TIME = 0.2
"""Share of the run's time kept for what comes after the walk."""


class Explorer:
    """Walks one run. ``reason`` says why it ended."""

    def __init__(
        self,
        hand: Hand,
        graph: Graph,
        answers: Answers,
        walls: BrowseWalls,
        forms: Forms | None = None,
        turns: Turns | None = None,
    ) -> None:
        self._hand, self._graph, self._answers, self._walls = hand, graph, answers, walls
        self._forms, self._turns = forms, turns
        self._plan = hand.plan
        self._scrolling = Scrolling(hand)
        self._relaunches = 0
        self._pressed = False
        """Whether anything was done since the last cold start."""
        self._tabs: dict[str, str] = {}
        """Which page each tab entry led to."""
        self._routes = Routes()
        self._given_up: set[str] = set()
        """Presses that waited on pages nobody could come back to."""
        self._of_questions: set[str] = set()
        """Those that a window of a question offered, and nothing else did: its links and names."""
        self._visited: dict[str, int] = {}
        """Presses on a tab's page when it was last gone back to."""
        self._first: set[str] = set()
        """Pages that a cold start showed."""
        self._passed: set[str] = set()
        """Those of them that an answer or a form led away from."""
        self._starts_again = 0
        self.reached = Reached()

    async def explore(self) -> str:
        """Walk, open what was not reached, then go on where something is left. Returns ``done`` or ``steps``."""
        await self._settled()
        self._passed |= self._first - {self._hand.view.page}
        await self._walk(PER_VISIT, int(self._plan.steps * WALKING))
        for passed in sorted(p for p in self._passed if self._graph.unfinished(p) and not self._graph.presses[p]):
            await self._stand_before(passed)
        await self._open_missing()
        self._graph.patience = PATIENCE
        while self._steps_left() > 0 and (page := self._unfinished_page()) is not None:
            before = self._graph.presses[page]
            view = await self._go(page)
            if view is not None and view.page == page:
                until = self._hand.tally.actions + min(self._steps_left(), 4 * PER_VISIT)
                await self._walk(NO_LIMIT, until, stay=page)
            if self._graph.presses[page] == before:
                await self._stand_before(page)
            if self._graph.presses[page] == before:
                # What waited there cannot be come by any more: another state of the page, or the page is gone.
                self._given_up |= self._graph.untried(page)
                self._graph.waiting.pop(page, None)
        reason = "done" if self._steps_left() > 0 else "steps"
        if self._forms is not None and self._plan.name == "agree":
            await come_round(self._hand, self._answers, self._forms, self.note_page)
            await leave_out(self._hand, self._answers, self._forms)
        return reason

    @property
    def left(self) -> int:
        """How many presses that seemed worth it were not tried."""
        waiting = self._given_up.union(*(self._graph.untried(page) for page in self._graph.waiting))
        return len(waiting - self._graph.tried - self._of_questions)

    def note_missing(self, reason: str) -> None:
        """Name what was not reached when the run ended."""
        for page in self._plan.declared:
            if page in self._unseen:
                self.reached.missed.setdefault(page, reason)

    def note_page(self, view: View, how: str = "walked") -> None:
        """A page stands on the screen."""
        if not view.tree.exited:
            self.reached.take(view.page, how)

    def arrived(self, view: View) -> None:
        """A cold start shows this before anything is answered or filled: what stands there is walked later on, even
        if the answer leads away from it."""
        self.note_page(view)
        if not view.tree.exited and view.page and view.page not in self._first:
            self._first.add(view.page)
            choices = self._graph.choices(view, self._idle(view))
            asking = {c.node.id for surface in view.asking if surface.form == "overlay" for c in surface.controls}
            self._of_questions |= {c.key for c in choices if c.control.node.id in asking}

    def _idle(self, view: View) -> list[Control]:
        """What may be pressed and is no answer to what the screen asks."""
        usable = pressable(view, self._plan.answer, self._plan.care)
        return [c for c in usable if not c.asks and c.role != "toggle" and not gives_consent(c)]

    async def _stand_before(self, page: str) -> None:
        """A page that is left as soon as it is answered or known: from cold starts, before anything is said."""
        while page in self._passed and self._starts_again < STARTS and self._steps_left() > 0:
            self._starts_again += 1
            view = await self._hand.launch("explore")
            self.note_page(view)
            if self._hand.can("advance"):
                # A page that a timer leads away from is over before anybody could press there.
                view = await self._hand.pass_time(SPLASH_MS, "settle")
            if view.page != page or view.tree.exited:
                self._passed.discard(page)
                return
            filled = self._forms is not None and await self._forms.fill()
            if not await self._press_idle(page) and not filled:
                return
            await self._settled()
            here = self._hand.view.page
            if here != page and not self._hand.view.tree.exited and self._graph.presses[here] == 0:
                until = self._hand.tally.actions + min(self._steps_left(), PER_VISIT)
                await self._walk(PER_OPENING, until, stay=here)
            if not self._graph.unfinished(page):
                return

    async def _press_idle(self, page: str) -> bool:
        """One press more for each that leaves the page as it was."""
        done = False
        while self._hand.view.page == page and self._steps_left() > 0 and not self._hand.view.tree.exited:
            view = self._hand.view
            choices = self._graph.choices(view, self._idle(view))
            order = sorted(
                choices, key=lambda c: (rank(c.control, self._plan.answer, self._unseen), self._graph.tie(c))
            )
            choice = next((c for c in order if c.control.role != "tab"), None)
            if choice is None:
                return done
            await self._press(choice)
            done = True
            if self._hand.view.asking != [] and self._hand.view.face != view.face:
                return done
        return done

    @property
    def _unseen(self) -> frozenset[str]:
        return frozenset(self._plan.declared) - set(self.reached.walked) - set(self.reached.direct)

    def _steps_left(self) -> int:
        """For the walk: what comes after it has steps and time of its own."""
        kept = self._walls.demands.kept
        if self._plan.name == "agree" and self._forms is not None and self._forms.sent:
            kept += KEPT + len(own_pages(self._plan))
        late = kept > 0 and self._hand.seconds_left < KEPT_TIME * self._plan.budget
        return 0 if late else self._plan.steps - self._hand.tally.actions - kept

    async def _walk(self, limit: int, until: int, stay: str = "") -> None:
        """Press what is worth it, page by page, going back at dead ends. ``stay``: only as long as on that page."""
        view = await self._settled()
        while self._hand.tally.actions < until and self._steps_left() > 0:
            if view.tree.exited and not await self._relaunch():
                return
            view = self._hand.view
            if stay and view.page != stay:
                await self._retreat(view)
                if self._hand.view.page != stay:
                    return
            elif not await self._press_one(limit, tabs=not stay) and (stay or not await self._leave()):
                return
            view = await self._settled()

    async def _press_one(self, limit: int, tabs: bool) -> bool:
        """One thing done on the current page; False when it has nothing left within its limit."""
        view = self._hand.view
        choice = self._next(view, limit, tabs)
        if choice is not None:
            await self._press(choice)
            return True
        more = self._graph.presses[view.page] < limit and self._graph.unfinished(view.page) > 0
        return await self._scrolling.further(waiting=more)

    def _next(self, view: View, limit: int, tabs: bool) -> Choice | None:
        plan, unseen = self._plan, self._unseen
        for control in view.controls:
            if destroys(control.text):
                name = " ".join(control.text.split())[:40]
                self._hand.limit("left alone", f"“{name}” on {view.page} destroys what is kept of the user")
        choices = self._graph.choices(view, pressable(view, plan.answer, plan.care))
        spent = self._graph.presses[view.page] >= limit + self._scrolling.steps(view.page)
        choices = [c for c in choices if (tabs and self._new_tab(c) if c.control.role == "tab" else not spent)]
        return min(choices, key=lambda c: (rank(c.control, plan.answer, unseen), self._graph.tie(c)), default=None)

    def _new_tab(self, choice: Choice) -> bool:
        """A tab bar looks the same on every page it is on: each entry needs one press, not one from each page."""
        return choice.control.text not in self._tabs

    async def _press(self, choice: Choice) -> None:
        before = self._hand.view
        self._pressed = True
        after = await self._hand.press(choice.control)
        self.note_page(after)
        self._graph.record(choice, before, after)
        self._routes.record(before, choice.control, after)
        if not self._hand.can("open") and after.page not in self._graph.waiting and not after.tree.exited:
            # Nobody opens it later on to see what is there.
            self._graph.choices(after, pressable(after, self._plan.answer, self._plan.care))
        if choice.control.role == "tab":
            self._tabs[choice.control.text] = after.page
        await self._walls.consider(before, choice.control, after)

    async def _settled(self) -> View:
        """Policy read, questions dealt with, fields filled."""
        page = self._hand.view.page
        view = await self._dealt_with()
        if page in self._first and view.page != page:
            self._passed.add(page)
        return view

    async def _dealt_with(self) -> View:
        self._graph.see(self._hand.view)
        view = await self._answers.settle()
        if self._blocked(view) and await self._relaunch():
            return self._hand.view
        self.note_page(view)
        if self._forms is not None and not view.tree.exited and await self._forms.fill():
            view = await self._answers.settle()
            self.note_page(view)
        if self._turns is not None and not view.tree.exited:
            view = await self._turns.consider()
            self.note_page(view)
        return view

    def _blocked(self, view: View) -> bool:
        """A window of the platform that this run may not answer: a user would have to start again."""
        top = next(iter(view.asking), None)
        return self._plan.answer == "none" and self._pressed and top is not None and bool(top.dialog)

    async def _leave(self) -> bool:
        """From a page with nothing left: back, or to a tab or page with something left."""
        view = self._hand.view
        if await self._retreat(view):
            return True
        tabs = (c for c in view.controls if c.role == "tab" and self._tabs.get(c.text, view.page) != view.page)
        tab = next((c for c in tabs if self._worth(self._tabs[c.text])), None)
        if tab is None:
            return False
        self._visited[self._tabs[tab.text]] = self._graph.presses[self._tabs[tab.text]]
        self.note_page(await self._hand.press(tab))
        return True

    def _worth(self, page: str) -> bool:
        """Whether to go to a tab again: something waits there, and the last visit got somewhere."""
        presses = self._graph.presses[page]
        return self._graph.unfinished(page) > 0 and presses < PER_VISIT and self._visited.get(page) != presses

    async def _retreat(self, view: View) -> bool:
        """One page back; False at the bottom of the stack, where going back would leave the program."""
        if not self._hand.may_go_back:
            return False
        after = await self._hand.back()
        self.note_page(after)
        return after.page != view.page or len(after.tree.stack) < len(view.tree.stack)

    async def _open_missing(self) -> None:
        """Open every declared page that walking did not reach, and look around on it."""
        for page in self._plan.declared:
            if page not in self._unseen:
                continue
            if not self._hand.can("open"):
                return
            view = await self._go(page)
            if view is None or not self._hand.can("open"):
                return
            if page in self._unseen:
                died = page in self._hand.died
                opened = f"redirected to {view.page}" if view.page else "did not open"
                self.reached.missed[page] = "it does not answer" if died else opened
                if view.page and not died:
                    self.reached.redirected[page] = view.page
                continue
            # Seeing every page comes before looking around on some: the steps left are shared out.
            share = self._steps_left() // max(len(self._unseen), 1) - 1
            await self._walk(PER_OPENING, self._hand.tally.actions + min(share, PER_OPENING + 1), stay=page)

    async def _go(self, page: str) -> View | None:
        """Open a page by its address, or walk there; None when the program cannot be brought back."""
        if self._hand.view.tree.exited and not await self._relaunch():
            return None
        known = page in self.reached.walked
        self._pressed = True
        if self._hand.can("open"):
            view = await self._hand.open(page)
            self._scrolling.at_top(page)
            self.note_page(view, "walked" if known else "direct")
        if not self._hand.can("open"):
            await self._walk_to(page)
        return await self._settled()

    async def _walk_to(self, page: str) -> None:
        """By a way that was walked before; as near as it leads."""
        for _ in range(LONGEST):
            view = self._hand.view
            if view.page == page or view.tree.exited or self._steps_left() <= 0:
                return
            control = self._routes.next(view, page)
            if control is not None:
                self.note_page(await self._hand.press(control))
                await self._settled()
            elif not await self._retreat(view):
                return

    def _unfinished_page(self) -> str | None:
        pages = [*self.reached.walked, *self.reached.direct]
        left = [(self._graph.presses[page], n, page) for n, page in enumerate(pages) if self._graph.unfinished(page)]
        return min(left)[2] if left else None

    async def _relaunch(self) -> bool:
        """A program that closed itself, or that a question blocks, is started again, a few times."""
        if self._relaunches >= RELAUNCHES:
            return False
        self._relaunches += 1
        self._pressed = False
        self.note_page(await self._hand.launch("explore"))
        self.note_page(await past_a_guide(self._hand))
        await self._settled()
        return not self._hand.view.tree.exited
