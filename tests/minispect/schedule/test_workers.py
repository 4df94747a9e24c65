"""Whose runs nobody tends: only those of workers of this machine and this data folder can be told."""

from pathlib import Path

from minispect.schedule import workers


def test_a_worker_is_there_as_long_as_it_holds_its_lock(tmp_path: Path) -> None:
    with workers.at_work(tmp_path) as name:
        assert not workers.gone(tmp_path, name)
    assert workers.gone(tmp_path, name)
    assert not workers.gone(tmp_path, f"another-host/{name.rpartition('/')[2]}")


def test_a_worker_of_another_data_folder_is_not_judged_from_here(tmp_path: Path) -> None:
    """Two containers may bear one host name."""
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    with workers.at_work(here), workers.at_work(there) as name:
        assert not workers.gone(here, name)
    assert not workers.gone(here, name)
    assert workers.gone(there, name)
