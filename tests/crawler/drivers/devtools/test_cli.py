"""The tool's command line, played by scripts that say what the vendor's says."""

import asyncio
import socket
import stat
from pathlib import Path

import pytest

from crawler.driver import Unreachable
from crawler.drivers.devtools import cli


def script(folder: Path, text: str) -> Path:
    path = folder / "cli"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("IDE service port disabled. To use CLI Call, open IDE -> Settings -> Security Settings", "service port of"),
        ("[error] {code: 10, message: '请先登录'}", "not logged in"),
        ("Error: 需要重新登录 (code 10)", "not logged in"),
        ("Error: Port is not provided (code 10)", "service port of"),
        ("- initialize (code 10)", "failed with code 255"),
        ("[error] code 3: app.json not found", "cannot open this project"),
        ("boom", "failed with code 255 .*boom"),
    ],
)
async def test_why_it_failed_is_one_sentence(tmp_path: Path, says: str, sentence: str) -> None:
    tool = script(tmp_path, f'echo "{says}" >&2; exit 255')
    with pytest.raises(Unreachable, match=sentence):
        await cli.Started.start(tool, tmp_path, free())


async def test_an_exit_code_of_nought_is_no_open_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_READY", 0.3)
    with pytest.raises(Unreachable, match="did not open the automation port"):
        await cli.Started.start(script(tmp_path, "echo done"), tmp_path, free())


async def test_it_gets_the_official_clients_arguments_and_is_ended(tmp_path: Path) -> None:
    port = free()
    heard = tmp_path / "arguments"
    tool = script(tmp_path, f'echo "$@" > "{heard}"; exec sleep 60')

    async def nobody(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async def open_later() -> asyncio.Server:
        while not heard.is_file():
            await asyncio.sleep(0.02)
        return await asyncio.start_server(nobody, "127.0.0.1", port)

    opening = asyncio.create_task(open_later())
    started = await cli.Started.start(tool, tmp_path / "project", port)
    await started.close()
    (await opening).close()
    said = f"auto --project {tmp_path / 'project'} --auto-port {port} --trust-project"
    assert heard.read_text(encoding="utf-8").strip() == said
    assert started._process.returncode is not None


async def test_a_lent_project_is_closed_in_a_tool_that_stays_open(tmp_path: Path) -> None:
    port = free()
    heard = tmp_path / "arguments"
    tool = script(tmp_path, f'echo "$@" >> "{heard}"')

    async def nobody(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(nobody, "127.0.0.1", port):
        started = await cli.Started.start(tool, tmp_path / "copy", port, lent=True)
        await started._process.wait()
        await started.close()
        await started.close()
    said = heard.read_text(encoding="utf-8").splitlines()
    assert said[1:] == [f"close --project {tmp_path / 'copy'}"]


def test_a_tool_in_this_folder_is_no_command_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = script(tmp_path, "exit 0")
    monkeypatch.chdir(tmp_path)
    assert cli.find(Path("cli")) == tool


def test_a_missing_tool_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreachable, match="no such file"):
        cli.find(tmp_path / "cli")
    monkeypatch.setattr("sys.platform", "sunos")
    with pytest.raises(Unreachable, match="was not found; install"):
        cli.find(None)
