"""A plugin is part of the program and not shown in the guidelines."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import declarations
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.data import config_rows
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="DEC-04",
    help=Text(
        zh="在指引的第三方插件/SDK 部分写明插件名称和提供方。",
        en="Name the plugin and its provider in the guidelines' part on plugins and SDKs.",
    ),
)


@dataclass(frozen=True)
class Plugin:
    """As app.json says: its own name for it, and the appid of the provider's plugin."""

    alias: str
    provider: str
    known: dict[str, str] | None
    """Its row of ``plugins.tsv``."""


def judge(recording: Recording) -> Verdict:
    used = _plugins(recording)
    if not used:
        if not recording.app:
            reason = Text(zh="没有 app.json，无法得知插件。", en="There is no app.json to tell plugins from.")
            return verdict.inconclusive(META, reason)
        return verdict.not_applicable(META, Text(zh="没有使用插件。", en="There are no plugins."))
    declared = declarations.declarations(recording)
    bare = [p for p in used if not _disclosed(p, declared)]
    numbers = {"plugins": float(len(used)), "not_named": float(len(bare))}
    if not bare:
        reason = Text(zh="插件均已在指引或政策中披露。", en="Every plugin is named in the guidelines or the policy.")
        return verdict.passed(META, reason, numbers=numbers)
    findings = [_finding(recording, p) for p in bare]
    if not declared.known:
        reason = Text(zh="平台隐私指引或隐私政策未知。", en="The guidelines or the policy are unknown.")
        missing = [Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    sure = [f for f, p in zip(findings, bare, strict=True) if not _platform(p) and not _may_be_named(p, declared)]
    if sure:
        return verdict.failed(META, sure[0].reason, sure, numbers)
    if all(_platform(p) for p in bare):
        reason = Text(
            zh="只有平台自己的插件未见披露；平台会自动列出它们，是否列出需在真机上确认。",
            en="Only the platform's own plugins are not named; it lists them itself, which a device would show.",
        )
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    reason = Text(
        zh="指引列有第三方，但其名称与插件的对应关系无法确定。",
        en="The guidelines list third parties, but which of them is the plugin cannot be told from its appid.",
    )
    return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)


def _plugins(recording: Recording) -> list[Plugin]:
    """Of the app and of all its subpackages, each once."""
    packages = recording.app.get("subpackages") or recording.app.get("subPackages")
    holders = (
        [recording.app, *(p for p in packages if isinstance(p, dict))]
        if isinstance(packages, list)
        else [recording.app]
    )
    table = {row["appid"]: row for row in config_rows("plugins.tsv")}
    found: dict[str, Plugin] = {}
    for holder in holders:
        named = holder.get("plugins")
        for alias, item in named.items() if isinstance(named, dict) else ():
            provider = str(item.get("provider", "")) if isinstance(item, dict) else ""
            found.setdefault(provider or str(alias), Plugin(str(alias), provider, table.get(provider)))
    return list(found.values())


def _names(plugin: Plugin) -> list[str]:
    known = plugin.known
    own = [plugin.provider, plugin.alias, *((known["name"], known["provider"]) if known is not None else ())]
    return [n for n in (words.normal(name) for name in own) if len(n) > 2]


def _disclosed(plugin: Plugin, declared: declarations.Declarations) -> bool:
    texts = [words.normal(t) for t in (*declared.sdk_names, *(text for _, text in declared.texts))]
    return any(name in text for name in _names(plugin) for text in texts)


def _platform(plugin: Plugin) -> bool:
    return plugin.known is not None and plugin.known["platform"] == "yes"


def _may_be_named(plugin: Plugin, declared: declarations.Declarations) -> bool:
    """Somebody is listed, and the plugin's public name is not known: it may be that one."""
    return plugin.known is None and bool(declared.sdk_names)


def _finding(recording: Recording, plugin: Plugin) -> Finding:
    known = plugin.known["name"] if plugin.known is not None else plugin.alias
    reason = Text(
        zh=f"app.json 中的插件“{known}”（{plugin.provider or '提供方未写'}）未在指引或政策中披露。",
        en=f"The plugin “{known}” ({plugin.provider or 'no provider given'}) of app.json is not named anywhere.",
    )
    notes = recording.notes("run.begin")[:1]
    subject = (plugin.provider or plugin.alias,)
    return Finding(check=META.id, subject=subject, reason=reason, evidence=Evidence(events=tuple(n.seq for n in notes)))
