"""The worker beside the server: started again when it dies, ended with the server, never left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from minga.cli.worker import Supervisor
from tests.shared import ROOT

PATIENCE = 60
SLEEPER = "import sys, time; open(sys.argv[1], 'a').write('begun\\n'); time.sleep(60)"
LISTENER = "import sys; from minga.cli.worker import end_with_parent; end_with_parent(); import time; time.sleep(60)"


def wait_for(what, patience: float = PATIENCE):
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.05)
    pytest.fail(f"waited {patience} s in vain")


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and nobody has asked for counts as ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def begun(path: Path) -> int:
    return path.read_text().count("begun") if path.exists() else 0


def children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


def test_a_worker_that_dies_is_started_again(tmp_path):
    mark = tmp_path / "mark"
    with Supervisor((sys.executable, "-c", SLEEPER, str(mark))) as supervisor:
        wait_for(lambda: begun(mark) == 1)
        os.kill(supervisor._worker.pid, signal.SIGKILL)
        wait_for(lambda: begun(mark) == 2)
        last = supervisor._worker.pid
    assert not is_alive(last)


def test_a_worker_that_does_not_listen_is_killed_in_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("minga.cli.worker.FAREWELL", 0.3)
    deaf = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
    with Supervisor((sys.executable, "-c", deaf, str(tmp_path / "mark"))) as supervisor:
        wait_for(lambda: begun(tmp_path / "mark"))
        pid = supervisor._worker.pid
    wait_for(lambda: not is_alive(pid))


def test_a_worker_whose_parent_has_gone_ends():
    worker = subprocess.Popen(
        [sys.executable, "-c", LISTENER], stdin=subprocess.PIPE, env={"PYTHONPATH": str(ROOT / "src")}
    )
    time.sleep(0.5)
    assert worker.poll() is None
    worker.stdin.close()
    assert worker.wait(PATIENCE) == -signal.SIGTERM


def environment(home: Path) -> dict[str, str]:
    """The variables of an instance in a home of its own, prepared on first use."""
    found = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "MINGA_HOME": str(home),
        "MINGA_STARTS_WITH": "nothing",
        "PYTHONPATH": str(ROOT / "src"),
    }
    if not (home / "minga.sqlite3").exists():
        subprocess.run([sys.executable, "-m", "minga", "migrate"], env=found, cwd=home, check=True)
    return found


class Instance:
    """An instance that `minga serve` serves, in a home of its own."""

    def __init__(self, home: Path, *more: str) -> None:
        variables = environment(home)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "minga", "serve", "--port", str(self.port), *more]
        self.process = subprocess.Popen(command, env=variables, cwd=home, stderr=subprocess.DEVNULL)
        wait_for(self.answers)

    def answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/salud/", timeout=2).status == 200
        except OSError:
            return False

    def workers(self) -> list[int]:
        """The task workers of the instance."""
        said = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in children(self.process.pid)}
        return [pid for pid, words in said.items() if "--with-parent" in words]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("instance")


@pytest.mark.slow
def test_what_waits_is_done_and_the_command_ends(home):
    command = [sys.executable, "-m", "minga", "work", "--batch"]
    assert subprocess.run(command, env=environment(home), cwd=home, check=False).returncode == 0


@pytest.fixture
def serve(home):
    """Serves an instance; whatever happens, it is gone afterwards."""
    begun: list[Instance] = []

    def begin(*more: str) -> Instance:
        begun.append(Instance(home, *more))
        return begun[-1]

    yield begin
    for instance in begun:
        instance.process.terminate()
        instance.process.wait(PATIENCE)


@pytest.mark.slow
def test_the_worker_ends_with_the_server(serve):
    instance = serve()
    (worker,) = wait_for(instance.workers)
    instance.process.terminate()
    instance.process.wait(PATIENCE)
    wait_for(lambda: not is_alive(worker))


@pytest.mark.slow
def test_the_worker_ends_when_the_server_is_killed(serve):
    instance = serve()
    (worker,) = wait_for(instance.workers)
    for pid in {instance.process.pid, *children(instance.process.pid)} - {worker}:
        os.kill(pid, signal.SIGKILL)
    instance.process.wait(PATIENCE)
    wait_for(lambda: not is_alive(worker))


@pytest.mark.slow
def test_a_killed_worker_is_replaced_while_the_server_serves(serve):
    instance = serve()
    (worker,) = wait_for(instance.workers)
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: instance.workers() not in ([], [worker]))
    assert instance.answers()


@pytest.mark.slow
def test_without_a_worker(serve):
    assert serve("--no-worker").workers() == []
