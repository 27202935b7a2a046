from __future__ import annotations

from datetime import timedelta

from channels.zalo.taking_queue import QUEUE, TakingQueue
from tests.channels.zalo.vendor import USER


class TestJobThatIsDueLater:
    async def test_keeps_no_newer_words_of_the_citizen_waiting(self, database, queue):
        taking = TakingQueue(queue)
        async with database.session() as session:
            await taking.enqueue(session, USER, after=timedelta(hours=1))
            await taking.enqueue(session, USER)
        worker = await queue.job_manager.register_worker()
        job = await queue.job_manager.fetch_job([QUEUE], worker)
        assert job is not None
        assert job.scheduled_at is None
