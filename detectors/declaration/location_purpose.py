"""The purpose told for the position is missing, or another one than in the guidelines."""

from detectors import verdict
from detectors.facts import called, functions
from detectors.facts.nothing_seen import nothing_seen
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="DEC-06",
    help=Text(
        zh="在 app.json 的 permission.desc 中写明具体用途，并与指引中“位置”的用途保持一致。",
        en="Give a concrete purpose in permission.desc of app.json, the same as the guidelines give for the location.",
    ),
    needs=("events", "call"),
)
AGREE = 0.4
"""Similarity under which two purposes differ (catalogue, DEC-06)."""
_INTERFACES = {
    "wx.getLocation": "scope.userLocation",
    "wx.startLocationUpdate": "scope.userLocation",
    "wx.startLocationUpdateBackground": "scope.userLocation",
    "wx.getFuzzyLocation": "scope.userFuzzyLocation",
}


def judge(recording: Recording) -> Verdict:
    calls = [(_scope(e), e) for e in recording.of("call") if e.data.get("phase") == "begin"]
    by_scope: dict[str, Event] = {}
    for scope, call in calls:
        by_scope.setdefault(scope, call)
    by_scope.pop("", None)
    if not by_scope:
        reason = Text(zh="没有使用位置接口。", en="No location interface is used.")
        return nothing_seen(META, recording, reason)
    told = [(scope, call, _desc(recording, scope)) for scope, call in by_scope.items()]
    bad = [(s, c, d) for s, c, d in told if functions.purpose("location", d) in ("none", "kind-only", "vague")]
    if bad:
        findings = [_finding(recording, *one) for one in bad]
        return verdict.failed(META, findings[0].reason, findings)
    guidelines = _declared(recording)
    if guidelines is None:
        reason = Text(zh="平台隐私指引中的位置用途未知。", en="The guidelines' purpose for the location is unknown.")
        missing = [Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        return verdict.inconclusive(META, reason, missing=missing)
    differing = [(s, c, d) for s, c, d in told if functions.agreement("location", d, guidelines) < AGREE]
    if differing:
        findings = [_finding(recording, *one, guidelines) for one in differing]
        return verdict.inconclusive(META, findings[0].reason, findings=findings)
    reason = Text(zh="位置用途已写明，且与指引一致。", en="The purpose is told and agrees with the guidelines.")
    return verdict.passed(META, reason, Evidence(events=tuple(c.seq for _, c, _ in told)))


def _scope(call: Event) -> str:
    """Of the position that a call takes or asks leave for; empty for any other call."""
    args = call.data.get("args")
    if call.data.get("api") == "wx.authorize" and isinstance(args, dict):
        asked = str(args.get("scope", ""))
        return asked if asked in _INTERFACES.values() else ""
    return _INTERFACES.get(str(call.data.get("api")), "")


def _desc(recording: Recording, scope: str) -> str:
    permission = recording.app.get("permission")
    entry = permission.get(scope) if isinstance(permission, dict) else None
    found = entry.get("desc") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""


def _declared(recording: Recording) -> str | None:
    declared = recording.profile.declared
    items = declared.setting_list if declared is not None else ()
    return next((i.privacy_text for i in items if i.privacy_key == "Location" and i.privacy_text), None)


def _finding(recording: Recording, scope: str, call: Event, desc: str, guidelines: str = "") -> Finding:
    if guidelines:
        reason = Text(
            zh=f"app.json 说“{desc[:40]}”，指引说“{guidelines[:40]}”，含义是否一致需人工确认。",
            en=f"app.json says “{desc[:40]}”, the guidelines “{guidelines[:40]}”; a person says whether they agree.",
        )
    else:
        api = call.data.get("api")
        zh, en = (f"“{desc[:40]}”没有说明用途", f"(“{desc[:40]}”) tells no purpose") if desc else ("为空", "is empty")
        reason = Text(
            zh=f"使用 {api}，但 permission[{scope}].desc {zh}。",
            en=f"{api} is used, but permission[{scope}].desc {en}.",
        )
    screen = recording.screen_after(call.seq, call.run)
    proof = Evidence(
        run=call.run,
        page=call.page,
        events=(call.seq,),
        screens=(screen.seq,) if screen is not None and not screen.data.get("blank") else (),
        call=called.site(call),
    )
    return Finding(check=META.id, subject=(scope,), reason=reason, evidence=proof)
