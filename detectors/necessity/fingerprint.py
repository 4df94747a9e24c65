"""Many attributes of the device go to a third party together with something that stays the same."""

import re
from functools import cache

from detectors import verdict
from detectors.facts import coverage, declarations, recipients, senders, sights, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.data import config_rows
from recording.decoding import Decoder, Leaf
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="MIN-05",
    help=Text(
        zh="只发送统计所需的少数属性，不与持久标识一同发送；确需时在政策中声明。",
        en="Send only the few attributes that are needed, not with a lasting identifier; declare what is needed.",
    ),
    needs=("flows", "hits"),
)
MANY = 8
_LONGEST = 1 << 20
_SHAPES = {
    "system": re.compile(r"(?:android|ios|harmony\w*|windows|mac\w*)[ /_-]?\d[\d.]*", re.IGNORECASE),
    "platform": re.compile(r"android|ios|ohos|devtools|windows|mac"),
    "language": re.compile(r"[a-z]{2}[_-][A-Z]{2}"),
    "version": re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,4}"),
}
"""Of the client and its base library there is one version each."""


def judge(recording: Recording) -> Verdict:
    groups: dict[int, list[Transmission]] = {}
    for one in transmissions.transmissions(recording):
        if one.recipient.owner in ("third", "unknown") and one.proof:
            groups.setdefault(one.flow.seq, []).append(one)
    if not any(t.recipient.owner == "third" for g in groups.values() for t in g) and not _third(recording):
        reached = coverage.coverage(recording)
        reason = Text(zh="没有向第三方发送请求。", en="Nothing was sent to a third party.")
        return nothing_seen(META, recording, reason)
    bodies = [
        (g, sent) for g in groups.values() if _stable(g) and len(sent := attributes(recording, g[0].flow)) >= MANY
    ]
    numbers = {"most_attributes": float(max((len(s) for _, s in bodies), default=0))}
    if not bodies:
        reason = Text(
            zh=f"没有一个请求同时带有持久标识和 {MANY} 项以上设备属性发往第三方。",
            en=f"No request to a third party carries {MANY} attributes of the device beside a lasting identifier.",
        )
        reached = coverage.coverage(recording)
        if not reached.enough or transmissions.opaque(recording):
            return verdict.inconclusive(META, reason, missing=reached.missing, numbers=numbers)
        return verdict.passed(META, reason, numbers=numbers)
    declared = declarations.declarations(recording)
    unique = {g[0].recipient.domain: (g, s) for g, s in reversed(bodies)}
    findings = [_finding(g, s) for g, s in unique.values()]
    span = declared.kind("device_info")
    if span is not None:
        reason = Text(
            zh=f"设备信息已声明（“{span.text[:40]}”），范围是否涵盖需人工确认。",
            en=f"Device information is declared (“{span.text[:40]}”); whether that covers it is for a person to say.",
        )
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    third = [f for f, (g, _) in zip(findings, unique.values(), strict=True) if g[0].recipient.owner == "third"]
    if third and declared.known:
        return verdict.failed(META, third[0].reason, third, numbers)
    reason = Text(zh="平台指引、隐私政策或接收方未知。", en="The guidelines, the policy or the recipient are unknown.")
    return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)


def _third(recording: Recording) -> bool:
    hosts = {str(f.data.get("host", "")) for f in senders.of_the_program(recording)}
    return any(recipients.recipient(recording, h).owner == "third" for h in hosts)


def _stable(group: list[Transmission]) -> bool:
    """A brand or model that we planted proves whose attributes they are; an identifier ties them to one device."""
    return any(t.kind == "device_info" for t in group) and any(t.identifies for t in group)


@cache
def _keys() -> dict[str, str]:
    return {key: row["attribute"] for row in config_rows("device_attributes.tsv") for key in row["keys"].split(",")}


def attributes(recording: Recording, flow: Event) -> frozenset[str]:
    """The distinct attributes that a request names and gives a value for."""
    decoder = Decoder()
    headers = {str(k).casefold(): str(v) for k, v in flow.data.get("request_headers") or ()}
    body = recording.blob(str(flow.data.get("request_body", "")), _LONGEST)
    leaves = [*decoder.url(str(flow.data.get("url", "")))]
    leaves += decoder.body(body, headers.get("content-type", ""), headers.get("content-encoding", ""))
    found = set()
    for leaf in leaves:
        key = "".join(c for c in leaf.key.casefold() if c.isalnum())
        if key in _keys() and leaf.text.strip() not in ("", "null", "undefined") and len(leaf.data) < 200:
            found.add(_keys()[key])
    return max(frozenset(found), _by_value(recording, flow, leaves), key=len)


def _by_value(recording: Recording, flow: Event, leaves: list[Leaf]) -> frozenset[str]:
    """Attributes under names of any kind (``m``, ``b``, ``s``): what stands beside a model or brand that we planted and
    has the shape of an attribute, or the size of the screen."""
    hits = (t for t in transmissions.transmissions(recording) if t.flow.seq == flow.seq and t.kind == "device_info")
    planted = {t.hit.path: t.value.field for t in hits}
    beside = {_parent(path) for path in planted}
    sizes = _screen(recording)
    found = set()
    for leaf in leaves if beside else ():
        if _parent(leaf.path) not in beside:
            continue
        text = leaf.text.strip()
        shape = next((name for name, shape in _SHAPES.items() if shape.fullmatch(text)), "")
        name = planted.get(leaf.path) or sizes.get(text) or (f"version {text}" if shape == "version" else shape)
        found.add(name)
    return frozenset(found - {""})


def _screen(recording: Recording) -> dict[str, str]:
    shown = next((s.tree for s in sights.all_sights(recording)), None)
    if shown is None:
        return {}
    width, height = shown.viewport
    return {f"{width:g}": "screen_width", f"{height:g}": "screen_height", f"{shown.scale:g}": "pixel_ratio"}


def _parent(path: str) -> str:
    """The object that a value stands in, with what was undone to read it."""
    return path.rpartition(".")[0]


def _finding(group: list[Transmission], sent: frozenset[str]) -> Finding:
    first = next((t for t in group if t.identifies), group[0])
    who = (
        f"{first.recipient.host}（{first.recipient.organisation}）"
        if first.recipient.organisation
        else first.recipient.host
    )
    reason = Text(
        zh=f"一个请求把 {len(sent)} 项设备属性（{'、'.join(sorted(sent))}）连同持久标识发往 {who}。",
        en=f"One request sends {len(sent)} attributes of the device ({', '.join(sorted(sent))}) with a lasting "
        f"identifier to {first.recipient.host}.",
    )
    proof = transmissions.evidence(group[:5])
    return Finding(check=META.id, subject=(first.recipient.domain,), reason=reason, evidence=proof)
