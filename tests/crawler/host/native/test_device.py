"""What the platform's side answers: every question of the page has an answer, and it has the fields it should have."""

import base64
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.host.native.native import HANDLERS
from crawler.host.native.visit import Answer, Evidence, Refusal, Visit
from recording.data import config_rows
from recording.planted_pictures import read_position
from recording.profile import Profile

API = Path(__file__).parents[4] / "crawler" / "host" / "browser" / "api"
MADE_IN_THE_PAGE = {
    "chooseImage": {"tempFilePaths", "tempFiles"},
    "chooseMedia": {"tempFiles", "type"},
    "chooseVideo": {"duration", "height", "size", "tempFilePath", "width"},
    "chooseMessageFile": {"tempFiles"},
    "createBLEPeripheralServer": {"server"},
    "createVKSession": {"cameraSize", "config", "state"},
    "startRecord": {"tempFilePath"},
}
"""The page makes files of the bytes it is handed, and the objects with methods."""
DEPENDS = {"authSetting", "subscriptionsSetting", "TEMPLATE_ID"}
"""Filled for what was asked: scopes, templates."""


class Desk(SimpleNamespace):
    """A user who picks the first of whatever is offered, and a phone that gives a word for everything."""

    def give(self, question: Any, kind: str, field: str, interface: str = "") -> str:
        if field in {"latitude", "longitude"}:
            return "1"
        return "0a1b" * 8 if field in {"picture", "sound"} else f"{kind}-{field}"

    async def ask(self, question: Any, spec: dict[str, Any]) -> Answer:
        items = [item for block in spec.get("blocks", []) for item in block.get("items", [])]
        return Answer(items[0]["name"] if items else "agree", Evidence(action=1))

    def emit(self, event: str, payload: Any) -> None:
        self.events.append((event, payload))

    def record(self, name: str, question: Any, **fields: Any) -> None:
        self.events.append((name, fields))

    def open_page(self, name: str, question: Any) -> None:
        self.events.append(("page", name))


def desk(**session: Any) -> Desk:
    gate = SimpleNamespace(
        scopes={},
        agreed=lambda kind: True,
        has_consent=lambda: True,
        needs_authorization=lambda: False,
        authorized_scopes=dict,
        listen=lambda: None,
        settings=SimpleNamespace(contract_name="《》", enforced=True),
    )
    return Desk(profile=Profile(), app={}, app_name="n", appid="wx1", gate=gate, session=session, events=[])


def visit(at: Desk, name: str = "", **args: Any) -> Visit:
    question = SimpleNamespace(interface=f"wx.{name}", args=args, button=False, since_input_ms=1.0, call="c1", page="p")
    return Visit(at, question)  # type: ignore[arg-type]


async def answered(at: Desk, name: str, **args: Any) -> dict[str, Any]:
    return dict(await HANDLERS[f"wx.{name}"](visit(at, name, **args)))


def test_every_question_of_the_page_has_an_answer() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in API.rglob("*.js"))
    plain = (API / "native.js").read_text(encoding="utf-8")
    names = set(re.findall(r"host\.native\(\s*['\"]([\w.]+)['\"]", text))
    names |= set(re.findall(r"(\w+): \{ native: true", text)) | set(re.findall(r"^  '(\w+)',", plain, re.MULTILINE))
    asked = {name if "." in name else f"wx.{name}" for name in names}
    assert len(asked) > 60
    assert asked - set(HANDLERS) == {"wx.resolvePrivacyAuthorization"}, "that one is the gate's own"


def _required() -> dict[str, set[str]]:
    rows = {row["interface"]: row["result"].split() for row in config_rows("interfaces.tsv")}
    fields = {name: {one.split("@")[0] for one in row if "." not in one} for name, row in rows.items()}
    return {
        name: {field for field in wanted if not field.endswith("?")} - {"errMsg", "errCode"} - DEPENDS
        for name, wanted in fields.items()
    }


@pytest.mark.parametrize("name", sorted(name[3:] for name in HANDLERS if name.startswith("wx.")))
async def test_answers_have_the_fields_of_the_definitions(name: str) -> None:
    wanted = _required().get(f"wx.{name}", set()) - MADE_IN_THE_PAGE.get(name, set())
    at = desk(wifi=True, bluetooth=True, logged_in=True, background_token="t")
    try:
        got = await answered(at, name, scope="scope.camera", tmplIds=["t"], data="d", withSubscriptions=True)
    except Refusal as refusal:
        assert refusal.reason in {"connection fail", "no connection", "no device", "no shareTicket", "invalid scope"}, (
            name
        )
    else:
        assert wanted - set(got) == set()


async def test_bluetooth_finds_a_neighbour_that_never_connects() -> None:
    at = desk()
    with pytest.raises(Refusal) as closed:
        await answered(at, "getBLEDeviceServices", deviceId="d")
    assert closed.value.extra == {"errCode": 10000}
    await answered(at, "openBluetoothAdapter")
    await answered(at, "startBluetoothDevicesDiscovery")
    ((event, payload),) = at.events
    assert (event, payload["devices"][0]["deviceId"]) == ("bluetoothDeviceFound", "bluetooth-deviceId")
    for name, code in (("createBLEConnection", 10003), ("writeBLECharacteristicValue", 10006)):
        with pytest.raises(Refusal) as refused:
            await answered(at, name, deviceId="d")
        assert refused.value.extra == {"errCode": code}


async def test_a_token_of_background_fetching_is_kept_for_the_user() -> None:
    at = desk()
    with pytest.raises(Refusal, match="token not set"):
        await answered(at, "getBackgroundFetchToken")
    await answered(at, "setBackgroundFetchToken", token="mine")
    assert await answered(at, "getBackgroundFetchToken") == {"token": "mine"}


@pytest.mark.parametrize(
    ("sizes", "has_position"), [(["compressed"], False), (["original", "compressed"], True), (None, True)]
)
async def test_compressed_pictures_carry_no_position(sizes: Any, has_position: bool) -> None:
    more = {} if sizes is None else {"sizeType": sizes}
    got = await answered(desk(), "chooseMedia", **more)
    (file,) = got["files"]
    assert (read_position(base64.b64decode(file["base64"])) is not None) == has_position
