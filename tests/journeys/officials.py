"""How an official of the fictitious canton signs in, and what every page that they meet has to be."""

from __future__ import annotations

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 1280)
PASSWORD = re.compile(r"Contraseña: (\S+)")


def sign_in(page: Page, city: str, city_home: Path, name: str, address: str) -> Page:
    """Signs in as one of the demonstration's officials and goes to an address of the desk."""
    password = PASSWORD.search((city_home / "demo-accounts.txt").read_text("utf-8"))[1]
    page.goto(f"{city}/cuenta/entrar/?next={address}")
    page.locator("input[name=login]").fill(f"{name}@sanjacinto.example")
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"**{address}")
    return page


def looks_well(page: Page) -> None:
    """The page breaks no rule of accessibility, and no part of it leaves the screen."""
    size = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(size)
