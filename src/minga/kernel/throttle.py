"""How often something may happen: counted in windows, in the cache that all server processes share. No domain word."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from minga.kernel.problems import TOO_MANY, Problem


@dataclass(frozen=True)
class Limit:
    """At most `most` times in each window of `seconds`."""

    name: str
    most: int
    seconds: int

    def count(self, who: str) -> None:
        """Counts once more for somebody, who is kept as a digest only.

        Raises:
            Problem: when it was once too many, with how long to wait.
        """
        if self._counted(who) > self.most:
            wait = self.seconds - int(time.time()) % self.seconds
            detail = _("Se aceptan %(most)s cada %(seconds)s segundos. Espera %(wait)s.") % {
                "most": self.most,
                "seconds": self.seconds,
                "wait": wait,
            }
            raise Problem(TOO_MANY, detail, headers={"Retry-After": str(wait)})

    def _counted(self, who: str) -> int:
        name = f"limit {self.name} {salted_hmac('limit', who, algorithm='sha256').hexdigest()[:32]}"
        key = f"{name} {int(time.time()) // self.seconds}".replace(" ", "-")
        cache.add(key, 0, timeout=self.seconds * 2)
        try:
            return int(cache.incr(key))
        except ValueError:  # it was forgotten meanwhile, or this cache keeps nothing
            return 1
