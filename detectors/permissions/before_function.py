"""A permission is asked for before the user starts a function that needs it."""

from detectors import verdict
from detectors.facts import categories, functions, prompts
from detectors.facts.nothing_seen import NO_PERMISSION, nothing_seen
from detectors.facts.prompts import Prompt
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRM-01",
    help=Text(
        zh="把申请权限的调用从 onLaunch/onLoad/onShow 移到用户点击对应功能之后。",
        en="Move the call from onLaunch, onLoad or onShow to the tap on the function that needs it.",
    ),
    needs=("events", "screens"),
    requests=False,
)


def judge(recording: Recording) -> Verdict:
    asked = list(prompts.prompts(recording))
    if not asked:
        return nothing_seen(META, recording, NO_PERMISSION)
    early = [p for p in asked if p.trigger.unprompted and not _itself(recording, p)]
    proven = [group for group in _grouped(early) if prompts.in_two_starts(group)]
    numbers = {"prompts": float(len(asked)), "unprompted": float(len(early))}
    if proven:
        findings = [_finding(group) for group in proven]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if early:
        findings = [_finding(group) for group in _grouped(early)]
        reason = Text(
            zh="权限在用户操作之前申请，但只在一次冷启动中看到。",
            en="A permission was asked for before any press, but in one cold start only.",
        )
        missing = [Text(zh="第二次冷启动", en="a second cold start")]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    unsure = [p for p in asked if not _fits(recording, p)]
    if unsure:
        return _unsure(unsure, numbers)
    reason = Text(
        zh="每次申请权限都在点击对应功能之后。", en="Every permission was asked for after a press that needs it."
    )
    return verdict.passed(META, reason, prompts.evidence(asked[:2]), numbers)


def _itself(recording: Recording, prompt: Prompt) -> bool:
    """A map on a map service's page, a viewfinder: the page that was opened is the function."""
    return prompts.function_in_sight(prompt) or (
        prompt.scope.kind == "location" and categories.positions(categories.category(recording))
    )


def _fits(recording: Recording, prompt: Prompt) -> bool:
    if prompt.trigger.how == "press":
        return functions.serves(prompt.scope.kind, prompt.trigger.label)
    position = prompt.scope.kind == "location" and categories.positions(categories.category(recording))
    return prompt.trigger.unprompted and position and prompts.function_in_sight(prompt)


def _grouped(asked: list[Prompt]) -> list[list[Prompt]]:
    table: dict[tuple[str, str], list[Prompt]] = {}
    for prompt in asked:
        table.setdefault((prompt.scope.name, prompt.page), []).append(prompt)
    return list(table.values())


def _finding(group: list[Prompt]) -> Finding:
    what, page = prompts.named(group[:1]), group[0].page or "app"
    by = group[0].interface
    reason = Text(
        zh=f"页面 {page} 在用户没有点击任何功能时就申请“{what.zh}”（{by or '接口未知'}）。",
        en=f"{page} asks to “{what.en}” ({by or 'interface unknown'}) before the user pressed anything.",
    )
    return Finding(
        check=META.id, subject=(group[0].scope.name, group[0].page), reason=reason, evidence=prompts.evidence(group[:2])
    )


def _unsure(unsure: list[Prompt], numbers: dict[str, float]) -> Verdict:
    first = unsure[0]
    label = first.trigger.label[:30]
    said: dict[str, Text] = {
        "press": Text(
            zh=f"申请权限前点击了“{label}”，但无法确定它是否就是需要该权限的功能。",
            en=f"“{label}” was pressed before the permission was asked for; whether it is what needs it is uncertain.",
        ),
        "late": Text(
            zh="申请权限时距上次点击已超过 3 秒。",
            en="More than 3 s lay between the last press and the permission.",
        ),
        "opened": Text(
            zh="该页面由检查直接打开，用户会经由哪个功能到达未知。",
            en="The inspection opened the page directly; which function leads a user there is not known.",
        ),
        "nothing": Text(
            zh="没有点击即申请权限，但该页面本身可能就是使用该权限的功能。",
            en="The permission was asked for without a press, but the page may itself be the function that needs it.",
        ),
    }
    reason = said[first.trigger.how]
    return verdict.inconclusive(META, reason, evidence=prompts.evidence(unsure[:3]), numbers=numbers)
