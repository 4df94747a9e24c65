"""Fingerprints stay when a page moves or a host gets another label in front; they differ with what is violated."""

import pytest

from reports.difference.fingerprint import fingerprint, violated

PAGES = ("pages/mine/mine", "packages/order/pages/pay")


@pytest.mark.parametrize(
    ("subject", "lasting"),
    [
        (("phone", "pages/mine/mine"), ("phone",)),
        (("phone", "/packages/order/pages/pay?id=7"), ("phone",)),
        (("phone", "pages/elsewhere"), ("phone", "pages/elsewhere")),
        (("location", "a.track.example.com.cn"), ("location", "example.com.cn")),
        (("location", "b.c.example.com.cn:8443"), ("location", "example.com.cn")),
        (("scope.userLocation",), ("scope.userlocation",)),
        (("sent", "127.0.0.1"), ("sent", "127.0.0.1")),
        (
            ("weak", "api.example.com", "a certificate that has ended"),
            ("weak", "example.com", "a certificate that has ended"),
        ),
        (("", "x"), ("", "x")),
    ],
)
def test_what_lasts(subject: tuple[str, ...], lasting: tuple[str, ...]) -> None:
    assert violated(subject, PAGES) == lasting


def test_equal_and_different() -> None:
    first = fingerprint("FLW-02", ("phone", "a.example.com"), PAGES)
    assert first == fingerprint("FLW-02", ("phone", "b.example.com"), ())
    others = {
        fingerprint("FLW-01", ("phone", "a.example.com")),
        fingerprint("FLW-02", ("location", "a.example.com")),
        fingerprint("FLW-02", ("phone", "a.example.org")),
        fingerprint("FLW-02", ("phone", "a", "example.com")),
    }
    assert len({first, *others}) == 5
    assert len(first) == 32
    assert fingerprint("X", ("\ud800",)), "hostile text has one too"
