"""Nothing says where to complain about the handling of personal data."""

import re

from detectors.facts import entries
from detectors.facts.policy import book, contacts, judging, pages
from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.contacts import Contact
from detectors.facts.policy.documents import Documents, documents
from detectors.rights import entered
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="RGT-07",
    help=Text(
        zh="公布投诉、举报方式（邮箱、电话或入口），并承诺 15 个工作日内答复。",
        en="Publish where to complain (e-mail, phone or entry), and answer within 15 working days.",
    ),
    needs=("events", "screens"),
)
_LIMIT = 15
_DAYS = re.compile(
    r"(\d{1,3}|[一二两三四五六七八九十]{1,3}|five|seven|ten|fifteen|thirty)\s*(?:个)?\s*"
    r"(?:工作日|日|天|(?:working |business )?days)",
    re.IGNORECASE,
)
_PRIVACY = re.compile(r"隐私|个人信息|数据保护|privacy|personal (?:data|information)|data protection", re.IGNORECASE)
_POLICY = re.compile(
    r"(?:隐私权?|个人信息)(?:保护)?(?:政策|声明|指引|条款|规则|协议)|privacy (?:policy|notice|statement)", re.IGNORECASE
)
"""What the text itself is called: a title over everything in it."""
_DIGITS = "一二三四五六七八九"
_NUMBERS = {"five": 5, "seven": 7, "ten": 10, "fifteen": 15, "thirty": 30}


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    if not found.any:
        nothing = judging.without(META, found)
        if nothing is not None:
            return nothing
    channel = _channel(found)
    limited = next((c for c in _answered(found) if _days(c.text) <= _LIMIT), None)
    if channel is not None and limited is not None:
        return judging.present(
            META, found, channel, Text(zh="有投诉方式和答复时限：", en="Where to complain, and by when:")
        )
    if channel is not None:
        reason = Text(
            zh="有投诉方式，但没有 15 个工作日内的时限。",
            en="There is a channel, and no time limit of 15 working days.",
        )
        return judging.unsure(META, found, reason)
    entry = entries.of(recording, "complain")
    if entry:
        reason = Text(
            zh=f"有入口“{entry[0].text}”，但没有写明答复时限。", en=f"There is “{entry[0].text}”, and no time limit."
        )
        return judging.unsure(META, found, reason)
    if any(c.form in ("vague", "path") for text in found.texts for c in text.contacts) or not found.own:
        reason = Text(
            zh="只有一般客服或平台指引。", en="There is only general customer service, or the platform's guidelines."
        )
        return judging.unsure(META, found, reason)
    works = [c for text in found.texts for c in text.contacts if c.works]
    if (limited is not None and (found.contact or works)) or any(_for_privacy(c) for c in works):
        reason = Text(
            zh="有处理个人信息事务的联系方式或答复时限，但没有写明向其投诉、举报。",
            en="There is a contact with a time limit or for matters of privacy; that it takes complaints is not said.",
        )
        return judging.unsure(META, found, reason)
    reason = Text(zh="政策和页面都没有投诉、举报方式", en="Neither the policy nor a page says where to complain")
    return entered.nowhere(
        META, recording, reason, ("no-channel",), (), tuple(s.seq for s in pages.texts(recording)[:1])
    )


def _for_privacy(contact: Contact) -> bool:
    """Whether an address or number is given for matters of personal data, and not for customers of any kind."""
    clause = contact.clause
    return _PRIVACY.search(_POLICY.sub("", f"{clause.section} {clause.lead} {clause.text}")) is not None


def _channel(found: Documents) -> Clause | None:
    """A clause on complaints to the operator, and a contact in it or elsewhere in the same text."""
    for text in found.read:
        reachable = bool(found.contact) or any(c.works for c in text.contacts)
        for clause in text.about("complaints"):
            own = not book.says("topics", "supervise", clause.text) or bool(contacts.in_clause(clause))
            if own and (reachable or any(c.works for c in contacts.in_clause(clause))):
                return clause
    return None


def _answered(found: Documents) -> list[Clause]:
    answering = re.compile(
        r"答复|回复|回[您你]|回信|回音|回电|处理|办结|办妥|办理完|解决|响应|反馈|核实|respon|repl|answer|handle",
        re.IGNORECASE,
    )
    return [c for text in found.read for c in text.clauses if answering.search(c.text) and _DAYS.search(c.text)]


def _days(text: str) -> int:
    match = _DAYS.search(text)
    if match is None:
        return _LIMIT + 1
    if match[1].isdecimal():
        return int(match[1])
    return _NUMBERS.get(match[1].casefold()) or _chinese(match[1])


def _chinese(numeral: str) -> int:
    """Below a hundred: 三, 十五, 二十, 二十八."""
    tens, ten, ones = numeral.replace("两", "二").rpartition("十")
    high = (_DIGITS.find(tens) + 1 if tens else 1) if ten else 0
    return 10 * high + (_DIGITS.find(ones) + 1 if ones else 0)
