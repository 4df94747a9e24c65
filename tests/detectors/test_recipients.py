"""Who stands behind a host, and what of a server's own answers leaves for others."""

from typing import Any

import pytest

from detectors.facts import recipients, transmissions
from recording.recording import Recording

OPENID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
OWN = "https://api.example.test/login"


def opened(story: Any) -> Recording:
    story.log.close()
    return Recording(story.root)


def answered(story: Any, url: str, body: bytes) -> int:
    return int(story.flow(url, {"x": 1}, response_body=story.log.blobs.put(body), response_size=len(body)))


def policy(story: Any, text: str) -> None:
    path = story.log.text("policy.txt", text)
    story.log.note("policy", path=path, source="page", readable=True, chars=len(text), screens=[])


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("如有疑问请联系 privacy@warm-bread.test，我们将在十五个工作日内答复。", "operator"),
        ("如有疑问请联系 warmbread@163.com。", "unknown"),
        ("友盟统计的联系方式为 help@warm-bread.test。", "unknown"),
        ("甲方 a@warm-bread.test。\n乙方 b@other-firm.test。", "unknown"),
    ],
)
def test_the_policys_own_address_tells_whose_a_host_is(story: Any, text: str, owner: str) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}})
    story.run("agree")
    policy(story, text)
    assert recipients.recipient(opened(story), "log.warm-bread.test").owner == owner


def test_a_documented_service_abroad_is_never_taken_for_the_operator(story: Any) -> None:
    story.run("agree")
    story.start()
    story.flow("https://maps.googleapis.com/maps/api/geocode/json", {"x": 1})
    story.flow("https://shop.ap-southeast-1.aliyuncs.com/a.png", {"x": 1})
    recording = opened(story)
    map_service = recipients.recipient(recording, "maps.googleapis.com")
    assert (map_service.owner, map_service.organisation) == ("third", "Google")
    assert "谷歌" in recipients.names_of(map_service)
    assert recipients.recipient(recording, "shop.ap-southeast-1.aliyuncs.com").owner == "hosting"


@pytest.mark.parametrize(
    ("host", "verdict"), [("env-1.service.tcloudbase.com", "pass"), ("data.other-firm.test", "fail")]
)
def test_what_the_operator_rents_of_a_cloud_firm_is_no_third_party(story: Any, host: str, verdict: str) -> None:
    """Its certificate is the cloud firm's; that of a host which nobody knows tells who receives."""
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {"setting_list": []}})
    story.whole()
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    story.plant("wifi", "BSSID", "02:AB:CD:12:34:56")
    holder = {"verdict": "valid", "subject_organisation": "Shenzhen Cloud Systems Company Limited"}
    story.flow(f"https://{host}/a", {"w": "02:AB:CD:12:34:56"}, call=story.call("wx.request"), tls=holder)
    assert story.verdicts()["FLW-02"].verdict == verdict


def test_a_learned_openid_is_followed_to_others_only(story: Any) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}})
    story.run("agree")
    story.start()
    early = story.flow("https://early.test/x", {"u": OPENID})
    taught = answered(story, OWN, b'{"data":{"openid":"' + OPENID.encode() + b'"}}')
    back = story.flow(OWN, {"u": OPENID})
    away = story.flow("https://umini.shujupie.com/up", {"u": OPENID})
    found = transmissions.transmissions(opened(story))
    assert [(t.flow.seq, t.kind, t.value.field) for t in found] == [(away, "openid", "openid")]
    assert taught in transmissions.evidence(list(found)).events
    assert early and back
