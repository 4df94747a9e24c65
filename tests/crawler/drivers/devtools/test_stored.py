"""Storage is known by the calls that write to it."""

import pytest

from crawler.drivers.devtools.stored import stored


@pytest.mark.parametrize(
    ("api", "args", "found"),
    [
        ("setStorageSync", '["token", {"a": "二"}]', [{"op": "set", "key": "token", "value": '{"a": "二"}'}]),
        ("setStorageSync", '["only"]', [{"op": "set", "key": "only", "value": "null"}]),
        ("setStorage", '{"key": "k", "data": "plain"}', [{"op": "set", "key": "k", "value": "plain"}]),
        ("batchSetStorageSync", '[{"key": "a", "value": 1}, 2]', [{"op": "set", "key": "a", "value": "1"}]),
        ("batchSetStorage", '{"kvList": [{"key": "a", "value": 1}]}', [{"op": "set", "key": "a", "value": "1"}]),
        ("removeStorageSync", '"k"', [{"op": "remove", "key": "k"}]),
        ("removeStorage", '{"key": "k"}', [{"op": "remove", "key": "k"}]),
        ("clearStorageSync", "", [{"op": "clear"}]),
        ("setStorageSync", '["k", "138', [{"op": "set", "value": '["k", "138'}]),
        ("getStorageSync", '"k"', []),
        ("setStorageInfo", "{}", []),
        ("setStorage", "7", [{"op": "set", "key": "7", "value": "null"}]),
    ],
)
def test_what_a_call_changes(api: str, args: str, found: list[dict[str, str]]) -> None:
    assert stored(api, args) == found
