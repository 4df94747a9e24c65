"""A server is reached with weak TLS: an old version, a broken cipher, a short key, a certificate that does not hold."""

import warnings
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.utils import CryptographyDeprecationWarning

from detectors import verdict
from detectors.facts import transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="SEC-02",
    help=Text(
        zh="启用 TLS 1.2 及以上，禁用弱套件，使用 2048 位以上密钥、SHA-256 签名且在有效期内、域名相符的证书。",
        en="Offer TLS 1.2 or later, no weak ciphers, and a valid certificate for the host with 2048 bits and SHA-256.",
    ),
    needs=("flows",),
)
_OLD = frozenset({"SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1"})
_BROKEN = ("RC4", "3DES", "DES-CBC", "EXP", "NULL", "MD5", "ADH", "AECDH")
_REFUSED = frozenset({"expired", "hostname mismatch", "not yet valid"})
_BITS = 2048


@dataclass(frozen=True)
class _Weakness:
    flow: Event
    host: str
    zh: str
    en: str


def judge(recording: Recording) -> Verdict:
    flows = [f for f in transmissions.sent(recording) if str(f.data.get("scheme", "")).casefold() in ("https", "wss")]
    if not flows:
        return nothing_seen(META, recording, Text(zh="没有加密连接。", en="There is no encrypted connection."))
    shaken = [f for f in flows if (f.data.get("tls") or {}).get("version")]
    found = [weakness for f in _one_each(shaken) for weakness in _weaknesses(recording, f)]
    if found:
        findings = [_finding(w) for w in found]
        return verdict.failed(META, findings[0].reason, findings)
    unsigned = sorted({str(f.data.get("host", "")) for f in shaken if f.data["tls"].get("verdict") == "invalid"})
    if unsigned:
        names = ", ".join(unsigned)
        reason = Text(
            zh=f"版本、套件和密钥均符合要求，但证书链不是由公认的机构签发：{names}。",
            en=f"Versions, ciphers and keys are sound, but no known authority signed the chain of: {names}.",
        )
        return verdict.inconclusive(META, reason, missing=[Text(zh="可信的证书链", en="a chain that is trusted")])
    hosts = {str(f.data.get("host", "")) for f in flows}
    unseen = sorted(hosts - {str(f.data.get("host", "")) for f in shaken})
    if unseen:
        reason = Text(
            zh=f"没有与以下主机实际握手（桩或回放应答）：{'、'.join(unseen)}。",
            en=f"No real handshake was seen with: {', '.join(unseen)} (answered by stub or replay).",
        )
        return verdict.inconclusive(META, reason, missing=[Text(zh="真实后端", en="the live backend")])
    return clean_end(
        META, recording, Text(zh="TLS 版本、套件和证书均符合要求。", en="Versions, ciphers and keys are sound.")
    )


def _one_each(flows: list[Event]) -> list[Event]:
    """The first of each host and kind of handshake."""
    table: dict[tuple[str, ...], Event] = {}
    for flow in flows:
        tls = flow.data.get("tls") or {}
        key = (str(flow.data.get("host", "")), *(str(tls.get(k)) for k in ("version", "cipher", "reason", "chain")))
        table.setdefault(key, flow)
    return list(table.values())


def _weaknesses(recording: Recording, flow: Event) -> list[_Weakness]:
    tls, host = flow.data.get("tls") or {}, str(flow.data.get("host", ""))
    version, cipher, reason = (str(tls.get(k) or "") for k in ("version", "cipher", "reason"))
    found = []
    if version in _OLD:
        found.append(_Weakness(flow, host, f"协商版本为 {version}", f"negotiated {version}"))
    if any(part in cipher.upper() for part in _BROKEN):
        found.append(_Weakness(flow, host, f"弱套件 {cipher}", f"weak cipher {cipher}"))
    if tls.get("verdict") == "invalid" and reason in _REFUSED:
        said = {"expired": "证书已过期", "hostname mismatch": "证书域名不符", "not yet valid": "证书尚未生效"}[reason]
        found.append(_Weakness(flow, host, said, f"certificate: {reason}"))
    certificate = _leaf(recording, tls.get("chain"))
    return found + (_of_key(flow, host, certificate) if certificate is not None else [])


def _leaf(recording: Recording, chain: object) -> x509.Certificate | None:
    if not isinstance(chain, list) or not chain:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            return x509.load_pem_x509_certificate(recording.blob(str(chain[0]), 1 << 20))
    except (OSError, ValueError):
        return None


def _of_key(flow: Event, host: str, certificate: x509.Certificate) -> list[_Weakness]:
    found = []
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < _BITS:
        found.append(_Weakness(flow, host, f"RSA 密钥仅 {key.key_size} 位", f"RSA key of {key.key_size} bits"))
    algorithm = certificate.signature_hash_algorithm
    if algorithm is not None and algorithm.name in ("sha1", "md5") and certificate.issuer != certificate.subject:
        found.append(
            _Weakness(flow, host, f"证书以 {algorithm.name} 签名", f"certificate signed with {algorithm.name}")
        )
    return found


def _finding(weakness: _Weakness) -> Finding:
    reason = Text(zh=f"{weakness.host}：{weakness.zh}。", en=f"{weakness.host}: {weakness.en}.")
    flow = weakness.flow
    proof = Evidence(run=flow.run, page=flow.page, flows=(flow.seq,), events=(flow.seq,))
    return Finding(check=META.id, subject=(weakness.host, weakness.en), reason=reason, evidence=proof)
