"""Whatever a program and a user do, in any order: consent comes from the user's agreement and from nothing else."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.host.native import interfaces
from crawler.host.native.effects import Ask, Effect, Evidence, Fail, Fire, Record, Run, Show
from crawler.host.native.gate import Gate
from crawler.host.native.settings import Settings
from recording import scopes

INTERFACES = ("wx.getLocation", "wx.getClipboardData", "button.getPhoneNumber", "live-pusher", "wx.chooseInvoice")
STEPS = st.one_of(
    st.tuples(st.just("call"), st.sampled_from(INTERFACES)),
    st.tuples(st.just("listen"), st.booleans()),
    st.tuples(st.just("resolve"), st.sampled_from(("agree", "disagree", "exposureAuthorization", "x"))),
    st.tuples(st.just("refuse"), st.none()),
    st.tuples(st.just("untickedAgree"), st.none()),
    st.tuples(st.just("navigate"), st.none()),
    st.tuples(st.just("wait"), st.integers(0, 40_000)),
)
SETTINGS = st.builds(
    Settings,
    declared=st.sampled_from((None, frozenset({"location", "clipboard", "phone", "camera", "microphone"}))),
    popup_style=st.sampled_from(("auto", "direct", "coupled")),
)


class Session:
    """Plays steps and keeps what became of every call."""

    def __init__(self, chosen: Settings) -> None:
        self.now = 0.0
        self.gate = Gate(chosen, lambda: self.now)
        self.calls: dict[str, list[str]] = {}
        self.windows: list[Show] = []
        self.fired: list[str] = []
        self.records: list[Record] = []

    def take(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Record):
                self.records.append(effect)
            elif isinstance(effect, Show):
                self.windows.append(effect)
            elif isinstance(effect, Fire):
                self.fired.append(effect.ask.id)
            elif isinstance(effect, Run | Fail):
                self.calls[effect.ask.id].append(type(effect).__name__)

    def step(self, name: str, value: Any) -> None:
        evidence = Evidence(action=1)
        if name == "call":
            ask = Ask(
                id=f"c{len(self.calls)}",
                interface=value,
                kinds=interfaces.gated_kinds(value),
                scopes=tuple(scope.name for scope in scopes.guarding(value)),
                own_window=value.startswith("button"),
            )
            self.calls[ask.id] = []
            self.take(self.gate.call(ask))
        elif name == "listen":
            self.gate.listen(value)
        elif name == "resolve" and self.fired:
            self.take(self.gate.resolve(self.fired[-1], value, "agree-btn", evidence))
        elif name == "refuse" and self.windows:
            self.take(self.gate.answer(self.windows.pop().window, False, evidence))
        elif name == "untickedAgree" and self.windows and self.windows[-1].style == "coupled":
            self.take(self.gate.answer(self.windows[-1].window, True, Evidence(action=1, ticked=False)))
        elif name == "navigate":
            self.gate.navigated()
        elif name == "wait":
            self.now += value
            self.take(self.gate.tick())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SETTINGS, st.lists(STEPS, max_size=25))
def test_without_an_agreement_nothing_runs_and_nothing_is_consented(chosen: Settings, steps: list[Any]) -> None:
    session = Session(chosen)
    for name, value in steps:
        session.step(name, value)
    assert not session.gate.has_consent()
    assert session.gate.needs_authorization()
    assert all("Run" not in ends for ends in session.calls.values())
    assert not any(record.fields.get("answer") == "agree" for record in session.records)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SETTINGS, st.lists(STEPS, max_size=25))
def test_every_call_ends_at_most_once_and_goes_on_after_consent(chosen: Settings, steps: list[Any]) -> None:
    session = Session(chosen)
    for name, value in steps:
        session.step(name, value)
    session.take(session.gate.tap_agree("agree-btn", "pages/a", Evidence(action=2)))
    for waiting in list(session.fired):
        session.take(session.gate.resolve(waiting, "agree", "agree-btn", Evidence(action=2)))
    while session.windows:
        session.take(session.gate.answer(session.windows.pop().window, True, Evidence(action=3)))
    assert {len(ends) for ends in session.calls.values()} <= {1}
