import pytest

from interceptors.network import is_local, mapped


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "::1",
        "[::1]",
        "::ffff:127.0.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "fe80::1%eth0",
        "localhost",
        "x.LOCALHOST.",
    ],
)
def test_addresses_of_this_machine(address: str) -> None:
    assert is_local(address)


@pytest.mark.parametrize("address", ["192.168.1.9", "10.0.0.1", "203.0.113.9", "2001:db8::1", "localhost.example.test"])
def test_addresses_of_others(address: str) -> None:
    assert not is_local(address)


def test_the_map_of_hosts_takes_globs_and_ports() -> None:
    hosts = {"api.example.test": "127.0.0.1:8443", "*.localhost": "127.0.0.1"}
    assert mapped(hosts, "API.example.test") == ("127.0.0.1", 8443)
    assert mapped(hosts, "tracker.localhost") == ("127.0.0.1", None)
    assert mapped(hosts, "example.test") is None
