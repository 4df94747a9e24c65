"""Personal data is handed over on the way to another mini program or app."""

from detectors import verdict
from detectors.facts import arguments, called, kinds, looked_for
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.hit import Hit
from recording.recording import Recording

META = Check(
    id="FLW-12",
    help=Text(
        zh="跳转参数只带业务编号，由双方服务器交换所需信息并取得同意。",
        en="Hand over a reference only; let the servers exchange what is needed, with consent.",
    ),
    needs=("events", "call"),
)
_JUMPS = (
    "wx.navigateToMiniProgram",
    "wx.openEmbeddedMiniProgram",
    "component.navigator",
    "wx.postMessageToReferrerMiniProgram",
    "wx.navigateBackMiniProgram",
    "button.launchApp",
    "wx.launchApplication",
)
_BACK = frozenset({"wx.postMessageToReferrerMiniProgram", "wx.navigateBackMiniProgram"})


def judge(recording: Recording) -> Verdict:
    jumps = [c for c in called.begun(recording, *_JUMPS) if _leaves(c)]
    if not jumps:
        return nothing_seen(META, recording, Text(zh="没有跳转。", en="Nothing jumps to another program."))
    found = [(call, hits) for call in jumps if (hits := _hits(recording, call))]
    away = [(call, hits) for call, hits in found if not _same_subject(recording, call)]
    if away:
        findings = [_finding(recording, call, hits) for call, hits in _once(away)]
        return verdict.failed(META, findings[0].reason, findings)
    if found:
        reason = Text(
            zh="跳转携带个人信息，接收程序与本程序同一主体或为返回来源程序。",
            en="A jump carries personal data to a program of the same subject, or back to where the user came from.",
        )
        findings = [_finding(recording, call, hits) for call, hits in _once(found)]
        return verdict.inconclusive(META, reason, findings=findings)
    return clean_end(META, recording, Text(zh="跳转没有携带个人信息。", en="No jump carries personal data."))


def _leaves(call: Event) -> bool:
    """A navigator component also goes to the program's own pages."""
    return call.data.get("api") != "component.navigator" or arguments.first(call).get("target") == "miniProgram"


def _hits(recording: Recording, call: Event) -> list[Hit]:
    values = looked_for.by_id(recording)
    args = arguments.first(call)
    found = []
    for name in ("path", "extraData", "shortLink", "appParameter", "extra-data", "app-parameter"):
        if args.get(name):
            found += arguments.hits(recording, args[name], name)
    plain = [h for h in found if h.strength == "proof" and values[h.planted].interface != "storage"]
    return [h for h in plain if kinds.telling(h.kind)]


def _same_subject(recording: Recording, call: Event) -> bool:
    """The program itself, or the one the user came from, which nobody but the platform can name."""
    args = arguments.first(call)
    other = str(args.get("appId") or args.get("app-id") or "")
    return call.data.get("api") in _BACK or (bool(other) and other == recording.profile.target.appid)


def _once(found: list[tuple[Event, list[Hit]]]) -> list[tuple[Event, list[Hit]]]:
    """The first of each place and kind."""
    table: dict[tuple[object, ...], tuple[Event, list[Hit]]] = {}
    for call, hits in found:
        key = (call.page, call.data.get("file"), call.data.get("line"), tuple(sorted({h.kind for h in hits})))
        table.setdefault(key, (call, hits))
    return list(table.values())


def _finding(recording: Recording, call: Event, hits: list[Hit]) -> Finding:
    args = arguments.first(call)
    other = str(args.get("appId") or args.get("app-id") or "")
    named = [kinds.named(k) for k in dict.fromkeys(h.kind for h in hits)]
    reason = Text(
        zh=f"跳转到 {other or '其他程序'} 时携带了{'、'.join(n.zh for n in named)}（{hits[0].path}）。",
        en=f"The jump to {other or 'another program'} carries {', '.join(n.en for n in named)} ({hits[0].path}).",
    )
    proof = Evidence(
        run=call.run,
        page=call.page,
        events=(call.seq,),
        screens=called.screens(recording, call),
        call=called.site(call),
    )
    return Finding(check=META.id, subject=(other, *sorted({h.kind for h in hits})), reason=reason, evidence=proof)
