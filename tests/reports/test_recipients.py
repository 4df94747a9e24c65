"""Who received what, by host."""

from pathlib import Path

from recording.recording import Recording
from reports import recipients


def test_each_host_with_what_was_found_leaving_for_it(original: Path) -> None:
    (row,) = recipients.build(Recording(original))
    assert row["host"] == "api.example.test"
    assert row["kinds"] == ["openid"]
    assert row["runs"] == ["refuse"]
    assert row["requests"] == 1
