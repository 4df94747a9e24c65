"""Personal data is taken when nothing on the screen uses it."""

from detectors import verdict
from detectors.facts import called, categories, coverage, functions, kinds, sights, starts, takings
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.takings import Taking
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="MIN-04",
    help=Text(
        zh="在使用该信息的功能被打开时才获取，不要在启动、静置或后台时获取。",
        en="Take it when the function that uses it is opened, not at launch, while idle or in the background.",
    ),
    needs=("events", "call", "screens"),
)
_CONTINUOUS = frozenset({"nec-01", "nec-02", "nec-22", "nec-31"})
_TAGS: dict[str, tuple[str, ...]] = {"location": ("map",), "camera": ("camera", "live-pusher")}


def judge(recording: Recording) -> Verdict:
    every = takings.takings(recording)
    reached = coverage.coverage(recording)
    if not every:
        reason = Text(zh="没有取得个人信息。", en="Nothing personal was taken.")
        return nothing_seen(META, recording, reason)
    category = categories.category(recording)
    alone = [t for t in every if (t.unprompted or t.phase != "active") and not _needed(category, t)]
    idle = [t for t in alone if t.phase == "hidden" or not _in_sight(recording, t)]
    numbers = {"taken": float(len(every)), "of_itself": float(len(alone)), "without_function": float(len(idle))}
    groups: dict[tuple[str, str], list[Taking]] = {}
    for one in idle:
        groups.setdefault((one.kind, one.page), []).append(one)
    proven = [g for g in groups.values() if _starts(recording, g) >= 2 and functions.known(g[0].kind)]
    if proven:
        findings = [_finding(recording, g) for g in proven]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if idle:
        findings = [_finding(recording, g) for g in groups.values()]
        reason = Text(
            zh="有未见对应功能的收集，但只在一次冷启动中看到，或该种类的功能无法识别。",
            en="Something was taken with no function in sight: in one cold start only, or of a kind of unclear use.",
        )
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    if not reached.enough:
        reason = Text(zh="未见无功能的收集。", en="Nothing was taken without a function in sight.")
        return verdict.inconclusive(META, reason, missing=reached.missing, numbers=numbers)
    reason = Text(zh="收集都伴随可见的对应功能。", en="Whatever was taken has its function in sight.")
    return verdict.passed(META, reason, takings.evidence(recording, list(every[:3])), numbers)


def _needed(category: categories.Category | None, taking: Taking) -> bool:
    """The category's basic function runs on it all the time."""
    if taking.kind == "location" and categories.positions(category):
        return True
    return category is not None and category.number in _CONTINUOUS and taking.kind in ("location", "steps")


def _in_sight(recording: Recording, taking: Taking) -> bool:
    """Whether the page, in any picture of it, names or shows a function for the kind, or leads to one."""
    for sight in sights.all_sights(recording):
        if sight.page != taking.page:
            continue
        for node in sight.tree.nodes:
            if node.tag in _TAGS.get(taking.kind, ()) and node.rect[2] * node.rect[3] > 2_500:
                return True
            if node.text and node.surface == "app" and functions.serves(taking.kind, node.text):
                return True
        if functions.serves(taking.kind, sight.tree.title):
            return True
    return False


def _starts(recording: Recording, group: list[Taking]) -> int:
    """Cold starts in which it was taken, or called for in the same way: a kind behind a permission is handed out only
    where that was granted."""
    found = {(t.start.run, t.start.number) for t in group}
    if not group[0].unprompted:
        return len(found)
    for call in called.begun(recording, str(group[0].call.data.get("api", ""))):
        start = starts.start_of(recording, call)
        if start is not None and call.page == group[0].page and takings.of_itself(start, call):
            found.add((start.run, start.number))
    return len(found)


def _finding(recording: Recording, group: list[Taking]) -> Finding:
    first = group[0]
    what = kinds.named(first.kind)
    when = {
        "hidden": Text(zh="在后台时", en="in the background"),
        "idle": Text(zh="静置时", en="while idle"),
        "active": Text(zh="启动后用户没有操作时", en="after the launch, before any action"),
    }[first.phase]
    page, api = first.page or "app", first.call.data.get("api")
    reason = Text(
        zh=f"{when.zh}取得{what.zh}（{api}），页面 {page} 上没有使用它的功能。",
        en=f"The {what.en} is taken {when.en} ({api}); nothing on {page} uses it.",
    )
    proof = takings.evidence(recording, [first, *(t for t in group[1:] if t.start != first.start)][:4])
    return Finding(check=META.id, subject=(first.kind, first.page), reason=reason, evidence=proof)
