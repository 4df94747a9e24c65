from pathlib import Path

from reports import chain, custody


def test_chain_goes_on_after_reopening_and_shows_every_change(tmp_path: Path) -> None:
    path = tmp_path / "custody.jsonl"
    custody.Custody(path, "minispect").add("run.opened", "refuse")
    again = custody.Custody(path, "minispect")
    again.add("run.closed", "refuse")
    again.add("sealed")
    data = path.read_bytes()
    assert chain.broken_at(data) == 0
    lines = data.splitlines(keepends=True)
    assert chain.broken_at(data.replace(b"refuse", b"agree ", 1)) == 2
    assert chain.broken_at(b"".join([lines[0], lines[2]])) == 2
    assert chain.broken_at(b"".join([lines[1], lines[0]])) == 1
    assert chain.broken_at(b"nonsense\n") == 1
