"""Whether one inspection proves that a finding of another is not there.

Proof is that the check was decided and did not report it, where the same surface was reached under the same
conditions, and that something could have changed at all. Everything else leaves it open, and the reason says why.
Used both ways: a finding whose absence is proven later is fixed; one whose absence was proven earlier is surely new.
"""

from detectors.verdict import Text
from reports.difference.side import Found, Reach, Side

_CAPTURE = {"": 3, "full": 3, "hosts": 1, "none": 0}
"""How much of the traffic was readable; empty: always all of it."""


def unproven(found: Found, here: Side, there: Side) -> Text | None:
    """Why ``there`` does not prove the absence of what ``here`` found; None when it does."""
    return (
        conditions(here.reach, there.reach)
        or _runs(found, here.reach, there.reach)
        or _decided(found, there)
        or _surface(found, here.reach, there.reach)
        or _the_very_same(here, there)
    )


def conditions(here: Reach, there: Reach) -> Text | None:
    """What about the whole inspection ``there`` makes its silence worth less than that of ``here``."""
    if there.driver != here.driver:
        return Text(
            zh=f"检查方式不同：{here.driver} 与 {there.driver}",
            en=f"different targets: {here.driver} and {there.driver}",
        )
    if _CAPTURE.get(there.capture, 0) < _CAPTURE.get(here.capture, 0):
        return Text(
            zh=f"可读取的流量减少：{_level(here.capture)} → {_level(there.capture)}",
            en=f"less traffic was readable: {_level(there.capture)} instead of {_level(here.capture)}",
        )
    if there.backend != here.backend:
        return Text(
            zh=f"后端不同：{here.backend} 与 {there.backend}",
            en=f"different back ends: {here.backend} and {there.backend}",
        )
    if there.interrupted:
        return Text(zh="检查被中断", en="the inspection was interrupted")
    return None


def _level(capture: str) -> str:
    return capture or "full"


def _runs(found: Found, here: Reach, there: Reach) -> Text | None:
    wanted = [found.run] if found.run else sorted(here.ended)
    missing = [run for run in wanted if run not in there.ended]
    if not missing:
        return None
    names = ", ".join(missing)
    return Text(zh=f"缺少完整的运行：{names}", en=f"no complete run {names}")


def _decided(found: Found, there: Side) -> Text | None:
    """A check that failed for other things has proven this one's absence only where all was looked at."""
    word = there.word(found.check)
    said = there.verdicts[found.check].reason if found.check in there.verdicts else Text(zh="", en="")
    if word == "pass":
        return None
    if word == "fail":
        lacks = there.reach.missing
        if not lacks:
            return None
        return Text(
            zh=f"该检查项因其他问题未通过，且覆盖不足：{lacks[0].zh}",
            en=f"the check fails for something else, and coverage is too low to exclude this: {lacks[0].en}",
        )
    if word == "inconclusive":
        return Text(zh=f"该检查项未能判定：{said.zh}", en=f"the check could not be decided: {said.en}")
    if word == "not-applicable":
        return Text(zh=f"该检查项不适用：{said.zh}", en=f"the check did not apply: {said.en}")
    return Text(zh="该检查项未被检查", en="the check was not judged")


def _surface(found: Found, here: Reach, there: Reach) -> Text | None:
    if found.moment == "launch" and not found.own_page:
        return _launch(here, there)
    pages = [found.page] if found.page else list(found.pages)
    for page in pages:
        if (why := _page(page, here, there)) is not None:
            return why
    return None if pages else _whole(here, there)


def _launch(here: Reach, there: Reach) -> Text | None:
    same_page = there.entry == here.entry or not exists(here.entry, there)
    if same_page and there.scene == here.scene:
        return None
    return Text(
        zh=f"启动方式不同：{here.entry}（场景 {here.scene}）与 {there.entry}（场景 {there.scene}）",
        en=f"launched another way: {here.entry} (scene {here.scene}) and {there.entry} (scene {there.scene})",
    )


def _page(page: str, here: Reach, there: Reach) -> Text | None:
    """A page that was walked to must be walked to; one that is gone, in a program that was seen whole."""
    if page in there.walked or (page in there.direct and page not in here.walked):
        return None
    if page in there.direct:
        return Text(
            zh=f"页面 {page} 仅由直接打开到达，未按用户路径到达",
            en=f"page {page} was only opened directly, not reached as a user would",
        )
    if exists(page, there) or not there.declared:
        return Text(zh=f"未到达页面 {page}", en=f"page {page} was not reached")
    unseen = [one for one in there.declared if one not in there.seen]
    if not unseen:
        return None
    return Text(
        zh=f"没有页面 {page}，且有 {len(unseen)} 个页面未到达",
        en=f"there is no page {page}, and {len(unseen)} of the pages there were not reached",
    )


def _whole(here: Reach, there: Reach) -> Text | None:
    """A finding of no page: every page that was reached and still exists must be reached again."""
    lost = [page for page in sorted(here.seen) if exists(page, there) and page not in there.seen]
    if not lost:
        return None
    return Text(
        zh=f"有 {len(lost)} 个页面未到达，如 {lost[0]}", en=f"{len(lost)} pages were not reached, e.g. {lost[0]}"
    )


def _the_very_same(here: Side, there: Side) -> Text | None:
    """The same files, declared the same, answered from a file: what was found once is there, however it was walked."""
    if not same_package(here, there) or here.declared != there.declared or there.reach.backend == "live":
        return None
    return Text(
        zh="程序包、申报内容与上次相同，后端也非真实服务器：程序没有变化，只是走到的路径不同",
        en="the package and what is declared are the same, and no live server answered: the program did not change, "
        "the walk did",
    )


def same_package(here: Side, there: Side) -> bool:
    """Whether the very same files were inspected."""
    return bool(here.packages) and here.packages == there.packages


def exists(page: str, reach: Reach) -> bool:
    """Whether a page is part of the program as an inspection knows it."""
    return page in reach.declared or page in reach.seen
