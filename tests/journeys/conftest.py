"""A real city, served by the real command, walked through in a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.shared import REQUIRED, ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 120


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def city_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the demo city keeps its state, its mails among it."""
    return tmp_path_factory.mktemp("city")


@pytest.fixture(scope="session")
def city(city_home: Path) -> Iterator[str]:
    """The address of the demo city, served by `minga demo` from an empty home and an environment of its own."""
    port = _free_port()
    home = city_home
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "MINGA_HOME": str(home),
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "minga", "demo", "--port", str(port)]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=home, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/salud/", server, home / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium of the system."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine (Debian: apt install chromium)"
        pytest.fail(reason) if "browser" in REQUIRED else pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new visitor's page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="es-EC")
    yield context.new_page()
    context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the city did not open its doors:\n{log.read_text()[-4000:]}")
