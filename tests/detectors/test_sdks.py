"""What real SDKs send, as their released code was measured to send it: recognised, decoded, attributed.

``umtrack-wx`` 2.8.0 posts JSON with the login code; ``sa-sdk-miniprogram`` 1.22.7 puts url(base64(json)) into a query;
``aegis-mp-sdk`` 1.39.4 puts the user's id into the query; ``sentry-miniapp`` 0.11.0 posts an envelope abroad.
"""

import base64
import json
import urllib.parse
from pathlib import Path
from typing import Any

import pytest

from detectors.facts import transmissions
from recording.recording import Recording

CODE = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"
OPENID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
PHONE = "14820261122"
OWN = "https://api.example.test/login"


def umtrack() -> tuple[str, Any]:
    return "https://umini.shujupie.com/uminiprogram_logs/wx/getuut", {"key": "5f0000000000000000000001", "code": CODE}


def sensors() -> tuple[str, Any]:
    event = {"distinct_id": OPENID, "type": "track", "properties": {"$lib": "MiniProgram", "tel": PHONE}}
    data = urllib.parse.quote(base64.b64encode(json.dumps(event).encode()).decode(), safe="")
    return f"https://datasink.sensorsdata.cn/sa.gif?project=p&data={data}&ext=crc%3D123", None


def aegis() -> tuple[str, Any]:
    page = urllib.parse.quote(f"pages/u?mobile={PHONE}", safe="")
    return f"https://aegis.qq.com/collect/pv?id=x&uin={OPENID}&version=1.39.4&aid=7b&from={page}", None


def sentry() -> tuple[str, Any]:
    crumb = {"category": "xhr", "data": {"url": f"https://api.example.test/u?mobile={PHONE}"}}
    event = {"exception": {"values": [{"type": "Error"}]}, "level": "error", "breadcrumbs": [crumb]}
    lines = ({"sdk": {"name": "sentry.javascript.miniapp"}}, {"type": "event"}, event)
    return "https://o7.ingest.sentry.io/api/1/envelope/", "\n".join(json.dumps(line) for line in lines).encode()


def told(story: Any, sdk: Any, agreed: bool) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {"setting_list": []}})
    story.run("agree")
    story.start()
    story.show(story.screens.notice())
    story.plant("openid", "code", CODE)
    story.plant("phone", "number", PHONE)
    blob = story.log.blobs.put(json.dumps({"openid": OPENID}).encode())
    story.flow(OWN, {"a": 1}, call=story.call("wx.request"), response_body=blob, response_size=40)
    if agreed:
        story.fence()
        action = story.act("tap", "answer:agree", "同意并继续")
        story.consent("privacy.answer", action, "agree")
        story.show(story.screens.menu())
    url, body = sdk()
    story.flow(url, body, call=story.call("wx.request", file="vendor/sdk.js"))
    story.covered()


@pytest.mark.parametrize(
    ("sdk", "organisation", "found"),
    [
        (umtrack, "Umeng", {("openid", "body > json.code")}),
        (sensors, "Sensors Data", {("openid", "json.distinct_id"), ("phone", "json.properties.tel")}),
        (aegis, "Tencent Cloud", {("openid", "query.uin"), ("phone", "query.mobile")}),
        (sentry, "Functional Software", {("phone", "breadcrumbs[0].data.url")}),
    ],
)
def test_each_is_decoded_and_attributed(story: Any, sdk: Any, organisation: str, found: set[tuple[str, str]]) -> None:
    told(story, sdk, agreed=True)
    story.log.close()
    sent = [t for t in transmissions.transmissions(Recording(Path(story.root))) if t.recipient.owner == "third"]
    assert {t.recipient.organisation.split(" (")[0] for t in sent} == {organisation}
    for kind, path in found:
        assert any(t.kind == kind and path.replace("query.mobile", "") in t.hit.path for t in sent), (kind, path)


@pytest.mark.parametrize(("agreed", "before"), [(False, True), (True, False)])
@pytest.mark.parametrize("sdk", [umtrack, sensors, aegis])
def test_before_and_after_consent(story: Any, sdk: Any, agreed: bool, before: bool) -> None:
    told(story, sdk, agreed)
    story.whole()
    verdicts = story.verdicts()
    monitors = sdk is aegis  # PRE-02 is of analytics, advertising and attribution; what reports errors is PRE-01's
    assert (verdicts["PRE-01" if monitors else "PRE-02"].verdict == "fail") is before
    assert verdicts["FLW-10"].verdict == "fail", "named nowhere, before or after"
    assert verdicts["FLW-02"].verdict == "fail"


def test_reports_of_errors_are_told_apart(tell: Any) -> None:
    for sdk, log, abroad in ((sentry, "fail", "fail"), (aegis, "fail", "pass"), (sensors, "not-applicable", "pass")):
        story = tell()
        told(story, sdk, agreed=True)
        story.whole()
        verdicts = story.verdicts()
        assert (verdicts["FLW-13"].verdict, verdicts["FLW-04"].verdict) == (log, abroad), sdk.__name__
