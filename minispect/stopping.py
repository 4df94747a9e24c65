"""How an inspection is ended before its time."""

import asyncio
import signal

from minispect.inspection import Inspection, Result


async def until_stopped(inspection: Inspection) -> Result:
    """The first Ctrl-C (or SIGTERM) ends the walk and leaves a readable pack; a second one ends the process."""
    task = asyncio.ensure_future(inspection.run())
    loop = asyncio.get_running_loop()

    def stop(number: signal.Signals) -> None:
        loop.remove_signal_handler(number)
        task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
    return await task
