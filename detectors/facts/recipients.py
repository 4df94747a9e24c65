"""Who stands behind a host: the operator, the platform, hosting, a named organisation, or nobody knows."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Literal

from publicsuffixlist import PublicSuffixList

from detectors.facts.once import once
from detectors.facts.policy.kept_text import own_texts
from recording.data import config_path, config_rows
from recording.recording import Recording
from recording.sight.words import normal

Owner = Literal["operator", "platform", "hosting", "third", "unknown"]
_MAIL_DOMAIN = re.compile(r"[\w.+-]{1,64}@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")
_SENTENCE = re.compile(r"[^。\n]+")
OF_THE_OPERATOR: frozenset[Owner] = frozenset({"operator", "hosting"})
"""Its own servers, and what it rents of a cloud firm."""
TRACKING = frozenset({"analytics", "advertising", "attribution"})


@dataclass(frozen=True)
class Recipient:
    """A host and who it belongs to; ``proof`` says how that is known."""

    host: str
    domain: str
    owner: Owner
    organisation: str = ""
    product: str = ""
    category: str = ""
    proof: str = ""

    @property
    def tracks(self) -> bool:
        """A known analytics, advertising or attribution host."""
        return self.owner == "third" and self.category in TRACKING


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def registrable(host: str) -> str:
    """``a.b.example.com.cn`` -> ``example.com.cn``; an address or a bare name stays as it is."""
    try:
        ip_address(host)
    except ValueError:
        return str(_suffixes().privatesuffix(host.casefold()) or host.casefold())
    return host


@cache
def _table() -> dict[str, dict[str, str]]:
    """Services whose place is documented are known too, though the third-party table may not hold them."""
    abroad = {row["host_suffix"].casefold(): {**row, "product": "", "category": ""} for row in _abroad()}
    return abroad | {row["host_suffix"].casefold(): row for row in config_rows("third_parties.tsv")}


def _abroad() -> list[dict[str, str]]:
    """Not those in a larger row of the third-party table: a region of a cloud firm is hosting there as here."""
    listed = {row["host_suffix"].casefold() for row in config_rows("third_parties.tsv")}
    rows = config_rows("foreign_hosts.tsv")
    return [row for row in rows if not any(row["host_suffix"].casefold().endswith("." + one) for one in listed)]


def known(host: str) -> dict[str, str] | None:
    """The row of the third-party table with the longest suffix of this host."""
    parts = host.casefold().split(".")
    for number in range(len(parts)):
        row = _table().get(".".join(parts[number:]))
        if row is not None:
            return row
    return None


@once
def _operator(recording: Recording) -> tuple[frozenset[str], str]:
    """Hosts of the operator as the profile says, or the host that most requests go to."""
    said = frozenset(h.casefold() for h in recording.profile.target.operator_hosts)
    if said:
        return said, "profile"
    hosts = Counter(str(f.data.get("host", "")).casefold() for f in recording.of("flow") if f.data.get("call"))
    own = Counter({h: n for h, n in hosts.items() if h and known(h) is None})
    top = own.most_common(1)
    return (frozenset({top[0][0]}), "majority host") if top and top[0][1] * 2 > sum(own.values()) else (said, "")


@once
def _certificates(recording: Recording) -> dict[str, str]:
    """Host -> organisation of its certificate, of certificates that were judged valid."""
    found: dict[str, str] = {}
    for flow in recording.of("flow"):
        tls = flow.data.get("tls") or {}
        if tls.get("verdict") == "valid" and tls.get("subject_organisation"):
            found.setdefault(str(flow.data.get("host", "")).casefold(), str(tls["subject_organisation"]))
    return found


@cache
def _public_mail() -> frozenset[str]:
    return frozenset(row["domain"] for row in config_rows("mail_providers.tsv"))


@once
def _own_mail_domains(recording: Recording) -> frozenset[str]:
    """Domains of the addresses that the program's own policy gives for questions to the operator.

    Mail providers say nothing; an address in a clause that names a known third party is that party's.
    """
    found = set()
    for _, kept in own_texts(recording):
        for line in _SENTENCE.findall(kept.text):
            addresses = {registrable(match) for match in _MAIL_DOMAIN.findall(line)}
            if len(addresses) == 1 and not _names_a_third_party(line):
                found |= {a for a in addresses if a not in _public_mail() and known(a) is None}
    return frozenset(found) if len(found) == 1 else frozenset()


def _names_a_third_party(line: str) -> bool:
    plain = normal(line)
    return any(name in plain for names in _names().values() for name in names)


@once
def _of_flows(recording: Recording) -> dict[str, Recipient]:
    hosts = {str(flow.data.get("host", "")) for flow in recording.of("flow")}
    return {host: _recipient(recording, host) for host in hosts}


def recipient(recording: Recording, host: str) -> Recipient:
    """Who receives what is sent to a host. What nobody can tell stays unknown."""
    return _of_flows(recording).get(host) or _recipient(recording, host)


def _recipient(recording: Recording, host: str) -> Recipient:
    host = host.casefold()
    domain = registrable(host)
    hosts, proof = _operator(recording)
    if host in hosts or domain in {registrable(h) for h in hosts}:
        return Recipient(host, domain, "operator", recording.profile.target.operator, proof=proof)
    row = known(host)
    if row is not None:
        owners: dict[str, Owner] = {"platform": "platform", "hosting": "hosting"}
        owner = owners.get(row["category"], "third")
        return Recipient(
            host, domain, owner, row["organisation"], row["product"], row["category"], f"table: {row['host_suffix']}"
        )
    holder = _certificates(recording).get(host, "")
    if holder:
        own = normal(recording.profile.target.operator)
        if own and (own in normal(holder) or normal(holder) in own):
            return Recipient(host, domain, "operator", holder, proof="certificate")
        return Recipient(host, domain, "third", holder, proof="certificate")
    if domain in _own_mail_domains(recording):
        return Recipient(host, domain, "operator", recording.profile.target.operator, proof="policy text")
    return Recipient(host, domain, "unknown")


@cache
def _names() -> dict[str, list[str]]:
    data = tomllib.loads(config_path("organisations.toml").read_text(encoding="utf-8"))
    return {organisation: [normal(n) for n in names] for organisation, names in data["names"].items()}


def names_of(found: Recipient) -> list[str]:
    """Normal forms of the names by which a text may call a recipient, its domain included."""
    names = [normal(found.domain), normal(found.host)]
    for organisation, own in _names().items():
        if found.organisation.startswith(organisation):
            names += own
    if found.organisation and found.proof == "certificate":
        names.append(normal(found.organisation))
    return [n for n in dict.fromkeys(names) if len(n) > 1]
