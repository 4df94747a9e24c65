"""The runs that come back: visits by the virtual clock, a withdrawal, changed guidelines."""

from typing import Any

from crawler.driver import Unsupported
from crawler.habit import Habit
from crawler.habits import habits, kinds_used
from crawler.own_ways import way_named
from crawler.visits import HOUR, MINUTE
from recording.event import Kind


def ask(kit: Any, answers: list[str]) -> Any:
    """What puts a permission window before the user, each time it is called."""

    def answer(said: str) -> Any:
        def on(world: Any) -> None:
            answers.append(said)
            world.close()

        return on

    def window(world: Any) -> None:
        button = {"data-mi-button": "1"}
        items = [
            kit.Item("获取你的位置信息"),
            kit.Item("拒绝", on=answer("refuse"), attrs={**button, "data-mi-role": "refuse"}),
            kit.Item("允许", on=answer("agree"), attrs={**button, "data-mi-role": "agree"}),
        ]
        world.overlays.append(kit.Overlay(items, dialog="scope"))

    return window


def nagging(kit: Any, answers: list[str]) -> Any:
    """Asks at every launch."""
    page = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("看看", on="b/b")], "b/b": lambda w: [kit.Item(kit.prose)]}
    return kit.Program(page, tabs=("a/a",), launch=ask(kit, answers))


async def test_a_refusing_user_comes_back_over_two_days(kit: Any) -> None:
    answers: list[str] = []
    walked = await kit.walk(nagging(kit, answers), "return", habits=(Habit("b/b"),))
    visits = [(v.data["how"], v.data["since_ms"]) for v in walked.recording.notes("visit")]
    day = 24 * HOUR
    assert visits == [
        ("first", 0),
        ("resumed", 5 * MINUTE),
        ("restarted", HOUR),
        ("restarted", day),
        ("restarted", 47 * HOUR),
        ("restarted", 49 * HOUR),
    ]
    assert [s.fresh for s in walked.driver.starts] == [True, False, False, False, False]
    assert len(walked.recording.notes("start")) == 1, "one user, one cold start"
    assert answers == ["refuse"] * 5, "what asks by itself is refused at each visit"
    assert walked.summary.reason == "done" and not walked.walls("suspected")
    assert walked.coverage["idle_ms"] == walked.coverage["hidden_ms"] == 60_000
    assert walked.coverage["visits"] == 6 and walked.coverage["missed"] == []
    screens = [e.data.get("virtual_ms", 0) for e in walked.recording.of("screen")]
    assert screens == sorted(screens) and screens[-1] > 49 * HOUR


async def test_a_target_that_cannot_sleep_or_hide_is_started_anew(kit: Any) -> None:
    program = nagging(kit, [])
    program.refuses = frozenset({"away", "hide", "advance"})
    walked = await kit.walk(program, "return", habits=(Habit("b/b"),))
    visits = [v.data for v in walked.recording.notes("visit")[1:]]
    assert {(v["how"], v["moved"], v["away_ms"]) for v in visits} == {("restarted", False, 0)}
    assert walked.summary.reason == "done"


async def test_without_an_earlier_run_the_program_is_explored_first(kit: Any) -> None:
    walked = await kit.walk(nagging(kit, []), "return", limit=10)
    assert "看看" in walked.texts and len(walked.recording.notes("visit")) == 6


async def test_a_withdrawing_user_agrees_first_and_refuses_afterwards(kit: Any) -> None:
    answers: list[str] = []
    program = nagging(kit, answers)

    def page(world: Any) -> list[Any]:
        return [kit.Item(kit.prose), kit.Item("退出登录", on=lambda w: answers.append("out")), kit.Item("注销账号")]

    program.pages["pages/setting/setting"] = page
    walked = await kit.walk(program, "withdraw", habits=(Habit("b/b"),))
    assert answers == ["agree", "refuse", "refuse"]
    begin, end = walked.recording.notes("withdrawal")
    assert (begin.data["phase"], end.data["phase"]) == ("begin", "end") and end.data["pressed"] == []
    assert [n.data["what"] for n in walked.recording.notes("limit")] == ["withdraw"], "no settings to come to here"
    ways = {(n.data["what"], n.data["text"]) for n in walked.recording.notes("own_way")}
    assert ways == {("logout", "退出登录"), ("delete_account", "注销账号")}
    assert "退出登录" not in walked.texts, "read, never pressed"


def test_a_way_is_named_by_an_entry_and_not_by_prose() -> None:
    assert way_named("撤回同意") == way_named("授权管理与撤回同意") == "withdraw_consent"
    assert way_named("注销账号") == "delete_account" and way_named("LOG OUT") == "logout"
    assert way_named("注销") == way_named("") == way_named("同意并继续") == ""
    assert way_named("您可以随时在我的页面中点击设置进入隐私设置页面撤回同意，我们会在十五个工作日内处理您的请求") == ""


async def test_after_the_change_nothing_is_said_then_no_then_yes(kit: Any) -> None:
    answers: list[str] = []
    versions: list[int] = []

    def declare(number: int) -> dict[str, object]:
        versions.append(number)
        return {"added": "steps", "how": "added"}

    walked = await kit.walk(nagging(kit, answers), "update", declare=declare, habits=(Habit("b/b"),))
    assert versions == [1, 2] and answers == ["agree", "refuse", "agree"]
    first, second = walked.recording.notes("guidelines")
    visits = walked.recording.notes("visit")
    assert first.seq < visits[0].seq < second.seq < visits[1].seq
    assert (second.data["version"], second.data["added"]) == (2, "steps")
    acted = [a for a in walked.recording.of("action") if a.seq > visits[1].seq]
    silent = [a.data["type"] for a in acted[: next(n for n, a in enumerate(acted) if a.data["type"] == "tap")]]
    assert silent == ["advance"], "time for the program to speak first"


async def test_guidelines_that_cannot_change_end_the_run(kit: Any) -> None:
    def declare(number: int) -> dict[str, object]:
        raise Unsupported("nothing can be added")

    for how in (declare, None):
        walked = await kit.walk(nagging(kit, []), "update", declare=how)
        assert walked.summary.reason == "nothing to update" and not walked.driver.starts
        assert [n.data["what"] for n in walked.recording.notes("limit")] == ["update"]


async def test_habits_are_what_made_the_program_ask_or_take(kit: Any) -> None:
    log = kit.log()
    log.run, log.start = "agree", 1
    log.note("run.begin")
    log.add(Kind.ACTION, {"type": "launch"}, page="a/a")
    log.add(Kind.CONSENT, {"name": "privacy.need", "interface": "wx.login", "data_kind": "openid"}, page="a/a")
    for text in ("附近", "附近的店"):
        log.add(Kind.ACTION, {"type": "tap", "target": {"text": text}}, page="a/a")
        shown = {"name": "scope.shown", "interface": "wx.getLocation", "data_kind": "location"}
        log.add(Kind.CONSENT, shown, page="a/a")
        log.add(Kind.ACTION, {"type": "tap", "purpose": "answer:agree", "target": {"text": "允许"}}, page="a/a")
    log.add(Kind.CALL, {"phase": "end", "id": "c1", "api": "wx.getLocation", "planted": ("agree.1",)}, page="a/a")
    log.add(Kind.ACTION, {"type": "tap", "target": {"text": "我的"}}, page="a/a")
    log.add(Kind.CALL, {"phase": "end", "id": "c2", "api": "wx.getWeRunData", "planted": ("agree.2",)}, page="m/m")
    log.add(Kind.ACTION, {"type": "tap", "target": {"text": "只看"}}, page="m/m")
    log.add(Kind.CALL, {"phase": "begin", "id": "c3", "api": "wx.getDeviceInfo"}, page="m/m")
    log.add(Kind.CALL, {"phase": "begin", "id": "c4", "api": "wx.getLocation"}, page="m/m")
    log.close()
    recording = kit.recording(log)
    assert habits(recording) == (Habit("a/a", "附近"), Habit("m/m"))
    assert kinds_used(recording) == ("openid", "location", "location", "device_info")


async def test_a_habit_that_is_an_agreement_is_none_of_a_user_who_refuses(kit: Any) -> None:
    items = [kit.Item(kit.prose), kit.Item("同意并登录", on=lambda w: None, tag="button")]
    for run, agrees in (("return", False), ("withdraw", True)):
        walked = await kit.walk(kit.Program({"a/a": lambda w: items}), run, habits=(Habit("a/a", "同意并登录"),))
        taps = [e.seq for e in walked.recording.of("action") if e.data["type"] == "tap"]
        withdrawn = next((n.seq for n in walked.recording.notes("withdrawal")), 0)
        assert bool(taps) is agrees and all(tap < withdrawn for tap in taps)


def test_the_program_s_own_button_that_asks_is_a_habit_also_where_pressing_it_was_an_answer(kit: Any) -> None:
    log = kit.log()
    log.run, log.start = "agree", 1
    log.note("run.begin")
    shown = {"name": "phone.sheet_shown", "interface": "button.getPhoneNumber", "data_kind": "phone"}
    for page, opener in (("a/a", "预约"), ("b/b", "会员码")):
        log.add(Kind.ACTION, {"type": "tap", "target": {"text": opener}}, page="b/b")
        button = {"text": "一键登录", "open_type": "getPhoneNumber"}
        log.add(Kind.ACTION, {"type": "tap", "purpose": "answer:agree", "target": button}, page=page)
        log.add(Kind.CONSENT, shown, page=page)
    log.close()
    assert habits(kit.recording(log)) == (Habit("a/a", "一键登录"), Habit("b/b", "会员码", then="一键登录"))


async def test_what_a_user_pressed_far_down_and_then_far_up_is_pressed_again(kit: Any) -> None:
    def pressed(name: str) -> Any:
        return lambda w: w.flags.setdefault("pressed", []).append(name)

    def member(world: Any) -> None:
        world.overlays = [kit.Overlay([kit.Item("一键登录", on=pressed("一键登录"))], back=lambda w: w.close())]

    rows = [kit.Item(kit.prose, x=20, width=335) for _ in range(30)]
    items = [kit.Item("会员码", on=member), *rows, kit.Item("附近的店", on=pressed("附近的店"))]
    known = (Habit("a/a", "附近的店"), Habit("a/a", "会员码", then="一键登录"))
    walked = await kit.walk(kit.Program({"a/a": lambda w: items}), "return", habits=known)
    assert walked.driver.world.flags["pressed"][:2] == ["附近的店", "一键登录"]
