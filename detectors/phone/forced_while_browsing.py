"""A press on something to look at ends at a phone surface that cannot be dismissed into it."""

from detectors import verdict
from detectors.facts import browsed, counted_walls, launch, leaves, presses, sights, tabs
from detectors.facts.counted_walls import Counted
from detectors.facts.leaves import Leaf
from detectors.facts.presses import Press
from detectors.facts.walls import Attempt, Wall, walls
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PHN-02",
    help=Text(
        zh="浏览列表、详情、搜索等不要要求手机号；留到下单等确有需要的环节。",
        en="Do not demand the phone number for lists, details or search; keep it for the step that needs it.",
    ),
    needs=("screens", "actions"),
)
FEW, MANY = 5, 15
"""Distinct browsing presses: fewer than the first decide nothing, the second are enough for a pass."""


def judge(recording: Recording) -> Verdict:
    every = presses.presses(recording)
    browsing = {p.key for p in every if p.goal == "browse"}
    numbers = {"browse_actions": float(len(browsing))}
    blocked = [p for p in every if p.demands_phone and p.goal in ("browse", "unsure")]
    by_key: dict[tuple[str, str, str], list[Press]] = {}
    for press in blocked:
        by_key.setdefault(press.key, []).append(press)
    held = [(group, _wall(recording, group)) for group in by_key.values() if not _passable(recording, group, every)]
    sure = {g[0].key for g, _ in held if browsed.surely(recording, g[0])}
    proven = [(g, w) for g, w in held if w is not None and g[0].key in sure and _proven(g, w)]
    if proven:
        findings = [_finding(recording, group, wall) for group, wall in proven]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    walled = [c for c in counted_walls.counted(every) if not _past(recording, c)]
    if walled:
        findings = [_counted(recording, one) for one in walled]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if held:
        return _unproven(recording, held, sure, numbers)
    turned = leaves.demanding(recording)
    return _turned(turned, numbers) if turned else _free(recording, len(browsing), numbers)


def _turned(turned: tuple[Leaf, ...], numbers: dict[str, float]) -> Verdict:
    """The ways out of a demand met by a swipe are not tried one by one, so a person confirms."""
    leaf = turned[0]
    reason = Text(
        zh=f"在页面 {leaf.before.page} 翻看下一项时被要求提供手机号，且没有关闭后继续浏览；退出方式未逐一尝试。",
        en=f"Turning to what comes next on {leaf.before.page} ends at a phone demand that was not put away; the ways "
        "out of it were not tried one by one.",
    )
    two = list({one.start.first: one for one in turned}.values())[:2]
    label = launch.label(frozenset({"phone"}))
    proof = Evidence(
        run=leaf.start.run,
        page=leaf.before.page,
        events=tuple(one.action.seq for one in two),
        screens=tuple(s.seq for one in two for s in (one.before, one.after)),
        boxes=tuple(Box(screen=one.after.seq, rect=s.rect, label=label) for one in two for s in one.after.blocking),
    )
    finding = Finding(check=META.id, subject=("turned", leaf.before.page), reason=reason, evidence=proof)
    return verdict.inconclusive(META, reason, findings=[finding], numbers=numbers)


def _past(recording: Recording, found: Counted) -> bool:
    """Whether the wall was never looked at closely, or let somebody through."""
    own = [w for w in walls(recording) if w.trigger == "browse" and w.page == found.blocked[0].after.page]
    through = [a for w in own for a in w.past() if _into_requested(recording, w, a, found.blocked[0].before.page)]
    return bool(through) or not any(w.attempts for w in own)


def _counted(recording: Recording, found: Counted) -> Finding:
    first = found.blocked[0]
    wall = next((w for w in walls(recording) if w.page == first.after.page and w.attempts), None)
    finding = _finding(recording, list(found.blocked), wall)
    reason = Text(
        zh=f"浏览 {found.opened} 个条目后，每次冷启动再点开条目都被要求提供手机号。{finding.reason.zh}",
        en=f"After {found.opened} entries were looked at, every further one asks for the phone number, in each cold "
        f"start. {finding.reason.en}",
    )
    return finding.model_copy(update={"reason": reason})


def _wall(recording: Recording, group: list[Press]) -> Wall | None:
    seqs = {p.action.seq for p in group}
    return next((w for w in walls(recording) if w.trigger == "browse" and w.action in seqs), None)


def _passable(recording: Recording, group: list[Press], every: tuple[Press, ...]) -> bool:
    """Whether the same press reached something else once, or a way out led into what was asked for."""
    key, origin = group[0].key, group[0].before.page
    elsewhere = [p for p in every if p.key == key and p.after.shows_content and p.after.page != origin]
    wall = _wall(recording, group)
    through = [a for a in wall.past() if _into_requested(recording, wall, a, origin)] if wall is not None else []
    rid = [a for a in wall.attempts if _rid_of_it(recording, wall, a)] if wall is not None else []
    return bool(elsewhere or through or rid)


def _rid_of_it(recording: Recording, wall: Wall, attempt: Attempt) -> bool:
    """The demand for the number is gone and the requested page stands there, whatever else it asks by itself."""
    last = sights.sight(recording, attempt.screens[-1]) if attempt.screens else None
    if last is None or attempt.led != "surface" or last.page != wall.page or "phone" not in wall.wants:
        return False
    return "phone" not in last.wants and not any("phone" in s.kinds for s in last.surfaces)


def _into_requested(recording: Recording, wall: Wall, attempt: Attempt, origin: str) -> bool:
    """Coming back to where the press was made, or to another tab, is not what was asked for."""
    last = sights.sight(recording, attempt.screens[-1]) if attempt.screens else None
    if last is None or attempt.way.startswith("tab"):
        return False
    if last.page in (origin, wall.page):
        return last.page == wall.page
    return last.page not in tabs.tabs(recording)


def _proven(group: list[Press], wall: Wall) -> bool:
    sessions = {(p.start.run, p.start.number) for p in group} | {(wall.run, n) for n in wall.starts}
    led = {a.led for a in wall.attempts if not a.origin}
    return wall.agreed and len(sessions) >= 2 and bool(wall.attempts) and "unjudged" not in led


def _finding(recording: Recording, group: list[Press], wall: Wall | None) -> Finding:
    press = group[0]
    attempts = wall.attempts if wall is not None else ()
    tried = launch.described(attempts)
    name = press.control.text.strip()[:30] or press.control.tag
    reason = Text(
        zh=f"点击“{name}”（浏览类）后被要求提供手机号，且无法关闭后到达所要的页面。已尝试：{tried.zh or '无'}。",
        en=f"Pressing “{name}” (browsing) leads to a phone demand that cannot be dismissed into the requested screen. "
        f"Tried: {tried.en or 'nothing'}.",
    )
    screens = [s for p in group[:2] for s in (p.before.seq, p.after.seq)]
    screens += [a.screens[-1] for a in attempts[:3] if a.screens]
    shown = [n for n in dict.fromkeys(screens) if not recording.by_seq[n].data.get("blank")] if screens else []
    boxes = [Box(screen=press.before.seq, rect=press.control.rect, label=Text(zh="被点击", en="pressed"))]
    for surface in press.after.blocking:
        asking = launch.asking_control(surface)
        rect = asking.rect if asking is not None else surface.rect
        boxes.append(Box(screen=press.after.seq, rect=rect, label=launch.label(frozenset({"phone"}))))
    events = [p.action.seq for p in group[:2]] + [n for a in attempts for n in a.actions]
    proof = Evidence(
        run=press.start.run,
        page=press.before.page,
        events=tuple(dict.fromkeys(events)),
        screens=tuple(shown),
        boxes=tuple(boxes),
    )
    return Finding(check=META.id, subject=("browse", press.before.page), reason=reason, evidence=proof)


def _unproven(
    recording: Recording,
    held: list[tuple[list[Press], Wall | None]],
    sure: set[tuple[str, str, str]],
    numbers: dict[str, float],
) -> Verdict:
    findings = [_finding(recording, group, wall) for group, wall in held[:3]]
    if not sure:
        reason = Text(
            zh="有点击后被要求提供手机号，但该点击是否属于浏览无法确定。",
            en="A press ended at a phone demand, but whether it was for browsing is uncertain.",
        )
    else:
        reason = Text(
            zh="浏览中出现手机号索取，但未在两次冷启动中确认，或退出方式未试完。",
            en="Browsing met a phone demand, not confirmed in two cold starts with every way out tried.",
        )
    return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)


def _free(recording: Recording, browsing: int, numbers: dict[str, float]) -> Verdict:
    if browsing < FEW:
        reason = Text(
            zh=f"只找到 {browsing} 个浏览类操作，不足以判断。",
            en=f"Only {browsing} browsing actions were found, too few to decide.",
        )
        return verdict.inconclusive(META, reason, numbers=numbers)
    all_done = any(e.data.get("reason") == "done" for e in recording.notes("run.end", "refuse"))
    reason = Text(
        zh=f"试过的 {browsing} 个浏览类操作都能到达所要的页面。",
        en=f"All {browsing} browsing actions tried reach their screen.",
    )
    if browsing >= MANY or all_done:
        return verdict.passed(META, reason, numbers=numbers)
    missing = [Text(zh=f"至少 {MANY} 个浏览类操作", en=f"at least {MANY} browsing actions")]
    return verdict.inconclusive(META, reason, missing=missing, numbers=numbers)
