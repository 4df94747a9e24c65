"""Personal data is taken more often than any use of it needs."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import categories, coverage, kinds, takings
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.takings import Taking
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="MIN-03",
    help=Text(
        zh="每次进入页面最多取一次并缓存结果；不要用定时器反复获取，切到后台即停止。",
        en="Take it once on entering and keep the result; no timers, and nothing in the background.",
    ),
    needs=("events", "call"),
)
WINDOW_MS, WINDOWS = 30_000.0, 4
"""Idle or hidden: more than once in each of so many windows in a row (two minutes)."""
READS = 3
"""Positions for one entry of a page."""
FAST_MS, FAST = 2_000.0, 5
"""Any kind, so many times in a row at this pace or faster."""
_CONTINUOUS = frozenset({"nec-01", "nec-02", "nec-22", "nec-31"})
"""Navigation, ride booking, shared vehicles, sport."""
_STREAMS = frozenset({"microphone", "camera"})


@dataclass(frozen=True)
class Excess:
    """One run of takings over a limit."""

    limit: str
    taken: tuple[Taking, ...]


def judge(recording: Recording) -> Verdict:
    taken = [t for t in takings.takings(recording) if t.kind not in _STREAMS]
    category = categories.category(recording)
    if category is not None and category.number in _CONTINUOUS:
        taken = [t for t in taken if t.kind not in ("location", "steps")]
    if not taken:
        reason = Text(
            zh="没有取得个人信息（或属于持续性功能）。", en="Nothing personal was taken, or only continuously."
        )
        reached = coverage.coverage(recording)
        return nothing_seen(META, recording, reason)
    groups: dict[tuple[str, str, int], list[Taking]] = {}
    for one in taken:
        groups.setdefault((one.kind, one.start.run, one.start.number), []).append(one)
    over = [x for group in groups.values() for x in _excesses(group)]
    numbers = {"taken": float(len(taken)), "most_in_a_start": float(max(len(g) for g in groups.values()))}
    sure = [x for x in over if x.limit != "between"]
    unique = {(x.taken[0].kind, x.limit): x for x in reversed(sure or over)}
    findings = [_finding(recording, x) for x in unique.values()]
    if sure:
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if over:
        reason = Text(zh="频率介于限值之间。", en="The frequency lies between the limits.")
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    reached = coverage.coverage(recording)
    reason = Text(zh="收集频率在限值之内。", en="Nothing was taken more often than the limits.")
    if not reached.enough:
        return verdict.inconclusive(META, reason, missing=reached.missing, numbers=numbers)
    return verdict.passed(META, reason, numbers=numbers)


def _excesses(group: list[Taking]) -> list[Excess]:
    """Of one kind in one cold start."""
    found = []
    for still in _still(group):
        windows = sorted({int(t.ms // WINDOW_MS) for t in still if _twice(t, still)})
        if _in_a_row(windows) >= WINDOWS:
            found.append(Excess("still", tuple(still)))
        elif windows:
            found.append(Excess("between", tuple(still)))
    entries: dict[tuple[str, int], list[Taking]] = {}
    for one in group:
        if one.kind == "location" and one.phase != "hidden":
            entries.setdefault((one.page, one.turn), []).append(one)
    found += [Excess("entry", tuple(own)) for own in entries.values() if len(own) > READS]
    fast = _fast(group)
    return [*found, Excess("fast", fast)] if fast else found


def _still(group: list[Taking]) -> list[list[Taking]]:
    """Stretches in which the user did nothing: idle and hidden, one after the other."""
    stretches: dict[int, list[Taking]] = {}
    for one in group:
        if one.phase in ("idle", "hidden"):
            stretches.setdefault(one.turn, []).append(one)
    return list(stretches.values())


def _twice(taking: Taking, still: list[Taking]) -> bool:
    window = int(taking.ms // WINDOW_MS)
    return sum(1 for t in still if int(t.ms // WINDOW_MS) == window) > 1


def _in_a_row(windows: list[int]) -> int:
    best = run = 0
    for place, window in enumerate(windows):
        run = run + 1 if place and window == windows[place - 1] + 1 else 1
        best = max(best, run)
    return best


def _fast(group: list[Taking]) -> tuple[Taking, ...]:
    """The longest row of one interface at the fast pace without the user doing anything between."""
    best: list[Taking] = []
    row: list[Taking] = []
    for one in group:
        near = bool(row) and one.turn == row[-1].turn and 0 < one.ms - row[-1].ms <= FAST_MS
        row = [*row, one] if near and one.call.data.get("api") == row[-1].call.data.get("api") else [one]
        if len(row) > len(best):
            best = row
    return tuple(best) if len(best) >= FAST else ()


def _finding(recording: Recording, excess: Excess) -> Finding:
    first, last, count = excess.taken[0], excess.taken[-1], len(excess.taken)
    what, seconds = kinds.named(first.kind), round((last.ms - first.ms) / 1000)
    api = first.call.data.get("api")
    said = {
        "entry": Text(zh="用户没有操作时一次进入页面", en="for one entry of the page, with no action of the user"),
        "fast": Text(zh="间隔不超过 2 秒", en="at most 2 s apart"),
        "still": Text(zh="静置或后台期间", en="while the program was idle or in the background"),
        "between": Text(zh="静置或后台期间", en="while the program was idle or in the background"),
    }[excess.limit]
    reason = Text(
        zh=f"{said.zh}，{seconds} 秒内取得{what.zh} {count} 次（{api}）。",
        en=f"The {what.en} was taken {count} times in {seconds} s, {said.en} ({api}).",
    )
    proof = takings.evidence(recording, list(excess.taken))
    return Finding(check=META.id, subject=(first.kind, excess.limit), reason=reason, evidence=proof)
