"""It takes more than four taps to the policy, or there is a policy and no way to it."""

from detectors import verdict
from detectors.facts.policy import judging, pages
from detectors.facts.policy.documents import documents
from detectors.facts.policy.ways import Way, linked_from, shortest
from detectors.facts.starts import cold_starts
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-02",
    help=Text(
        zh="在首页弹窗、登录页或“我的”页直接放隐私政策链接，四次点击以内可达。",
        en="Put a link to the policy on the first popup, the login page or the user's page: four taps at most.",
    ),
    needs=("events", "screens"),
)
_MOST = 4


def judge(recording: Recording) -> Verdict:
    found, unlinked = documents(recording), pages.texts(recording)
    if not found.own and not unlinked:
        return judging.without(META, found) or judging.no_text_of_its_own(
            META,
            recording,
            Text(
                zh="没有自有政策文本；平台指引经“…”菜单三次点击可达。",
                en="There is no text of the program's own; the platform's guidelines are three taps away in the menu.",
            ),
        )
    way = shortest(recording)
    if way is not None and way.taps <= _MOST:
        reason = Text(
            zh=f"{way.taps} 次点击可达：{' > '.join(way.path)}{f'，“{way.link}”' if way.link else ''}。",
            en=f"{way.taps} taps: {' > '.join(way.path)}{f', “{way.link}”' if way.link else ''}.",
        )
        return verdict.passed(META, reason, Evidence(screens=way.screens), {"taps": float(way.taps)})
    return _far(recording, way)


def _far(recording: Recording, way: Way | None) -> Verdict:
    unlinked = pages.texts(recording)
    if way is not None:
        subject: tuple[str, ...] = ("far",)
        reason = Text(
            zh=f"最短路径需要 {way.taps} 次点击：{' > '.join(way.path)}{f'，“{way.link}”' if way.link else ''}。",
            en=f"The shortest way: {way.taps} taps, {' > '.join(way.path)}{f', “{way.link}”' if way.link else ''}.",
        )
        screens = _along(recording, way)
    elif page := linked_from(recording):
        reason = Text(
            zh=f"{page} 上有通向它的入口，但从首屏到该页面的路径没有走到。",
            en=f"{page} leads to it; the way from the first screen to that page was not walked.",
        )
        return verdict.inconclusive(META, reason, missing=(reason,))
    else:
        subject = ("no-way",)
        page = unlinked[0].page if unlinked else documents(recording).own[0].note.page
        reason = Text(
            zh=f"有隐私政策页面 {page}，但没有任何入口通向它。",
            en=f"There is a policy page, {page}, and nothing leads to it.",
        )
        screens = tuple(s.seq for s in unlinked[:1]) or documents(recording).screens
    events = (*(s.first for s in cold_starts(recording)[:1]), *(d.note.seq for d in documents(recording).own[:1]))
    finding = Finding(check=META.id, subject=subject, reason=reason, evidence=Evidence(events=events, screens=screens))
    missing = (*pages.crawl_missing(recording), *_unseen_ends(recording))
    if missing:
        return verdict.inconclusive(META, reason, findings=[finding], missing=missing)
    numbers = {"taps": float(way.taps)} if way is not None else {}
    return verdict.failed(META, reason, [finding], numbers=numbers)


def _unseen_ends(recording: Recording) -> list[Text]:
    """Where a link may stand that no picture shows; the rules themselves aside."""
    own = {d.note.page for d in documents(recording).own} | {s.page for s in pages.texts(recording)}
    cut = [page for page in pages.cut_off(recording) if page not in own][:3]
    return [Text(zh=f"{page} 的下半部分", en=f"the lower end of {page}") for page in cut]


def _along(recording: Recording, way: Way) -> tuple[int, ...]:
    """A picture of each page on the way."""
    first = {s.page: s.seq for s in reversed(pages.seen(recording))}
    return tuple(dict.fromkeys((*(first[p] for p in way.path if p in first), *way.screens)))
