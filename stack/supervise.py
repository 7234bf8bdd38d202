"""Keeps processes running in the foreground, and ends every one of them (docs/adr/0010).

Each process leads a session of its own, so that Ctrl-C reaches only us and whatever it started
can be ended with it. Linux ends it when we are killed; what is left all the same is ended by the
next start, which knows it by its number and the moment it began (stack/leftovers.py).
"""

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from stack.leftovers import Record
from stack.say import Failure, say, step

# Seconds, together under the ten that `make run` promises: the application, then its servers.
PATIENCE = (5.0, 3.0)
STEADY = 30.0  # seconds after which a process counts as started, and the wait begins anew
SHORTEST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds before a start is tried again
ATTEMPTS = 2  # starts after which a service that will not stay up is given up


@dataclass(frozen=True)
class Service:
    name: str
    command: tuple[str, ...]
    prefix: tuple[str, ...] = ()  # runs the command as another user
    stop_signal: signal.Signals = signal.SIGTERM
    log: Path | None = None  # where its output goes instead of the terminal
    is_ready: Callable[[], bool] = lambda: True
    start_within: float = 120.0  # seconds


class Supervisor:
    """Starts services and steps, all with one environment; `stop` ends every one of them."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        patience: tuple[float, float] = PATIENCE,
    ) -> None:
        self.environment = dict(environment)
        self.patience = patience
        self.record = Record(folder / "processes.json")
        self.layers: list[list[Running]] = []
        self.stopping = asyncio.Event()

    async def start(self, *services: Service) -> None:
        """Start services that may need those started before; return when all are ready."""
        layer = [Running(self, service) for service in services]
        self.layers.append(layer)
        await asyncio.gather(*(running.until_ready() for running in layer))

    async def step(self, text: str, *commands: tuple[str, ...]) -> None:
        """Run all to the end, side by side.

        What they print is shown only when one fails, and then Failure raised.
        """
        with step(text):
            ended = await asyncio.gather(*(self.finish(command) for command in commands))
        for code, output in ended:
            if code != 0:
                say(output.decode(errors="replace"))
                raise Failure(f"{text} failed; the reason stands above.")

    async def finish(self, command: tuple[str, ...]) -> tuple[int | None, bytes]:
        process = await self.spawn(Service("step", command), asyncio.subprocess.PIPE)
        try:
            output, _ = await process.communicate()
        finally:
            await self.end(process, signal.SIGTERM, self.patience[0])
        return process.returncode, output

    async def run(self, *command: str) -> int:
        """Run to the end on our own terminal; the exit code."""
        process = await self.spawn(Service("command", command), None)
        try:
            return await process.wait()
        finally:
            await self.end(process, signal.SIGINT, self.patience[0])

    async def spawn(self, service: Service, output: int | None) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            *service.prefix, *ends_with_us(service.stop_signal), *service.command,
            env=self.environment, stdin=asyncio.subprocess.DEVNULL, stdout=output,
            stderr=None if output is None else asyncio.subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self.record.add(service.name, process.pid, service.stop_signal)
        return process

    async def end(
        self, process: asyncio.subprocess.Process, stop_signal: signal.Signals, patience: float
    ) -> None:
        """Ask, wait, and then end the process with everything in its group."""
        if process.returncode is None:
            process.send_signal(stop_signal)
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), patience)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        self.record.remove(process.pid)

    async def stop(self) -> None:
        """End the last started first: the servers stay until those who use them are gone."""
        self.stopping.set()
        while self.layers:
            layer = self.layers.pop()
            patience = self.patience[0] if self.layers else self.patience[1]
            await asyncio.gather(*(running.stop(patience) for running in layer))
        self.record.close()


class Running:
    """One service: its process, started again when it ends by itself."""

    def __init__(self, supervisor: Supervisor, service: Service) -> None:
        self.supervisor = supervisor
        self.service = service
        self.process: asyncio.subprocess.Process | None = None
        self.starts = 0
        self.keeper = asyncio.create_task(self.keep())

    async def keep(self) -> None:
        stopping = self.supervisor.stopping
        wait = SHORTEST_WAIT
        while not stopping.is_set():
            began = time.monotonic()
            code = await self.run_once()
            if stopping.is_set():
                return
            wait = SHORTEST_WAIT if time.monotonic() - began > STEADY else wait
            self.show(f"ended with {code}; starts again in {wait:.0f} s")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def run_once(self) -> int:
        if self.service.log:
            with self.service.log.open("ab") as log:
                return await self.run_into(log.fileno())
        # Not asyncio's own pipe: with that, some Pythons see a process end only when everything
        # it started has closed the pipe too.
        source, target = os.pipe()
        shown = asyncio.create_task(self.show_output(source))
        try:
            return await self.run_into(target)
        finally:
            os.close(target)
            await asyncio.wait([shown], timeout=1)

    async def run_into(self, output: int) -> int:
        process = await self.supervisor.spawn(self.service, output)
        self.process = process
        self.starts += 1
        try:
            if not self.supervisor.stopping.is_set():
                await process.wait()
        finally:
            # Its children may still hold its port.
            await self.supervisor.end(process, self.service.stop_signal, 0.0)
        return process.returncode or 0

    async def show_output(self, source: int) -> None:
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(source, "rb", buffering=0)
        )
        rest = b""
        while chunk := await reader.read(65536):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.show(line.decode(errors="replace"))
        if rest:
            self.show(rest.decode(errors="replace"))
        transport.close()

    def show(self, line: str) -> None:
        say(f"{self.service.name:>8} | {line}")

    async def until_ready(self) -> None:
        """Raise Failure when it does not stay up or does not answer in time."""
        deadline = time.monotonic() + self.service.start_within
        while time.monotonic() < deadline and self.starts <= ATTEMPTS:
            if self.keeper.done():
                self.keeper.result()
            if self.starts and await asyncio.to_thread(self.service.is_ready):
                return
            await asyncio.sleep(0.05)
        where = f"its last words are in {self.service.log}" if self.service.log else "see above"
        raise Failure(f"{self.service.name} did not start: {where}.")

    async def stop(self, patience: float) -> None:
        if self.process:
            await self.supervisor.end(self.process, self.service.stop_signal, patience)
        await self.keeper


def ends_with_us(stop_signal: signal.Signals) -> tuple[str, ...]:
    """What to put before a command so that Linux stops it when we are killed."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", stop_signal.name, "--") if setpriv else ()
