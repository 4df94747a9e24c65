"""What each run says to a question, and that a fence stands before it."""

from typing import Any

import pytest


def notice(kit: Any, **more: Any) -> Any:
    """The menu under the program's own privacy popup."""

    def answer(word: str) -> Any:
        def effect(world: Any) -> None:
            world.flags["answer"] = word
            world.close()

        return effect

    def launch(world: Any) -> None:
        agree = {"open-type": "agreePrivacyAuthorization"}
        items = [
            kit.Item("使用前请阅读《隐私政策》"),
            kit.Item("不同意", on=answer("no")),
            kit.Item("同意", on=answer("yes"), tag="button", attrs=agree),
        ]
        world.overlays = [kit.Overlay(items, **more)]

    pages = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("详情", on="b/b")], "b/b": lambda w: [kit.Item(kit.prose)]}
    return kit.Program(pages, launch=launch)


async def test_the_untouched_run_answers_nothing(kit: Any) -> None:
    walked = await kit.walk(notice(kit), "untouched")
    assert walked.driver.world.flags == {}
    assert walked.fences == []
    assert walked.actions("tap") == []
    assert walked.coverage["idle_ms"] == 60_000


async def test_the_refuse_run_says_no(kit: Any) -> None:
    walked = await kit.walk(notice(kit), "refuse")
    assert walked.driver.world.flags["answer"] == "no"
    assert "同意" not in walked.texts
    assert set(walked.coverage["walked"]) == {"a/a", "b/b"}


async def test_the_agree_run_says_yes(kit: Any) -> None:
    walked = await kit.walk(notice(kit), "agree")
    assert walked.driver.world.flags["answer"] == "yes"
    assert walked.actions("tap")[0].purpose == "answer:agree"


async def test_a_fence_stands_right_before_each_answer(kit: Any) -> None:
    for name in ("refuse", "agree"):
        walked = await kit.walk(notice(kit), name)
        for event in walked.recording.of("action"):
            answers = str(event.data.get("purpose", "")).startswith(("answer:", "dismiss:"))
            before = walked.recording.by_seq[event.seq - 1]
            assert (before.data.get("name") == "fence") == answers


async def test_what_may_give_a_number_away_is_refused_by_who_agrees(kit: Any) -> None:
    """A sheet of the program's own that looks like the platform's, as a phone's driver marks it."""

    def sheet(world: Any) -> None:
        words = "获取你的手机号，用于发送到货提醒，授权后为你保留购物车和收货记录"
        no = kit.Item("不允许", on=lambda w: w.close())
        yes = kit.Item("允许", on=lambda w: w.flags.update(given=True), attrs={"data-mi-role": "number"})
        world.overlays.append(kit.Overlay([kit.Item(words), no, yes]))

    program = kit.Program({"a/a": lambda w: [kit.Item(kit.prose)]}, launch=sheet)
    walked = await kit.walk(program, "agree")
    assert (walked.texts[0], walked.driver.world.flags) == ("不允许", {})


async def test_a_platform_window_is_refused_and_granted(kit: Any) -> None:
    def ask(world: Any) -> None:
        def grant(world: Any) -> None:
            world.flags["granted"] = True
            world.close()

        items = [
            kit.Item("申请获取你的位置信息"),
            kit.Item("拒绝", on=lambda w: (w.flags.update(granted=False), w.close()), attrs={"data-mi-role": "refuse"}),
            kit.Item("允许", on=grant, attrs={"data-mi-role": "agree"}),
        ]
        world.overlays = [kit.Overlay(items, dialog="scope")]

    pages = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("附近门店", on=ask)]}
    assert (await kit.walk(kit.Program(pages), "refuse")).driver.world.flags["granted"] is False
    assert (await kit.walk(kit.Program(pages), "agree")).driver.world.flags["granted"] is True


async def test_a_tick_comes_before_the_agreement(kit: Any) -> None:
    def launch(world: Any) -> None:
        box = {"checked": "false"}

        def confirm(world: Any) -> None:
            if box["checked"] == "true":
                world.close()

        items = [
            kit.Item("登录即表示阅读《隐私政策》"),
            kit.Item("", tag="checkbox", on=lambda w: box.update(checked="true"), attrs=box),
            kit.Item("同意并继续", on=confirm),
        ]
        world.overlays = [kit.Overlay(items)]

    walked = await kit.walk(kit.Program({"a/a": lambda w: [kit.Item(kit.prose)]}, launch=launch), "agree")
    assert walked.driver.world.overlays == []


async def test_a_button_that_a_tick_brings_is_pressed_and_the_tick_stays(kit: Any) -> None:
    """Many programs draw the button that takes the number only once the box, a glyph of their own, is ticked."""
    phone = {"open-type": "getPhoneNumber"}

    def page(world: Any) -> list[Any]:
        on = world.flags.get("on", False)
        take = kit.Item("手机号一键登录", tag="button", on=lambda w: w.replace("b/b"), attrs=phone if on else {})
        warn = kit.Item("手机号一键登录", tag="button", on=lambda w: None)
        line = f"{'✓' if on else '○'} 我已阅读并同意《隐私政策》"
        return [take if on else warn, kit.Item(line, on=lambda w: w.flags.update(on=not on))]

    walked = await kit.walk(kit.Program({"a/a": page, "b/b": lambda w: [kit.Item(kit.prose)]}), "agree")
    assert walked.driver.world.flags["on"] is True
    assert "b/b" in walked.coverage["walked"]


async def test_a_program_that_asks_again_and_again_is_left_alone(kit: Any) -> None:
    program = notice(kit)

    class Nagging(kit.Driver):
        def _do(self, action: Any) -> None:
            super()._do(action)
            if not self.world.overlays:
                program.launch(self.world)

    from crawler.runs import walk

    async def fence() -> None:
        return None

    log = kit.log()
    summary = await walk(Nagging(log, program), log, kit.plan(program), fence=fence, plant=lambda *a: "")
    assert summary.reason == "done"
    assert summary.actions < 60


async def test_an_alert_is_closed_also_where_nothing_is_answered(kit: Any) -> None:
    def launch(world: Any) -> None:
        items = [kit.Item("网络不太好"), kit.Item("知道了", on=lambda w: w.close())]
        world.overlays = [kit.Overlay(items, dialog="modal")]

    pages = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("详情", on="b/b")], "b/b": lambda w: [kit.Item(kit.prose)]}
    walked = await kit.walk(kit.Program(pages, launch=launch), "untouched")
    assert set(walked.coverage["walked"]) == {"a/a", "b/b"}


async def test_the_untouched_run_starts_again_when_a_press_brings_up_a_question(kit: Any) -> None:
    def ask(world: Any) -> None:
        items = [
            kit.Item("申请获取你的位置信息"),
            kit.Item("拒绝", on=lambda w: None),
            kit.Item("允许", on=lambda w: None),
        ]
        world.overlays = [kit.Overlay(items, dialog="scope")]

    names = ("附近", "商品", "列表")
    pages = {
        "a/a": lambda w: [
            kit.Item(kit.prose),
            kit.Item("附近", on=ask),
            *[kit.Item(n, on=f"{n}/b") for n in names[1:]],
        ],
        **{f"{n}/b": (lambda w: [kit.Item(kit.prose)]) for n in names[1:]},
    }
    walked = await kit.walk(kit.Program(pages), "untouched")
    assert walked.summary.starts == 2
    assert len(walked.coverage["walked"]) == 3
    assert "拒绝" not in walked.texts and "允许" not in walked.texts


async def test_the_platform_s_settings_are_left_as_they_are(kit: Any) -> None:
    def settings(world: Any) -> None:
        items = [
            kit.Item("允许本店使用 已同意隐私保护指引"),
            kit.Item("撤回同意", on=lambda w: w.flags.update(withdrawn=True)),
            kit.Item("‹", on=lambda w: w.close(), attrs={"data-mi-role": "close"}),
        ]
        world.overlays = [kit.Overlay(items, dialog="settings")]

    page = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("授权管理", on=settings)]}
    for name in ("untouched", "refuse", "agree"):
        world = (await kit.walk(kit.Program(page), name)).driver.world
        assert world.overlays == [] and world.flags == {}


async def test_a_toast_over_everything_is_waited_for(kit: Any) -> None:
    def launch(world: Any) -> None:
        world.overlays = [kit.Overlay([kit.Item("未知错误")], dialog="toast")]

    class Passing(kit.Driver):
        def _do(self, action: Any) -> None:
            super()._do(action)
            if self.world.virtual_ms:
                self.world.overlays = []

    from crawler.runs import walk

    async def fence() -> None:
        return None

    page = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("更多", on=lambda w: w.flags.update(pressed=True))]}
    program, log = kit.Program(page, launch=launch), kit.log()
    driver = Passing(log, program)
    await walk(driver, log, kit.plan(program, idle_ms=0, hidden_ms=0), fence=fence, plant=lambda *a: "")
    assert driver.world.flags == {"pressed": True}


@pytest.mark.parametrize("text", ["先瞧瞧", "Browse a little first"])
async def test_the_only_other_button_of_a_popup_is_tried_as_its_no(kit: Any, text: str) -> None:
    def launch(world: Any) -> None:
        grant = kit.Item("微信手机号快捷登录", tag="button", attrs={"open-type": "getPhoneNumber"})
        world.overlays = [kit.Overlay([kit.Item("授权手机号后点餐"), grant, kit.Item(text, on=lambda w: w.close())])]

    walked = await kit.walk(kit.Program({"a/a": lambda w: [kit.Item(kit.prose)]}, launch=launch))
    assert ("dismiss:other", text) in [(a.purpose, a.target.get("text")) for a in walked.actions("tap")]
    assert not walked.driver.world.overlays


async def test_a_moment_passes_after_a_refusal(kit: Any) -> None:
    """What a program's timer brings up again is seen as what follows the refusal, before anything else is pressed."""

    def ask(world: Any) -> None:
        items = [
            kit.Item("请阅读《隐私政策》"),
            kit.Item("不同意", on=lambda w: w.close()),
            kit.Item("同意", on=lambda w: w.close()),
        ]
        world.overlays = [kit.Overlay(items)]

    pages = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("附近门店", on=ask)]}
    walked = await kit.walk(kit.Program(pages), "refuse")
    done = [(a.type, a.purpose) for a in walked.actions()]
    assert done[done.index(("tap", "answer:refuse")) + 1] == ("advance", "settle")
