"""Which queue a target waits in, and what one worker takes from where."""

import pytest

from minispect.exits import UserError
from minispect.fleet.lanes import Lane, device_queue, fitting, lanes, queue


def test_a_device_does_one_thing_at_a_time_whatever_the_concurrency() -> None:
    assert lanes(" embedded, device:R58M,devtools,embedded", 4) == (
        Lane("embedded", 4),
        Lane("device:R58M", 1),
        Lane("devtools", 1),
    )


@pytest.mark.parametrize("asked", ["", " , ", "device:", "embeded", "embedded;devtools"])
def test_a_queue_that_nobody_puts_anything_into_is_wrong_use(asked: str) -> None:
    with pytest.raises(UserError, match="--queues"):
        lanes(asked, 1)


def test_target_and_worker_name_a_device_alike() -> None:
    wireless = "adb-RF8M12345-abcdef._adb-tls-connect._tcp"
    for serial in ("R58M", "192.168.1.20:5555", wireless, "设备一", "手" * 40, "a\tb"):
        name = queue("android", serial)
        assert lanes(f"device:{serial}", 1)[0].queue == name
        assert len(f"procrastinate_queue_v1#{name}".encode()) <= 63
    assert device_queue(wireless) != device_queue(wireless + "2")
    with pytest.raises(ValueError, match="names no device"):
        queue("android", "")


def test_memory_and_cores_both_limit() -> None:
    assert fitting(16 << 30, 8, 1 << 30) == 8
    assert fitting(3 << 30, 8, 1 << 30) == 3
    assert fitting(1 << 20, 8, 1 << 30) == 1
