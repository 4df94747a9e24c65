"""What DevTools' own settings file tells, and its debugging port."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from crawler.driver import Unreachable
from crawler.drivers.devtools.session import Session
from minispect.doctor_devtools import debugging, settings

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


async def test_what_the_debugging_port_gives_is_said() -> None:
    class Tool:
        """A session whose port answers, or not, and gives pictures, or not."""

        watch = SimpleNamespace(targets=2)

        def __init__(self, unreachable: str, unused: str) -> None:
            self.lanes = SimpleNamespace(why_not={"cdp_pictures": unused} if unused else {})
            self._unreachable = unreachable

        async def attach(self, _port: int) -> None:
            if self._unreachable:
                raise Unreachable(self._unreachable)

    async def said(unreachable: str = "", unused: str = "") -> tuple[bool, str]:
        probe = await debugging(cast(Session, Tool(unreachable, unused)), 9222)
        return probe.works, probe.detail

    assert await said() == (True, "2 views are heard; pictures with what DevTools draws over a page")
    works, detail = await said(unused="they show something else than the protocol's own")
    assert works and "pictures not used (they show something else" in detail
    assert await said(unreachable="--cdp-port 9222: nothing answers there") == (
        False,
        "--cdp-port 9222: nothing answers there",
    )
