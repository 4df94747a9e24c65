"""The phone number is asked for at an order or a booking, and nobody says what for."""

import re
from typing import Literal

from detectors import verdict
from detectors.facts import phrases, refusals, transact_steps
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.facts.sights import Sight
from detectors.facts.transact_steps import PhoneStep
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.profile import Declaration
from recording.recording import Recording
from recording.sight import words
from recording.sight.surfaces import Surface

META = Check(
    id="PHN-03",
    help=Text(
        zh="在索取手机号的同一画面写明具体用途（如“用于骑手联系您”），不要只写“提升体验”。",
        en="Say on the same screen what the number is for (“so that the rider can call you”), not only “for a better "
        "experience”.",
    ),
    needs=("screens",),
)
Said = Literal["named", "vague", "unclear", "none"]
_TOLD = (
    "request",
    "phone",
    "login",
    "grant",
    "refuse",
    "agree",
    "notice",
    "terms",
    "read",
    "transact",
    "vague",
    "back",
)
_LONG = 4
"""Characters of a sentence beyond the request itself; as many may be a reason that the words do not know."""
_OF_THE_FIELD = re.compile(r"格式|正确|有效|错误|失败|不能?为空|必填|选填|\d*位|一键|验证|填写|输入|使用|预留|还没有")
_CLAUSE = re.compile(r"[，,；;、|｜]")
_NUMBER = re.compile(r"手机|号码|號碼|number|mobile", re.IGNORECASE)


def judge(recording: Recording) -> Verdict:
    steps = transact_steps.phone_steps(recording)
    if not steps:
        asked = transact_steps.any_transaction(recording)
        reason = Text(
            zh="下单预约过程中没有索取手机号。" if asked else "没有遇到下单、预约或支付环节。",
            en="No phone number was asked for in ordering." if asked else "No ordering, booking or paying was met.",
        )
        return nothing_seen(META, recording, reason)
    groups: dict[str, list[PhoneStep]] = {}
    for step in steps:
        groups.setdefault(step.sight.page, []).append(step)
    judged = {page: (group, [_said(recording, s) for s in group]) for page, group in groups.items()}
    silent = [g for g, said in judged.values() if all(s == "none" for s in said)]
    proven = [g for g in silent if transact_steps.starts_of(g) >= 2]
    if proven:
        findings = [_finding(g, "none") for g in proven]
        return verdict.failed(META, findings[0].reason, findings)
    open_ = [(g, said) for g, said in judged.values() if "named" not in said]
    if open_:
        group, said = open_[0]
        worst: Said = "none" if group in silent else "vague" if "vague" in said else "unclear"
        finding = _finding(group, worst)
        missing = [ONE_START] if group in silent else []
        return verdict.inconclusive(META, finding.reason, findings=[finding], missing=missing)
    shown = tuple(g[0].sight.seq for g in groups.values())[:4]
    reason = Text(
        zh="下单环节索取手机号时写明了具体用途。", en="Where ordering asks for the phone number it says what for."
    )
    return verdict.passed(META, reason, Evidence(run=steps[0].start.run, screens=shown, events=shown))


def _said(recording: Recording, step: PhoneStep) -> Said:
    """The best that surface, screen, pressed control and (for the platform's sheet) the guidelines say."""
    around = [*_texts(step), *_read(recording, step)]
    if step.sheet:
        around += [item.privacy_text for item in _declared(recording)]
    found = {_of_sentence(s) for text in around for s in phrases.sentences(text)}
    found |= {_of_sentence(s) for text in _before(step) for s in phrases.sentences(text) if _known(s)}
    if step.surface is not None:
        found |= {_of_lines(s) for s in phrases.sentences(_without_amounts(step.surface))}
    order: tuple[Said, ...] = ("named", "vague", "unclear")
    return next((word for word in order if word in found), "none")


def _declared(recording: Recording) -> list[Declaration]:
    declared = recording.profile.declared
    return [i for i in declared.setting_list if i.privacy_key == "PhoneNumber"] if declared is not None else []


def _texts(step: PhoneStep) -> list[str]:
    """Lines of the screen, and the words of what asks."""
    return [*_lines(step.sight), *([step.control.text] if step.control is not None else [])]


def _before(step: PhoneStep) -> list[str]:
    return _lines(step.before) if step.before is not None else []


def _known(sentence: str) -> bool:
    """On the screen before, a telephone may be the shop's own: only what names the number may be its reason."""
    return _of_sentence(sentence) != "unclear" or _NUMBER.search(sentence) is not None


def _lines(sight: Sight) -> list[str]:
    own: list[str] = []
    for node in sight.tree.nodes:
        hints = " ".join(str(node.attrs.get(k, "")) for k in ("placeholder", "aria-label"))
        own += [line for line in (node.text, hints) if line.strip()]
    return own


def _read(recording: Recording, step: PhoneStep) -> list[str]:
    reading = recording.reading(step.sight.event)
    return [x.text for x in reading.lines if x.score >= refusals.SURE] if reading is not None else []


def _without_amounts(surface: Surface) -> str:
    """Its lines as one text, but what names a sum of money: a fee for the delivery says nothing of the number."""
    lines = (_CLAUSE.split(node.text) for node in surface.nodes if node.text)
    return " ".join(clause for line in lines for clause in line if not transact_steps.AMOUNT.search(clause))


def _of_lines(sentence: str) -> Said:
    """Lines that run on into one another: how long they are says nothing, and a use that stands in one of them without
    a purpose word ("配送费 8 元") may be said of something else than the number in the next."""
    said = _of_sentence(sentence)
    if said == "named":
        return "named" if words.mentions(sentence, "purpose") else "unclear"
    return "none" if said == "unclear" else said


def _of_sentence(sentence: str) -> Said:
    """A use with a purpose word or beside the number itself; a list of dishes names no purpose of a number."""
    about = words.mentions(sentence, "phone") or words.mentions(sentence, "purpose")
    if not about:
        return "none"
    if phrases.names(sentence, "use") and len(words.normal(sentence)) >= 4:
        return "named"
    if phrases.names(sentence, "vague_use"):
        return "vague"
    if words.mentions(sentence, "purpose"):
        return "unclear"
    rest = words.normal(sentence)
    for phrase in words.phrases(sentence):
        if phrase.groups & set(_TOLD):
            rest = rest.replace(phrase.text, "")
    rest = _OF_THE_FIELD.sub("", rest)
    rest = "".join(
        c for c in rest if c not in "请先您你的后才能即可需要继续将会可以我们 并再与和及以完成进行本微信小程序"
    )
    return "unclear" if len(rest) >= _LONG and words.mentions(sentence, "phone") else "none"


def _finding(group: list[PhoneStep], said: Said) -> Finding:
    page = group[0].sight.page
    texts = {
        "none": Text(
            zh=f"页面 {page} 在下单环节索取手机号，画面上没有说明用途。",
            en=f"{page} asks for the phone number in ordering, and nothing on the screen says what for.",
        ),
        "vague": Text(
            zh=f"页面 {page} 索取手机号只给出笼统的用途，需人工确认。",
            en=f"{page} asks for the phone number for a vague purpose only; a person has to confirm.",
        ),
        "unclear": Text(
            zh=f"页面 {page} 索取手机号时的说明无法判断是否为具体用途，需人工确认。",
            en=f"Whether the words on {page} name a concrete use of the number has to be confirmed by a person.",
        ),
    }
    two = list({s.start.first: s for s in group}.values())[:2]
    screens = [s.seq for step in two for s in (step.before, step.sight) if s is not None and not s.blank]
    boxes = []
    for step in two:
        rect = (
            step.control.rect if step.control is not None else step.surface.rect if step.surface is not None else None
        )
        if rect is not None:
            boxes.append(Box(screen=step.sight.seq, rect=rect, label=Text(zh="索取手机号", en="asks for the number")))
    events = [step.action.seq for step in two if step.action is not None]
    proof = Evidence(
        run=two[0].start.run,
        page=page,
        events=tuple(dict.fromkeys([*events, *screens])),
        screens=tuple(dict.fromkeys(screens)),
        boxes=tuple(boxes),
    )
    return Finding(check=META.id, subject=("no-reason", page), reason=texts.get(said, texts["unclear"]), evidence=proof)
