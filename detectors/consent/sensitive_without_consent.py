"""Sensitive personal information is taken without a consent of its own at that step."""

from typing import Literal

from detectors import verdict
from detectors.facts import coverage, kinds, phrases, sensitive, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.sensitive import Taken
from detectors.facts.sights import Sight
from detectors.verdict import Box, CallSite, Check, Evidence, Finding, Text, Verdict
from recording.observations import Rect
from recording.recording import Recording
from recording.sight import geometry, toggles, words
from recording.tree import Node, Tree

META = Check(
    id="CON-13",
    help=Text(
        zh="在提交身份证、银行卡、人脸等之前，用单独的、默认不勾选的选项写明信息种类和必要性，并允许拒绝。",
        en="Before identity number, bank card or face is taken, ask with a box of its own that names the kind and why "
        "it is needed, empty at first.",
    ),
    needs=("screens", "events"),
)
Control_ = Literal["full", "plain", "none"]
_LINE = 160


def judge(recording: Recording) -> Verdict:
    every = sensitive.taken(recording)
    if not every:
        reason = Text(zh="没有观察到提交敏感个人信息。", en="No sensitive information was seen to be taken.")
        hidden = coverage.coverage(recording).ended.count("agree") == 0
        missing = [Text(zh="填写表单的“同意”运行", en="the run “agree”, which fills forms")]
        return verdict.inconclusive(META, reason, missing=missing) if hidden else nothing_seen(META, recording, reason)
    judged = [(t, *_control(t)) for t in every]
    bare = [t for t, found, _ in judged if found == "none"]
    if bare:
        findings = [_finding(t) for t in {t.kind: t for t in reversed(bare)}.values()]
        whole = [f for f in findings if f.evidence.screens]
        if whole:
            return verdict.failed(META, whole[0].reason, whole)
        reason = Text(zh="提交时没有画面可供判断。", en="No picture of the step was taken.")
        return verdict.inconclusive(META, reason, findings=findings)
    plain = [(t, sight) for t, found, sight in judged if found == "plain"]
    if plain:
        kind = kinds.named(plain[0][0].kind)
        reason = Text(
            zh=f"提交{kind.zh}时有单独的同意控件，但没有写明必要性或影响，需人工确认。",
            en=f"A control of its own asks for {kind.en}, but says nothing of necessity or effects; a person confirms.",
        )
        shown = tuple(s.seq for _, s in plain if s is not None)[:2]
        return verdict.inconclusive(META, reason, evidence=Evidence(screens=shown, events=(*shown, plain[0][0].seq)))
    shown = tuple(s.seq for _, _, s in judged if s is not None)[:2]
    reason = Text(zh="敏感个人信息取得了单独同意。", en="Sensitive information was taken with a consent of its own.")
    return verdict.passed(META, reason, Evidence(run=every[0].start.run, screens=shown, events=shown))


def _step(taken: Taken) -> list[Sight]:
    """Pictures of the step: those of the page it was submitted from, up to that moment, the last first."""
    before = [s for s in taken.start.sights if s.seq < taken.seq and not s.blank]
    if not before:
        return []
    pages = [before[-1].page, taken.call.page if taken.call is not None else before[-1].page]
    return [s for s in reversed(before) if s.page in pages or _only_asks(s)][:20]


def _only_asks(sight: Sight) -> bool:
    """A page of its own on sensitive information, with a yes and a no and nothing to fill in, before the form. The
    notice of the launch is none, whatever it lists."""
    if any("notice" in s.kinds for s in sight.surfaces) or not phrases.names(sight.text, "sensitive_at_all"):
        return False
    roles = {c.role for c in sight.controls if c.node.surface == "app"}
    yes = any(phrases.consents(c.text) for c in sight.controls if c.node.surface == "app")
    return yes and "refuse" in roles and "input" not in roles


def _control(taken: Taken) -> tuple[Control_, Sight | None]:
    """The best control of its own at that step. A general tick of policy and terms is none."""
    plain: Sight | None = None
    for sight in _step(taken):
        for said in _asked(sight):
            named = phrases.names(said, taken.words)
            if not named and not phrases.names(said, "sensitive_at_all"):
                continue
            if named and phrases.names(said, "necessity"):
                return "full", sight
            plain = plain or sight
    return ("plain", plain) if plain is not None else ("none", None)


def _asked(sight: Sight) -> list[str]:
    """Words that a control of consent stands for: a tick line, or a popup with its own yes and no."""
    tree = sight.tree
    found = [said for node in tree.nodes if _box(node) and (said := _line(tree, node)) and phrases.consents(said)]
    for surface in sight.surfaces:
        yes = [c for c in surface.controls if phrases.consents(c.text)]
        if surface.form == "overlay" and yes and surface.having("refuse"):
            found.append(surface.text)
    found += [popup for popup in _popups(sight) if popup]
    return [*found, sight.text] if _only_asks(sight) else found


def _popups(sight: Sight) -> list[str]:
    """A dialog with a yes and a no that asks for nothing the walk knows as a surface."""
    tree = sight.tree
    dialogs: dict[str, list[Node]] = {}
    for node in tree.nodes:
        if node.dialog:
            dialogs.setdefault(node.dialog, []).append(node)
    texts = [" ".join(n.text for n in nodes if n.text) for nodes in dialogs.values()]
    return [
        t for t in texts if phrases.consents(t) and any(c.role == "refuse" for c in sight.controls if c.node.dialog)
    ]


def _box(node: Node) -> bool:
    return node.tag in toggles.TAGS or (node.surface == "app" and _drawn(node))


def _drawn(node: Node) -> bool:
    names = [str(node.attrs.get(k, "")) for k in ("class", "src", "type")]
    small = max(node.rect[2], node.rect[3]) <= 48
    return small and not node.text and words.marked("box", *names)


def _line(tree: Tree, box: Node) -> str:
    for around in [box, *tree.ancestors(box)[:4]]:
        text = tree.text_of(around)
        if text.strip():
            return text if len(text) <= _LINE else ""
    return ""


def _finding(taken: Taken) -> Finding:
    kind = kinds.named(taken.kind)
    steps = _step(taken)
    shown = [s.seq for s in steps[:2]]
    label = Text(zh=f"{kind.zh}，无单独同意", en=f"{kind.en}, no consent of its own")
    boxes = tuple(Box(screen=s.seq, rect=_field(s, taken.words), label=label) for s in steps[:1])
    reason = Text(
        zh=f"提交{kind.zh}的步骤没有写明该信息的单独同意选项。",
        en=f"The step that takes {kind.en} has no consent of its own that names it.",
    )
    if taken.sent is not None:
        proof = transmissions.evidence([taken.sent], before=(taken.start.first,), boxes=boxes)
        proof = proof.model_copy(update={"screens": tuple(dict.fromkeys([*shown, *proof.screens]))})
    else:
        data = taken.call.data if taken.call is not None else {}
        site = CallSite(
            seq=taken.seq, api=str(data.get("api", "")), file=str(data.get("file", "")), line=int(data.get("line") or 0)
        )
        page = steps[0].page if steps else ""
        events = (taken.start.first, taken.seq)
        proof = Evidence(run=taken.start.run, page=page, events=events, screens=tuple(shown), boxes=boxes, call=site)
    return Finding(check=META.id, subject=("sensitive", taken.kind), reason=reason, evidence=proof)


def _field(sight: Sight, group: str) -> Rect:
    """Where the screen asks for it: the field or line that names it, else the whole view."""
    tree = sight.tree
    for node in tree.nodes:
        said = f"{node.text} {node.attrs.get('placeholder', '')}"
        if node.surface == "app" and geometry.visible(node, tree) and phrases.names(said, group):
            return node.rect
    return (0, 0, *tree.viewport)
