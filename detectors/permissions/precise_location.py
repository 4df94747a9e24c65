"""A precise position is used where a coarse one may do: the sheet for the person who decides."""

from detectors import verdict
from detectors.facts import called, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="PRM-10",
    help=Text(
        zh="只需城市或商圈级位置时改用 wx.getFuzzyLocation，或先降低精度再上传。",
        en="Where the city or the quarter is enough use wx.getFuzzyLocation, or round the position before sending it.",
    ),
)
_PRECISE = frozenset({"wx.getLocation", "wx.startLocationUpdate", "wx.startLocationUpdateBackground"})
_COARSE = frozenset({"wx.getFuzzyLocation"})


def judge(recording: Recording) -> Verdict:
    calls = [e for e in recording.of("call") if e.data.get("phase") == "begin"]
    precise = [e for e in calls if e.data.get("api") in _PRECISE]
    if not precise:
        if any(e.data.get("api") in _COARSE for e in calls):
            reason = Text(zh="只使用了模糊位置。", en="Only the coarse position is used.")
            return clean_end(META, recording, reason)
        return nothing_seen(META, recording, Text(zh="没有使用位置。", en="The position is not used."))
    sent = [t for t in transmissions.transmissions(recording) if t.kind == "location" and t.proof and _full(t)]
    reason = Text(
        zh="使用了精确位置；用途是否需要这一精度由人工判断。",
        en="The precise position is used; whether its purpose needs that is for a person to say.",
    )
    numbers = {"precise_calls": float(len(precise)), "precise_sent": float(len(sent))}
    if not sent:
        return verdict.inconclusive(META, reason, evidence=_calls(recording, precise), numbers=numbers)
    findings = [_finding(group) for group in transmissions.grouped(sent).values()]
    return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)


def _full(sent: Transmission) -> bool:
    """Given by the precise interface and sent with five decimals or more."""
    precise = sent.value.interface in _PRECISE or sent.value.interface == "wx.onLocationChange"
    return precise and len(sent.value.value.partition(".")[2]) >= 5 and "round" not in sent.hit.spelling


def _calls(recording: Recording, precise: list[Event]) -> Evidence:
    screen = recording.screen_before(precise[0].seq, precise[0].run)
    shown = (screen.seq,) if screen is not None and not screen.data.get("blank") else ()
    numbers = tuple(e.seq for e in precise[:5])
    first = precise[0]
    return Evidence(run=first.run, page=first.page, events=numbers, screens=shown, call=called.site(first))


def _finding(group: list[Transmission]) -> Finding:
    said = transmissions.described(group)
    digits = len(group[0].value.value.partition(".")[2])
    reason = Text(
        zh=f"{said.zh}，精度 {digits} 位小数。", en=f"{said.en[:1].upper()}{said.en[1:]}, with {digits} decimals."
    )
    subject = (group[0].recipient.domain,)
    return Finding(check=META.id, subject=subject, reason=reason, evidence=transmissions.evidence(group))
