"""The platform's side of the embedded host: answers what the page asks, draws its windows, keeps the consent.

Nothing here runs in the page. An answer of the user counts only when the inspector's own tap stands behind it.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from crawler.host.native import account, device, drawings, interfaces, leave, picks, place
from crawler.host.native.effects import Effect, Evidence, Fail, Fire, Record, Run, Show
from crawler.host.native.gate import REFUSED, Gate
from crawler.host.native.guidelines import contract_page, purpose_of
from crawler.host.native.journal import Journal
from crawler.host.native.link import Link
from crawler.host.native.own_pages import OwnPages
from crawler.host.native.page import Control, Hand, Question, rect_of
from crawler.host.native.questions import PHONE, Questions, ask_of
from crawler.host.native.settings import settings_of
from crawler.host.native.texts import text
from crawler.host.native.versions import Version
from crawler.host.native.visit import NOT_BY_TAP, Answer, Handler, Refusal, Visit
from recording import scopes
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.profile import Profile

HANDLERS: dict[str, Handler] = {
    **account.HANDLERS,
    **place.HANDLERS,
    **picks.HANDLERS,
    **device.HANDLERS,
    **leave.HANDLERS,
}


def _token() -> str:
    return secrets.token_hex(4)


_BINDING = frozenset({"agree", "refuse"})
"""Roles of buttons whose press is a decision of the user."""


class Native:
    """One user of one mini program. ``attach`` gives it a page; ``handle`` gets every message of that page."""

    def __init__(
        self,
        log: Log,
        profile: Profile,
        identity: PlantedIdentity,
        app: Mapping[str, Any],
        *,
        name: str = "",
        appid: str = "",
        on_exit: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        self.profile = profile
        self.identity = identity
        self.app = app
        self.app_name = profile.target.name or name
        self.appid = profile.target.appid or appid
        self.journal = Journal(log)
        self.gate = Gate(settings_of(profile, app, name), lambda: self.journal.ms, _token)
        self.session: dict[str, Any] = {}
        self._on_exit = on_exit
        self._questions = Questions()
        self._link = Link(self.journal)
        self._pages = OwnPages(self.app_name, self.gate, identity, self.journal, self._link, self._carry_out)
        self.emit = self._link.emit
        self._windows: dict[str, Show] = {}
        self._asked: dict[str, asyncio.Future[Answer]] = {}
        self._count = 0

    # --- the life of a page

    def attach(self, control: Control, hand: Hand, *, fresh: bool = True) -> None:
        """A page was launched. ``fresh``: for a new user, so that nothing is agreed and nothing remembered."""
        self.detach()
        if fresh:
            self.gate.clear()
            self.session.clear()
            self._pages.clear()
        self._link.attach(control, hand)

    def detach(self) -> None:
        """The page is gone; what waited for it is dropped."""
        self._link.detach()
        self.gate.close()
        self.journal.forget_dialogs()
        self._questions.clear()
        self._windows.clear()
        self._asked.clear()

    def back(self, surface: str) -> None:
        """The user left a platform's page by the back key."""
        self._link.close(surface)
        self._settle(surface, Answer("close", Evidence()))

    async def delivered(self) -> bool:
        """Wait until the page has taken every answer on its way; False when there was none."""
        return await self._link.delivered()

    def planted(self, call: str) -> tuple[str, ...]:
        """Ids of the planted values a call handed out, for its ``end`` event."""
        return self.journal.planted(call)

    def tick(self, ms: float) -> None:
        """Virtual time went on without a message: notes what stayed unanswered."""
        self.journal.ms = max(self.journal.ms, ms)
        self._carry_out(self.gate.tick())

    def handle(self, message: Mapping[str, Any]) -> bool:
        """Take one message of the page, at once and in order. True when nobody else need record it."""
        ms = message.get("ms")
        if isinstance(ms, int | float):
            self.journal.ms = float(ms)
            self._carry_out(self.gate.tick())
        match message.get("t"):
            case "native":
                self._asked_by_page(self._questions.read(message, self.journal.ms, self.journal.log.run))
            case "dialog":
                self._dialog(message)
            case "dialog_answer":
                self._answered(message)
            case "capsule":
                self._capsule(message)
            case "call":
                self._questions.begun(message)
                return False
            case "route":
                self.gate.navigated()
                return False
            case "exit":
                self.journal.step("app.exit", None, call=str(message.get("id") or ""))
                return False
            case _:
                return False
        return True

    # --- questions of the page

    def _asked_by_page(self, question: Question) -> None:
        if question.component and question.interface != "wx.resolvePrivacyAuthorization":
            self.journal.begin(question)
        if question.interface == "wx.resolvePrivacyAuthorization":
            self._resolve(question)
            return
        if question.button and not self._pressed(question):
            return
        error = place.device_error(question.interface, self.app)
        if error:
            self._fail(question, error)
            return
        ask = ask_of(question)
        self._questions.add(question)
        if ask is None:
            self._run(question)
        else:
            self._carry_out(self.gate.call(ask))

    def _resolve(self, question: Question) -> None:
        given = {name: str(question.args.get(name) or "") for name in ("id", "event", "buttonId")}
        evidence = Evidence(action=self._link.last_tap())
        self._carry_out(self.gate.resolve(given["id"], given["event"], given["buttonId"], evidence))
        self._reply(question, {"ok": True, "result": {}})

    def _pressed(self, question: Question) -> bool:
        """A button asks only when the hand really hit a button of its kind; True when the asking goes on."""
        open_type = question.interface.removeprefix("button.")
        press = self._link.press(open_type)
        agrees = open_type == "agreePrivacyAuthorization"
        if press is None:
            what = "consent without a tap" if agrees else "a button's question without a tap"
            self.journal.contradiction(what, question.page, call=question.call, interface=question.interface)
            reason, errno = (REFUSED[1], REFUSED[0]) if agrees else (NOT_BY_TAP, None)
            self._fail(question, reason, errno)
        elif agrees:
            covered = question.args.get("covered")
            evidence = Evidence(
                action=press.action,
                button_id=press.button_id,
                button_text=press.text,
                button_rect=press.rect,
                opacity=press.opacity,
                covered=covered if isinstance(covered, bool) else None,
            )
            self._carry_out(self.gate.tap_agree(press.button_id, question.page, evidence, question.since_input_ms))
            self._succeed(question, {})
        return press is not None and not agrees

    def _run(self, question: Question, window_passed: bool = False) -> None:
        handler = HANDLERS.get(question.interface)
        if handler is None:
            self._fail(question, "not supported")
        else:
            self._link.spawn(self._visit(handler, Visit(self, question, window_passed)))

    async def _visit(self, handler: Handler, visit: Visit) -> None:
        try:
            result = await handler(visit)
        except Refusal as refusal:
            self._fail(visit.question, refusal.reason, refusal.errno, refusal.extra)
        else:
            self._succeed(visit.question, result)

    # --- effects of the gate

    def _carry_out(self, effects: list[Effect]) -> None:
        for effect in effects:
            match effect:
                case Record():
                    self.journal.consent(effect)
                case Fire():
                    self.emit("needPrivacyAuthorization", {"id": effect.ask.id, "referrer": effect.referrer})
                case Show():
                    self._show(effect)
                case Run():
                    question = self._questions.get(effect.ask.id)
                    if question is not None:
                        self._run(question, effect.window_passed)
                case Fail():
                    question = self._questions.get(effect.ask.id)
                    if question is not None:
                        self._fail(question, effect.reason, effect.errno)

    def _show(self, show: Show) -> None:
        self._windows[show.window] = show
        contract = self.gate.settings.contract_name
        question = self._questions.get(show.ask.id)
        if show.style == "direct":
            spec = drawings.privacy_direct(self.app_name, contract)
        elif show.ask.interface in PHONE and question is not None:
            self.record("phone.sheet_shown", question, data_kind="phone", surface="platform", style=show.style)
            spec = account.phone_window(Visit(self, question), contract)
        else:
            scope = scopes.table()[show.scope]
            purpose = place.purpose(self.app, f"scope.{scope.name}") or purpose_of(self.profile, scope.kind)
            spec = drawings.scope_window(self.app_name, scope.zh, purpose, contract if show.what == "privacy" else "")
        self._link.draw({**spec, "id": show.window, "call": show.ask.id})

    def _window_answered(self, show: Show, answer: Answer) -> None:
        agree = answer.agreed
        consent, *effects = self.gate.answer(show.window, agree, answer.evidence)
        self._carry_out([consent])
        del self._windows[show.window]
        self._link.close(show.window)
        if show.ask.interface in PHONE and show.style == "coupled":
            given = "agree" if agree else "refuse"
            fields = answer.evidence.fields()
            question = self._questions.get(show.ask.id)
            self.record("phone.answer", question, data_kind="phone", surface="platform", answer=given, **fields)
        if not agree:
            for kind in show.ask.kinds:
                self.identity.renew(kind)
        self._carry_out(effects)

    # --- surfaces

    def _dialog(self, message: Mapping[str, Any]) -> None:
        action = None
        if message.get("phase") == "answered":
            rect = rect_of(message.get("pressed"))
            action = self.journal.stood_before(str(message.get("id")), self._link.tap_on(rect, str(message.get("id"))))
            if action is None:
                page, dialog = str(message.get("page") or ""), str(message.get("id") or "")
                self.journal.contradiction("a dialog answered without a tap", page, dialog=dialog)
        self.journal.dialog(message, action)

    def _answered(self, message: Mapping[str, Any]) -> None:
        dialog, name = str(message.get("dialog") or ""), str(message.get("button") or "")
        rect = rect_of(message.get("rect"))
        action = self._link.tap_on(rect, dialog) if message.get("trusted") is True else None
        action = self.journal.stood_before(dialog, action)
        role = str(message.get("role") or "")
        if (role in _BINDING or name in _BINDING) and not self.journal.has_button(dialog, role, rect):
            action = None
        if action is None:
            page = str(message.get("page") or "")
            self.journal.contradiction("a platform window answered without a tap", page, dialog=dialog, button=name)
            return
        ticks, choices = message.get("ticks"), message.get("choices")
        evidence = Evidence(
            action=action,
            button_text=str(message.get("text") or ""),
            button_rect=rect,
            dialog=dialog,
            ticked=isinstance(ticks, dict) and ticks.get("tick") is True,
        )
        answer = Answer(name, evidence, choices if isinstance(choices, dict) else {})
        window = self._windows.get(dialog)
        if window is not None and answer.agreed and window.style == "coupled" and not evidence.ticked:
            return
        self.journal.answered(message, action)
        if name == "contract":
            self.open_page("contract", None)
        elif self._pages.pressed(dialog, name, evidence):
            return
        elif window is not None and name == role and name in {"agree", "refuse"}:
            self._window_answered(window, answer)
        elif name != "other":
            self._link.close(dialog)
            if not self._settle(dialog, answer) and dialog == "menu":
                self._menu_item(name)

    def _settle(self, dialog: str, answer: Answer) -> bool:
        """Hand an answer to the code that waits for it; False when none does."""
        waiting = self._asked.pop(dialog, None)
        if waiting is None or waiting.done():
            return False
        waiting.set_result(answer)
        return True

    def declare(self, version: Version) -> None:
        """Another version of the guidelines is in force from now on."""
        self.profile = self.profile.model_copy(update={"declared": version.declared})
        self.gate.declare(version.kinds)

    def _capsule(self, message: Mapping[str, Any]) -> None:
        rect = rect_of(message.get("rect"))
        if message.get("trusted") is not True or self._link.tap_on(rect, "capsule") is None:
            self.journal.contradiction("the capsule pressed without a tap", str(message.get("page") or ""))
        elif message.get("button") == "menu":
            self._link.draw({**drawings.menu(self.app_name), "id": "menu"})
        else:
            self._leave("capsule")

    def _menu_item(self, name: str) -> None:
        if name in {"settings", "contract"}:
            self.open_page(name, None)
        elif name == "complain":
            self._link.draw({**drawings.page("feedback", text("pages", "feedback"), []), "id": "feedback"})
        elif name == "reenter":
            self._leave("reenter")

    def _leave(self, reason: str) -> None:
        self.journal.log.note("exit", reason=reason, virtual_ms=self.journal.ms)
        if self._on_exit is not None:
            self._link.spawn(self._on_exit())

    # --- what visits may ask for (visit.Desk)

    def give(self, question: Question, kind: str, field: str, interface: str = "") -> str:
        value = self.identity.hand_out(kind, field, interface or question.interface, question.page, question.call)
        self.journal.handed(question.call, value)
        self._pages.gave(kind)
        return value.value

    async def ask(self, question: Question, spec: dict[str, Any]) -> Answer:
        self._count += 1
        dialog = f"{spec['type']}-{self._count}-{_token()}"
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._asked[dialog] = waiting
        self._link.draw({**spec, "id": dialog, "call": question.call})
        return await waiting

    def record(self, name: str, question: Question | None, **fields: Any) -> None:
        self.journal.step(name, question, **fields)

    def open_page(self, name: str, question: Question | None) -> None:
        """The guidelines or the settings over the program."""
        if name == "contract":
            self.journal.step("contract.opened", question, surface="platform")
            self._link.draw({**contract_page(self.profile, self.app_name), "id": "contract"})
        else:
            self.journal.step("setting.opened", question, surface="platform")
            self._pages.show_settings()

    # --- to the page

    def _succeed(self, question: Question, result: Mapping[str, Any]) -> None:
        if question.component:
            self.journal.end(question, True, f"{interfaces.error_name(question.interface)}:ok", None)
            if question.button:
                result = {"errMsg": f"{interfaces.error_name(question.interface)}:ok", **result}
        self._reply(question, {"ok": True, "result": dict(result)})

    def _fail(
        self, question: Question, reason: str, errno: int | None = None, extra: Mapping[str, Any] | None = None
    ) -> None:
        self.journal.withheld(question.call)
        if question.component:
            self.journal.end(question, False, f"{interfaces.error_name(question.interface)}:fail {reason}", errno)
        self._reply(question, {"ok": False, "errMsg": reason, "errno": errno, "extra": dict(extra or {})})

    def _reply(self, question: Question, result: Mapping[str, Any]) -> None:
        self._questions.done(question)
        self._link.answer(question.question, result)
