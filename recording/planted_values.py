"""How each planted value is made: looks real to a form, belongs to nobody, is found again in any traffic.

Source: the catalogue's part C (canaries). Every maker takes a seeded generator and gives text.
"""

import base64
import datetime
from collections.abc import Callable
from random import Random

_RARE = "禤氿鄀麤龘靐彧翀燊晢峣赟鑫垚犇骉羴猋嚞淼焱毳贔鱻灥瞐尛厵皛畾朤壵譶雥孨惢劦歮芔厽燚刕叒品叕茻"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_PLATE = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RIC_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

SPOT = (40.490, 116.950)
"""Open water of the Miyun reservoir, Beijing: nobody lives there, no shop within 3 km."""


def pick(random: Random, alphabet: str, count: int) -> str:
    return "".join(random.choice(alphabet) for _ in range(count))


def mark(random: Random, count: int = 8) -> str:
    """A short run mark of lower-case letters and digits."""
    return pick(random, _BASE36, count)


def hexadecimal(random: Random, count: int) -> str:
    return pick(random, "0123456789abcdef", count)


def base64_bytes(random: Random, size: int) -> str:
    return base64.b64encode(random.randbytes(size)).decode()


def rare_name(random: Random, count: int = 3) -> str:
    """Rare characters: passes "Chinese characters only" forms and meets no real person's data."""
    return pick(random, _RARE, count)


def mobile(random: Random) -> str:
    """146, 148, 149 and 8 digits: common patterns accept it, libphonenumber knows it for no one's."""
    return random.choice(("146", "148", "149")) + pick(random, "0123456789", 8)


def id_number(random: Random) -> str:
    """GB 11643 with a valid check digit; the holder would be over 120 years old."""
    born = datetime.date(1900, 1, 1) + datetime.timedelta(days=random.randrange(6 * 365))
    body = f"110101{born:%Y%m%d}{random.randrange(1, 1000):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _RIC_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def bank_card(random: Random) -> str:
    """19 digits, unassigned issuer 620000, Luhn valid."""
    body = "620000" + pick(random, "0123456789", 12)
    total = 0
    for place, digit in enumerate(reversed(body)):
        number = int(digit) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return body + str(-total % 10)


def plate(random: Random) -> str:
    return "京A" + random.choice("QWXYZ") + pick(random, _PLATE, 2) + pick(random, "0123456789", 2)


def tax_number(random: Random) -> str:
    """Unified social credit code (GB 32100) whose organisation code and own check digit are valid."""
    organisation = "MA" + pick(random, _USCC, 6)
    values = [int(c, 36) for c in organisation]
    check = (11 - sum(v * w for v, w in zip(values, _ORG_WEIGHTS, strict=True)) % 11) % 11
    body = "91110101" + organisation + ("X" if check == 10 else str(check))
    total = sum(_USCC.index(c) * w for c, w in zip(body, _USCC_WEIGHTS, strict=True))
    return body + _USCC[-total % 31]


def hardware_address(random: Random) -> str:
    """A MAC with the locally administered bit: never a vendor's."""
    return ":".join(["02", *(f"{random.randrange(256):02X}" for _ in range(5))])


def coordinate(random: Random, base: float) -> str:
    """Seven decimals; the last four are unique to this handing-out."""
    return f"{base:.3f}{random.randrange(1000, 10000):04d}"[:-1] + random.choice("123456789")


def clipboard(random: Random) -> str:
    return pick(random, _ALNUM, 16) + rare_name(random, 4)


def local_address(random: Random) -> str:
    return "10." + ".".join(str(random.randrange(100, 255)) for _ in range(3))


def street(random: Random) -> str:
    return f"溪翁庄镇密溪路8号8F-{mark(random, 6)}室"


_CREDENTIAL: dict[str, Callable[[Random], str]] = {
    "encryptedData": lambda r: base64_bytes(r, 288),
    "iv": lambda r: base64_bytes(r, 16),
    "cloudID": lambda r: f"{r.randrange(10, 99)}_{pick(r, _ALNUM + '-_', 80)}",
    "signature": lambda r: hexadecimal(r, 40),
}
"""What the platform gives in place of plain data, whatever the kind."""

MAKERS: dict[tuple[str, str], Callable[[Random], str]] = {
    ("phone", "code"): lambda r: hexadecimal(r, 64),
    ("phone", "number"): mobile,
    ("openid", "code"): lambda r: "0" + pick(r, _ALNUM, 31),
    ("openid", "openid"): lambda r: "o" + pick(r, _ALNUM + "-_", 27),
    ("id_number", "number"): id_number,
    ("bank_card", "number"): bank_card,
    ("name", "name"): rare_name,
    ("address", "street"): street,
    ("address", "userName"): rare_name,
    ("address", "telNumber"): mobile,
    ("address", "text"): lambda r: f"北京市密云区{street(r)}",
    ("plate", "number"): plate,
    ("email", "address"): lambda r: f"mi{mark(r, 10)}@example.com",
    ("location", "latitude"): lambda r: coordinate(r, SPOT[0]),
    ("location", "longitude"): lambda r: coordinate(r, SPOT[1]),
    ("chosen_location", "latitude"): lambda r: coordinate(r, SPOT[0]),
    ("chosen_location", "longitude"): lambda r: coordinate(r, SPOT[1]),
    ("chosen_location", "name"): lambda r: f"密溪{rare_name(r, 2)}{mark(r, 4)}码头",
    ("chosen_location", "address"): lambda r: f"北京市密云区{street(r)}",
    ("nickname_avatar", "nickName"): lambda r: rare_name(r, 2) + mark(r, 6),
    ("nickname_avatar", "picture"): lambda r: hexadecimal(r, 16),
    ("clipboard", "data"): clipboard,
    ("invoice", "title"): lambda r: f"北京{rare_name(r, 3)}{mark(r, 4)}贸易有限公司",
    ("invoice", "taxNumber"): tax_number,
    ("invoice", "cardId"): lambda r: "p" + pick(r, _ALNUM, 27),
    ("invoice", "encryptCode"): lambda r: base64_bytes(r, 48),
    ("chosen_media", "picture"): lambda r: hexadecimal(r, 16),
    ("chosen_file", "picture"): lambda r: hexadecimal(r, 16),
    ("camera", "picture"): lambda r: hexadecimal(r, 16),
    ("microphone", "sound"): lambda r: hexadecimal(r, 16),
    ("wifi", "SSID"): lambda r: f"mi-{mark(r, 10)}",
    ("wifi", "BSSID"): hardware_address,
    ("bluetooth", "deviceId"): hardware_address,
    ("bluetooth", "name"): lambda r: f"mi-bt-{mark(r, 8)}",
    ("device_info", "model"): lambda r: f"AUR-AL{mark(r, 6).upper()}",
    ("device_info", "brand"): lambda r: f"Aurene{mark(r, 4)}",
    ("ip", "localip"): local_address,
    ("scan", "result"): lambda r: f"MI{pick(r, _ALNUM, 18)}",
    ("contact_pick", "displayName"): rare_name,
    ("contact_pick", "phoneNumber"): mobile,
    ("employment", "number"): lambda r: mark(r, 12),
}

FRESH_EACH_TIME = frozenset({"code", "encryptedData", "iv", "cloudID", "encryptCode", "signature"})
"""Fields the platform makes anew for each call; the rest stay the same for one interface on one page."""


def maker(kind: str, field: str) -> Callable[[Random], str]:
    """The maker of one field; a field nobody foresaw gets a mark of 16 letters and digits."""
    return MAKERS.get((kind, field)) or _CREDENTIAL.get(field) or (lambda r: mark(r, 16))
