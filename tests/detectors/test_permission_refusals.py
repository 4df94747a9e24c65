"""PRM-04 to PRM-07: what a refused permission leads to."""

from typing import Any

import pytest

ENTRY = "pages/index/index"


def window(story: Any, scope: str = "userLocation", kind: str = "location", ms: float = 500) -> str:
    """A call and its window; returns the dialog's name."""
    call = story.call("wx.getLocation", ok=False, virtual_ms=ms)
    facts = {"scope": scope, "data_kind": kind, "interface": "wx.getLocation", "call": call, "virtual_ms": ms}
    story.consent("scope.shown", None, dialog=f"d-{call}", **facts)
    story.log.add("dialog", {"phase": "shown", "id": f"d-{call}", "type": "scope", "start": story.log.start})
    story.show(story.screens.menu())
    return f"d-{call}"


def answer(story: Any, dialog: str, said: str = "refuse", ms: float = 1_000) -> None:
    action = story.act("tap", f"answer:{said}", dialog=dialog, virtual_ms=ms)
    facts = {"scope": "userLocation", "data_kind": "location", "dialog": dialog, "virtual_ms": ms}
    story.consent("scope.answer", action, said, **facts)


def refused(story: Any, starts: int = 2, run: str = "refuse") -> Any:
    """Cold starts in which the position was asked for and refused."""
    story.run(run)
    for _ in range(starts):
        story.start()
        story.show(story.screens.menu())
        answer(story, window(story))
        yield


def modal(
    story: Any,
    text: str = "需要您的位置，请前往设置打开",
    ms: float = 2_000,
    put_away: bool = True,
    yes: str = "去设置",
) -> None:
    call = story.call("wx.showModal", virtual_ms=ms)
    buttons = [{"text": "取消", "role": "item"}, {"text": yes, "role": "item"}]
    facts = {"id": f"m-{call}", "type": "modal", "text": text, "call": call, "buttons": buttons}
    story.log.add("dialog", {"phase": "shown", "start": story.log.start, **facts})
    story.show(story.screens.menu())
    if put_away:
        story.act("tap", "answer:refuse", dialog=f"m-{call}", virtual_ms=ms + 100)


def test_a_program_that_closes_at_the_refusal_fails(story: Any) -> None:
    for _ in refused(story):
        story.consent("app.exit", None, virtual_ms=1_400)
        story.log.note("exit", virtual_ms=1_400)
    found = story.verdicts()["PRM-05"]
    assert found.verdict == "fail"
    assert found.findings[0].evidence.call is not None


@pytest.mark.parametrize(
    ("between", "expected"),
    [((), "fail"), (("advance", "3000"), "fail"), (("advance", "11000"), "pass"), (("hide", ""), "pass")],
)
def test_an_exit_that_is_only_seen(story: Any, between: tuple[str, ...], expected: str) -> None:
    """DevTools and phones tell of none: the program is gone on the picture."""
    for _ in refused(story):
        if between:
            story.act(between[0], value=between[1])
        story.show([], exited=True)
    assert story.verdicts()["PRM-05"].verdict == expected


@pytest.mark.parametrize("how", ["late", "own press", "exit button", "once"])
def test_an_exit_that_is_not_the_refusals(story: Any, how: str) -> None:
    for _ in refused(story, starts=1 if how == "once" else 2):
        if how == "own press":
            story.act("tap", text="米饭", virtual_ms=1_200)
        if how == "exit button":
            story.show([*story.screens.menu(), story.screens.tap("退出小程序")])
            story.act("tap", "answer:refuse", text="退出小程序", virtual_ms=1_200)
        story.log.note("exit", virtual_ms=20_000 if how == "late" else 1_400)
    assert story.verdicts()["PRM-05"].verdict == ("inconclusive" if how == "once" else "pass")


def test_a_timer_that_the_refusal_started_closes_it_whatever_is_pressed_meanwhile(story: Any) -> None:
    for pressed in zip(refused(story), (1_300, 1_900), strict=True):
        story.act("tap", text="米饭", virtual_ms=pressed[1])
        story.call("wx.exitMiniProgram", virtual_ms=3_000)
        story.log.note("exit", virtual_ms=3_000)
    assert story.verdicts()["PRM-05"].verdict == "fail"


@pytest.mark.parametrize("check", ["PRM-04", "PRM-05", "PRM-06", "PRM-07"])
def test_what_was_never_refused_is_not_judged(story: Any, check: str) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    window(story)
    assert story.verdicts()[check].verdict == "inconclusive"


def test_a_modal_that_reopens_when_put_away_fails(story: Any) -> None:
    for _ in refused(story):
        modal(story)
        modal(story, ms=2_600)
    assert story.verdicts()["PRM-06"].verdict == "fail"


def test_where_nothing_is_shown_after_the_refusal_nothing_is_told_either(story: Any) -> None:
    story.on("devtools")
    story.log.note("injected", first_line=True)
    for _ in refused(story):
        story.show(story.screens.menu())
    assert story.verdicts()["PRM-06"].verdict == "pass"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("权限未开启，请前往设置打开", "fail"),
        ("Permission needed. Open the settings", "fail"),
        ("网络开小差了，请重试", "pass"),
    ],
)
def test_a_modal_with_the_platforms_plain_buttons_is_known_by_its_text(story: Any, text: str, expected: str) -> None:
    for _ in refused(story):
        modal(story, text, yes="确定")
        modal(story, text, ms=2_600, yes="确定")
    assert story.verdicts()["PRM-06"].verdict == expected


def test_three_of_a_kind_within_a_minute_fail_and_not_over_an_hour(tell: Any) -> None:
    found = []
    for step in (9_000, 40_000):
        story = tell()
        for _ in refused(story):
            for number, text in enumerate(("需要您的位置", "请授权位置信息", "没有位置无法推荐")):
                modal(story, text, ms=2_000 + step * number)
        found.append(story.verdicts()["PRM-06"].verdict)
    assert found == ["fail", "inconclusive"]


@pytest.mark.parametrize(("count", "expected"), [(1, "pass"), (2, "inconclusive")])
def test_one_hint_is_no_loop(story: Any, count: int, expected: str) -> None:
    for _ in refused(story):
        for number in range(count):
            modal(story, f"需要您的位置 {number}", ms=2_000 + 500 * number)
    assert story.verdicts()["PRM-06"].verdict == expected


def test_a_modal_that_comes_with_each_use_is_no_loop(story: Any) -> None:
    for _ in refused(story):
        for number in range(3):
            story.act("tap", text="米饭", virtual_ms=2_000 + 1_000 * number)
            modal(story, ms=2_400 + 1_000 * number)
    assert story.verdicts()["PRM-06"].verdict == "pass"


def test_a_modal_about_something_else_is_no_question(story: Any) -> None:
    for _ in refused(story):
        for number in range(4):
            modal(story, "今日满 50 减 5", ms=2_000 + 500 * number)
            story.log.add("dialog", {"phase": "shown", "id": f"t{number}", "type": "toast", "text": "位置未知"})
    verdict = story.verdicts()["PRM-06"]
    assert verdict.verdict == "pass"


def own_question(story: Any) -> list[Any]:
    grant = story.screens.tap("去授权", rect=(60, 480, 120, 40))
    return story.screens.over(
        grant, story.screens.tap("取消", rect=(200, 480, 120, 40)), text="需要授权位置信息才能推荐门店"
    )


def test_a_surface_of_the_programs_own_that_will_not_go_away_fails(story: Any) -> None:
    for _ in refused(story):
        for _ in range(3):
            story.show(own_question(story))
            story.act("tap", "answer:refuse", text="取消")
    assert story.verdicts()["PRM-06"].verdict == "fail"


def comes_back(story: Any, *hours: float, moved: bool = True) -> Any:
    for number, hour in enumerate(hours, 2):
        facts = {"number": number, "how": "restarted", "since_ms": hour * 3_600_000, "moved": moved}
        story.log.note("visit", start=story.log.start, **facts)
        story.act("launch", "return", virtual_ms=hour * 3_600_000)
        story.show([*story.screens.menu(), story.screens.tap("附近门店")])
        yield hour * 3_600_000


def test_asking_at_every_start_fails(story: Any) -> None:
    for _ in refused(story, starts=1, run="return"):
        for ms in comes_back(story, 1, 24, 47):
            modal(story, ms=ms + 800)
    found = story.verdicts()["PRM-07"]
    assert found.verdict == "fail"
    assert "1, 24, 47" in found.reason.en


@pytest.mark.parametrize(
    ("hours", "expected"), [((49.0, 60.0), "inconclusive"), ((1.0,), "inconclusive"), ((1.0, 24.0, 47.0), "pass")]
)
def test_silence_counts_only_where_the_user_came_back(story: Any, hours: tuple[float, ...], expected: str) -> None:
    for _ in refused(story, starts=1, run="return"):
        for ms in comes_back(story, *hours):
            if ms > 48 * 3_600_000:
                modal(story, ms=ms + 800)
    assert story.verdicts()["PRM-07"].verdict == expected


def test_a_clock_that_did_not_move_says_nothing(story: Any) -> None:
    for _ in refused(story, starts=1, run="return"):
        for ms in comes_back(story, 1, 24, 47, moved=False):
            modal(story, ms=ms + 800)
    assert story.verdicts()["PRM-07"].verdict == "inconclusive"


@pytest.mark.parametrize(("label", "expected"), [("附近门店", "pass"), ("米饭", "inconclusive")])
def test_asking_when_the_function_is_used_is_lawful(story: Any, label: str, expected: str) -> None:
    for _ in refused(story, starts=1, run="return"):
        for ms in comes_back(story, 1, 24, 47):
            story.act("tap", text=label, virtual_ms=ms + 500)
            modal(story, ms=ms + 800)
    assert story.verdicts()["PRM-07"].verdict == expected


def compared(
    story: Any, after: Any, granted: Any, page: str = ENTRY, starts: int = 2, status: int = 200, **app: Any
) -> None:
    """The page after a refusal and after a grant."""
    story.setup(app.pop("profile", {}), pages=(ENTRY, "pages/near/near"), **app)
    for run, said, parts in (("refuse", "refuse", after), ("agree", "agree", granted)):
        story.run(run)
        for _ in range(starts):
            story.start()
            story.show(story.screens.over(text="请稍候"), page=page)
            call = story.call("wx.getLocation", ok=said == "agree", page=page)
            facts = {"scope": "userLocation", "data_kind": "location", "interface": "wx.getLocation", "call": call}
            story.log.add("consent", {"name": "scope.shown", "dialog": f"d{call}", **facts}, page=page)
            action = story.act("tap", f"answer:{said}", dialog=f"d{call}")
            story.consent("scope.answer", action, said, dialog=f"d{call}", scope="userLocation", data_kind="location")
            story.flow("https://api.example.test/menu", {"n": 1}, status=status)
            story.show(parts, page=page)


def blocked(story: Any) -> list[Any]:
    return [*story.screens.wall()[0]["children"][:1], story.screens.tap("去授权位置")]


def test_no_position_no_menu_fails(story: Any) -> None:
    compared(story, blocked(story), story.screens.menu())
    found = story.verdicts()["PRM-04"]
    assert found.verdict == "fail"
    assert len(found.findings[0].evidence.screens) >= 3


@pytest.mark.parametrize("how", ["shown", "never granted", "once", "other page", "served tab", "map service"])
def test_what_is_no_block_of_the_basics(story: Any, how: str) -> None:
    after = story.screens.menu() if how == "shown" else blocked(story)
    granted = blocked(story) if how == "never granted" else story.screens.menu()
    page = "pages/near/near" if how in ("other page", "served tab") else ENTRY
    more: dict[str, Any] = {}
    if how == "served tab":
        tabs = [{"pagePath": ENTRY, "text": "首页"}, {"pagePath": "pages/near/near", "text": "附近"}]
        more["tabBar"] = {"list": tabs}
    if how == "map service":
        more["profile"] = {"target": {"category": "nec-01"}}
    compared(story, after, granted, page, starts=1 if how == "once" else 2, **more)
    assert story.verdicts()["PRM-04"].verdict == "inconclusive"


@pytest.mark.parametrize(
    ("title", "rows", "expected"),
    [
        ("全部课程", ("书法初级班", "木工体验课", "油画周末班"), "fail"),
        ("附近课程", ("书法初级班", "木工体验课", "油画周末班"), "inconclusive"),
        ("全部校区", ("城东校区，距离最近", "城西校区，两公里", "城南校区"), "inconclusive"),
        ("我要打车", ("书法初级班", "木工体验课", "油画周末班"), "inconclusive"),
        ("全部课程", ("书法初级班",), "inconclusive"),
    ],
)
def test_a_list_that_calls_itself_one_is_basic(story: Any, title: str, rows: Any, expected: str) -> None:
    bar = {"text": title, "rect": (80, 20, 200, 40), "surface": "platform", "part": "navbar"}
    listed = [story.screens.tap(text, rect=(0, 100 + 70 * n, 375, 60)) for n, text in enumerate(rows)]
    told = {"text": "周末与晚间开班，零基础也可以报名，材料由教室准备，作品可以带回家", "rect": (0, 400, 375, 200)}
    compared(story, blocked(story), [bar, *listed, told], "pages/near/near")
    assert story.verdicts()["PRM-04"].verdict == expected


def test_a_page_without_a_server_is_not_judged(story: Any) -> None:
    compared(story, blocked(story), story.screens.menu(), status=502)
    found = story.verdicts()["PRM-04"]
    assert found.verdict == "inconclusive"
    assert "server" in found.reason.en
