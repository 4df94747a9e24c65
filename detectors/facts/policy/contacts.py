"""Ways to reach the operator that a policy gives: well-formed addresses and numbers, or a way inside the program."""

import re
from dataclasses import dataclass
from typing import Literal

from detectors.facts.policy import book
from detectors.facts.policy.clauses import Clause

Form = Literal["email", "phone", "address", "account", "path", "placeholder", "vague"]
_EMAIL = re.compile(r"[A-Za-z0-9*×][\w.*×+-]*\s?[@＠]\s?[\w*×-]+(?:\.[\w*×-]+)+")
_PHONE = re.compile(
    r"(?<![\d.-])(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|(?:\+?86[- ]?)?0\d{2,3}[- –—]?\d{3,4}[- ]?\d{4}"
    r"|[（(]0\d{2,3}[）)]\s?\d{7,8}"
    r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|\+\d{1,3}[- ]?\d[\d -]{6,12}\d|9\d{4}|1010\d{4}|\d{7,8})(?![\d.-])"
)
_BROKEN = re.compile(r"[xX×*＊]{3,}|\d+[xX*×＊]{2,}\d*")
_ADDRESS = re.compile(
    r"[\u4e00-\u9fa5]{2,16}(?:省|市|区|县|州|旗)[^，。；\n]{2,40}?(?:路|街|道|巷|号|弄|大厦|园|广场|村|楼|室|座)"
    r"|\d{1,6} [A-Z][\w ]{1,40} (?:Road|Street|Avenue|Rd|St|Ave)\b"
)
_ACCOUNT = re.compile(
    r"(?:微信号|公众号|微信(?=\s*[：:]|[找搜加联系上\s]{0,4}[A-Za-z](?=[\w-]*[\d_-])[\w-]{5,19})|QQ"
    r"|WeChat(?: ID)?(?=\s*:))"
    r"\s*(?:号|群|找|搜索?|加|联系)?\s*[：:是为]?\s*"
    r"[“\"「]?([A-Za-z][\w-]{5,19}|[1-9]\d{4,10}|(?<=[“\"「])[^”\"」]{2,20})",
    re.IGNORECASE,
)
_STARS = re.compile(r"[*×＊]|(?:^|[@.])[xX]{2,}|^(?:your|name|email|someone)@", re.IGNORECASE)


@dataclass(frozen=True)
class Contact:
    """One of them, as written."""

    form: Form
    value: str
    clause: Clause

    @property
    def works(self) -> bool:
        """Well-formed: what a person could write to, call or open."""
        return self.form not in ("placeholder", "vague")


def contacts(clauses: tuple[Clause, ...]) -> tuple[Contact, ...]:
    """All in the order of the text; those of other firms (SDK tables, partners) left out."""
    own = (
        c for c in clauses if not book.says("parties", "third", c.text) or book.says("contacts", "labels", c.section)
    )
    return tuple(found for clause in own for found in in_clause(clause))


def in_clause(clause: Clause) -> list[Contact]:
    text = clause.text
    found = [Contact("placeholder" if _STARS.search(m[0]) else "email", m[0], clause) for m in _EMAIL.finditer(text)]
    labelled = book.says("contacts", "labels", f"{clause.section} {clause.lead} {text}")
    if labelled:
        found += [Contact("phone", m[0].strip(), clause) for m in _PHONE.finditer(_EMAIL.sub(" ", text))]
        found += [Contact("placeholder", m[0], clause) for m in _BROKEN.finditer(_EMAIL.sub(" ", text))]
        found += [Contact("address", m[0], clause) for m in _ADDRESS.finditer(text)]
        found += [Contact("account", m[0], clause) for m in _ACCOUNT.finditer(text)]
    path = book.pattern("contacts", "path").search(text)
    if path is not None:
        found.append(Contact("path", path[0], clause))
    if not found and (vague := book.pattern("contacts", "vague").search(text)) is not None:
        found.append(Contact("vague", vague[0], clause))
    return found


def well_formed(value: str) -> bool:
    """Of a single value, as a form holds it: an address or number that is no placeholder."""
    plain = value.strip()
    if not plain or _STARS.search(plain) or _BROKEN.search(plain):
        return False
    if "@" in plain:
        return _EMAIL.fullmatch(plain) is not None
    return len(plain) >= 5
