"""Which kind the second version of the guidelines adds."""

from typing import Any

import pytest

from crawler.host.native.versions import change
from recording.profile import Declared, Host, Profile


def profile(*keys: str, **more: Any) -> Profile:
    declared = {"setting_list": [{"privacy_key": key, "privacy_text": "t"} for key in keys]}
    return Profile(declared=Declared.model_validate(declared), **more)


def test_a_kind_the_program_uses_is_held_back_at_first() -> None:
    found = change(profile("Location", "PhoneNumber"), ["phone", "location", "location", "camera"])
    assert found is not None and (found.kind, found.key, found.how) == ("location", "Location", "held-back")
    assert found.before.kinds == {"phone"} and found.after.kinds == {"phone", "location"}
    assert found.before.declared is not None and found.before.declared.keys == {"PhoneNumber"}
    assert found.said(1)["kinds"] == ["phone"] and found.said(2)["kinds"] == ["location", "phone"]


def test_rather_one_that_the_platform_has_no_question_for() -> None:
    """Of a guarded kind the platform tells by itself; of the phone's model only the program can."""
    found = change(profile("DeviceInfo", "PhoneNumber"), ["phone", "phone", "device_info"])
    assert found is not None and (found.kind, found.how) == ("device_info", "held-back")


@pytest.mark.parametrize("used", [[], ["camera"], ["phone"]])
def test_else_one_is_added_that_nobody_declared_or_uses(used: list[str]) -> None:
    """The only declared kind cannot be held back either: an operator that declares nothing is banned."""
    found = change(profile("PhoneNumber"), used)
    assert found is not None and found.how == "added"
    assert found.before.kinds == {"phone"} and found.after.kinds == {"phone", found.kind}
    assert found.kind not in {"phone", *used}
    assert found.after.declared is not None and found.after.declared.keys == {"PhoneNumber", found.key}


def test_unknown_guidelines_hold_back_what_is_used_or_the_most_ordinary_kind() -> None:
    for used, kind in ((["clipboard"], "clipboard"), ([], "location")):
        found = change(Profile(), used)
        assert found is not None and (found.kind, found.how) == (kind, "held-back")
        assert found.after.kinds - found.before.kinds == {kind} and found.after.declared is None


def test_a_promise_to_collect_nothing_cannot_be_added_to() -> None:
    assert change(profile("Location", host=Host(no_collection_promised=True)), ["location"]) is None
