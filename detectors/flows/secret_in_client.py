"""A secret of the platform passes through the client: AppSecret, session_key, the server's access token."""

import re
from dataclasses import dataclass

from detectors import verdict
from detectors.facts import bodies, called, moments, senders, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.decoding import Decoder, Leaf
from recording.event import Event
from recording.hit import printable
from recording.recording import Recording

META = Check(
    id="FLW-09",
    help=Text(
        zh="session_key、AppSecret、access_token 只留在服务器；已外泄的立即重置。由服务器调用 api.weixin.qq.com。",
        en="Keep session_key, AppSecret and access_token on the server, reset those that leaked, and call "
        "api.weixin.qq.com from there.",
    ),
    needs=("flows", "events"),
)
_SERVER_API = "api.weixin.qq.com"
_SESSION_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
_APP_SECRET = re.compile(r"[0-9a-f]{32}")
_ACCESS_TOKEN = re.compile(r"\d{2,3}_[A-Za-z0-9_-]{80,600}")
_APPID = re.compile(r"wx[0-9a-f]{16}")
_MAY_HOLD = re.compile(rb"session_?key|secret|access_?token", re.IGNORECASE)


@dataclass(frozen=True)
class _Secret:
    flow: Event
    name: str
    """``session_key``, ``AppSecret`` or ``access_token``."""
    path: str
    sent: bool
    sure: bool
    """The value has the form, not only the name."""


def judge(recording: Recording) -> Verdict:
    flows = senders.of_the_program(recording)
    if not flows:
        return nothing_seen(META, recording, Text(zh="没有后端通信。", en="There is no backend."))
    found = [secret for flow in flows for secret in _in_flow(recording, flow)]
    sure = [s for s in found if s.sure]
    if sure:
        findings = [_finding(recording, s) for s in _first_of_each(sure)]
        return verdict.failed(META, findings[0].reason, findings)
    if found:
        reason = Text(
            zh="出现了密钥类字段名，但值不是平台密钥的形式。",
            en="A field is named like a secret of the platform, but its value does not have that form.",
        )
        return verdict.inconclusive(META, reason, findings=[_finding(recording, s) for s in _first_of_each(found)])
    reason = Text(zh="客户端通信中没有平台密钥。", en="No secret of the platform passes through the client.")
    return clean_end(META, recording, reason)


def _in_flow(recording: Recording, event: Event) -> list[_Secret]:
    flow = recording.flow(event)
    found = []
    if flow.type != "frame":
        in_url = list(Decoder().url(flow.url))
        found += _secrets(event, in_url, sent=True)
        if flow.host.casefold() == _SERVER_API and not found:
            found.append(_Secret(event, "access_token", "url", sent=True, sure="/sns/jscode2session" in flow.url))
    sides = ((flow.request_body, flow.request_headers, True), (flow.response_body, flow.response_headers, False))
    for blob, headers, sent in sides:
        found += _secrets(event, bodies.leaves(recording, blob, headers, _MAY_HOLD), sent)
    return found


def _secrets(event: Event, leaves: list[Leaf], sent: bool) -> list[_Secret]:
    appid = any(len(leaf.data) == 18 and _APPID.fullmatch(leaf.text) for leaf in leaves)
    found = []
    for leaf in leaves:
        key = re.sub(r"[^a-z]", "", leaf.key.lower())
        if len(leaf.data) > 1000 or not leaf.data or not any(c in leaf.path for c in ".["):
            continue
        text = leaf.text
        if key.endswith("sessionkey"):
            found.append(_Secret(event, "session_key", leaf.path, sent, _SESSION_KEY.fullmatch(text) is not None))
        elif key.endswith("appsecret") or (key == "secret" and appid):
            found.append(_Secret(event, "AppSecret", leaf.path, sent, _APP_SECRET.fullmatch(text) is not None))
        elif key.endswith("accesstoken") and _ACCESS_TOKEN.fullmatch(text):
            found.append(_Secret(event, "access_token", leaf.path, sent, sure=True))
    return found


def _first_of_each(found: list[_Secret]) -> list[_Secret]:
    table: dict[tuple[str, str, str], _Secret] = {}
    for secret in found:
        table.setdefault((secret.name, secret.path, str(secret.flow.data.get("host", ""))), secret)
    return list(table.values())


def _finding(recording: Recording, secret: _Secret) -> Finding:
    flow = secret.flow
    host = printable(str(flow.data.get("host", "")).encode("utf-8", "replace"))
    zh, en = (
        ("由客户端发往", "is sent by the client to") if secret.sent else ("出现在应答中，来自", "is in an answer of")
    )
    reason = Text(zh=f"{secret.name} {zh} {host}（{secret.path}）。", en=f"{secret.name} {en} {host} ({secret.path}).")
    call = moments.call_of(recording, flow)
    proof = Evidence(
        run=flow.run,
        page=call.page if call is not None else flow.page,
        events=(flow.seq, *((call.seq,) if call is not None else ())),
        flows=(flow.seq,),
        screens=called.screens(recording, call if call is not None else flow),
        call=called.site(call) if call is not None else None,
    )
    return Finding(
        check=META.id, subject=(secret.name, transmissions.to(recording, flow).domain), reason=reason, evidence=proof
    )
