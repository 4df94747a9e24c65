"""Reaching the pages of a program: by walking, by direct opening, and saying why not."""

from typing import Any

import pytest

from crawler.choosing import pressable
from crawler.view import View
from crawler.words import Care

PHONE = {"open-type": "getPhoneNumber"}


def shop(kit: Any, **more: Any) -> Any:
    """Two tabs, a list of alike goods, a detail page, a grid menu, and a page nothing leads to."""
    item = kit.Item
    goods = [item(f"商品{n} 好吃的菜", on="pages/detail/detail") for n in range(6)]
    pages = {
        "pages/home/home": lambda w: [item(kit.prose), *goods],
        "pages/menu/menu": lambda w: [
            item(kit.prose),
            *[item(name, on=f"pages/{name}/{name}") for name in ("left", "middle", "right")],
        ],
        "pages/detail/detail": lambda w: [item(kit.prose), item("评价", on="pages/reviews/reviews")],
        "pages/reviews/reviews": lambda w: [item(kit.prose)],
        "pages/left/left": lambda w: [item(kit.prose)],
        "pages/middle/middle": lambda w: [item(kit.prose), item("立即支付", on=lambda w: w.flags.update(paid=True))],
        "pages/right/right": lambda w: [item(kit.prose), item("", tag="input", attrs={"placeholder": "手机号"})],
        "pages/hidden/hidden": lambda w: [item(kit.prose)],
        **more,
    }
    return kit.Program(pages, tabs=("pages/home/home", "pages/menu/menu"))


async def test_every_page_is_reached_and_how_is_said(kit: Any) -> None:
    walked = await kit.walk(shop(kit))
    assert walked.summary.reason == "done"
    assert walked.coverage["direct"] == ["pages/hidden/hidden"]
    assert len(walked.coverage["walked"]) == 7
    assert walked.coverage["missed"] == []


async def test_alike_entries_that_lead_to_the_same_page_are_not_all_pressed(kit: Any) -> None:
    walked = await kit.walk(shop(kit))
    goods = [text for text in walked.texts if text.startswith("商品")]
    assert 1 <= len(goods) <= 4


async def test_a_function_among_alike_entries_is_pressed(kit: Any) -> None:
    names = ("小菜甲", "小菜乙", "小菜丙", "小菜丁", "附近门店")
    detail = {"b/b": lambda w: [kit.Item(kit.prose)]}
    home = lambda w: [  # noqa: E731
        kit.Item(kit.prose),
        *[kit.Item(n, on="b/b" if n != "附近门店" else lambda w: w.flags.update(near=True)) for n in names],
    ]
    walked = await kit.walk(kit.Program({"a/a": home, **detail}))
    assert walked.driver.world.flags == {"near": True}


async def test_alike_entries_that_lead_to_other_pages_are_all_pressed(kit: Any) -> None:
    pages = {f"pages/n{n}/n{n}": (lambda w, n=n: [kit.Item(kit.prose), *[kit.Item("x")] * n]) for n in range(6)}
    home = {"pages/home/home": lambda w: [kit.Item(kit.prose), *[kit.Item(f"入口{p}", on=p) for p in pages]]}
    walked = await kit.walk(kit.Program({**home, **pages}))
    assert set(walked.coverage["walked"]) == {"pages/home/home", *pages}
    assert walked.coverage["direct"] == []


async def test_paying_is_never_pressed(kit: Any) -> None:
    for name in ("untouched", "refuse", "agree"):
        walked = await kit.walk(shop(kit), name, harmless=True)
        assert "立即支付" not in walked.texts
        assert "pages/middle/middle" in walked.coverage["walked"]


async def test_what_leads_to_a_payment_window_of_our_own_is_pressed_by_who_answers(kit: Any) -> None:
    for name in ("untouched", "refuse", "agree", "return"):
        walked = await kit.walk(shop(kit), name, harmless=True, play=True)
        assert walked.texts.count("立即支付") == (name in ("refuse", "agree"))


async def test_who_refuses_orders_and_pays_beside_a_remark_and_sends_nothing_else(kit: Any) -> None:
    named = ("去支付", "提交订单", "确认支付 ¥25.00")
    others = ("提交", "发布", "获取验证码", "充值", "同意并支付")
    field = kit.Item("", tag="input", attrs={"placeholder": "备注"})
    page = {"a/a": lambda w: [kit.Item(kit.prose), field, *[kit.Item(t, on=lambda w: None) for t in named + others]]}
    walked = await kit.walk(kit.Program(page), "refuse", harmless=True, play=True)
    assert sorted(walked.texts) == sorted(named)
    assert (await kit.walk(kit.Program(page), "refuse", play=True)).texts == []


@pytest.mark.parametrize("dialog", ["modal", ""])
async def test_what_is_gone_for_good_is_answered_with_no_and_told(kit: Any, dialog: str) -> None:
    def ask(world: Any) -> None:
        yes = kit.Item("确定", on=lambda w: w.flags.update(gone=True))
        no = kit.Item("取消", on=lambda w: w.close(), attrs={"data-mi-button": "cancel"})
        told = kit.Item("此操作将清空您的资料，且无法恢复，确定继续吗？")
        world.overlays = [kit.Overlay([told, no, yes], dialog=dialog, back=lambda w: w.close())]

    page = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("重新开始", on=ask), kit.Item("清空我的资料", on=ask)]}
    walked = await kit.walk(kit.Program(page), "agree", harmless=True)
    assert "重新开始" in walked.texts and "清空我的资料" not in walked.texts
    assert "gone" not in walked.driver.world.flags and "确定" not in walked.texts
    assert any("清空我的资料" in n.data["why"] for n in walked.recording.notes("limit"))


async def test_orders_only_where_nothing_leaves_this_machine(kit: Any) -> None:
    page = {"pages/order/order": lambda w: [kit.Item(kit.prose), kit.Item("提交订单", on=lambda w: None)]}
    assert "提交订单" not in (await kit.walk(kit.Program(page), "agree")).texts
    assert "提交订单" in (await kit.walk(kit.Program(page), "agree", harmless=True)).texts
    assert "提交订单" not in (await kit.walk(kit.Program(page), "refuse", harmless=True)).texts


async def test_a_picture_stands_before_every_action(kit: Any) -> None:
    walked = await kit.walk(shop(kit))
    for event in walked.recording.of("action"):
        before = walked.recording.screen_before(event.seq)
        assert before is not None
        assert event.data["screen"] == before.seq
        assert walked.recording.screen_after(event.seq) is not None


async def test_equal_seeds_give_equal_walks(kit: Any) -> None:
    first, again, other = [await kit.walk(shop(kit), seed=seed) for seed in (3, 3, 4)]
    assert first.texts == again.texts
    assert set(other.coverage["walked"]) == set(first.coverage["walked"])


async def test_a_page_that_redirects_is_named_with_its_reason(kit: Any) -> None:
    program = shop(kit)

    def bounce(world: Any) -> list[Any]:
        world.replace("pages/home/home")
        return program.pages["pages/home/home"](world)

    class Redirecting(kit.Driver):
        def _do(self, action: Any) -> None:
            super()._do(action)
            if self.world.stack[-1] == "pages/hidden/hidden":
                self.world.replace("pages/home/home")

    kit_driver = Redirecting
    log = kit.log()
    from crawler.runs import walk

    async def fence() -> None:
        return None

    summary = await walk(kit_driver(log, program), log, kit.plan(program), fence=fence, plant=lambda *a: "")
    assert summary.missed == ("pages/hidden/hidden",)


async def test_a_program_that_always_moves_on_ends_by_its_steps(kit: Any) -> None:
    def page(world: Any) -> list[Any]:
        world.flags["n"] = world.flags.get("n", 0) + 1
        return [kit.Item(kit.prose), kit.Item("".join(chr(0x4E00 + int(c)) for c in str(world.flags["n"])), on="a/a")]

    walked = await kit.walk(kit.Program({"a/a": page}))
    assert walked.summary.actions <= walked.recording.notes("run.begin")[0].data["steps"] + 2


async def test_the_budget_is_kept_within_one_step(kit: Any) -> None:
    program, log = shop(kit), kit.log()
    now = [0.0]

    class Slow(kit.Driver):
        async def perform(self, action: Any) -> Any:
            now[0] += 1
            return await super().perform(action)

    from crawler.runs import walk

    async def fence() -> None:
        return None

    plan = kit.plan(program, budget=5)
    summary = await walk(Slow(log, program), log, plan, fence=fence, plant=lambda *a: "", clock=lambda: now[0])
    assert summary.reason == "budget"
    assert now[0] <= 6


async def test_what_the_target_cannot_do_is_a_limit_and_not_the_end(kit: Any) -> None:
    program = shop(kit)
    program.refuses = frozenset({"advance", "hide", "open"})
    walked = await kit.walk(program)
    assert {e.data["what"] for e in walked.recording.notes("limit")} == {"advance", "hide", "open"}
    assert walked.coverage["idle_ms"] == 0
    assert [m["path"] for m in walked.coverage["missed"]] == ["pages/hidden/hidden"]


async def test_the_idle_and_the_hidden_phase_pass(kit: Any) -> None:
    walked = await kit.walk(shop(kit))
    purposes = [(a.type, a.purpose) for a in walked.actions("advance", "hide", "show")]
    assert purposes == [("advance", "idle"), ("hide", "hidden"), ("advance", "hidden"), ("show", "hidden")]
    assert walked.coverage["idle_ms"] == walked.coverage["hidden_ms"] == 60_000


async def test_a_program_that_closes_itself_is_started_again(kit: Any) -> None:
    pages = {
        "a/a": lambda w: [kit.Item(kit.prose), kit.Item("离开", on=lambda w: w.exit()), kit.Item("详情", on="b/b")],
        "b/b": lambda w: [kit.Item(kit.prose)],
    }
    walked = await kit.walk(kit.Program(pages))
    assert set(walked.coverage["walked"]) == {"a/a", "b/b"}
    assert walked.texts.count("离开") == 1


async def test_nothing_behind_a_question_is_pressed_in_the_refuse_run(kit: Any) -> None:
    page = {"a/a": lambda w: [kit.Item("请先登录"), kit.Item("微信登录", on=lambda w: w.flags.update(logged=True))]}
    driver = kit.Driver(kit.log(), kit.Program(page))
    await driver.open(__import__("crawler.driver").driver.Start())
    view = View(await driver.snapshot())
    assert view.walled
    assert pressable(view, "refuse", Care()) == []


async def test_a_sentence_that_agrees_and_a_form_s_button_are_for_the_agree_run(kit: Any) -> None:
    def page(world: Any) -> list[Any]:
        texts = ("同意诊所收集上述身份证号、手机号和病情用于本次实名就诊", "保存地址", "更多")
        field = kit.Item("", tag="input", attrs={"placeholder": "门牌号"})
        return [kit.Item(kit.prose), field, *[kit.Item(text, on=lambda w: None) for text in texts]]

    for name in ("untouched", "refuse"):
        assert (await kit.walk(kit.Program({"a/a": page}), name)).texts == ["更多"]
    assert len((await kit.walk(kit.Program({"a/a": page}), "agree")).texts) >= 3


async def test_tabs_with_nothing_left_are_not_visited_again(kit: Any) -> None:
    below = {"b/b": lambda w: [kit.Item(kit.prose), kit.Item("更多", on=lambda w: None)]}
    program = kit.Program({"a/a": lambda w: [kit.Item(kit.prose)], **below}, tabs=("a/a", "b/b"))
    walked = await kit.walk(program)
    assert walked.texts.count("b") <= 2 and walked.texts.count("a") <= 2


async def test_every_page_is_opened_before_the_steps_are_spent_on_some(kit: Any) -> None:
    def busy(world: Any) -> list[Any]:
        words = [chr(0x4E00 + n) * 2 for n in range(12)]
        return [kit.Item(word, on=lambda w, word=word: w.flags.update({word: True})) for word in words]

    pages = {f"n{n}/n": busy for n in range(60)}
    walked = await kit.walk(kit.Program(pages))
    assert len(walked.coverage["walked"]) + len(walked.coverage["direct"]) == 60


@pytest.mark.parametrize("name", ["untouched", "refuse", "agree"])
async def test_what_stands_on_a_passed_first_page_is_walked(kit: Any, name: str) -> None:
    """A welcome page that is answered and never seen again: its other button and link are pressed all the same."""

    def on(world: Any, answer: str) -> None:
        world.flags[answer] = True
        world.replace("pages/home/home")

    def welcome(world: Any) -> list[Any]:
        return [
            kit.Item("欢迎，使用本程序前请阅读并同意我们的隐私政策，授权手机号后继续"),
            kit.Item("同意并继续", tag="button", on=lambda w: on(w, "agreed")),
            kit.Item("不同意", on=lambda w: on(w, "refused")),
            kit.Item("看看今天的菜", on=lambda w: w.flags.update(looked=True)),
            kit.Item("帮助中心", on="pages/help/help"),
        ]

    def home(world: Any) -> list[Any]:
        return [kit.Item(kit.prose), kit.Item("更多", on=lambda w: None)]

    pages = {
        "pages/welcome/welcome": welcome,
        "pages/home/home": home,
        "pages/help/help": lambda w: [kit.Item(kit.prose)],
    }
    walked = await kit.walk(kit.Program(pages), name)
    assert "看看今天的菜" in walked.texts and "帮助中心" in walked.texts
    assert "pages/help/help" in walked.coverage["walked"]
    assert walked.coverage["starts"] <= 9


async def test_a_form_on_a_passed_first_page_is_filled_and_sent(kit: Any) -> None:
    sent: list[dict[str, str]] = []

    def door(world: Any) -> list[Any]:
        return [
            kit.Item("授权手机号后继续"),
            kit.Item("微信手机号登录", tag="button", attrs=PHONE, on=lambda w: w.replace("pages/home/home")),
            kit.Item("", tag="input", attrs={"placeholder": "邮箱"}),
            kit.Item("告诉我们", tag="button", on=lambda w: sent.append(dict(w.inputs))),
        ]

    pages = {"pages/door/door": door, "pages/home/home": lambda w: [kit.Item(kit.prose)]}
    await kit.walk(kit.Program(pages), "agree", harmless=True)
    assert {"邮箱": "email-address"} in sent


async def test_a_login_form_that_moves_on_is_come_back_to(kit: Any) -> None:
    def login(world: Any) -> list[Any]:
        return [
            kit.Item("", tag="input", attrs={"placeholder": "手机号"}),
            kit.Item("登录", tag="button", on=lambda w: w.replace("pages/home/home")),
            kit.Item("登录遇到困难", on="pages/help/help"),
        ]

    def home(world: Any) -> list[Any]:
        return [kit.Item(kit.prose)]

    pages = {"pages/login/login": login, "pages/home/home": home, "pages/help/help": home}
    walked = await kit.walk(kit.Program(pages), "agree", harmless=True)
    assert "登录遇到困难" in walked.texts


async def test_nothing_is_pressed_on_a_first_page_that_a_timer_leads_away_from(kit: Any) -> None:
    """Nobody has the time to: what lies behind such a press was not reached as a user reaches it."""

    def login(world: Any) -> list[Any]:
        return [kit.Item("登录后继续使用"), kit.Item("登录", tag="button", on=lambda w: None)]

    def home(world: Any) -> list[Any]:
        if world.virtual_ms < 1500:
            return [kit.Item(kit.prose), kit.Item("看看车型", on="pages/car/car")]
        world.replace("pages/login/login")
        return login(world)

    pages = {"pages/home/home": home, "pages/login/login": login, "pages/car/car": lambda w: [kit.Item(kit.prose)]}
    walked = await kit.walk(kit.Program(pages))
    assert "看看车型" not in walked.texts
    assert "pages/car/car" not in walked.coverage["walked"]


async def test_the_key_leads_back_where_a_picture_shows_no_arrow(kit: Any) -> None:
    names = [f"p{n}/p{n}" for n in range(3)]
    pages = {"a/a": lambda w: [kit.Item(kit.prose), *[kit.Item(f"到{name}", on=name) for name in names]]}
    pages |= {name: lambda w, n=n: [kit.Item(kit.prose), *[kit.Item("x")] * n] for n, name in enumerate(names)}
    program = kit.Program(pages, pictured=True, refuses=frozenset({"open"}))
    walked = await kit.walk(program, "agree")
    assert set(walked.coverage["walked"]) == {"a/a", *names}
    assert walked.summary.starts == 1


async def test_what_the_key_leads_out_of_is_not_left_by_it_again(kit: Any) -> None:
    """Nothing lies beneath what a page was exchanged for, and no picture tells."""
    pages = {
        "a/a": lambda w: [kit.Item(kit.prose), kit.Item("到首页", on=lambda w: w.replace("b/b"))],
        "b/b": lambda w: [kit.Item(kit.prose)],
    }
    walked = await kit.walk(kit.Program(pages, pictured=True, refuses=frozenset({"open"})), "agree")
    assert [a.type for a in walked.actions("back")] == ["back"]
    assert walked.summary.starts == 2


async def test_the_key_leads_out_twice_at_most(kit: Any) -> None:
    """Pages that take one another's place, as those behind a bar of the program's own."""
    names = [f"p{n}/p{n}" for n in range(6)]
    entries = [kit.Item(f"到{name}", on=lambda w, name=name: w.replace(name), attrs={"class": name}) for name in names]
    pages = {"a/a": lambda w: [kit.Item(kit.prose), *entries]}
    pages |= {name: lambda w, n=n: [kit.Item(kit.prose), *[kit.Item("x")] * n] for n, name in enumerate(names)}
    walked = await kit.walk(kit.Program(pages, pictured=True, refuses=frozenset({"open"})), "agree")
    assert len(walked.actions("back")) == 2
    assert walked.summary.starts == 3
