"""What DevTools' own settings file tells, and its debugging port."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from crawler.driver import Unreachable
from crawler.drivers.devtools import cli
from crawler.drivers.devtools.session import Session
from minispect.doctor_devtools import debugging, settings, tool
from minispect.door import Door

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


@pytest.mark.parametrize(("named", "works"), [(None, True), (Path("no/such/cli"), False)])
def test_a_missing_command_line_tool_matters_only_where_it_was_named(
    monkeypatch: pytest.MonkeyPatch, named: Path | None, works: bool
) -> None:
    def find(_named: Path | None) -> Path:
        raise Unreachable("it was not found")

    monkeypatch.setattr(cli, "find", find)
    found = tool(Door(cli=named))
    assert (found.works, "not needed" in found.detail) == (works, works)


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
