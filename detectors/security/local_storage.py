"""Personal data lies unencrypted in the program's storage."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import kinds, looked_for
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.typed_passwords import typed_passwords
from detectors.verdict import CallSite, Check, Evidence, Finding, Text, Verdict
from recording import recognisers
from recording.event import Event
from recording.observations import StorageData
from recording.planted_values import FRESH_EACH_TIME
from recording.recording import Recording
from recording.spellings import HASHES

META = Check(
    id="SEC-03",
    help=Text(
        zh="证件号、银行卡号、session_key 等不要存入本地；确需存储的加密后存储并及时清除。",
        en="Do not store identity or bank card numbers or session keys; encrypt and clear what must be kept.",
    ),
    needs=("events",),
)
_GRAVE = frozenset({"id_number", "passport", "bank_card", "session_key", "health", "password"})
_OTHER = {
    "session_key": Text(zh="会话密钥", en="session key"),
    "password": Text(zh="用户输入的密码", en="password that the user typed"),
}
_SHAPES = frozenset({"R-RIC", "R-CARD", "R-PASS"})
_LIMIT = 1 << 20


@dataclass(frozen=True)
class _Stored:
    event: Event
    kind: str
    path: str
    proof: bool


def judge(recording: Recording) -> Verdict:
    writes = [e for e in recording.of("storage") if e.data.get("op") == "set"]
    if not writes:
        return nothing_seen(META, recording, Text(zh="没有写入本地存储。", en="Nothing was stored."))
    found = [stored for event in writes for stored in _in(recording, event)]
    grave = [s for s in found if s.kind in _GRAVE and s.proof]
    if grave:
        findings = [_finding(s) for s in _once(grave)]
        return verdict.failed(META, findings[0].reason, findings)
    if found:
        reason = Text(
            zh="本地明文存有用户自己的手机号、地址等，或仅形似证件号的内容（提示）。",
            en="The user's own phone, address or the like lies in plain text, or what only looks like a card's number.",
        )
        return verdict.inconclusive(META, reason, findings=[_finding(s) for s in _once(found)])
    return clean_end(
        META, recording, Text(zh="本地存储中没有明文个人信息。", en="No personal data is stored in plain text.")
    )


def _in(recording: Recording, event: Event) -> list[_Stored]:
    data = recording.data(event, StorageData)
    text = data.value
    if data.blob:
        try:
            text = recording.blob(data.blob, _LIMIT).decode("utf-8", "replace")
        except OSError:
            recording.damage.append(f"blobs/{data.blob} is missing; a stored value was not looked at")
    values = looked_for.by_id(recording)
    found = []
    for hit in looked_for.in_text(recording, text, data.key):
        readable = hit.strength == "proof" and not any(name in hit.spelling for name in HASHES)
        fresh = values[hit.planted].field in FRESH_EACH_TIME or values[hit.planted].interface == "storage"
        if readable and not fresh and (hit.kind == "session_key" or _counts(hit.kind)):
            found.append(_Stored(event, hit.kind, hit.path, proof=True))
    typed = (password for password, action in typed_passwords(recording) if action.seq < event.seq)
    if any(password in (text or "") for password in typed):
        found.append(_Stored(event, "password", data.key, proof=True))
    known = {s.kind for s in found}
    for shape in recognisers.in_text(f'{{"{_plain(data.key)}":{text or "null"}}}', "storage"):
        if shape.rule == "R-SKEY":
            found.append(_Stored(event, "session_key", shape.path, proof=True))
        elif shape.rule in _SHAPES and shape.kind not in known:
            found.append(_Stored(event, shape.kind, shape.path, proof=False))
    return found


def _plain(key: str) -> str:
    return "".join(c for c in key if c.isalnum() or c in "_-")[:80]


def _counts(kind: str) -> bool:
    """The identifier of the session belongs there; what tells of a person does not."""
    return kinds.telling(kind) and kind not in ("openid", "clipboard")


def _once(found: list[_Stored]) -> list[_Stored]:
    table: dict[tuple[str, str], _Stored] = {}
    for stored in found:
        table.setdefault((stored.kind, str(stored.event.data.get("key", ""))), stored)
    return list(table.values())


def _finding(stored: _Stored) -> Finding:
    event, key = stored.event, str(stored.event.data.get("key", ""))[:80]
    named = _OTHER.get(stored.kind) or kinds.named(stored.kind)
    reason = Text(
        zh=f"本地存储“{key}”中有明文{named.zh}。", en=f"The stored value “{key}” holds the {named.en} in plain text."
    )
    site = CallSite(
        seq=event.seq,
        api="wx.setStorage",
        file=str(event.data.get("file", "")),
        line=int(event.data.get("line", 0) or 0),
    )
    proof = Evidence(run=event.run, page=event.page, events=(event.seq,), call=site)
    return Finding(check=META.id, subject=(stored.kind, key), reason=reason, evidence=proof)
