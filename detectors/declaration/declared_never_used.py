"""A kind is declared in the guidelines and never used."""

from detectors import verdict
from detectors.facts import coverage, fields, interfaces, kind_table, kinds
from detectors.facts.kind_table import Row
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="DEC-03",
    help=Text(
        zh="从指引中删除没有使用的信息种类；确有使用的，让检查能到达该功能。",
        en="Remove kinds that are not used from the guidelines; where one is used, make its function reachable.",
    ),
)
_UNSEEN = frozenset({"EXOrderInfo", "EXUserPublishContent", "EXUserFollowAcct", "EXUserOpLog", "DeviceInfo"})
"""Keys of things that no interface gives and no planted value stands for: their use cannot be ruled out."""


def judge(recording: Recording) -> Verdict:
    declared = recording.profile.declared
    if declared is None:
        reason = Text(zh="平台隐私指引未知。", en="The platform's guidelines are unknown.")
        missing = [Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        return verdict.inconclusive(META, reason, missing=missing)
    if not declared.keys:
        return verdict.not_applicable(META, Text(zh="没有声明任何信息种类。", en="Nothing is declared."))
    rows = kind_table.kind_table(recording)
    offered = {key for kind in fields.asked_for(recording) for key in kinds.kinds()[kind].keys}
    unused = sorted(k for k in declared.keys - _UNSEEN - offered if not _used(k, rows))
    doubtful = sorted(declared.keys & _UNSEEN)
    reached = coverage.coverage(recording)
    numbers = {"declared": float(len(declared.keys)), "unused": float(len(unused)), **reached.numbers}
    absent = [k for k in unused if not _named(k, rows)]
    findings = [_finding(recording, key, rows) for key in (*absent, *(k for k in unused if k not in absent))]
    enough = reached.enough and reached.share >= coverage.PAGES
    if absent and enough:
        return verdict.failed(META, findings[0].reason, findings[: len(absent)], numbers)
    if findings and enough:
        # A function that the walk did not come by is no declaration too many (catalogue, trap).
        reason = Text(
            zh="有声明的种类只在代码中出现，走查没有触发。",
            en="Declared kinds stand in the code only; what uses them was not met.",
        )
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    if findings:
        reason = Text(
            zh="有声明的种类未见使用，但走查覆盖度不足以认定。",
            en="Declared kinds were not seen used, but too little was seen to say so.",
        )
        share = Text(zh="90% 的页面", en="90 % of the pages")
        return verdict.inconclusive(
            META, reason, findings=findings, missing=reached.missing or (share,), numbers=numbers
        )
    if doubtful and len(doubtful) == len(declared.keys):
        reason = Text(
            zh=f"{'、'.join(doubtful)} 没有对应接口，是否使用无法由机器判断。",
            en=f"No interface stands for {', '.join(doubtful)}; whether they are used cannot be told by machine.",
        )
        return verdict.inconclusive(META, reason, numbers=numbers)
    reason = Text(zh="声明的信息种类都见到了使用。", en="Every declared kind was seen used.")
    return verdict.passed(META, reason, numbers=numbers)


def _used(key: str, rows: tuple[Row, ...]) -> bool:
    """Called for by an interface of this key, or sent as one of its kinds (typed into a form, or from a picture)."""
    return any(any(u.key == key for u in row.called) or (row.sent and key in row.keys) for row in rows)


def _named(key: str, rows: tuple[Row, ...]) -> bool:
    """Whether the program's code names an interface of this key."""
    return any(key in row.keys and row.referenced for row in rows)


def _finding(recording: Recording, key: str, rows: tuple[Row, ...]) -> Finding:
    kind = next((k for k, own in interfaces.keyed() if own == key), "")
    kind = kind or next((name for name, row in kinds.kinds().items() if key in row.keys), key)
    what = kinds.named(kind)
    places = [p for row in rows if key in row.keys for p in row.referenced]
    where = f"{places[0].file}:{places[0].line}" if places else ""
    zh = f"代码中仅在 {where} 等处出现而未触发" if where else "代码和走查中都没有使用"
    en = f"the code names it ({where}) but it was never reached" if where else "neither code nor walk used it"
    reason = Text(zh=f"声明了 {key}（{what.zh}），但{zh}。", en=f"{key} ({what.en}) is declared, but {en}.")
    notes = recording.notes("coverage") or recording.notes("run.begin")
    return Finding(
        check=META.id, subject=(key,), reason=reason, evidence=Evidence(events=tuple(n.seq for n in notes[:4]))
    )
