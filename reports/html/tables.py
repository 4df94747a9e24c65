"""The report's tables: runs side by side, recipients, kinds of data, checks, reach."""

from collections.abc import Iterable, Sequence

from detectors import catalogue
from detectors.facts import declarations, interfaces
from detectors.facts import kinds as data_kinds
from detectors.facts import reach as counterfactual
from detectors.facts.transmissions import Transmission, transmissions
from detectors.verdict import Verdict
from recording.event import Event
from recording.recording import Recording
from reports.findings import Numbered
from reports.html import parties, words
from reports.html.view import Both, CheckRow, KindRow, Reach, RecipientRow, RunColumn

RUN_FIGURES = (
    Both("页面（走到 / 直接打开）", "Pages (walked / opened directly)"),
    Both("冷启动次数", "Cold starts"),
    Both("同一用户再次到访", "Returns of the same user"),
    Both("操作次数", "Actions"),
    Both("截图", "Pictures"),
    Both("接口调用", "Interface calls"),
    Both("网络交换", "Exchanges"),
    Both("联系的主机", "Hosts contacted"),
    Both("平台弹窗", "Platform dialogs"),
    Both("发现测试数据的交换", "Exchanges with planted data"),
    Both("错误", "Errors"),
    Both("用时（秒）", "Seconds"),
)


def run_columns(recording: Recording) -> tuple[RunColumn, ...]:
    """One column per run that began."""
    leaking = {one.flow.seq for one in _sent(recording)}
    return tuple(_run(recording, name, leaking) for name in recording.runs)


def _run(recording: Recording, run: str, leaking: set[int]) -> RunColumn:
    walked, direct, _ = _coverage(recording, run)
    flows = [e for e in recording.of("flow", run) if e.data.get("type", "http") != "frame"]
    ends = recording.notes("run.end", run)
    seconds = ends[-1].data.get("seconds") if ends else None
    interrupted = not ends or ends[-1].data.get("reason") == "interrupted"
    shown = [e for e in recording.of("dialog", run) if e.data.get("phase") == "shown"]
    figures = (
        f"{len(walked)} / {len(direct)}",
        str(len(recording.notes("start", run))),
        str(sum(1 for e in recording.notes("visit", run) if e.data.get("number") != 1)),
        str(len(recording.of("action", run))),
        str(len(recording.of("screen", run))),
        str(sum(1 for e in recording.of("call", run) if e.data.get("phase") == "begin")),
        str(len(flows)),
        str(len({e.data.get("host") for e in flows})),
        str(len(shown)),
        str(sum(1 for e in flows if e.seq in leaking)),
        str(len(recording.of("error", run))),
        (f"{float(seconds):.0f}" if isinstance(seconds, int | float) else "—") + (" ⏹" if interrupted else ""),
    )
    return RunColumn(words.of(words.RUN, run), figures)


def reach(recording: Recording) -> tuple[Reach, ...]:
    """A bar for every run; one for what was seen when no run accounted for its coverage."""
    bars = []
    for run in recording.runs:
        walked, direct, missed = _coverage(recording, run)
        if walked or direct or missed:
            bars.append(Reach(words.of(words.RUN, run), len(walked), len(direct), len(missed)))
    if bars:
        return (*bars, *_without(recording))
    declared = set(recording.declared_pages)
    seen = {e.page for e in recording.of("screen") if e.page} & declared
    return (Reach(Both("合计", "Total"), len(seen), 0, len(declared) - len(seen)),)


def _without(recording: Recording) -> list[Reach]:
    """What a user reaches who gives no phone number, or agrees to nothing, of all that was reached by pressing."""
    compared = (
        (counterfactual.without_phone(recording), Both("不提供手机号", "Without a phone number")),
        (counterfactual.without_consent(recording), Both("不同意隐私告知", "Without consent")),
    )
    return [Reach(name, len(one.pages), 0, len(one.lost)) for one, name in compared if one.share is not None]


def _coverage(recording: Recording, run: str) -> tuple[set[str], set[str], set[str]]:
    notes = recording.notes("coverage", run)
    if not notes:
        return set(), set(), set()
    data = notes[-1].data
    walked = _strings(data.get("walked"))
    direct = _strings(data.get("direct")) - walked
    return walked, direct, set(recording.declared_pages) - walked - direct


def _strings(value: object) -> set[str]:
    return {str(item) for item in value} if isinstance(value, list) else set()


def recipients(recording: Recording) -> tuple[RecipientRow, ...]:
    """Every host that was contacted, those that got planted data first."""
    flows: dict[str, list[Event]] = {}
    for event in recording.of("flow"):
        if event.data.get("type", "http") != "frame" and event.data.get("host"):
            flows.setdefault(str(event.data["host"]), []).append(event)
    got: dict[str, dict[str, None]] = {}
    for one in _sent(recording):
        got.setdefault(str(one.flow.data.get("host", "")), {})[one.kind] = None
    rows = [
        RecipientRow(
            host=host,
            owner=parties.owner(recording, host),
            exchanges=len(events),
            kinds=tuple(parties.kind(kind) for kind in got.get(host, {})),
        )
        for host, events in flows.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.kinds, -row.exchanges, row.host)))


def kinds(recording: Recording) -> tuple[KindRow, ...]:
    """Every kind that was declared, called for or sent."""
    declared, called = declarations.declarations(recording), _called(recording)
    sent: dict[str, dict[str, None]] = {}
    for one in _sent(recording):
        sent.setdefault(one.kind, {})[str(one.flow.data.get("host", ""))] = None
    rows = []
    for kind in dict.fromkeys([*data_kinds.kinds(), *called, *sent]):
        span = declared.kind(kind)
        if kind not in called and kind not in sent and span is None:
            continue
        rows.append(
            KindRow(
                kind=parties.kind(kind),
                declared=_declared(span, declared.known),
                called=tuple(called.get(kind, ())),
                sent=tuple(sent.get(kind, ())),
                alarm=span is None and declared.known and kind in sent,
            )
        )
    return tuple(rows)


def _declared(span: declarations.Span | None, known: bool) -> Both:
    if span is None:
        return Both("未声明", "no") if known else Both("未知", "unknown")
    if span.source == "guidelines":
        return Both("平台指引", "platform guidelines")
    return Both("小程序隐私政策", "the program's own policy")


def _called(recording: Recording) -> dict[str, list[str]]:
    found: dict[str, dict[str, int]] = {}
    for event in recording.of("call"):
        api = str(event.data.get("api", ""))
        gate = interfaces.gated(api) if event.data.get("phase") == "begin" else None
        if gate is not None:
            counts = found.setdefault(gate[0], {})
            counts[api] = counts.get(api, 0) + 1
    return {kind: [f"{api} ×{count}" for api, count in counts.items()] for kind, counts in found.items()}


def _sent(recording: Recording) -> list[Transmission]:
    return [one for one in transmissions(recording) if one.proof and data_kinds.personal(one.kind)]


def check_rows(verdicts: Iterable[Verdict], numbered: Sequence[Numbered]) -> tuple[CheckRow, ...]:
    """Every check of the catalogue with its verdict and, for a violation, the first finding."""
    first: dict[str, str] = {}
    for item in numbered:
        if item.violated:
            first.setdefault(item.entry.id, item.number)
    rows = []
    for verdict in verdicts:
        entry = catalogue.entries().get(verdict.check)
        if entry is None:
            continue
        rows.append(
            CheckRow(
                id=verdict.check,
                title=Both(entry.title.zh, entry.title.en),
                severity=entry.severity,
                verdict=verdict.verdict,
                reason=_why(verdict),
                finding=first.get(verdict.check, ""),
                confirm=verdict.violated and entry.verdict_by != "machine",
            )
        )
    return tuple(rows)


def _why(verdict: Verdict) -> Both:
    """The reason; for what stayed open also what would have decided it."""
    reason, missing = Both(verdict.reason.zh, verdict.reason.en), verdict.missing
    missing = tuple(text for text in missing if text != verdict.reason)
    if verdict.verdict != "inconclusive" or not missing:
        return reason
    zh, en = "；".join(text.zh for text in missing), "; ".join(text.en for text in missing)
    return Both(f"{reason.zh} 尚缺：{zh}", f"{reason.en} Missing: {en}")
