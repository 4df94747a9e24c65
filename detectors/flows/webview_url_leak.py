"""Personal data is handed to a web page in its address, and from there to whatever the page loads."""

import urllib.parse

from detectors import verdict
from detectors.facts import arguments, called, kinds, looked_for, recipients, senders, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.recipients import Recipient
from detectors.verdict import CallSite, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.hit import Hit
from recording.recording import Recording

META = Check(
    id="FLW-08",
    help=Text(
        zh="网页地址中只带一次性票据，由网页服务器换取所需信息；网页设置 Referrer-Policy。",
        en="Give the page a one-time ticket only, and let its server fetch the rest; set a Referrer-Policy.",
    ),
    needs=("events",),
)
_OWN = frozenset({"operator", "platform", "hosting"})
_PLATFORM = "https://servicewechat.com/"


def judge(recording: Recording) -> Verdict:
    views = called.begun(recording, "component.web-view")
    if not views:
        return nothing_seen(META, recording, Text(zh="没有网页组件。", en="There is no web-view."))
    handed = [(v, _host(v), hits) for v in views if (hits := _hits(recording, str(arguments.first(v).get("src", ""))))]
    passed_on = _in_referers(recording)
    sure = [_handed(recording, v, to, hits) for v, to, hits in handed if _owner(recording, to) == "third"]
    sure += [_passed_on(recording, f, hits) for f, hits in passed_on if transmissions.to(recording, f).owner == "third"]
    if sure:
        unique = list({f.subject: f for f in sure}.values())
        return verdict.failed(META, unique[0].reason, unique)
    rest = [_handed(recording, v, to, hits) for v, to, hits in handed]
    rest += [_passed_on(recording, f, hits) for f, hits in passed_on]
    if rest:
        reason = Text(
            zh="网页地址携带个人信息，接收方为自有域名或归属不明。",
            en="A page's address carries personal data to the operator's own host, or one whose owner is not known.",
        )
        return verdict.inconclusive(META, reason, findings=list({f.subject: f for f in rest}.values()))
    reason = Text(zh="网页地址中没有个人信息。", en="No page's address carries personal data.")
    return clean_end(META, recording, reason)


def _host(view: Event) -> str:
    try:
        return urllib.parse.urlsplit(str(arguments.first(view).get("src", ""))).hostname or ""
    except ValueError:
        return ""


def _owner(recording: Recording, host: str) -> str:
    return recipients.recipient(recording, host).owner


def _hits(recording: Recording, url: str) -> list[Hit]:
    """The fragment too: it reaches no server, but every script of the page."""
    values = looked_for.by_id(recording)
    found = arguments.hits(recording, url, "src") if url else []
    real = [h for h in found if h.strength == "proof" and values[h.planted].interface != "storage"]
    return [h for h in real if kinds.telling(h.kind)]


def _in_referers(recording: Recording) -> list[tuple[Event, list[Hit]]]:
    """Requests of a page to others that tell them its address."""
    found = []
    for flow in senders.of_the_program(recording):
        headers = flow.data.get("request_headers") or ()
        referer = next((str(pair[1]) for pair in headers if str(pair[0]).lower() == "referer"), "")
        if not referer or referer.startswith(_PLATFORM) or transmissions.to(recording, flow).owner in _OWN:
            continue
        if hits := _hits(recording, referer):
            found.append((flow, hits))
    return found


def _named(hits: list[Hit]) -> Text:
    named = [kinds.named(k) for k in dict.fromkeys(h.kind for h in hits)]
    return Text(zh="、".join(n.zh for n in named), en=", ".join(n.en for n in named))


def _who(to: Recipient) -> str:
    return f"{to.host} ({to.organisation})" if to.organisation else to.host


def _handed(recording: Recording, view: Event, host: str, hits: list[Hit]) -> Finding:
    what, to = _named(hits), _who(recipients.recipient(recording, host))
    reason = Text(
        zh=f"web-view 地址把{what.zh}交给 {to}（{hits[0].spelling}）。",
        en=f"A web-view's address hands {what.en} to {to} ({hits[0].spelling}).",
    )
    site: CallSite = called.site(view)
    proof = Evidence(
        run=view.run, page=view.page, events=(view.seq,), screens=called.screens(recording, view), call=site
    )
    return Finding(check=META.id, subject=("src", host, *sorted({h.kind for h in hits})), reason=reason, evidence=proof)


def _passed_on(recording: Recording, flow: Event, hits: list[Hit]) -> Finding:
    what, to = _named(hits), transmissions.to(recording, flow)
    reason = Text(
        zh=f"网页加载 {_who(to)} 的资源时，Referer 带出{what.zh}。",
        en=f"A page that loads from {_who(to)} tells it {what.en} in Referer.",
    )
    proof = Evidence(run=flow.run, page=flow.page, events=(flow.seq,), flows=(flow.seq,))
    subject = ("referer", to.domain, *sorted({h.kind for h in hits}))
    return Finding(check=META.id, subject=subject, reason=reason, evidence=proof)
