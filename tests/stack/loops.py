"""A loop in a thread of its own: the browser tests leave theirs running in the main one."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

from stack.supervise import Supervisor
from tests.stack.portal import PATIENCE


def in_own_loop(work):
    """What the coroutine `work` comes to."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def supervised(folder, work):
    """Run `work(supervisor)` and stop the supervisor after it."""

    async def whole():
        supervisor = Supervisor(folder, os.environ, PATIENCE)
        try:
            return await work(supervisor)
        finally:
            await supervisor.stop()

    return in_own_loop(whole())
