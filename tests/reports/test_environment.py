import getpass
import json
import platform

import pytest

from reports import environment, tool


def test_says_what_ran_and_names_neither_user_nor_machine() -> None:
    found = environment.gather({"fresh_profile": True}, driver="embedded")
    assert found["cleanliness"] == {"fresh_profile": True}
    assert found["driver"] == "embedded"
    assert found["libraries"]["python"] == platform.python_version()
    assert len(found["minispect"]["source_sha256"]) == 64
    text = json.dumps(found)
    assert platform.node() not in text or not platform.node()
    assert f"/{getpass.getuser()}" not in text


def test_clock_counts_as_unchecked_unless_the_system_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_output", lambda *command: "")
    assert environment.clock_state() == {"state": "unchecked"}
    answers = {
        "show": "NTPSynchronized=yes",
        "timesync-status": "       Server: 192.0.2.1 (x)\n       Offset: +1.2ms\n",
    }
    monkeypatch.setattr(environment, "_output", lambda *command: answers[command[1]])
    assert environment.clock_state() == {"state": "ntp", "server": "192.0.2.1", "offset": "+1.2ms"}


def test_digests_tell_the_rules_from_the_data() -> None:
    assert len({tool.source_digest(), tool.rules_digest(), tool.config_digest()}) == 3
