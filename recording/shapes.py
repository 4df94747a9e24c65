"""The shapes of personal data, one rule each, and the further tests that a match must pass.

Source: the catalogue's part B.3. Validation is by libraries where they exist, with their known faults wrapped.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Literal

import phonenumbers
from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

Strength = Literal["strong", "medium", "weak"]
STEPS: tuple[Strength, ...] = ("weak", "medium", "strong")

_PHONE = re.compile(r"(?<![\d.A-Za-z_])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.A-Za-z_])")
_RIC = re.compile(r"(?<![\dA-Za-z])[1-8]\d{16}[\dXx](?![\dA-Za-z])")
_CARD = re.compile(
    r"(?<![\dA-Za-z.])(?:62|[345]\d)\d{2}(?:[ -]?\d{4}){2}(?:[ -]?\d{3,4})(?:[ -]?\d{1,3})?(?![\dA-Za-z.])"
)
_PASS = re.compile(r"(?<![\dA-Za-z])(?:[EGDSP][A-Z]?\d{7,8}|[HM]\d{8}(?:\d{2})?|T\d{8,10})(?![\dA-Za-z])")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][·• ]?"
    r"(?:[A-K][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-K]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])"
)
_ADDRESS = re.compile(
    r"[\u4e00-\u9fa5]{2,8}(?:省|自治区|市|自治州|地区|盟)?[\u4e00-\u9fa5]{1,10}(?:区|县|市|旗|镇|乡)"
    r"[\u4e00-\u9fa5A-Za-z0-9]{1,20}?(?:路|街|道|巷|胡同|里|村|苑|园|小区)"
    r"[\u4e00-\u9fa5A-Za-z0-9-]{0,20}?\d{1,5}(?:号|弄|室|栋|幢|座|单元|楼)"
)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?!\dx\.)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}(?![\w-])"
)
_ASSETS = ("png", "jpg", "jpeg", "gif", "webp", "svg", "js", "css", "ttf", "json")
_MAC = re.compile(r"(?<![0-9A-Fa-f:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])")
_IMEI = re.compile(r"(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])")
_DEVICE = re.compile(
    r"(?<![\w-])(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{16}|[0-9A-Fa-f]{32})(?![\w-])"
)
_IP = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4})(?![\w.:])")
_OPENID = re.compile(r"(?<![\w-])o[A-Za-z0-9_-]{27}(?![\w-])")
_SESSION_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
_AVATAR = re.compile(r"https?://(?:thirdwx|wx)\.qlogo\.cn/[\w./-]{8,}")
_HASH = re.compile(
    r"(?<![\w+/-])(?:[0-9A-Fa-f]{128}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{56}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32})(?![\w+/-])"
)


@dataclass(frozen=True)
class Shape:
    """One rule. With ``labelled`` only values count whose name says their kind; for others a label adds a step."""

    id: str
    """As in the catalogue: ``R-PHONE``, ``R-RIC`` …"""
    kind: str
    pattern: re.Pattern[str]
    strength: Strength = "strong"
    labelled: bool = False
    key: str = ""
    """A word that the name of the value must contain."""
    hint: str = ""
    """Characters one of which every match contains; a text without them is not searched. Empty: any digit."""
    holds: Callable[[str], bool] = bool


@cache
def shapes() -> tuple[Shape, ...]:
    """All of them; where two fit one text, the first says more."""
    return (
        Shape("R-PHONE", "phone", _PHONE, holds=mobile_number),
        Shape("R-RIC", "id_number", _RIC, holds=valid_id_number),
        Shape("R-CARD", "bank_card", _CARD, "medium", labelled=True, holds=valid_card),
        Shape("R-PASS", "passport", _PASS, "medium", labelled=True),
        Shape("R-PLATE", "plate", _PLATE),
        Shape("R-ADDR", "address", _ADDRESS, "medium"),
        Shape("R-MAIL", "email", _MAIL, "medium", hint="@", holds=mail_address),
        Shape("R-SKEY", "session_key", _SESSION_KEY, key="sessionkey", hint="="),
        Shape("R-MAC", "device_id", _MAC, "medium", hint=":-"),
        Shape("R-DEVID", "device_id", _IMEI, "medium", labelled=True, holds=luhn.is_valid),
        Shape("R-DEVID", "device_id", _DEVICE, "medium", labelled=True),
        Shape("R-WXID", "openid", _OPENID, "medium", labelled=True, hint="o"),
        Shape("R-AVATAR", "nickname_avatar", _AVATAR, "medium", hint="/"),
        Shape("R-IP", "ip", _IP, "weak", holds=public_address),
        *(Shape("R-HASH", kind, _HASH, "weak", labelled=True) for kind in ("phone", "id_number", "bank_card", "email")),
    )


def mobile_number(text: str) -> bool:
    """Whether libphonenumber knows it for a mobile number in use: planted numbers and unused prefixes are none."""
    digits = re.sub(r"\D", "", text)[-11:]
    try:
        number = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        return False
    mobile = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in mobile


def valid_id_number(text: str) -> bool:
    """GB 11643: region, date of birth and check digit.

    python-stdnum's ``is_valid`` raises KeyError for a county it has no name for; such numbers are not refused for it.
    """
    try:
        ric.validate(text.upper())
    except ValidationError:
        return False
    except (KeyError, ValueError):
        return _checks_out(text.upper())
    return 1850 < int(text[6:10]) < 2100


def _checks_out(text: str) -> bool:
    try:
        born = datetime.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
        return 1850 < born.year < 2100 and ric.calc_check_digit(text) == text[-1]
    except ValueError:
        return False


def valid_card(text: str) -> bool:
    """16 to 19 digits of a card organisation with a valid last one; one in ten random numbers is so too."""
    digits = re.sub(r"\D", "", text)
    return 16 <= len(digits) <= 19 and luhn.is_valid(digits)


def mail_address(text: str) -> bool:
    return text.rpartition(".")[2].lower() not in _ASSETS


def public_address(text: str) -> bool:
    """An address of the open network; versions like 10.2.3.4 and local addresses are none."""
    try:
        return ip_address(text).is_global
    except ValueError:
        return False
