from pathlib import Path
from typing import Any

import pytest

from interceptors.certificates import Judge, covers


@pytest.mark.parametrize(
    ("names", "settings", "host", "reason"),
    [
        (("api.example.test",), {}, "api.example.test", ""),
        (("*.example.test",), {}, "api.example.test", ""),
        (("api.example.test",), {}, "other.example.test", "hostname mismatch"),
        (("api.example.test",), {"days": -1}, "api.example.test", "expired"),
        (("api.example.test",), {"own": True}, "api.example.test", "self-signed"),
    ],
)
def test_each_kind_of_certificate(
    authority: Any, names: tuple[str, ...], settings: dict[str, Any], host: str, reason: str
) -> None:
    facts = Judge([authority.pem]).facts(host, (authority.issue(*names, **settings),))
    assert (facts["reason"], facts["verdict"]) == (reason, "invalid" if reason else "valid")
    assert facts["subject_organisation"] == "测试有限公司"
    assert facts["san"] == list(names)


def test_an_authority_nobody_trusts(authority: Any, tmp_path: Path) -> None:
    facts = Judge().facts("api.example.test", (authority.issue("api.example.test"),))
    assert facts["reason"] == "unknown issuer"


def test_a_star_stands_for_one_label_only() -> None:
    assert covers(["*.example.test"], "a.example.test")
    assert not covers(["*.example.test"], "a.b.example.test")
    assert not covers(["*.example.test"], "example.test")
    assert covers(["Example.TEST"], "example.test.")
