"""The consent machine, row by row: tables 3, 5, 6, 7 and 9 of the consent flow, and the documentation's demos."""

import datetime
from typing import Any

import pytest

from crawler.host.native import interfaces
from crawler.host.native.effects import Ask, Effect, Evidence, Fail, Fire, Record, Run, Show
from crawler.host.native.gate import Gate
from crawler.host.native.settings import Settings, settings_of
from recording import scopes
from recording.profile import Declaration, Declared, Host, Profile, Target

ALL = frozenset({"phone", "location", "clipboard", "chosen_media", "camera", "microphone", "nickname_avatar"})
TAP = Evidence(action=9, button_id="ok", button_text="同意")


class Bench:
    """A gate with a clock to turn and a short way to call interfaces."""

    def __init__(self, **settings: Any) -> None:
        self.now = 0.0
        self.gate = Gate(Settings(**{"declared": ALL, **settings}), lambda: self.now)
        self.count = 0

    def ask(self, interface: str) -> Ask:
        self.count += 1
        return Ask(
            id=f"c{self.count}",
            interface=interface,
            page="pages/a",
            kinds=interfaces.gated_kinds(interface),
            scopes=tuple(scope.name for scope in scopes.guarding(interface)),
            own_window=interface.startswith("button.get"),
            everything=interface == "wx.requirePrivacyAuthorize",
        )

    def call(self, interface: str) -> list[Effect]:
        return self.gate.call(self.ask(interface))

    def agreed(self) -> "Bench":
        self.gate.tap_agree("ok", "pages/a", TAP)
        return self


def names(effects: list[Effect]) -> list[str]:
    return [e.name if isinstance(e, Record) else type(e).__name__ for e in effects]


def fails(effects: list[Effect]) -> list[tuple[int, str]]:
    return [(e.errno, e.reason) for e in effects if isinstance(e, Fail)]


def shows(effects: list[Effect]) -> list[Show]:
    return [e for e in effects if isinstance(e, Show)]


def runs(effects: list[Effect]) -> list[str]:
    return [e.ask.id for e in effects if isinstance(e, Run)]


# --- section 1 and table 3: the gate


@pytest.mark.parametrize(
    ("sdk", "date", "app", "enforced"),
    [
        ("2.32.2", "2026-01-01", {}, False),
        ("2.32.3", "2026-01-01", {}, True),
        ("3.17.0", "2023-10-16", {}, False),
        ("3.17.0", "2023-10-16", {"__usePrivacyCheck__": True}, True),
        ("3.17.0", "2023-10-17", {"__usePrivacyCheck__": False}, True),
    ],
)
def test_when_the_machinery_is_on(sdk: str, date: str, app: dict[str, Any], enforced: bool) -> None:
    profile = Profile(host=Host(sdk_version=sdk, date=datetime.date.fromisoformat(date)))
    assert settings_of(profile, app).enforced is enforced


def test_settings_of_a_profile() -> None:
    today = datetime.date(2026, 11, 22)
    unknown = settings_of(Profile(target=Target(name="小店")), {}, today=today)
    assert (unknown.declared, unknown.banned, unknown.contract_name) == (None, False, "《小店小程序隐私保护指引》")
    assert settings_of(Profile(declared=Declared()), {}, today=today).banned
    some = Declared(setting_list=(Declaration(privacy_key="PhoneNumber"), Declaration(privacy_key="Unheard")))
    assert settings_of(Profile(declared=some), {}, today=today).declared == frozenset({"phone", "Unheard"})
    assert not settings_of(Profile(host=Host(sdk_version="2.32.2")), {}, today=today).enforced


def test_step_0_not_enforced_goes_to_the_scope_gate() -> None:
    bench = Bench(enforced=False)
    assert names(bench.call("wx.getClipboardData")) == ["Run"]
    assert names(bench.call("wx.getLocation")) == ["scope.shown", "Show"]


@pytest.mark.parametrize("settings", [{"no_collection_promised": True}, {"declared": frozenset()}])
def test_step_1_nothing_declared_is_banned(settings: dict[str, Any]) -> None:
    effects = Bench(**settings).call("wx.chooseImage")
    assert names(effects) == ["privacy.need", "privacy.fail", "Fail"]
    assert fails(effects) == [(1025, "appid privacy api banned")]


def test_step_2_a_kind_not_declared() -> None:
    effects = Bench(declared=frozenset({"phone"})).call("wx.chooseImage")
    assert fails(effects) == [(112, "api scope is not declared in the privacy agreement")]
    record = effects[1]
    assert isinstance(record, Record)
    assert record.fields["err_msg"] == "chooseImage:fail api scope is not declared in the privacy agreement"


def test_step_2_needs_every_kind_of_a_component_with_several() -> None:
    both = Bench(declared=frozenset({"microphone", "camera"}))
    assert names(both.call("live-pusher"))[-1] == "Show"
    assert fails(Bench(declared=frozenset({"camera"})).call("live-pusher"))[0][0] == 112


def test_unknown_declaration_lets_every_kind_be_agreed_to() -> None:
    bench = Bench(declared=None)
    assert bench.gate.needs_authorization()
    bench.agreed()
    assert names(bench.call("wx.chooseImage")) == ["Run"]
    assert not bench.gate.needs_authorization()


def test_step_3_agreed_goes_on() -> None:
    assert names(Bench().agreed().call("wx.getClipboardData")) == ["Run"]


@pytest.mark.parametrize(
    ("interface", "referrer"),
    [("wx.getUserProfile", "getUserProfile"), ("button.getPhoneNumber", "button.getPhoneNumber")],
)
def test_step_4_fires_the_listener(interface: str, referrer: str) -> None:
    bench = Bench()
    bench.gate.listen()
    effects = bench.call(interface)
    assert names(effects) == ["privacy.need", "Fire"]
    assert isinstance(effects[1], Fire)
    assert effects[1].referrer == referrer


def test_step_5_shows_the_official_popup_without_a_listener() -> None:
    assert names(Bench().call("wx.chooseImage")) == ["privacy.need", "privacy.official_shown", "Show"]


# --- table 5: answers of a custom popup


def pending(interface: str = "wx.getClipboardData") -> tuple[Bench, str]:
    bench = Bench()
    bench.gate.listen()
    effects = bench.call(interface)
    assert isinstance(effects[-1], Fire)
    return bench, effects[-1].ask.id


def test_exposure_is_noted_and_the_call_stays_pending() -> None:
    bench, call = pending()
    assert names(bench.gate.resolve(call, "exposureAuthorization", "", TAP)) == ["privacy.custom_exposed"]
    assert fails(bench.gate.resolve(call, "disagree", "", TAP))


def test_agree_with_a_tapped_button_goes_on() -> None:
    bench, call = pending()
    tapped = bench.gate.tap_agree("ok", "pages/a", TAP)
    assert names(tapped) == ["privacy.answer"]
    assert runs(bench.gate.resolve(call, "agree", "ok", TAP)) == [call]
    assert not bench.gate.needs_authorization()


@pytest.mark.parametrize("button", ["", "unknown", "drawn-but-not-tapped"])
def test_agree_without_a_tapped_button_fails_and_gives_no_consent(button: str) -> None:
    bench, call = pending()
    effects = bench.gate.resolve(call, "agree", button, TAP)
    assert fails(effects) == [(104, "privacy permission is not authorized or buttonId is wrong")]
    assert bench.gate.needs_authorization()


def test_disagree_fails_and_the_next_call_fires_again_at_once() -> None:
    bench, call = pending()
    effects = bench.gate.resolve(call, "disagree", "", TAP)
    assert names(effects) == ["privacy.answer", "privacy.fail", "Fail"]
    assert fails(effects) == [(104, "privacy permission is not authorized")]
    assert names(bench.call("wx.getClipboardData"))[-1] == "Fire"


def test_a_program_that_refuses_by_itself_is_no_answer_of_the_user() -> None:
    bench, call = pending()
    assert names(bench.gate.resolve(call, "disagree", "", Evidence())) == ["privacy.fail", "Fail"]


def test_no_answer_is_noted_once_after_30_seconds() -> None:
    bench, call = pending()
    bench.now = 29_999
    assert bench.gate.tick() == []
    bench.now = 30_000
    assert names(bench.gate.tick()) == ["privacy.unanswered"]
    assert bench.gate.tick() == []
    bench.gate.tap_agree("ok", "pages/a", TAP)
    assert runs(bench.gate.resolve(call, "agree", "ok", TAP)) == [call]


def test_leaving_the_page_keeps_the_call_pending_and_spends_the_button() -> None:
    bench, call = pending()
    bench.gate.tap_agree("ok", "pages/a", TAP)
    bench.gate.navigated()
    assert fails(bench.gate.resolve(call, "agree", "ok", TAP))[0][0] == 104


def test_two_pending_calls_each_fire_and_one_agreement_releases_both() -> None:
    bench, first = pending()
    second = bench.call("wx.chooseImage")[-1]
    assert isinstance(second, Fire)
    bench.gate.tap_agree("ok", "pages/a", TAP)
    assert runs(bench.gate.resolve(first, "agree", "ok", TAP)) == [first, second.ask.id]
    assert bench.gate.resolve(second.ask.id, "agree", "ok", TAP) == []


def test_a_second_answer_and_an_unheard_event_are_ignored() -> None:
    bench, call = pending()
    assert bench.gate.resolve(call, "whatever", "", TAP) == []
    bench.gate.resolve(call, "disagree", "", TAP)
    assert bench.gate.resolve(call, "agree", "ok", TAP) == []


# --- table 6: the official popup


@pytest.mark.parametrize(
    ("interface", "sdk", "popup", "style"),
    [
        ("wx.getClipboardData", (3, 17, 0), "auto", "direct"),
        ("wx.getLocation", (3, 17, 0), "auto", "coupled"),
        ("button.getPhoneNumber", (3, 4, 2), "auto", "coupled"),
        ("wx.getLocation", (3, 4, 1), "auto", "direct"),
        ("wx.getLocation", (3, 17, 0), "direct", "direct"),
        ("wx.getLocation", (3, 0, 0), "coupled", "coupled"),
        ("wx.chooseImage", (3, 17, 0), "coupled", "direct"),
    ],
)
def test_style(interface: str, sdk: tuple[int, ...], popup: str, style: str) -> None:
    bench = Bench(sdk_version=sdk, popup_style=popup)
    assert shows(bench.call(interface))[0].style == style


def test_direct_agreed_goes_on_and_covers_all_declared_kinds() -> None:
    bench = Bench()
    popup = shows(bench.call("wx.chooseImage"))[0]
    effects = bench.gate.answer(popup.window, True, TAP)
    assert names(effects) == ["privacy.answer", "Run"]
    assert names(bench.call("wx.getClipboardData")) == ["Run"]


def test_direct_refused_fails_104_and_cools_down() -> None:
    bench = Bench()
    popup = shows(bench.call("wx.chooseImage"))[0]
    assert fails(bench.gate.answer(popup.window, False, TAP)) == [(104, "privacy permission is not authorized")]
    bench.now = 9_999
    assert fails(bench.call("wx.chooseImage")) == [(104, "privacy permission is not authorized")]
    bench.now = 10_000
    assert shows(bench.call("wx.chooseImage"))


def test_coupled_needs_the_tick_and_grants_consent_and_scope_together() -> None:
    bench = Bench()
    popup = shows(bench.call("wx.getLocation"))[0]
    assert popup.scope == "userLocation"
    assert bench.gate.answer(popup.window, True, Evidence(action=1, ticked=False)) == []
    effects = bench.gate.answer(popup.window, True, TAP)
    assert names(effects) == ["privacy.answer", "scope.answer", "Run"]
    assert bench.gate.authorized_scopes()["scope.userLocation"] is True
    assert names(bench.call("wx.getLocation")) == ["Run"]


def test_coupled_refused_fails_103_and_leaves_the_scope_unasked() -> None:
    bench = Bench()
    popup = shows(bench.call("wx.getLocation"))[0]
    assert fails(bench.gate.answer(popup.window, False, TAP)) == [(103, "auth deny")]
    assert "scope.userLocation" not in bench.gate.authorized_scopes()
    assert fails(bench.call("wx.getLocation")) == [(103, "auth deny")]
    bench.now = 10_000
    assert shows(bench.call("wx.getLocation"))[0].style == "coupled"


def test_coupled_phone_sheet_is_not_shown_twice() -> None:
    bench = Bench()
    popup = shows(bench.call("button.getPhoneNumber"))[0]
    run = bench.gate.answer(popup.window, True, TAP)[-1]
    assert isinstance(run, Run)
    assert run.window_passed
    again = bench.call("button.getPhoneNumber")[-1]
    assert isinstance(again, Run)
    assert not again.window_passed


def test_a_longer_gap_from_the_profile() -> None:
    bench = Bench(official_gap_ms=60_000)
    bench.gate.answer(shows(bench.call("wx.chooseImage"))[0].window, False, TAP)
    bench.now = 59_000
    assert fails(bench.call("wx.chooseImage"))


# --- table 7: scopes


def test_scope_granted_once_goes_on_ever_after() -> None:
    bench = Bench().agreed()
    window = shows(bench.call("wx.getLocation"))[0]
    assert names(bench.gate.answer(window.window, True, TAP)) == ["scope.answer", "Run"]
    assert names(bench.call("wx.getLocation")) == ["Run"]


def test_scope_refused_fails_and_then_fails_silently_until_the_settings_page() -> None:
    bench = Bench().agreed()
    window = shows(bench.call("wx.getLocation"))[0]
    assert fails(bench.gate.answer(window.window, False, TAP)) == [(103, "auth deny")]
    again = bench.call("wx.getLocation")
    assert names(again) == ["scope.silent_fail", "Fail"]
    bench.gate.set_scope("userLocation", True, TAP)
    assert names(bench.call("wx.getLocation")) == ["Run"]


def test_one_window_serves_two_calls_of_one_scope() -> None:
    bench = Bench().agreed()
    window = shows(bench.call("wx.getLocation"))[0]
    assert bench.call("wx.startLocationUpdate") == []
    assert len(runs(bench.gate.answer(window.window, True, TAP))) == 2


def test_a_component_of_two_scopes_asks_both() -> None:
    bench = Bench().agreed()
    first = shows(bench.call("live-pusher"))[0]
    second = shows(bench.gate.answer(first.window, True, TAP))[0]
    assert {first.scope, second.scope} == {"record", "camera"}
    assert runs(bench.gate.answer(second.window, True, TAP))


def test_background_location_has_no_window_and_address_is_always_granted() -> None:
    bench = Bench().agreed()
    assert names(bench.call("wx.startLocationUpdateBackground")) == ["scope.silent_fail", "Fail"]
    bench.gate.set_scope("userLocationBackground", True, TAP)
    assert names(bench.call("wx.startLocationUpdateBackground")) == ["Run"]
    assert bench.gate.authorized_scopes()["scope.address"] is True


# --- table 9: states


def test_off_needs_no_authorization() -> None:
    assert not Bench(enforced=False).gate.needs_authorization()


def test_banned_needs_no_authorization_and_an_agree_button_changes_nothing() -> None:
    bench = Bench(declared=frozenset())
    assert not bench.gate.needs_authorization()
    assert bench.gate.tap_agree("ok", "pages/a", TAP) == []
    assert fails(bench.call("wx.getLocation"))[0][0] == 1025


def test_need_says_so_and_a_tap_on_the_agree_button_is_enough() -> None:
    bench = Bench()
    assert bench.gate.needs_authorization()
    assert names(bench.gate.tap_agree("ok", "pages/a", TAP)) == ["privacy.answer"]
    assert not bench.gate.needs_authorization()


def test_need_nickname_input_is_plain_and_silent() -> None:
    bench = Bench()
    assert not bench.gate.agreed("nickname_avatar")
    assert bench.agreed().gate.agreed("nickname_avatar")
    assert not Bench(declared=frozenset({"phone"})).agreed().gate.agreed("nickname_avatar")


def test_require_privacy_authorize_is_a_call_of_all_declared_kinds() -> None:
    bench = Bench()
    popup = shows(bench.call("wx.requirePrivacyAuthorize"))[0]
    assert popup.style == "direct"
    assert runs(bench.gate.answer(popup.window, True, TAP))
    assert names(bench.call("wx.requirePrivacyAuthorize")) == ["Run"]


def test_official_popup_serves_a_second_interface_too() -> None:
    bench = Bench()
    popup = shows(bench.call("wx.chooseImage"))[0]
    assert names(bench.call("wx.getClipboardData")) == ["privacy.need"]
    assert len(fails(bench.gate.answer(popup.window, False, TAP))) == 2


def test_cool_ends_with_the_agree_button() -> None:
    bench = Bench()
    bench.gate.answer(shows(bench.call("wx.chooseImage"))[0].window, False, TAP)
    assert fails(bench.call("wx.chooseImage"))
    bench.agreed()
    assert names(bench.call("wx.chooseImage")) == ["Run"]


def test_partial_after_a_new_kind_is_declared() -> None:
    bench = Bench(declared=frozenset({"clipboard"})).agreed()
    bench.gate.declare({"clipboard", "chosen_media"})
    assert bench.gate.needs_authorization()
    assert names(bench.call("wx.getClipboardData")) == ["Run"]
    assert shows(bench.call("wx.chooseImage"))


def test_deleted_from_the_recent_ones_is_a_new_user() -> None:
    bench = Bench().agreed()
    bench.gate.answer(shows(bench.call("wx.getLocation"))[0].window, False, TAP)
    bench.gate.clear()
    assert bench.gate.needs_authorization()
    assert "scope.userLocation" not in bench.gate.authorized_scopes()


def test_withdrawal_in_the_settings_brings_the_question_back() -> None:
    bench = Bench().agreed()
    assert names(bench.gate.withdraw(TAP)) == ["privacy.withdrawn"]
    assert shows(bench.call("wx.chooseImage"))


# --- the documentation's demos and a popup that is none


def test_demo_listener_with_a_set_of_resolves() -> None:
    bench = Bench()
    bench.gate.listen()
    calls = [bench.call(name)[-1] for name in ("wx.getClipboardData", "wx.chooseImage", "button.getPhoneNumber")]
    ids = [call.ask.id for call in calls if isinstance(call, Fire)]
    bench.gate.tap_agree("agree-btn", "pages/a", TAP)
    released = [run for call in ids for run in runs(bench.gate.resolve(call, "agree", "agree-btn", TAP))]
    assert released == ids


def test_demo_listener_and_require_privacy_authorize() -> None:
    bench = Bench()
    bench.gate.listen()
    fired = bench.call("wx.requirePrivacyAuthorize")[-1]
    assert isinstance(fired, Fire)
    bench.gate.tap_agree("agree-btn", "pages/a", TAP)
    assert runs(bench.gate.resolve(fired.ask.id, "agree", "agree-btn", TAP)) == [fired.ask.id]


def test_show_modal_as_consent_ends_with_104_and_no_consent() -> None:
    bench, call = pending()
    effects = bench.gate.resolve(call, "agree", "modal-confirm", TAP)
    assert fails(effects)[0][0] == 104
    assert "privacy.answer" not in names(effects)
    assert bench.gate.needs_authorization()
