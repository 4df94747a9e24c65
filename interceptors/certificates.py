"""Judging a server's certificate as a browser would, without refusing the connection for it."""

import datetime
import ipaddress
import re
import warnings
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import certifi
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from OpenSSL import crypto


class Judge:
    """Holds the authorities trusted; ``facts`` is the ``tls`` field of a flow, without version and cipher."""

    def __init__(self, trust: Iterable[Path] = ()) -> None:
        roots = [root for path in (Path(certifi.where()), *trust) for root in _roots(path.read_bytes())]
        self._store = Store(roots)
        self._laxer = crypto.X509Store()
        for root in roots:
            self._laxer.add_cert(crypto.X509.from_cryptography(root))
        self.facts = lru_cache(maxsize=512)(self._facts)

    def _facts(self, host: str, chain: tuple[x509.Certificate, ...]) -> dict[str, Any]:
        if not chain:
            return {"verdict": "unchecked", "reason": "the server showed no certificate"}
        leaf = chain[0]
        reason = self._reason(host, chain, datetime.datetime.now(datetime.UTC))
        return {
            "verdict": "invalid" if reason else "valid",
            "reason": reason,
            "subject_organisation": _attribute(leaf.subject, NameOID.ORGANIZATION_NAME),
            "subject_cn": _attribute(leaf.subject, NameOID.COMMON_NAME),
            "issuer": leaf.issuer.rfc4514_string(),
            "san": sorted(_names(leaf)),
            "not_before": leaf.not_valid_before_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "not_after": leaf.not_valid_after_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    def _reason(self, host: str, chain: Sequence[x509.Certificate], now: datetime.datetime) -> str:
        """Why the certificate is not to be trusted; empty when it is."""
        leaf = chain[0]
        if now > leaf.not_valid_after_utc:
            return "expired"
        if now < leaf.not_valid_before_utc:
            return "not yet valid"
        if not covers(_names(leaf), host):
            return "hostname mismatch"
        if self._strictly_valid(host, chain, now) or self._laxly_valid(chain):
            return ""
        return "self-signed" if leaf.issuer == leaf.subject else "unknown issuer"

    def _strictly_valid(self, host: str, chain: Sequence[x509.Certificate], now: datetime.datetime) -> bool:
        subject: x509.DNSName | x509.IPAddress
        try:
            subject = x509.IPAddress(ipaddress.ip_address(host))
        except ValueError:
            subject = x509.DNSName(host)
        try:
            PolicyBuilder().store(self._store).time(now).build_server_verifier(subject).verify(
                chain[0], list(chain[1:])
            )
        except (VerificationError, UnsupportedAlgorithm, ValueError):
            return False
        return True

    def _laxly_valid(self, chain: Sequence[x509.Certificate]) -> bool:
        """OpenSSL's own opinion: browsers accept chains that the strict web profile refuses."""
        first, *rest = (crypto.X509.from_cryptography(c) for c in chain)
        try:
            crypto.X509StoreContext(self._laxer, first, rest).verify_certificate()
        except crypto.X509StoreContextError:
            return False
        return True


def covers(names: Iterable[str], host: str) -> bool:
    """Whether a certificate's names hold for a host; ``*`` stands for exactly one leading label."""
    wanted = host.lower().rstrip(".")
    for name in (n.lower() for n in names):
        if name == wanted or (name.startswith("*.") and wanted.partition(".")[2] == name[2:]):
            return True
    return False


def _roots(pem: bytes) -> list[x509.Certificate]:
    """The authorities of a PEM bundle, one by one: an odd old one among them must not spoil the others."""
    found = []
    for block in re.findall(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", pem, re.DOTALL):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            try:
                found.append(x509.load_pem_x509_certificate(block))
            except ValueError:
                continue
    return found


def _names(certificate: x509.Certificate) -> set[str]:
    try:
        san = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return set()
    return {*san.get_values_for_type(x509.DNSName), *map(str, san.get_values_for_type(x509.IPAddress))}


def _attribute(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
