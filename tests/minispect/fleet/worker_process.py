"""A worker as ``minispect worker`` starts it, but with stand-ins for the scan and shorter times.

``worker_process.py URL DATA QUEUES CONCURRENCY SILENCE [PACKS]``
"""

import asyncio
import logging
import sys
from datetime import timedelta
from pathlib import Path

from minispect.fleet import lanes, service
from minispect.fleet.storage import Storage
from minispect.fleet.worker import Beats
from minispect.schedule.capacity import Limits
from minispect.store.database import open_database
from minispect.store.tables import Target

HERE = Path(__file__).parent


def command(target: Target, folder: Path) -> list[str]:
    """``light:MODE`` makes a pack that is only looked at; a file is the plan of a stand-in that makes a true one."""
    kind, _, mode = target.location.partition("light:")
    if not kind:
        return [sys.executable, str(HERE.parent / "schedule" / "scan.py"), str(folder), mode]
    return [sys.executable, str(HERE / "standin_scan.py"), target.location, "--out", str(folder)]


def main() -> None:
    url, data, queues, concurrency, silence, *packs = sys.argv[1:]
    logging.basicConfig(format="%(asctime)s %(name)s %(message)s", level=logging.INFO)
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
    settings = service.Settings(
        lanes=lanes.lanes(queues, int(concurrency)),
        limits=Limits(workers=int(concurrency), grace=20),
        packs=Storage(packs[0]) if packs else None,
        beats=Beats.within(float(silence)),
        command=command,
        first_wait=timedelta(seconds=0.2),
    )
    asyncio.run(service.serve(open_database(Path(data), url), settings))


if __name__ == "__main__":
    main()
