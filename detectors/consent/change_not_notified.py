"""The rules changed, and the next start of a user who had agreed says nothing. Review: a person decides."""

from detectors import verdict
from detectors.facts import kinds, starts, transmissions, updates, visits
from detectors.facts.sights import Sight
from detectors.facts.updates import Update
from detectors.facts.visits import Visit
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight.surfaces import Surface

META = Check(
    id="CON-12",
    help=Text(
        zh="规则变更（新增信息种类、目的或接收方）后，下次启动先以弹窗等方式告知并重新征得同意，再使用。",
        en="After the rules change (a new kind, purpose or recipient) tell it at the next start and ask again.",
    ),
    needs=("screens", "events"),
)


def judge(recording: Recording) -> Verdict:
    changes = updates.updates(recording)
    if not changes:
        reason = Text(
            zh="没有规则变更前后的对比（未进行 update 运行）。",
            en="There is nothing to compare: no change of the rules was tried (the run “update”).",
        )
        return verdict.not_applicable(META, reason)
    change = changes[0]
    later = [v for v in visits.visits(recording) if v.start.run == change.run and v.first > change.seq]
    if not later:
        reason = Text(zh="变更之后没有再次启动。", en="The program was not opened again after the change.")
        return verdict.inconclusive(META, reason, missing=[Text(zh="变更后的启动", en="a start after the change")])
    told = _told(later)
    used = _used(recording, change, later)
    kind = kinds.named(change.kind)
    numbers = {"starts_after_change": float(len(later))}
    if used is not None and (told is None or used.seq < told):
        finding = _finding(recording, change, later, used)
        return verdict.inconclusive(META, finding.reason, findings=[finding], numbers=numbers)
    if told is not None:
        reason = Text(
            zh=f"新增{kind.zh}之后，使用前先展示了告知。",
            en=f"After {kind.en} was added a notice was shown before it was used.",
        )
        return verdict.passed(META, reason, Evidence(run=change.run, events=(change.seq, told)), numbers)
    reason = Text(
        zh=f"新增{kind.zh}之后既没有告知，也没有观察到使用。",
        en=f"After {kind.en} was added there was no notice, and no use of it was seen either.",
    )
    missing = [Text(zh=f"变更后使用{kind.zh}的功能", en=f"a function that uses {kind.en} after the change")]
    return verdict.inconclusive(META, reason, missing=missing, numbers=numbers)


def _told(later: list[Visit]) -> int | None:
    """The first notice after the change: a surface of its own or the platform's window."""
    seen = [
        s.seq
        for visit in later
        for s in visit.start.sights
        if visit.holds(s.event) and any(_notice(surface) for surface in s.surfaces)
    ]
    names = ("privacy.official_shown", "privacy.custom_exposed")
    seen += [e.seq for v in later for e in v.events("consent") if e.data.get("name") in names]
    return min(seen, default=None)


def _notice(surface: Surface) -> bool:
    return "notice" in surface.kinds and surface.form != "inline"


def _used(recording: Recording, change: Update, later: list[Visit]) -> Event | None:
    """The first time the new kind was handed out or sent after the change. What every program reads for its layout
    (model, system) counts only when it is sent."""
    rows = {str(n.data.get("id")): str(n.data.get("kind", "")) for n in recording.notes("planted", change.run)}
    given = [
        e
        for v in later
        for e in v.events("call")
        if not kinds.weak(change.kind)
        and e.data.get("phase") == "end"
        and e.data.get("ok")
        and any(rows.get(str(name)) == change.kind for name in e.data.get("planted", ()))
    ]
    sent = [t.flow for t in transmissions.transmissions(recording) if t.kind == change.kind]
    given += [f for f in sent if f.run == change.run and f.seq > later[0].first]
    return min(given, key=lambda e: e.seq, default=None)


def _finding(recording: Recording, change: Update, later: list[Visit], used: Event) -> Finding:
    kind = kinds.named(change.kind)
    shown = [s for s in _sights(recording, later) if s.seq < used.seq and not s.blank]
    after = recording.screen_after(used.seq, change.run)
    screens = [s.seq for s in (*shown[:1], *shown[-1:])]
    screens += [after.seq] if after is not None and not after.data.get("blank") else []
    reason = Text(
        zh=f"规则新增{kind.zh}后，再次启动没有任何告知即使用了该信息，需人工认定。",
        en=f"After the rules came to include {kind.en} it was used at the next start without notice; a person decides.",
    )
    label = Text(zh="变更后的画面，没有告知", en="after the change, no notice")
    proof = Evidence(
        run=change.run,
        page=shown[0].page if shown else "",
        events=(change.seq, used.seq),
        screens=tuple(dict.fromkeys(screens)),
        flows=(used.seq,) if used.kind == "flow" else (),
        boxes=tuple(Box(screen=s.seq, rect=(0, 0, *s.tree.viewport), label=label) for s in shown[:1]),
    )
    return Finding(check=META.id, subject=("change", change.kind), reason=reason, evidence=proof)


def _sights(recording: Recording, later: list[Visit]) -> list[Sight]:
    start = starts.start_of(recording, recording.by_seq[later[0].first])
    return [s for s in (start.sights if start is not None else []) if s.seq >= later[0].first]
