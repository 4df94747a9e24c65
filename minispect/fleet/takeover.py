"""Jobs that nobody works on although they are marked as being worked on: back into the queue with them."""

import logging
import time

from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from minispect.fleet.patience import PatientConnector

_log = logging.getLogger(__name__)
_BACK = """
WITH one AS MATERIALIZED (
    SELECT id FROM procrastinate_jobs
     WHERE id = %(job)s AND status = 'doing' AND worker_id IS NOT DISTINCT FROM %(worker)s
       FOR UPDATE SKIP LOCKED)
SELECT id, procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM one
"""
"""Only if it is still that worker's: another one may have put it back and begun with it in the meantime."""
_FINISH = """
WITH one AS MATERIALIZED (
    SELECT id FROM procrastinate_jobs
     WHERE id = %(job)s AND status = 'doing' AND worker_id IS NOT DISTINCT FROM %(worker)s
       FOR UPDATE)
SELECT procrastinate_finish_job_v1(id, %(status)s::procrastinate_job_status, %(delete)s) FROM one
"""
_OURS = "SELECT id, worker_id FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = ANY(%(workers)s)"


class FencedManager(JobManager):
    """Only who has a job ends it. Whoever was taken for dead and comes to again must not end another one's job: its
    lock would be free while that one still works."""

    def __init__(self, connector: PatientConnector) -> None:
        super().__init__(connector)
        self.held: set[int] = set()
        """Jobs that this process works on, from their beginning until the database knows of their end."""

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        try:
            await self.connector.execute_query_all_async(
                _FINISH, job=job.id, worker=job.worker_id, status=status.value, delete=delete_job
            )
        finally:
            self.held.discard(job.id or 0)


class Takeover:
    """Looks for jobs of workers that fell silent, and for our own that we know nothing of (the answer that gave them
    to us was lost with the connection)."""

    def __init__(self, connector: PatientConnector, manager: FencedManager, silence: float) -> None:
        self._connector = connector
        self._manager = manager
        self._silence = silence
        self._losses = connector.losses
        self._steady_since = time.monotonic()
        self._unknown: set[int] = set()

    async def look(self, workers: set[int]) -> int:
        """How many jobs went back into their queues. ``workers``: our own numbers. Raises ConnectorException."""
        held = self._manager.held
        unknown = {job: worker for job, worker in await self._ours(workers) if job not in held}
        # One look may fall between the database's answer and our hearing it.
        back = [(job, worker) for job, worker in unknown.items() if job in self._unknown]
        self._unknown = set(unknown)
        taken = 0
        for job, worker in back:
            taken += await self._put_back(job, worker)
        for dead in await self._silent():
            if dead.id is not None and dead.id not in held and dead.worker_id not in workers:
                taken += await self._put_back(dead.id, dead.worker_id)
        return taken

    async def _silent(self) -> list[Job]:
        """While the database was away nobody could give a sign of life. Silence counts only when we could have heard
        it for as long."""
        found = list(await self._manager.get_stalled_jobs(seconds_since_heartbeat=self._silence))
        if self._connector.losses != self._losses:
            self._losses = self._connector.losses
            self._steady_since = time.monotonic()
        return found if time.monotonic() - self._steady_since >= self._silence else []

    async def _ours(self, workers: set[int]) -> list[tuple[int, int]]:
        rows = await self._connector.execute_query_all_async(_OURS, workers=sorted(workers))
        return [(row["id"], row["worker_id"]) for row in rows]

    async def _put_back(self, job: int, worker: int | None) -> int:
        found = await self._connector.execute_query_all_async(_BACK, job=job, worker=worker)
        if found:
            _log.warning("job %d goes back into its queue: worker %s does not work on it", job, worker)
        return len(found)
