"""Every name of the public API definitions: there, answering, supported as ``config/interface_support.tsv`` says."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crawler.host import definitions
from recording.data import config_rows

SCRIPT = (Path(__file__).parent / "api_programs" / "table.js").read_text()
CLASSES = {"implemented", "recorded", "unsupported"}

WINDOWS = {
    "makePhoneCall",
    "navigateToMiniProgram",
    "openEmbeddedMiniProgram",
    "requestOrderPayment",
    "requestPayment",
    "showActionSheet",
    "showModal",
}
"""They wait for the user's answer to a drawn window."""

FAILING = {
    "closeSocket": "taskID not exist",
    "downloadFile": "errcode:-2 cronet_error_code:-2 error_msg:net::ERR_FAILED",
    "getSelectedTextRange": "no focused field",
    "getStorage": "data not found",
    "getVideoInfo": "file not support",
    "hideTabBar": "not TabBar page",
    "loadFontFace": "error",
    "navigateBack": "cannot navigate back at first page",
    "navigateTo": 'page "pages/none" is not found',
    "reLaunch": 'page "pages/none" is not found',
    "redirectTo": 'page "pages/none" is not found',
    "request": "errcode:-2 cronet_error_code:-2 error_msg:net::ERR_FAILED",
    "restartMiniProgram": 'page "pages/none" is not found',
    "sendSocketMessage": "taskID not exist",
    "showTabBar": "not TabBar page",
    "switchTab": 'page "pages/none" is not found',
    "uploadFile": "errcode:-2 cronet_error_code:-2 error_msg:net::ERR_FAILED",
}
"""Implemented, and right to fail on this page, without a network and with the options the program gives."""

ELSEWHERE = {"PCKernelVersion", "hostExtraData"}
"""Fields that a phone does not give: of the desktop client and of other apps that run mini programs."""

NEVER_TOLD = {"canIUse", "createAnimation", "createSelectorQuery", "nextTick"}
"""Called many times a second, and telling nothing of the user."""


def _claims() -> dict[str, str]:
    """Every name of the definitions -> its class."""
    return {name: claim.kind for name, claim in definitions.support().items()}


def _fields() -> dict[str, list[str]]:
    """Member of ``wx`` -> the fields that its answer must have."""
    fields: dict[str, list[str]] = {}
    for row in config_rows("interfaces.tsv"):
        required = [field.split("@")[0] for field in row["result"].split() if "." not in field]
        wanted = [name for name in required if not name.endswith("?") and name not in ELSEWHERE | {"errMsg", "errCode"}]
        fields[row["interface"].removeprefix("wx.")] = wanted
    return fields


def _program() -> str:
    table: dict[str, dict[str, str]] = {}
    for row in config_rows("interfaces.tsv"):
        owner, _, name = row["interface"].rpartition(".")
        table.setdefault(owner, {})[name] = row["kind"]
    given = {"TABLE": table, "FIELDS": _fields(), "WINDOWS": sorted(WINDOWS)}
    return "\n".join([*(f"const {name} = {json.dumps(value)};" for name, value in given.items()), SCRIPT])


@pytest.mark.browser
async def test_every_name_is_there_answers_and_is_classed_as_claimed(host: Any) -> None:
    claims = _claims()
    program = await host.start(_program())
    await asyncio.wait_for(program.finished.wait(), 60)
    marks: dict[str, str] = await program.page.control("support")
    got = program.results
    members = {name: claimed for name, claimed in claims.items() if name.count(".") == 1 and name.startswith("wx.")}

    assert {name: marks.get(name[3:]) for name in members} == members
    absent = {owner: names for owner, names in got["missing"].items() if names}
    assert absent == {}
    unmade = {name.rpartition(".")[0] for name in claims} - set(got["made"])
    unclaimed = [name for name in claims if name.rpartition(".")[0] in unmade and claims[name] == "implemented"]
    assert not [name for name in unclaimed if not name.startswith("AnimationObject.")], "no test makes these objects"

    told = {message["name"] for message in program.told("unsupported")}
    called = {message["api"] for message in program.told("call")}
    native = {message["api"] for message in program.told("native")}
    kinds = {row["interface"]: row["kind"] for row in config_rows("interfaces.tsv")}
    wrong = []
    for name, claimed in members.items():
        answer = got["answers"][name[3:]]
        if kinds[name] != "value":
            problem = _problem(name[3:], claimed, answer, native)
            if problem:
                wrong.append(f"{name}: {problem}")
            if (name in told) != (claimed == "unsupported"):
                wrong.append(f"{name}: claimed {claimed}, told as unsupported: {name in told}")
            if (name in called) != (name[3:] not in NEVER_TOLD):
                wrong.append(f"{name}: recorded: {name in called}")
    assert wrong == []
    assert [error for error in program.told("error") if error["cause"] == "host"] == []
    assert Counter(members.values())["unsupported"] < 20


def _problem(name: str, claimed: str, answer: dict[str, Any], native: set[str]) -> str:
    """What is wrong with an answer; ``""`` for nothing."""
    if "thrown" in answer:
        second = name == "createWorker" and "max concurrent" in answer["thrown"]
        return "" if second else f"threw {answer['thrown']}"
    if "fail" in answer:
        return _failure(name, claimed, answer["fail"], native)
    lacking = set(_fields()[name]) - set(answer.get("has", _fields()[name]))
    if lacking and claimed != "unsupported":
        return f"its answer lacks {sorted(lacking)}"
    unanswered = {"complete", "type", "returned"}.isdisjoint(answer)
    return "never answered" if unanswered and name not in WINDOWS else ""


def _failure(name: str, claimed: str, told: str, native: set[str]) -> str:
    prefix = f"{name}:fail "
    if not told.startswith(prefix):
        return f"its errMsg is {told}"
    reason = told.removeprefix(prefix)
    asked = reason == "auth deny" and name in native
    return "" if claimed != "implemented" or asked or FAILING.get(name) == reason else f"failed: {reason}"


CAN_I_USE = {
    "request": True,
    "nothing": False,
    "createUDPSocket": False,
    "getSystemInfoSync.return.safeArea": True,
    "getSystemInfoSync.return.safeArea.left": True,
    "getSystemInfoSync.return.nothing": False,
    "getSystemInfo.success.screenWidth": True,
    "showToast.object.image": True,
    "showToast.object.icon.error": True,
    "showToast.object.icon.nothing": False,
    "onCompassChange.callback.direction": True,
    "request.object.method.GET": True,
    "request.fail": True,
    "request.nothing.url": False,
    "CameraContext.onCameraFrame": True,
    "CameraContext.nothing": False,
    "cloud.callFunction": True,
    "cloud.nothing": False,
    "live-player": True,
    "text.selectable": True,
    "text.nothing": False,
    "button.open-type.getPhoneNumber": True,
    "button.open-type.nothing": False,
    "input.type.nickname": True,
    "view.bindtap": True,
    "": False,
}
NEWER = (
    "getAppBaseInfo",
    "getPrivacySetting",
    "request.object.enableChunked",
    "batchSetStorage",
    "CameraContext.setZoom",
)


@pytest.mark.browser
async def test_can_i_use_answers_from_the_definitions_and_the_claimed_base_library(host: Any) -> None:
    script = (
        "Page({onLoad() { out.can = %s.map((n) => wx.canIUse(n)); out.type = typeof wx.batchSetStorage; done(); }});"
    )
    now = await host.run(script % json.dumps([*CAN_I_USE, *NEWER]))
    assert dict(zip([*CAN_I_USE, *NEWER], now.results["can"], strict=True)) == CAN_I_USE | dict.fromkeys(NEWER, True)
    assert now.results["type"] == "function"
    old = await host.run(script % json.dumps(["request", "setStorage", *NEWER]), sdk="2.9.0")
    assert old.results["can"] == [True, True, *[False] * len(NEWER)]
    assert old.results["type"] == "undefined"


def test_names_newer_than_a_base_library() -> None:
    assert "getPrivacySetting" in definitions.newer_than("2.32.2")
    assert "getPrivacySetting" not in definitions.newer_than("2.32.3")
    assert definitions.newer_than("99.0.0") == []
    assert definitions.version("2.10.4") > definitions.version("2.9.9")


def test_claims_are_known_classes_with_a_reason_and_name_what_there_is() -> None:
    rows = config_rows("interface_support.tsv")
    names = {row["interface"] for row in config_rows("interfaces.tsv")}
    names |= {f"{name.rpartition('.')[0]}.*" for name in names}
    assert {row["interface"] for row in rows} <= names
    assert {row["support"] for row in rows} <= CLASSES
    assert all(row["why"] for row in rows)
    assert len({row["interface"] for row in rows}) == len(rows)
