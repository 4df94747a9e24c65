"""Personal data goes out hashed or encoded: still personal data, and easily turned back."""

from detectors import verdict
from detectors.facts import declarations, kinds, recognised, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="FLW-05",
    help=Text(
        zh="哈希或编码不等于匿名化：按提供个人信息处理，写明接收方和种类，或停止发送。",
        en="Hashing or encoding does not make data anonymous: name recipient and kind, or stop sending.",
    ),
    needs=("flows", "hits"),
)
_HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sm3")
_ENCODINGS = ("base64", "hex", "reversed", "escapes", "entities", "in base", "in pieces")
_UNDONE = (" > b32", " > bytes")
"""What had to be undone to read it, where no spelling of the value itself tells so."""


def judge(recording: Recording) -> Verdict:
    others = [f for f in transmissions.sent(recording) if transmissions.to(recording, f).owner in ("third", "unknown")]
    if not others:
        return nothing_seen(META, recording, Text(zh="没有向第三方的传输。", en="Nothing goes to a third party."))
    found = [t for t in transmissions.transmissions(recording) if _counts(t)]
    declared = declarations.declarations(recording)
    bad = [t for t in found if declared.kind(t.kind) is None or declared.recipient(t.recipient) is None]
    sure = [t for t in bad if t.recipient.owner == "third"]
    findings = [_finding(group) for group in transmissions.grouped(sure or bad).values()]
    if sure and declared.known:
        return verdict.failed(META, findings[0].reason, findings)
    if bad:
        reason = Text(
            zh="有哈希或编码后的个人信息外发，但接收方归属或披露情况不明。",
            en="Hashed or encoded personal data goes out, but to whom, or what is declared, is not known.",
        )
        return verdict.inconclusive(META, reason, findings=findings, missing=[reason])
    guessed = [f for f in others if any(r.rule == "R-HASH" for r in recognised.in_flow(recording, f))]
    if guessed:
        return _only_named(guessed)
    reason = Text(
        zh="未见植入值的哈希或编码发往第三方（加了未知盐或被截断的哈希无法识别）。",
        en="No hash or encoding of a planted value goes to a third party (hashes cut short or with a secret salt "
        "cannot be known again).",
    )
    return clean_end(META, recording, reason)


def _counts(found: Transmission) -> bool:
    """A hash of the program's own random id is no hash of a person's data."""
    if not found.proof or found.recipient.owner not in ("third", "unknown"):
        return False
    lasting = kinds.telling(found.kind) and found.value.interface != "storage"
    spelled = any(name in found.hit.spelling for name in (*_HASHES, *_ENCODINGS))
    return lasting and (spelled or any(name in found.hit.path for name in _UNDONE))


def _only_named(flows: list[Event]) -> Verdict:
    reason = Text(
        zh="有名为手机号、证件号等的字段携带哈希值发往第三方；其原值未知，不作认定。",
        en="Fields named after a phone or identity number carry a hash to a third party; what was hashed is not known.",
    )
    numbers = tuple(f.seq for f in flows[:20])
    return verdict.inconclusive(META, reason, evidence=Evidence(flows=numbers, events=numbers))


def _finding(group: list[Transmission]) -> Finding:
    said, first = transmissions.described(group), group[0]
    reason = Text(
        zh=f"{said.zh}；哈希或编码后的个人信息仍可识别个人，且未声明。",
        en=f"{said.en[:1].upper()}{said.en[1:]}; it still tells who the person is, and it is not declared.",
    )
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=(first.kind, first.recipient.domain), reason=reason, evidence=proof)
