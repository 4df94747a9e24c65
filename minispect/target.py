"""What the command line named: the program's folder, its profile, its backend, checked before anything starts."""

from dataclasses import dataclass
from pathlib import Path

from interceptors.answers import BackendError
from interceptors.replay import load as load_replay
from interceptors.stub import load as load_stub
from minispect.exits import Exit, UserError
from minispect.folders import writable
from minispect.terminal import safe
from recording.profile import Backend, Profile, ProfileError, load, load_case
from reports import ed25519
from reports.sealcheck import Trust
from reports.verify import verify

PROFILE_NAME = "minispect.toml"


@dataclass(frozen=True)
class Target:
    """A project folder, or a package or folder of packages, with its profile; paths in the profile are resolved."""

    folder: Path
    profile: Profile
    backend: Backend


def find(target: str, profile: Path | None, backend: str, case: Path | None) -> Target:
    """Read everything the user named. Raises UserError with the mend for what cannot be used."""
    folder = Path(target)
    if not folder.exists():
        raise UserError(f"{target}: there is no such folder; give the folder of the mini program")
    if not folder.is_dir() and folder.suffix != ".wxapkg":
        raise UserError(f"{target}: neither a folder nor a package; give the folder that holds app.json, or a .wxapkg")
    path = profile or (folder if folder.is_dir() else folder.parent) / PROFILE_NAME
    return _profiled(folder, path if profile is not None or path.is_file() else None, backend, case)


def described(profile: Path | None, backend: str, case: Path | None) -> Target:
    """A target that is not on this machine: only its profile is. Raises UserError."""
    return _profiled(Path(), profile, backend, case)


def _profiled(folder: Path, path: Path | None, backend: str, case: Path | None) -> Target:
    try:
        chosen = load(path) if path is not None else Profile()
        if case is not None:
            chosen = chosen.model_copy(update={"case": load_case(case)})
    except ProfileError as error:
        raise UserError(str(error)) from None
    return Target(folder, chosen, _backend(backend, chosen, path.parent if path is not None else Path()))


def _backend(asked: str, profile: Profile, beside: Path) -> Backend:
    if asked:
        mode, _, name = asked.partition(":")
        if mode not in {"live", "stub", "replay"} or (mode == "live") == bool(name):
            raise UserError(f"--backend {asked}: give 'live', 'stub:FILE' or 'replay:PACK'")
        chosen = Backend.model_validate({"mode": mode, "file": name})
    else:
        chosen = profile.backend
        if chosen.file:
            chosen = chosen.model_copy(update={"file": str(beside / chosen.file)})
    if chosen.mode == "replay":
        _check_pack(chosen.file)
    if chosen.mode == "stub":
        if not chosen.file:
            raise UserError(
                "the stub backend needs a file; give --backend stub:FILE or set [backend] file in the profile"
            )
        try:
            load_stub(Path(chosen.file))
        except BackendError as error:
            raise UserError(str(error)) from None
    return chosen


def _check_pack(name: str) -> None:
    """A pack to be replayed must be whole: its answers stand for those of the real servers."""
    if not name:
        raise UserError(
            "the replay backend needs a pack; give --backend replay:PACK or set [backend] file in the profile"
        )
    if not Path(name).is_dir():
        raise UserError(f"{name}: there is no such folder; give the folder of a pack to --backend replay:PACK")
    try:
        load_replay(Path(name))
    except BackendError as error:
        raise UserError(str(error)) from None
    result = verify(Path(name), Trust(), ed25519.holds)
    if not result.ok:
        why = f"{name}: this pack cannot be replayed, {result.summary}; give one that 'minispect verify' accepts"
        raise UserError(safe(why, 600), Exit.SEAL_FAILED)


def output(folder: Path) -> Path:
    """The folder packs go to, made when missing. Raises UserError when it cannot be written to."""
    return writable(folder, "the output folder", "--out")
