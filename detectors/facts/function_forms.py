"""Forms that are the function itself: a repair to report, a parcel to look up. They may take a telephone number or the
characters of a picture, and are no authorization that stands before the function."""

import re

from detectors.facts import fields, form_fields
from detectors.facts.fields import Field
from detectors.facts.sights import Sight
from recording.sight import words
from recording.sight.controls import PHONE_TYPES, PROFILE_TYPES, Control

_ACCOUNT = ("phone", "login", "verification", "password", "account_name", "profile")
_MEMBER = re.compile(
    r"邀请|推荐|激活|授权码|单位|公司|企业|部门|班级|院系|会员|invit|referr|activation|company|department|member",
    re.IGNORECASE,
)
"""What a registration asks for beside the person: where one belongs, and who sent one."""
_EMPTY = re.compile(r"请?(?:输入|填写|选择)|选填|必填|[（()）*\s]|please|enter|optional|required", re.IGNORECASE)
_GOES_IN = ("login", "grant", "agree", "vague", "verification", "login_help")


def serves(sight: Sight) -> bool:
    """Whether a page that asks takes something of the matter at hand, and sends it by a button that says so; one that
    logs in, takes the platform's number or only lets in ("下一步") is an authorization."""
    page = next((s for s in sight.surfaces if s.form == "page" and s.wants), None)
    if page is None or any(c.open_types & (PHONE_TYPES | PROFILE_TYPES) for c in page.controls):
        return False
    buttons = [c for c in page.controls if c.role in ("transact", "browse", "account", "other") and c.text.strip()]
    if any(words.mentions(c.text, "login", "grant") for c in buttons):
        return False
    return any(_sends(c) for c in buttons) and any(_of_the_matter(f) for f in fields.shown(sight))


def _sends(button: Control) -> bool:
    return not words.mentions(button.text, *_GOES_IN)


def _of_the_matter(field: Field) -> bool:
    """By what stands in the field, and only where that says nothing by what stands beside it."""
    text = field.hint if _EMPTY.sub("", field.hint).strip() else field.label
    if not text.strip() or words.mentions(text, *_ACCOUNT) or _MEMBER.search(text):
        return False
    return form_fields.named(text) is None
