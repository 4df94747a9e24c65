"""The test identity: repeatable, unique for each handing-out, shaped as forms and platforms expect."""

import base64
import io
import re
import wave

import pytest
from PIL import Image

from recording import planted_pictures, planted_values
from recording.event import Event
from recording.identity import Planted, PlantedIdentity, document, planted


def test_equal_seeds_give_equal_values_and_other_runs_give_others() -> None:
    def values(seed: int, run: str) -> list[str]:
        identity = PlantedIdentity(seed, run)
        return [identity.hand_out(kind, field, "wx.x", "pages/a").value for kind, field in planted_values.MAKERS]

    assert values(7, "agree") == values(7, "agree")
    assert not set(values(7, "agree")) & set(values(7, "refuse"))
    assert not set(values(7, "agree")) & set(values(8, "agree"))


def test_another_page_gets_another_value_and_a_code_is_fresh_each_time() -> None:
    told: list[Planted] = []
    identity = PlantedIdentity(1, "agree", told.append)
    first = identity.hand_out("clipboard", "data", "wx.getClipboardData", "pages/a", "c1")
    assert identity.hand_out("clipboard", "data", "wx.getClipboardData", "pages/a", "c2") is first
    assert identity.hand_out("clipboard", "data", "wx.getClipboardData", "pages/b").value != first.value
    codes = {identity.hand_out("openid", "code", "wx.login", "pages/a").value for _ in range(3)}
    assert len(codes) == 3
    assert [value.id for value in told] == [f"agree.{n}" for n in range(1, 6)] == [v.id for v in identity.values]


def test_after_a_withdrawal_the_kind_gets_new_values() -> None:
    identity = PlantedIdentity(1, "refuse")
    before = identity.hand_out("location", "latitude", "wx.getLocation", "pages/a")
    identity.renew("location")
    assert identity.hand_out("location", "latitude", "wx.getLocation", "pages/a").value != before.value


@pytest.mark.parametrize(
    ("kind", "field", "shape"),
    [
        ("phone", "code", r"[0-9a-f]{64}"),
        ("phone", "number", r"14[689]\d{8}"),
        ("phone", "iv", r"[A-Za-z0-9+/]{22}=="),
        ("openid", "code", r"0[0-9A-Za-z]{31}"),
        ("openid", "openid", r"o[0-9A-Za-z_-]{27}"),
        ("location", "latitude", r"40\.490\d{3}[1-9]"),
        ("location", "longitude", r"116\.950\d{3}[1-9]"),
        ("plate", "number", r"京A[A-HJ-NP-Z0-9]{5}"),
        ("email", "address", r"[a-z0-9]+@example\.com"),
        ("wifi", "BSSID", r"02(:[0-9A-F]{2}){5}"),
        ("ip", "localip", r"10(\.\d{3}){3}"),
        ("clipboard", "data", r"[0-9A-Za-z]{16}[一-鿿㐀-䶿]{4}"),
        ("name", "name", r"[一-鿿㐀-䶿]{3}"),
        ("nothing_known", "anything", r"[0-9a-z]{16}"),
    ],
)
def test_shapes(kind: str, field: str, shape: str) -> None:
    for number in range(30):
        value = PlantedIdentity(number, "agree").hand_out(kind, field, "wx.x", "p").value
        assert re.fullmatch(shape, value), value


def test_check_digits_hold() -> None:
    for number in range(200):
        identity = PlantedIdentity(number, "agree")
        card = [int(c) for c in identity.hand_out("bank_card", "number", "typed", "p").value[::-1]]
        assert sum(card[::2]) % 10 == -sum(sum(divmod(2 * d, 10)) for d in card[1::2]) % 10
        person = identity.hand_out("id_number", "number", "typed", "p").value
        assert re.fullmatch(r"110101190[0-5]\d{7}[\dX]", person)
        digits = [10 if c == "X" else int(c) for c in person]
        assert sum(d * (2 ** (17 - n) % 11) for n, d in enumerate(digits)) % 11 == 1
        tax = identity.hand_out("invoice", "taxNumber", "wx.chooseInvoiceTitle", "p").value
        alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        assert len(tax) == 18
        assert (
            sum(alphabet.index(c) * pow(3, n, 31) for n, c in enumerate(tax[:17])) + alphabet.index(tax[17])
        ) % 31 == 0


def test_encrypted_data_has_the_platforms_shape() -> None:
    value = PlantedIdentity(3, "agree").hand_out("phone", "encryptedData", "button.getPhoneNumber", "p").value
    assert len(value) >= 64
    assert len(value) % 4 == 0
    base64.b64decode(value, validate=True)


def test_the_block_code_survives_scaling_and_recompression() -> None:
    for number in range(5):
        code = PlantedIdentity(number, "agree").hand_out("chosen_media", "picture", "wx.chooseImage", "p").value
        assert planted_pictures.read_code(planted_pictures.avatar(code)) == code
        photo = planted_pictures.photo(code)
        assert f"mi-{code}".encode() in photo
        small = io.BytesIO()
        Image.open(io.BytesIO(photo)).resize((64, 64)).save(small, "JPEG", quality=60)
        assert planted_pictures.read_code(small.getvalue()) == code
        compressed = planted_pictures.photo(code, original=False)
        assert planted_pictures.read_code(compressed) == code
        assert planted_pictures.read_position(compressed) is None and b"mi-" not in compressed
    assert planted_pictures.read_code(b"no picture") is None


def test_the_photo_carries_a_position_and_the_sound_its_length() -> None:
    gps = Image.open(io.BytesIO(planted_pictures.photo("00ff00ff00ff00ff"))).getexif().get_ifd(0x8825)
    assert gps[1] == "N"
    assert float(gps[2][0]) == 40
    sound = planted_pictures.sound("00ff00ff00ff00ff")
    with wave.open(io.BytesIO(sound)) as file:
        assert file.getnframes() == 16000
    assert b"mi-00ff00ff00ff00ff" in sound
    assert int.from_bytes(sound[4:8], "little") == len(sound) - 8


def test_values_come_back_from_the_notes_of_a_recording() -> None:
    identity = PlantedIdentity(5, "agree")
    value = identity.hand_out("phone", "code", "button.getPhoneNumber", "pages/a", "c7")
    data = {"name": "planted", **value.model_dump(exclude={"page"})}
    event = Event(seq=1, utc="", mono_ns=0, kind="note", page="pages/a", data=data)
    forged = Event(seq=2, utc="", mono_ns=0, kind="note", data={"name": "planted", "id": ["x"]})
    assert planted([event, forged, event]) == (value,)
    assert document(5, [value])["values"][0]["value"] == value.value
