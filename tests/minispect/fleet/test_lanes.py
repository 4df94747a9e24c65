"""Which queue a target waits in, and what one worker takes from where."""

import pytest

from minispect.exits import UserError
from minispect.fleet.lanes import Lane, device_queue, lanes, queue


def test_a_device_does_one_thing_at_a_time_whatever_the_concurrency() -> None:
    assert lanes(" embedded, device:R58M,devtools,embedded", 4) == (
        Lane("embedded", ("embedded",), 4),
        Lane("device:R58M", ("device:R58M", "android"), 1, "R58M"),
        Lane("devtools", ("devtools",), 1),
    )


@pytest.mark.parametrize("asked", ["", " , ", "device:", "embeded", "embedded;devtools"])
def test_a_queue_that_nobody_puts_anything_into_is_wrong_use(asked: str) -> None:
    with pytest.raises(UserError, match="--queues"):
        lanes(asked, 1)


def test_target_and_worker_name_a_device_alike() -> None:
    wireless = "adb-RF8M12345-abcdef._adb-tls-connect._tcp"
    for serial in ("R58M", "192.168.1.20:5555", wireless, "设备一", "手" * 40, "a\tb"):
        name = queue("android", serial)
        assert name in lanes(f"device:{serial}", 1)[0].queues
        assert len(f"procrastinate_queue_v1#{name}".encode()) <= 63
    assert device_queue(wireless) != device_queue(wireless + "2")


def test_a_target_that_names_no_device_goes_to_any_and_holds_the_one_it_got() -> None:
    phone, devtools = lanes("device:R58M,devtools", 1)
    assert queue("android", "android") in phone.queues
    assert phone.device("android") == "R58M"
    assert phone.device("other") == "other"
    assert devtools.device("devtools").startswith("devtools@")
