"""A server sends other people's numbers in full, the pages show them masked or not at all. Review: a person decides.

Nothing is asked for beyond what the program asks itself: no other ids are tried.
"""

import re
from dataclasses import dataclass

from detectors import verdict
from detectors.facts import arguments, bodies, called, kinds, looked_for, moments, senders, sights
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording import recognisers
from recording.event import Event
from recording.hit import printable
from recording.recording import Recording

META = Check(
    id="FLW-11",
    help=Text(
        zh="接口只返回页面要展示的内容：他人的手机号、证件号在服务器端脱敏后再下发。",
        en="Answer with what the page shows: mask other people's numbers on the server, before they leave it.",
    ),
    needs=("flows", "screens"),
)
_SHORTEST = 11
"""Characters of a mobile number."""
_NUMBER = re.compile(rb"1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\d{17}[\dXx]")
_WHOLE = re.compile(r"(?=(1[3-9]\d{9}|\d{17}[\dXx]))")
_RULES = {"R-PHONE": "phone", "R-RIC": "id_number"}
_PERSON = re.compile(
    r"user|nick|name|author|member|buyer|customer|contact|receiver|consignee|patient|student|owner|rider|avatar|openid",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"shop|store|branch|outlet|merchant|company|service|hotline|kefu|station|office|clinic|hospital|school",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:[店馆院所室厅部站场屋坊园铺社司行点校]|中心)$")
"""How the name of a place of business ends."""
_ITEM = re.compile(r"[.\[][^.\[]*$")
"""The last name of a path: ``.mobile`` of ``body > json.data.list[0].mobile``."""


@dataclass(frozen=True)
class Exposed:
    """A full number of somebody in an answer. ``own``: it is the test user's."""

    flow: Event
    kind: str
    path: str
    value: str
    own: bool


def judge(recording: Recording) -> Verdict:
    answers = [f for f in senders.of_the_program(recording) if f.data.get("response_body")]
    if not answers:
        return nothing_seen(META, recording, Text(zh="没有后端应答。", en="No server answered anything."))
    found = [one for flow in answers for one in _in_answer(recording, flow)]
    needed = _needed(recording)
    hidden = [one for one in found if not one.own and one.value not in needed]
    numbers = {"full_numbers": float(len({o.value for o in hidden})), "of_the_user": float(sum(o.own for o in found))}
    if hidden:
        groups: dict[tuple[str, str], list[Exposed]] = {}
        for one in hidden:
            groups.setdefault((str(one.flow.data.get("host", "")), one.kind), []).append(one)
        findings = [_finding(recording, group) for group in groups.values()]
        return verdict.inconclusive(META, findings[0].reason, findings=findings, numbers=numbers)
    if any(one.own for one in found):
        reason = Text(zh="应答中只有测试用户自己的号码。", en="Answers hold the test user's own numbers only.")
        return verdict.inconclusive(META, reason, numbers=numbers)
    reason = Text(
        zh="应答中没有看到他人的完整号码（或页面本就要展示）。",
        en="No answer holds other people's numbers in full beyond what the pages show.",
    )
    return clean_end(META, recording, reason)


def _in_answer(recording: Recording, event: Event) -> list[Exposed]:
    flow = recording.flow(event)
    leaves = bodies.leaves(recording, flow.response_body, flow.response_headers, _NUMBER)
    names: dict[str, str] = {}
    for leaf in leaves:
        item = _ITEM.sub("", leaf.path)
        place = "shop" if leaf.key.casefold().endswith("name") and _PLACE.search(leaf.text) else ""
        names[item] = f"{names.get(item, item)} {leaf.key} {place}"
    own = {v.value for v in looked_for.by_id(recording).values()}
    found = []
    for one in recognisers.in_leaves(leaves, "body"):
        around = names.get(_ITEM.sub("", one.path), one.path)
        value = "".join(c for c in one.matched if c.isalnum())[-18:]
        sure = one.rule == "R-RIC" or (one.labelled and _PERSON.search(around) and not _BUSINESS.search(around))
        if one.rule in _RULES and sure:
            found.append(Exposed(event, _RULES[one.rule], one.path, value, value in own))
    return found


def _needed(recording: Recording) -> frozenset[str]:
    """Numbers that stand on a page in full, or that are handed to the telephone: the page needs them whole."""
    texts = [n.text for sight in sights.all_sights(recording) for n in sight.tree.nodes if len(n.text) >= _SHORTEST]
    texts += [str(arguments.first(call)) for call in called.begun(recording, "wx.makePhoneCall")]
    return frozenset(m[1] for text in texts for m in _WHOLE.finditer(re.sub(r"[\s-]", "", text)))


def _finding(recording: Recording, group: list[Exposed]) -> Finding:
    first = group[0]
    host = printable(str(first.flow.data.get("host", "")).encode("utf-8", "replace"))
    what, many = kinds.named(first.kind), len({one.value for one in group})
    reason = Text(
        zh=f"{host} 的应答带有他人的完整{what.zh} {many} 个（{first.path}），页面没有完整展示。",
        en=f"An answer of {host} holds {many} full numbers of other people ({what.en}, {first.path}); "
        "no page shows them whole.",
    )
    flows = tuple(dict.fromkeys(one.flow.seq for one in group))[:5]
    call = moments.call_of(recording, first.flow)
    screens = called.screens(recording, call if call is not None else first.flow)
    boxes = tuple(_masked(recording, screens, first.value))
    proof = Evidence(
        run=first.flow.run,
        page=call.page if call is not None else first.flow.page,
        events=(*flows, *((call.seq,) if call is not None else ())),
        flows=flows,
        screens=screens,
        boxes=boxes,
        call=called.site(call) if call is not None else None,
    )
    return Finding(check=META.id, subject=("other-people", host, first.kind), reason=reason, evidence=proof)


def _masked(recording: Recording, screens: tuple[int, ...], value: str) -> list[Box]:
    """Where the same number stands with its middle starred out."""
    starred = re.compile(re.escape(value[:3]) + r"[*＊•×xX]+" + re.escape(value[-4:]))
    label = Text(zh="页面上已脱敏", en="masked on the page")
    seen = [sight for number in screens if (sight := sights.sight(recording, number)) is not None]
    return [Box(screen=s.seq, rect=n.rect, label=label) for s in seen for n in s.tree.nodes if starred.search(n.text)][
        :3
    ]
