"""Where files are kept: in folders of the home, or in buckets of an object storage that speaks S3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from minga.config.environment import Environment

FILES = "django.core.files.storage.FileSystemStorage"
S3 = "storages.backends.s3.S3Storage"


def private_storage(environment: Environment, home: Path) -> dict[str, Any]:
    """Where files are kept that nobody reads without the right.

    Raises:
        ImproperlyConfigured: when private files and released copies would share a bucket, or only one has its own.
    """
    _check(environment)
    if environment.s3_bucket_private:
        return _bucket(environment, environment.s3_bucket_private)
    options = {"location": home / "private", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {"BACKEND": FILES, "OPTIONS": options}


def public_storage(environment: Environment, home: Path) -> dict[str, Any]:
    """Where released copies are kept."""
    if environment.s3_bucket_public:
        return _bucket(environment, environment.s3_bucket_public)
    return {"BACKEND": FILES, "OPTIONS": {"location": home / "public"}}


def _check(environment: Environment) -> None:
    private, public = environment.s3_bucket_private, environment.s3_bucket_public
    if bool(private) != bool(public):
        raise ImproperlyConfigured("Set both S3_BUCKET_PRIVATE and S3_BUCKET_PUBLIC, or neither.")
    if private and private == public:
        raise ImproperlyConfigured("S3_BUCKET_PRIVATE and S3_BUCKET_PUBLIC must be two buckets.")


def _bucket(environment: Environment, name: str) -> dict[str, Any]:
    """Both buckets are closed to strangers: what is public goes out through the server, with the right headers."""
    options: dict[str, Any] = {
        "bucket_name": name,
        "file_overwrite": False,
        "default_acl": None,
        "querystring_auth": True,
        "signature_version": "s3v4",
        "addressing_style": "path" if environment.s3_endpoint_url else "auto",
        "access_key": environment.s3_access_key or None,
        "secret_key": environment.s3_secret_key or None,
        "region_name": environment.s3_region or None,
        "endpoint_url": environment.s3_endpoint_url or None,
    }
    return {"BACKEND": S3, "OPTIONS": options}
