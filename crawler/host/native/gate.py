"""WeChat's consent machine for one (user, mini program): pure, no browser, no clock of its own.

Source: WeChat's developer guide to privacy authorization and the authorization page; the steps and
states are those of the project's description of the consent flow, sections 2 to 9.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from crawler.host.native import interfaces
from crawler.host.native.effects import Ask, Effect, Evidence, Fail, Fire, Record, Run, Show
from crawler.host.native.settings import Settings
from recording import scopes

BANNED = (1025, "appid privacy api banned")
UNDECLARED = (112, "api scope is not declared in the privacy agreement")
REFUSED = (104, "privacy permission is not authorized")
WRONG_BUTTON = (104, "privacy permission is not authorized or buttonId is wrong")
DENIED = (103, "auth deny")
UNANSWERED_MS = 30_000
SETTINGS = "settings"
"""Style of an answer that no window asked for: given or taken back in the platform's settings."""

_EVERYTHING = "*"


@dataclass
class _Waiting:
    ask: Ask
    since: float
    noted: bool = False


@dataclass
class _Window:
    what: str
    style: str
    first: Ask
    scope: str = ""
    waiting: list[_Waiting] = field(default_factory=list)


class Gate:
    """Every method returns the effects the adapter must carry out, in order. ``now`` is virtual ms."""

    def __init__(self, settings: Settings, now: Callable[[], float], token: Callable[[], str] = lambda: "0") -> None:
        """``token`` makes names of windows that the program cannot foresee."""
        self.settings = settings
        self._now = now
        self._token = token
        self._listener = False
        self._agreed: set[str] = set()
        self.scopes: dict[str, bool] = {}
        """Decisions by scope name; a scope never asked is missing."""
        self._refusal: tuple[float, int, str] | None = None
        self._touched: dict[str, str] = {}
        self._pending: dict[str, _Waiting] = {}
        self._windows: dict[str, _Window] = {}
        self._count = 0

    # --- what the program can ask

    def call(self, ask: Ask) -> list[Effect]:
        """A privacy interface is called: steps 0 to 6."""
        if not self.settings.enforced:
            return self._scope_gate(ask)
        if self.settings.banned:
            return self._need(ask) + self._fail(ask, BANNED)
        declared = self.settings.declared
        if declared is not None and not ask.everything and not declared.issuperset(ask.kinds):
            return self._need(ask) + self._fail(ask, UNDECLARED)
        if self._agreed_to(ask):
            return self._scope_gate(ask)
        if self._listener:
            self._pending[ask.id] = _Waiting(ask, self._now())
            return [*self._need(ask), Fire(ask, interfaces.referrer(ask.interface))]
        return self._need(ask) + self._official(ask)

    def listen(self, on: bool = True) -> None:
        """``wx.onNeedPrivacyAuthorization``: one listener only, the last wins."""
        self._listener = on

    def resolve(self, ask_id: str, event: str, button_id: str, evidence: Evidence) -> list[Effect]:
        """The program answers a fired listener. A second answer is ignored."""
        waiting = self._pending.get(ask_id)
        if waiting is None:
            return []
        ask = waiting.ask
        if event == "exposureAuthorization":
            return [self._record("privacy.custom_exposed", ask, surface="app")]
        if event == "agree":
            del self._pending[ask_id]
            if not button_id or button_id not in self._touched:
                return self._fail(ask, WRONG_BUTTON)
            self._consent()
            return self._scope_gate(ask) + self._release()
        if event == "disagree":
            del self._pending[ask_id]
            answer = self._record("privacy.answer", ask, answer="refuse", surface="app", **evidence.fields())
            # A program that refuses by itself is no answer of the user.
            return [*([answer] if evidence.action is not None else []), *self._fail(ask, REFUSED)]
        return []

    def needs_authorization(self) -> bool:
        """``wx.getPrivacySetting``."""
        declared = self.settings.declared
        if not self.settings.enforced or self.settings.banned or _EVERYTHING in self._agreed:
            return False
        return declared is None or not declared <= self._agreed

    def agreed(self, kind: str) -> bool:
        """Whether a kind may be used without asking (as the nickname input needs to know)."""
        if not self.settings.enforced:
            return True
        if self.settings.banned or (self.settings.declared is not None and kind not in self.settings.declared):
            return False
        return kind in self._agreed or _EVERYTHING in self._agreed

    def has_consent(self) -> bool:
        """Whether the user agreed to anything, so that there is something to withdraw."""
        return bool(self._agreed)

    def authorized_scopes(self) -> dict[str, bool]:
        """``authSetting`` of ``wx.getSetting``."""
        always = {f"scope.{s.name}": True for s in scopes.table().values() if s.window == "always"}
        return {**always, **{f"scope.{name}": granted for name, granted in self.scopes.items()}}

    # --- what the user does

    def tap_agree(
        self, button_id: str, page: str, evidence: Evidence, since_input_ms: float | None = None
    ) -> list[Effect]:
        """A real tap on a button with ``agreePrivacyAuthorization``: consent to all declared kinds."""
        if button_id:
            self._touched[button_id] = page
        if not self.settings.enforced or self.settings.banned:
            return []
        self._consent()
        ask = Ask(id="", interface="button.agreePrivacyAuthorization", page=page, since_input_ms=since_input_ms)
        return [self._record("privacy.answer", ask, answer="agree", surface="app", **evidence.fields())]

    def answer(self, window: str, agree: bool, evidence: Evidence) -> list[Effect]:
        """The user answers an official popup or a scope window. The coupled popup needs its tick to agree."""
        shown = self._windows.get(window)
        if shown is None or (agree and shown.style == "coupled" and not evidence.ticked):
            return []
        del self._windows[window]
        if shown.what == "scope":
            return self._scope_answered(shown, agree, evidence)
        return self._popup_answered(shown, agree, evidence)

    def set_scope(self, scope: str, granted: bool, evidence: Evidence) -> list[Effect]:
        """The settings page toggles a scope."""
        self.scopes[scope] = granted
        known = scopes.table().get(scope)
        ask = Ask(id="", interface="wx.openSetting", kinds=(known.kind,) if known is not None else ())
        fields = {"scope": scope, "surface": "platform", "style": SETTINGS, **evidence.fields()}
        return [self._record("scope.answer", ask, answer="agree" if granted else "refuse", **fields)]

    def withdraw(self, evidence: Evidence) -> list[Effect]:
        """The user takes the consent back in the settings page."""
        self._agreed.clear()
        self._touched.clear()
        ask = Ask(id="", interface="wx.openSetting")
        fields = {"answer": "refuse", "surface": "platform", "style": SETTINGS, **evidence.fields()}
        return [self._record("privacy.withdrawn", ask, **fields)]

    def delete(self, kind: str, evidence: Evidence) -> list[Effect]:
        """The user has the operator notified to delete what it obtained of a kind."""
        ask = Ask(id="", interface="wx.openSetting", kinds=(kind,))
        fields = {"answer": "refuse", "surface": "platform", "style": SETTINGS, **evidence.fields()}
        return [self._record("privacy.delete_requested", ask, **fields)]

    def clear(self) -> None:
        """The user deletes the mini program from the recent ones: all is as at the first launch."""
        self.forget()
        self.close()

    def forget(self) -> None:
        """What the user decided is gone; the running app goes on."""
        self._agreed.clear()
        self.scopes.clear()
        self._touched.clear()
        self._refusal = None

    def close(self) -> None:
        """The app ends: listener and waiting calls are gone, consent and scopes stay."""
        self._listener = False
        self._pending.clear()
        self._windows.clear()

    # --- what happens around it

    def navigated(self) -> None:
        """Another page is shown or one was unloaded: tapped ids are no longer usable."""
        self._touched.clear()

    def declare(self, kinds: Iterable[str]) -> None:
        """The operator declares other kinds while the user has agreed to the earlier ones."""
        if _EVERYTHING not in self._agreed:
            self.settings = replace(self.settings, declared=frozenset(kinds))

    def tick(self) -> list[Effect]:
        """Note requests that nobody answered for 30 s; they stay pending."""
        effects: list[Effect] = []
        shown = [(waiting, "platform", w.style) for w in self._windows.values() for waiting in w.waiting]
        for waiting, surface, style in [(w, "app", "custom") for w in self._pending.values()] + shown:
            if not waiting.noted and self._now() - waiting.since >= UNANSWERED_MS:
                waiting.noted = True
                effects.append(self._record("privacy.unanswered", waiting.ask, surface=surface, style=style))
        return effects

    # --- steps

    def _official(self, ask: Ask) -> list[Effect]:
        waiting = _Waiting(ask, self._now())
        for window in self._windows.values():
            if window.what == "privacy":
                window.waiting.append(waiting)
                return []
        if self._refusal is not None and self._now() - self._refusal[0] < self.settings.official_gap_ms:
            return self._fail(ask, self._refusal[1:])
        style = "coupled" if self.settings.couples and self._has_window(ask) else "direct"
        name = self._open(_Window("privacy", style, ask, waiting=[waiting]))
        shown = self._record("privacy.official_shown", ask, style=style, surface="platform", dialog=name)
        return [shown, Show(name, "privacy", style, ask, next(iter(self._undecided(ask)), ""))]

    def _popup_answered(self, shown: _Window, agree: bool, evidence: Evidence) -> list[Effect]:
        fields: dict[str, Any] = {"style": shown.style, "surface": "platform", **evidence.fields()}
        answer = "agree" if agree else "refuse"
        effects: list[Effect] = [self._record("privacy.answer", shown.first, answer=answer, **fields)]
        coupled = shown.style == "coupled"
        if not agree:
            code = DENIED if coupled else REFUSED
            self._refusal = (self._now(), *code)
            for waiting in shown.waiting:
                effects += self._fail(waiting.ask, code)
            return effects
        self._consent()
        if coupled:
            for scope in self._undecided(shown.first):
                self.scopes[scope] = True
                effects.append(self._record("scope.answer", shown.first, scope=scope, answer=answer, **fields))
        for waiting in shown.waiting:
            passed = coupled and waiting.ask is shown.first and shown.first.own_window
            effects += self._scope_gate(waiting.ask, window_passed=passed)
        return effects + self._release()

    def _scope_gate(self, ask: Ask, window_passed: bool = False) -> list[Effect]:
        for name in ask.scopes:
            decided = self.scopes.get(name)
            window = scopes.table()[name].window
            if decided or window == "always":
                continue
            if decided is False or window == "settings":
                silent = self._record("scope.silent_fail", ask, scope=name, errno=DENIED[0], err_msg=_text(ask, DENIED))
                return [silent, Fail(ask, *DENIED)]
            return self._ask_scope(ask, name)
        return [Run(ask, window_passed)]

    def _ask_scope(self, ask: Ask, scope: str) -> list[Effect]:
        waiting = _Waiting(ask, self._now())
        for window in self._windows.values():
            if window.scope == scope and window.what == "scope":
                window.waiting.append(waiting)
                return []
        name = self._open(_Window("scope", "scope", ask, scope, [waiting]))
        shown = self._record("scope.shown", ask, scope=scope, surface="platform", dialog=name)
        return [shown, Show(name, "scope", "scope", ask, scope)]

    def _scope_answered(self, shown: _Window, agree: bool, evidence: Evidence) -> list[Effect]:
        self.scopes[shown.scope] = agree
        fields: dict[str, Any] = {"scope": shown.scope, "surface": "platform", **evidence.fields()}
        effects: list[Effect] = [
            self._record("scope.answer", shown.first, answer="agree" if agree else "refuse", **fields)
        ]
        for waiting in shown.waiting:
            effects += self._scope_gate(waiting.ask) if agree else [Fail(waiting.ask, *DENIED)]
        return effects

    # --- small things

    def _consent(self) -> None:
        self._agreed |= {_EVERYTHING} if self.settings.declared is None else self.settings.declared

    def _agreed_to(self, ask: Ask) -> bool:
        if ask.everything:
            return not self.needs_authorization()
        return _EVERYTHING in self._agreed or self._agreed.issuperset(ask.kinds)

    def _release(self) -> list[Effect]:
        """Agreeing once lets every waiting call of an agreed kind go on."""
        effects: list[Effect] = []
        for ask_id, waiting in list(self._pending.items()):
            if self._agreed_to(waiting.ask):
                del self._pending[ask_id]
                effects += self._scope_gate(waiting.ask)
        return effects

    def _undecided(self, ask: Ask) -> list[str]:
        return [s for s in ask.scopes if s not in self.scopes and scopes.table()[s].window == "ask"]

    def _has_window(self, ask: Ask) -> bool:
        return ask.own_window or bool(self._undecided(ask))

    def _open(self, window: _Window) -> str:
        self._count += 1
        name = f"{window.what}-{self._count}-{self._token()}"
        self._windows[name] = window
        return name

    def _need(self, ask: Ask) -> list[Effect]:
        return [self._record("privacy.need", ask)]

    def _fail(self, ask: Ask, code: tuple[int, str]) -> list[Effect]:
        return [self._record("privacy.fail", ask, errno=code[0], err_msg=_text(ask, code)), Fail(ask, *code)]

    def _record(self, name: str, ask: Ask, **fields: Any) -> Record:
        common = {
            "interface": ask.interface,
            "data_kind": ",".join(ask.kinds),
            "referrer": interfaces.referrer(ask.interface),
            "call": ask.id,
            "since_input_ms": ask.since_input_ms,
        }
        return Record(name, ask.page, {**common, **fields})


def _text(ask: Ask, code: tuple[int, str]) -> str:
    return f"{interfaces.error_name(ask.interface)}:fail {code[1]}"
