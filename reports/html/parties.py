"""Who stands behind a host and what a kind of data is called, in words."""

from detectors.facts import kinds, recipients
from recording.recording import Recording
from reports.html import words
from reports.html.view import Both

OWNER = {
    "operator": Both("运营者自有", "the operator's own"),
    "platform": Both("平台", "the platform"),
    "hosting": Both("托管服务", "hosting"),
    "third": Both("第三方", "a third party"),
    "unknown": Both("归属未知", "owner unknown"),
}
"""Whose a host is, where nothing more is known of what it is for."""
_CATEGORY = {
    "advertising": Both("广告", "advertising"),
    "analytics": Both("统计分析", "analytics"),
    "attribution": Both("归因", "attribution"),
    "identity": Both("身份认证", "identity"),
    "map": Both("地图", "map"),
    "messaging": Both("消息", "messaging"),
    "monitoring": Both("监控", "monitoring"),
    "risk control": Both("风控", "risk control"),
    "service provider": Both("服务商", "service provider"),
}


def owner(recording: Recording, host: str) -> Both:
    """The owner in words; unknown stays unknown."""
    found = recipients.recipient(recording, host)
    third = found.owner == "third"
    role = words.of(_CATEGORY, found.category or "service provider") if third else OWNER[found.owner]
    if found.owner in ("operator", "unknown") or not found.organisation:
        return role
    return Both(f"{found.organisation}，{role.zh}", f"{found.organisation}, {role.en}")


def kind(name: str) -> Both:
    """A kind of data in words."""
    text = kinds.named(name)
    return Both(text.zh, text.en[:1].upper() + text.en[1:])
