"""Who stands behind a host, as far as the profile and the dated list of third parties say."""

from recording.data import config_rows
from recording.profile import Profile
from reports.html import words
from reports.html.view import Both

_CATEGORY = {
    "advertising": Both("广告", "advertising"),
    "analytics": Both("统计分析", "analytics"),
    "attribution": Both("归因", "attribution"),
    "hosting": Both("托管", "hosting"),
    "identity": Both("身份认证", "identity"),
    "map": Both("地图", "map"),
    "messaging": Both("消息", "messaging"),
    "monitoring": Both("监控", "monitoring"),
    "platform": Both("平台", "platform"),
    "risk control": Both("风控", "risk control"),
    "service provider": Both("服务商", "service provider"),
}


def owner(host: str, profile: Profile) -> Both:
    """The owner in words; unknown stays unknown."""
    name = host.lower().rstrip(".")
    if any(_under(name, own.lower()) for own in profile.target.operator_hosts):
        return Both("运营者自有", "the operator's own")
    hits = [row for row in config_rows("third_parties.tsv") if _under(name, (row["host_suffix"] or "").lower())]
    if not hits:
        return words.UNKNOWN_OWNER
    row = max(hits, key=lambda one: len(one["host_suffix"]))
    kind = words.of(_CATEGORY, row["category"])
    return Both(f"{row['organisation']}，{kind.zh}", f"{row['organisation']}, {kind.en}")


def _under(host: str, suffix: str) -> bool:
    return bool(suffix) and (host == suffix or host.endswith("." + suffix.lstrip(".")))
