"""The program's own policy is opened and its text kept; one that cannot be read is said to be unreadable."""

from typing import Any

import pytest

from crawler.policy import merged
from recording.reading import Line, Reading

CLAUSES = [f"第{n}条 我们收集您的手机号用于联系您，收集位置用于展示附近门店，不会向第三方提供。" for n in range(9)]


def program(kit: Any, policy: Any) -> Any:
    def settings(world: Any) -> list[Any]:
        link = kit.Item("《隐私政策》", on=policy)
        return [kit.Item(kit.prose), kit.Item("更多", on=lambda w: None), link]

    pages = {
        "a/a": settings,
        "policy/policy": lambda w: [kit.Item(clause) for clause in CLAUSES],
        "web/web": lambda w: [kit.Item("", tag="web-view", attrs={"src": "https://example.test/p"})],
    }
    return kit.Program(pages)


async def test_the_policy_is_kept_as_text(kit: Any) -> None:
    walked = await kit.walk(program(kit, "policy/policy"), "agree", policy=True)
    (note,) = walked.recording.notes("policy")
    assert note.data["readable"] and note.data["source"] == "page"
    text = walked.recording.file(note.data["path"]).decode()
    assert all(clause in text for clause in CLAUSES)
    assert note.data["screens"]
    opened = [a for a in walked.actions("tap") if a.purpose == "policy"]
    assert opened[0].target["text"] == "《隐私政策》"


@pytest.mark.parametrize("name", ["隱私權政策", "隱 私 政 策", "隱私權", "個人資料保護"])
async def test_a_policy_is_found_in_either_form_of_characters(kit: Any, name: str) -> None:
    pages = {**program(kit, "").pages, "a/a": lambda w: [kit.Item(kit.prose), kit.Item(name, on="policy/policy")]}
    walked = await kit.walk(kit.Program(pages), "agree", policy=True)
    (note,) = walked.recording.notes("policy")
    assert note.data["readable"] and note.data["link"] == name


async def test_a_policy_behind_a_web_page_is_unreadable(kit: Any) -> None:
    walked = await kit.walk(program(kit, "web/web"), "agree", policy=True)
    (note,) = walked.recording.notes("policy")
    assert note.data["readable"] is False
    assert (note.data["source"], note.data["url"]) == ("webview", "https://example.test/p")


async def test_a_link_that_shows_nothing_is_unreadable(kit: Any) -> None:
    walked = await kit.walk(program(kit, lambda w: None), "agree", policy=True)
    (note,) = walked.recording.notes("policy")
    assert note.data["readable"] is False


async def test_the_platform_s_guidelines_are_the_contract(kit: Any) -> None:
    def contract(world: Any) -> None:
        mark = kit.Item("返回", on=lambda w: w.close(), attrs={"data-mi-role": "close"})
        world.overlays = [kit.Overlay([*[kit.Item(c) for c in CLAUSES[:7]], mark], dialog="contract")]

    walked = await kit.walk(program(kit, contract), "agree", policy=True)
    note = walked.recording.notes("policy")[0]
    assert note.data["source"] == "contract" and note.data["readable"]
    assert kit.prose not in walked.recording.file(note.data["path"]).decode()
    assert walked.driver.world.overlays == []


async def test_the_guidelines_behind_a_popup_s_words_hide_no_policy_behind_the_same_words_elsewhere(kit: Any) -> None:
    def contract(world: Any) -> None:
        mark = kit.Item("返回", on=lambda w: w.close(), attrs={"data-mi-role": "close"})
        world.overlays.append(kit.Overlay([*[kit.Item(c) for c in CLAUSES[:7]], mark], dialog="contract"))

    def popup(world: Any) -> None:
        items = [
            kit.Item("请阅读并同意"),
            kit.Item("《隐私政策》", on=contract),
            kit.Item("同意", on=lambda w: w.close()),
        ]
        world.overlays = [kit.Overlay([*items, kit.Item("不同意", on=lambda w: w.close())])]

    def asking(world: Any) -> list[Any]:
        return [kit.Item(kit.prose), kit.Item("预约", on=popup), kit.Item("位置", on=popup), kit.Item("我的", on="m/m")]

    pages = {
        **program(kit, "").pages,
        "a/a": asking,
        "m/m": lambda w: [kit.Item(kit.prose), kit.Item("《隐私政策》", on="policy/policy")],
    }
    walked = await kit.walk(kit.Program(pages, launch=popup), "agree", policy=True)
    notes = walked.recording.notes("policy")
    assert [(n.data["source"], n.page) for n in notes] == [("contract", "a/a"), ("page", "policy/policy")]


async def test_the_policy_is_read_once(kit: Any) -> None:
    walked = await kit.walk(program(kit, "policy/policy"), "agree", policy=True)
    assert len([a for a in walked.actions("tap") if a.purpose == "policy"]) <= 2


async def test_a_web_page_is_read_from_its_picture(kit: Any) -> None:
    class Eyes:
        def show(self, snapshot: Any) -> None:
            pass

        async def look(self, snapshot: Any) -> Reading:
            return Reading(engine="fake", lines=tuple(Line(text=c, rect=(0, 0, 1, 1), score=1) for c in CLAUSES))

    walked = await kit.walk(program(kit, "web/web"), "agree", eyes=Eyes(), policy=True)
    (note,) = walked.recording.notes("policy")
    assert note.data["readable"] and note.data["source"] == "webview"


async def test_the_policy_of_a_popup_is_read_before_the_popup_is_answered(kit: Any) -> None:
    def launch(world: Any) -> None:
        def close(world: Any) -> None:
            world.flags["at"] = len(world.flags)
            world.close()

        def to_policy(world: Any) -> None:
            world.overlays = []
            world.go("policy/policy")

        items = [kit.Item("请阅读并同意我们的政策"), kit.Item("《隐私政策》", on=to_policy), kit.Item("同意", on=close)]
        world.overlays = [kit.Overlay(items)]

    plain = program(kit, "policy/policy")
    plain.launch = launch
    walked = await kit.walk(plain, "agree", policy=True)
    assert walked.recording.notes("policy")[0].data["readable"]
    assert walked.actions("tap")[0].purpose == "policy"


def test_equal_cells_of_a_table_stay_apart() -> None:
    first = ["种类", "目的", "手机号", "登录", "头像", "登录"]
    assert merged([], first) == first
    assert merged(first, ["头像", "登录", "地址", "配送"]) == [*first, "地址", "配送"]
    assert merged(first, ["页眉", "头像", "登录", "地址"]) == [*first, "页眉", "地址"]
    assert merged(first, first[-2:]) == first


async def test_what_is_folded_is_opened_and_the_next_page_read(kit: Any) -> None:
    def policy(world: Any) -> list[Any]:
        found = []
        for n in range(2):
            found.append(kit.Item(f"▸ {n + 1}、{CLAUSES[n][:8]}", on=lambda w, n=n: w.flags.update({str(n): True})))
            if world.flags.get(str(n)):
                found.append(kit.Item(CLAUSES[n]))
        return [*found, kit.Item("注销账号", on="gone/gone"), kit.Item("下一页 ›", on="next/next")]

    pages = {
        "a/a": lambda w: [kit.Item(kit.prose), kit.Item("《隐私政策》", on="policy/policy")],
        "policy/policy": policy,
        "next/next": lambda w: [kit.Item(clause) for clause in CLAUSES[2:]],
        "gone/gone": lambda w: [kit.Item("已注销")],
    }
    walked = await kit.walk(kit.Program(pages), "agree", policy=True)
    (note,) = walked.recording.notes("policy")
    text = walked.recording.file(note.data["path"]).decode()
    assert note.data["readable"] and note.page == "policy/policy"
    assert all(clause in text for clause in CLAUSES), text
    assert "已注销" not in text


async def test_a_policy_that_is_a_picture_is_read_from_it(kit: Any) -> None:
    class Eyes:
        def show(self, snapshot: Any) -> None:
            pass

        async def look(self, snapshot: Any) -> Reading:
            halves = [half for clause in CLAUSES for half in (clause[:30], clause[30:])]
            return Reading(engine="fake", lines=tuple(Line(text=h, rect=(0, 0, 1, 1), score=1) for h in halves))

    pages = {**program(kit, "").pages, "a/a": lambda w: [kit.Item(kit.prose), kit.Item("隐私政策", on="drawn/drawn")]}
    pages["drawn/drawn"] = lambda w: [kit.Item("", tag="image") for _ in range(16)]
    walked = await kit.walk(kit.Program(pages), "agree", eyes=Eyes(), policy=True)
    (note,) = walked.recording.notes("policy")
    assert note.data["readable"] and note.data["source"] == "document"
    assert CLAUSES[3] in walked.recording.file(note.data["path"]).decode().splitlines()
