"""The task worker beside the server: kept running while the server runs, ended with it, never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from time import monotonic
from typing import Self

FAREWELL = 20
"""Seconds that a worker has to finish what it is doing."""
PAUSES = (0.5, 1, 2, 5, 10, 30)
"""Seconds between a worker's death and the next: longer each time that it dies soon."""
SOON = 60
COMMAND = (sys.executable, "-m", "minga", "work", "--with-parent")


class Supervisor:
    """Keeps one worker running in a process of its own, and starts it again when it dies."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self.command = command
        self._stopping = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends the worker: it may finish its task, and is killed when it takes too long."""
        self._stopping.set()
        worker = self._worker
        if worker is not None and worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(FAREWELL)
            except subprocess.TimeoutExpired:
                worker.kill()
        self._thread.join(FAREWELL)

    def _keep(self) -> None:
        died_soon = 0
        while not self._stopping.is_set():
            begun = monotonic()
            code = self._run()
            if self._stopping.is_set():
                return
            died_soon = 0 if monotonic() - begun > SOON else died_soon + 1
            pause = PAUSES[min(died_soon, len(PAUSES)) - 1]
            print(f"El trabajador se detuvo (código {code}); empieza otro en {pause} s.", file=sys.stderr)
            self._stopping.wait(pause)

    def _run(self) -> int:
        """Runs a worker until it ends. Its standard input is our end of a pipe: when we die, it hears so and ends too."""
        with subprocess.Popen(self.command, stdin=subprocess.PIPE, start_new_session=True) as worker:  # noqa: S603
            self._worker = worker
            if self._stopping.is_set():
                worker.terminate()
            return worker.wait()


def end_with_parent() -> None:
    """Ends this process when whoever started it has gone: then its standard input is closed."""
    threading.Thread(target=_listen, name="parent", daemon=True).start()


def _listen() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(FAREWELL)
    os._exit(1)
