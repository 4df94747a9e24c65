"""Who a policy says is acting: organisations and persons by shape and by the place they have in a sentence."""

import re
from dataclasses import dataclass

from detectors.facts.policy import book
from detectors.facts.policy.clauses import Clause
from recording.sight import words

_TRIM = re.compile(
    r"^(?:由|是|为|与|和|及|向|的|将|本小程序|小程序|本平台|我们|名称|欢迎使用|系|乃|[\s，、：:《“\"'’.-])+"
    r"|(?:及其.*|[\s，。、：:”\"'’-])+$"
)
_CORE = re.compile(
    r"(?:（[^）]*）|\([^)]*\)|有限责任公司|股份有限公司|有限公司|集团|公司|科技|网络|信息技术"
    r"|Co\.?,? ?Ltd\.?|Limited|Inc\.?|LLC|Ltd\.?)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"填写|输入|填入|insert|your", re.IGNORECASE)
_FIRM = re.compile(r"公司|企业|运营者|开发者|小程序|产品|company|app name", re.IGNORECASE)
_SHOP = re.compile(r"[\u4e00-\u9fa5（）()·]{2,30}(?:店|部|坊|馆|社|中心|厂|行|院|所|站|屋|园)(?=$|[\s，。；])")
_PLACE = re.compile(r"(?<=[\u4e00-\u9fa5])(?:省|自治区|市|区|县|镇|街道)(?=[\u4e00-\u9fa5])")
_LOCAL = 4
"""Characters of a name without its province, town or district; fewer ("图书馆") are a trade."""
_VALUE = re.compile(r"\d|@|[\u4e00-\u9fa5]{2}")


@dataclass(frozen=True)
class Party:
    """A name. ``acting``: the sentence makes it the one who runs the program; ``other``: it is spoken of as another."""

    name: str
    clause: Clause
    acting: bool
    other: bool


def parties(clauses: tuple[Clause, ...]) -> tuple[Party, ...]:
    """Every organisation or person named, once for each clause."""
    found: list[Party] = []
    for clause in clauses:
        other = book.says("parties", "third", f"{clause.section} {clause.lead} {clause.text}")
        acting = [n for n in (_acting(clause.text)) if n]
        found += [Party(n, clause, True, other and _is_other(clause.text, n)) for n in acting]
        for match in book.pattern("parties", "strong").finditer(clause.text):
            name = _trimmed(match[0])
            if name and not any(same(name, known) for known in acting):
                found.append(Party(name, clause, False, other))
    return tuple(found)


def _acting(text: str) -> list[str]:
    names = []
    for pattern in book.each("parties", "acting"):
        for match in pattern.finditer(text):
            name = _trimmed(match[1])
            if name and not _nobody(name) and 2 <= len(name) <= 60:
                names.append(name)
    return list(dict.fromkeys(names))


def _is_other(text: str, name: str) -> bool:
    """ "The SDK is provided by X" names another; "we (X)" beside a word on partners does not."""
    at = text.find(name)
    return at >= 0 and book.says("parties", "third", text[max(0, at - 24) : at])


def _nobody(name: str) -> bool:
    return book.says("parties", "nobody", name) or book.says("parties", "placeholders", name)


def _trimmed(name: str) -> str:
    return _TRIM.sub("", name).strip()


def same(one: str, other: str) -> bool:
    """Whether two names may mean the same firm: one within the other, also without form and trade words."""
    a, b = words.normal(one), words.normal(other)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    core_a, core_b = words.normal(core(one)), words.normal(core(other))
    shorter, longer = sorted((core_a, core_b), key=len)
    return len(shorter) >= 2 and shorter in longer


def core(name: str) -> str:
    """A firm's name without its legal form."""
    return _CORE.sub("", name).strip(" ,.")


def names_subject(text: str, subject: str) -> bool:
    """Whether a text names a registered subject, in full or by its short name."""
    plain, brand = words.normal(text), words.normal(core(subject))
    if not words.normal(subject):
        return False
    if words.normal(subject) in plain:
        return True
    short = brand[2:] if len(brand) >= 5 and not brand.isascii() else brand
    local = [brand[m.end() :] for m in _PLACE.finditer(brand)]
    return any(len(name) >= 3 and name in plain for name in (brand, short)) or any(
        len(name) >= _LOCAL and name in plain for name in local
    )


def placeholders(clauses: tuple[Clause, ...]) -> list[tuple[Clause, str]]:
    """Blanks of a template that nobody filled in."""
    found = [(c, m) for c in clauses for m in book.pattern("parties", "placeholders").finditer(c.text)]
    return [(c, m[0]) for c, m in found if not _heads(c.text, m)]


def _heads(text: str, match: re.Match[str]) -> bool:
    """Words between brackets at the head of a line, with nothing or with what they name behind them: a heading."""
    said, rest = match[0], text[match.end() :].strip()
    if text[: match.start()].strip() or _ASKS.search(said):
        return False
    if not rest:
        return True
    named = book.pattern("parties", "strong").match(rest) is not None or _SHOP.match(rest) is not None
    return named if _FIRM.search(said) else _VALUE.search(rest) is not None
