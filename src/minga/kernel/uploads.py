"""Files that people send: how large they may be is decided before they are taken in. No domain word."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _

from minga.kernel.errors import Refused

MEGABYTE = 1024 * 1024
ROOM = 64 * 1024
"""Bytes of the form around the file."""
PATIENCE = 4
"""How many times the limit is read and thrown away, so that the browser hears the answer; more is cut off."""


class SizeLimit(FileUploadHandler):
    """Stops a file that is larger than `MINGA_LARGEST_UPLOAD` says, by what it announces or by what comes.

    The first of the handlers. The view finds no file, and `too_large(request)` tells it why.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  Django's own name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Notes how long the whole form says that it is."""
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stops before the first byte of a file that is announced as too large."""
        super().new_file(*args, **kwargs)
        self.received = 0
        if self.announced > settings.MINGA_LARGEST_UPLOAD + ROOM:
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  Django's signature
        """Hands the piece on, or stops once there is too much."""
        self.received += len(raw_data)
        if self.received > settings.MINGA_LARGEST_UPLOAD:
            self._stop()
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:  # noqa: ARG002  Django's signature
        """Leaves the file to the next handler."""
        return None

    def _stop(self) -> None:
        if self.request is not None:
            self.request.upload_too_large = True  # type: ignore[attr-defined]
        raise StopUpload(connection_reset=self.announced > PATIENCE * settings.MINGA_LARGEST_UPLOAD)


def too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was stopped because of its size."""
    return bool(getattr(request, "upload_too_large", False))


def too_heavy() -> Refused:
    """The refusal of a file above the limit."""
    most = settings.MINGA_LARGEST_UPLOAD // MEGABYTE
    return Refused(
        _("El archivo pesa más de %(most)s MB. Divídelo o baja la calidad de sus páginas digitalizadas.")
        % {"most": most}
    )
