"""What every page shows around its content: who publishes, the sections, the other language, the date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from minga.design.bundle import DESK, SITE, Sheet
from minga.kernel import formats

Words = str | Promise
NamedLink = tuple[Words, str]
LANGUAGE_NAMES = {"es": "Español", "en": "English"}


@dataclass(frozen=True)
class Link:
    """A link of the masthead or the foot. `current` is `page`, `true` (a page below it) or empty, as in `aria-current`."""

    label: Words
    url: str
    current: str = ""


@dataclass(frozen=True)
class Version:
    """The same page in one language: its code, its own name, its address here and in full."""

    code: str
    name: str
    url: str
    absolute_url: str
    current: bool


class Site:
    """The parts of `design/base.html` that depend on the settings and the request; each is worked out when read."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.name = settings.MINGA_INSTANCE_NAME
        self.city = settings.MINGA_CITY

    @property
    def today(self) -> str:
        """Today's date in full, in the instance's time zone and the active language."""
        return formats.long_date(timezone.localdate(), get_language() or settings.LANGUAGE_CODE)

    @property
    def stylesheet(self) -> str:
        """The address of the style sheet, which changes with its content."""
        return _address(SITE)

    @property
    def desk_stylesheet(self) -> str:
        """The address of the further sheet of the work desk."""
        return _address(DESK)

    @property
    def home(self) -> str:
        """The address of the home page in the active language."""
        return in_language(get_script_prefix(), get_language() or settings.LANGUAGE_CODE)

    @cached_property
    def visitor(self) -> Any:
        """Who has signed in, or None. Without a session's cookie nothing is asked, so that public pages vary on nothing."""
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES:
            return None
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def messages(self) -> list[Any]:
        """What the last act has to say, told once. Without a session's cookie nothing is asked."""
        has_session = settings.SESSION_COOKIE_NAME in self.request.COOKIES
        return list(get_messages(self.request)) if has_session else []

    @property
    def account(self) -> list[Link]:
        """The links of the account: one's desk and account for those who have signed in, the door for the others."""
        named = settings.MINGA_ACCOUNT_LINKS if self.visitor else settings.MINGA_DOOR_LINKS
        return links(named, self.request.path)

    @cached_property
    def navigation(self) -> list[Link]:
        """The sections, with the current one marked."""
        return links(settings.MINGA_NAVIGATION, self.request.path)

    @cached_property
    def footer(self) -> list[Link]:
        """The links of the foot."""
        return links(settings.MINGA_FOOTER_LINKS, self.request.path)

    @cached_property
    def versions(self) -> list[Version]:
        """The same page in every language of the settings."""
        address = self.request.get_full_path()
        return [self._version(code, address) for code, _name in settings.LANGUAGES]

    def _version(self, code: str, address: str) -> Version:
        url = in_language(address, code)
        name = LANGUAGE_NAMES.get(code, code)
        return Version(code, name, url, settings.MINGA_PUBLIC_URL + url, code == get_language())


def links(named: Iterable[NamedLink], path: str) -> list[Link]:
    """The links whose name has an address; those without one belong to a part that this instance does not serve."""
    found = []
    for label, name in named:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        current = "page" if path == url else "true" if path.startswith(url) else ""
        found.append(Link(label, url, current))
    return found


def in_language(address: str, code: str) -> str:
    """The same address in another language: the default language has no prefix, any other has its code.

    `/planes/?q=agua` in `en` is `/en/planes/?q=agua`, and back.
    """
    prefix = get_script_prefix()
    rest = address.removeprefix(prefix)
    for other, _name in settings.LANGUAGES:
        if rest == other or rest.startswith((f"{other}/", f"{other}?")):
            rest = rest.removeprefix(other).removeprefix("/")
            break
    return prefix + rest if code == settings.LANGUAGE_CODE else f"{prefix}{code}/{rest}"


@cache
def _address(sheet: Sheet) -> str:
    return f"{static(f'design/{sheet.name}.css')}?v={sheet.version()}"


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site` in every template."""
    return {"site": Site(request)}
