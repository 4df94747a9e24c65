"""How many inspections this machine carries: by its cores, its memory, its disk."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from minispect.schedule.targets import options
from minispect.store.tables import Inspection, Target

MB = 1 << 20
_READING, _PLAIN = 1300 * MB, 800 * MB
"""What a scan holds at its peak with and without reading pictures (``scripts/bench.py``), and some room."""
_FREE_DISK = 200 * MB
"""Never to be used up: the database and the other inspections need it."""
_UNKNOWN_PACK = 100 * MB
_WHILE_WORKING = 2.5
"""A scan needs more disk than its pack: a copy while it is sealed, dumps of the traffic."""
_GROUPS = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"), Path("/sys/fs/cgroup/memory/memory.usage_in_bytes")),
)


@dataclass(frozen=True)
class Limits:
    """What inspections may take. Seconds and bytes; 0 leaves it to the machine or the target."""

    workers: int = 0
    seconds: float = 0
    """Of one inspection, until it is ended hard."""
    memory: int = 0
    """Of all inspections together."""
    grace: float = 60
    """Seconds for a scan that is asked to end, until it is killed."""

    @property
    def at_once(self) -> int:
        """Inspections at once: one a core, as far as memory goes, at least one."""
        return self.workers or max(1, min(cores(), (self.memory or total_memory()) // _READING))


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0))


def needed_memory(target: Target) -> int:
    """Bytes that a scan of this target holds at its peak."""
    return _PLAIN if options(target.options).no_ocr else _READING


def ceiling(target: Target) -> int:
    """Bytes at which a scan is ended: no lawful program needs as much."""
    return 2 * needed_memory(target)


def seconds(target: Target, limits: Limits) -> float:
    """After which a scan of this target is ended: twice what its runs may take, and a quarter of an hour."""
    if limits.seconds:
        return limits.seconds
    chosen = options(target.options)
    budget = chosen.budget or (600 if target.driver == "android" else 120)
    return 900 + 2 * budget * (len(chosen.runs.split(",")) if chosen.runs else 3)


def room(target: Target, running: Sequence[tuple[Target, int]], limits: Limits) -> str:
    """Empty when one more scan fits; else one sentence why it has to wait. ``running``: targets with bytes they hold.

    What runs is counted with what it will hold, not with what it holds yet.
    """
    if len(running) >= limits.at_once:
        return f"{len(running)} inspections run at once already"
    need = needed_memory(target)
    promised = sum(max(needed_memory(other), held) for other, held in running)
    if limits.memory and running and promised + need > limits.memory:
        return f"the {limits.memory // MB} MB for inspections are taken"
    growing = sum(max(0, needed_memory(other) - held) for other, held in running)
    free = free_memory() - growing
    if free < need and running:
        return f"only {max(free, 0) // MB} MB of memory are free, and a scan needs {need // MB} MB"
    return ""


def free_memory() -> int:
    """Bytes that can be had without pushing others out: of the machine, or of the group this process is in."""
    found = [_meminfo("MemAvailable")]
    found += [limit - used for limit, used in map(_group, _GROUPS) if limit]
    return min(found)


def total_memory() -> int:
    """Bytes of the machine, or of the group this process is in."""
    return min([_meminfo("MemTotal"), *(limit for limit, _ in map(_group, _GROUPS) if limit)])


def disk(session: Session, target: Target, folder: Path) -> str:
    """Empty when the disk below ``folder`` has room for a scan of this target; else one sentence.

    The need is judged by the largest of the target's last packs.
    """
    sizes = select(Inspection.size).where(Inspection.target_id == target.id, Inspection.size.is_not(None))
    known = list(session.scalars(sizes.order_by(Inspection.started_at.desc()).limit(5)))
    need = int(max([size or 0 for size in known] or [_UNKNOWN_PACK]) * _WHILE_WORKING) + _FREE_DISK
    free = shutil.disk_usage(folder).free
    if free >= need:
        return ""
    return (
        f"{folder}: {free // MB} MB are free and this inspection may need {need // MB} MB; "
        "make room, or let 'minispect schedule retention' remove old packs"
    )


def _meminfo(name: str) -> int:
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 1 << 40


def _group(files: tuple[Path, Path]) -> tuple[int, int]:
    """Limit and use of a control group; (0, 0) without a limit."""
    try:
        limit, used = (int(path.read_text(encoding="ascii")) for path in files)
    except (OSError, ValueError):
        return 0, 0
    return (limit, used) if limit < 1 << 50 else (0, 0)
