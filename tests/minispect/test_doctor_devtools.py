"""What DevTools' own settings file tells."""

import json
from pathlib import Path

from minispect.doctor_devtools import settings

NAME = "localstorage_b72da75d79277d2f5f9c30c9177be57e.json"


def test_a_closed_service_port_is_named_with_its_mend(tmp_path: Path) -> None:
    folder = tmp_path / "Library/Application Support/微信开发者工具/0123456789abcdef/WeappLocalData"
    folder.mkdir(parents=True)
    proxy = {"proxyType": "SYSTEM", "proxyHost": "127.0.0.1", "proxyPort": "9421"}
    (folder / NAME).write_text(json.dumps({"security": {"enableServicePort": False}, "proxy": proxy}), encoding="utf-8")
    port, setting = settings(tmp_path)
    assert (port.works, setting.detail) == (False, "SYSTEM 127.0.0.1:9421")
    assert "Service port" in port.mend
    (folder / NAME).write_text("{", encoding="utf-8")
    assert settings(tmp_path) == []
    assert settings(tmp_path / "elsewhere") == []
