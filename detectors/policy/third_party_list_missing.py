"""A third party's code that received requests is named neither in the policy nor in the guidelines."""

from detectors import verdict
from detectors.facts import declarations, moments, recipients, senders
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import denial, judging
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.recipients import Recipient
from detectors.verdict import CallSite, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="POL-12",
    help=Text(
        zh="在指引的第三方插件/SDK 信息或政策的 SDK 列表中写明提供方名称、用途和信息种类。",
        en="Name the provider with purpose and kinds in the guidelines' SDK part or the policy's SDK list.",
    ),
    needs=("events", "flows"),
)
_LISTED = frozenset(
    {"analytics", "advertising", "attribution", "map", "messaging", "push", "customer-service", "monitoring"}
)


def judge(recording: Recording) -> Verdict:
    contacted = _contacted(recording)
    plugins = _plugins(recording)
    if not contacted and not plugins:
        reason = Text(zh="没有联系第三方，也没有使用插件。", en="No third party was contacted and no plugin is used.")
        return nothing_seen(META, recording, reason)
    found, declared = documents(recording), declarations.declarations(recording)
    unnamed = {d: pair for d, pair in contacted.items() if declared.recipient(pair[0]) is None}
    findings = [_finding(recording, who, flow) for who, flow in unnamed.values()]
    if not contacted:
        return _plugins_only(found, plugins)
    if not findings:
        names = "、".join(dict.fromkeys(r.organisation for r, _ in contacted.values()))
        reason = Text(zh=f"已列明第三方：{names}。", en=f"The third parties are named: {names}.")
        return verdict.passed(META, reason, found.evidence())
    if not declared.known or found.partial is not None:
        why = found.partial or judging.UNKNOWN
        return verdict.inconclusive(META, why, findings=findings, missing=[why])
    if not declared.sdk_names and _generic(found):
        reason = Text(
            zh="只笼统提到“第三方合作伙伴”，没有列明名称。",
            en="Only “third-party partners” are spoken of, none by name.",
        )
        return verdict.inconclusive(META, reason, findings=findings)
    return verdict.failed(META, findings[0].reason, findings)


def _contacted(recording: Recording) -> dict[str, tuple[Recipient, Event]]:
    """Listed providers that got a request, each with its first one."""
    found: dict[str, tuple[Recipient, Event]] = {}
    for flow in senders.of_the_program(recording):
        if flow.data.get("type") == "failed":
            continue
        who = recipients.recipient(recording, str(flow.data.get("host", "")))
        if who.owner == "third" and (who.tracks or who.category in _LISTED):
            found.setdefault(who.organisation or who.domain, (who, flow))
    return found


def _plugins(recording: Recording) -> dict[str, str]:
    """Name -> provider's appid, of the plugins in app.json."""
    packages = [recording.app, *(recording.app.get("subpackages") or recording.app.get("subPackages") or [])]
    found: dict[str, str] = {}
    for package in packages:
        plugins = package.get("plugins") if isinstance(package, dict) else None
        for name, plugin in plugins.items() if isinstance(plugins, dict) else ():
            found[str(name)] = str(plugin.get("provider", "")) if isinstance(plugin, dict) else ""
    return found


def _plugins_only(found: Documents, plugins: dict[str, str]) -> Verdict:
    names = "、".join(plugins)
    reason = Text(
        zh=f"使用了插件 {names}，其提供方名称不在 app.json 中，无法比对（见 DEC-04）。",
        en=f"Plugins are used ({names}); app.json does not name who provides them (see DEC-04).",
    )
    return verdict.inconclusive(META, reason, missing=[reason], evidence=found.evidence())


def _generic(found: Documents) -> bool:
    """Partners are spoken of as getting something, and no other firm is named at all."""
    named = any(p.other for text in found.texts for p in text.parties)
    spoken = (clause for text in found.texts for clause in text.about("partners"))
    return not named and any(not denial.shares_not(clause.text) for clause in spoken)


def _finding(recording: Recording, who: Recipient, flow: Event) -> Finding:
    call = moments.call_of(recording, flow)
    shown = f"{who.organisation or who.domain}（{who.product}）" if who.product else who.organisation or who.domain
    reason = Text(
        zh=f"{shown} 收到请求（{who.host}），但政策和指引都没有列明。",
        en=f"{who.organisation or who.domain} ({who.product or who.category}) got requests at {who.host}, unnamed.",
    )
    screen = recording.screen_before(moments.sent_at(recording, flow), flow.run)
    screens = (screen.seq,) if screen is not None and not screen.data.get("blank") else ()
    site = None
    if call is not None:
        data = call.data
        site = CallSite(
            seq=call.seq, api=str(data.get("api", "")), file=str(data.get("file", "")), line=int(data.get("line") or 0)
        )
    events = tuple(sorted({flow.seq, *((call.seq,) if call is not None else ())}))
    proof = Evidence(run=flow.run, page=flow.page, events=events, flows=(flow.seq,), screens=screens, call=site)
    return Finding(
        check=META.id, subject=("third-party", who.organisation or who.domain), reason=reason, evidence=proof
    )
