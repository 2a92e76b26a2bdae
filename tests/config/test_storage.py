"""Where files are kept: in the home's folders, or in two buckets of an object storage, tried against a server that runs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from minga.config.environment import Environment
from minga.config.storage import private_storage, public_storage
from minga.government.tracking.actions.copies import release_copy, withdraw_copy
from minga.government.tracking.files.keeping import open_private, open_public
from tests.factories.roles import again
from tests.government.tracking.evidence.making import pdf, work

HOME = Path("/srv/minga")
PRIVATE, PUBLIC = "minga-privado", "minga-publico"


def set_as(monkeypatch, **values: str) -> Environment:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return Environment()


def test_files_are_kept_in_the_home_unless_told_otherwise(monkeypatch):
    environment = set_as(monkeypatch)
    private, public = private_storage(environment, HOME), public_storage(environment, HOME)
    assert private["OPTIONS"]["location"] == HOME / "private"
    assert private["OPTIONS"]["file_permissions_mode"] == 0o600
    assert public["OPTIONS"] == {"location": HOME / "public"}


@pytest.mark.parametrize(
    "buckets",
    [
        {"S3_BUCKET_PRIVATE": "uno"},
        {"S3_BUCKET_PUBLIC": "uno"},
        {"S3_BUCKET_PRIVATE": "uno", "S3_BUCKET_PUBLIC": "uno"},
    ],
)
def test_private_files_and_released_copies_never_share_a_place(monkeypatch, buckets):
    with pytest.raises(ImproperlyConfigured):
        private_storage(set_as(monkeypatch, **buckets), HOME)


def test_both_buckets_are_closed_to_strangers(monkeypatch):
    environment = set_as(monkeypatch, S3_BUCKET_PRIVATE=PRIVATE, S3_BUCKET_PUBLIC=PUBLIC)
    for made, name in ((private_storage(environment, HOME), PRIVATE), (public_storage(environment, HOME), PUBLIC)):
        assert made["OPTIONS"]["bucket_name"] == name
        assert made["OPTIONS"]["default_acl"] is None
        assert made["OPTIONS"]["querystring_auth"]


@pytest.fixture(scope="module")
def object_storage() -> Iterator[str]:
    """The address of an object storage that runs in a process of its own."""
    pytest.importorskip("storages.backends.s3", reason="needs the extra [s3]")
    pytest.importorskip("moto.server", reason="needs moto, of the development requirements")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    try:
        _wait(f"http://127.0.0.1:{port}/moto-api/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urlopen(address):
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail("the object storage did not start")


@pytest.fixture
def buckets(object_storage, monkeypatch, settings):
    """Both storages in that object storage, as the environment sets them; its client."""
    import boto3

    environment = set_as(
        monkeypatch,
        S3_ENDPOINT_URL=object_storage,
        S3_BUCKET_PRIVATE=PRIVATE,
        S3_BUCKET_PUBLIC=PUBLIC,
        S3_ACCESS_KEY="llave",
        S3_SECRET_KEY="secreto",
        S3_REGION="us-east-1",
    )
    options = {"aws_access_key_id": "llave", "aws_secret_access_key": "secreto", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=object_storage, **options)
    for name in (PRIVATE, PUBLIC):
        client.create_bucket(Bucket=name)
    settings.STORAGES = settings.STORAGES | {
        "default": private_storage(environment, HOME),
        "public": public_storage(environment, HOME),
    }
    yield client
    for storage in (storages["default"], storages["public"]):
        storage.connection.meta.client.close()
    client.close()


def listed(client, bucket: str) -> list[str]:
    return [found["Key"] for found in client.list_objects_v2(Bucket=bucket).get("Contents", [])]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.django_db
def test_evidence_lives_in_the_buckets_from_its_delivery_to_the_withdrawal_of_its_copy(
    buckets, django_capture_on_commit_callbacks
):
    at = work()
    evidence = at.deliver(pdf())
    name = f"evidence/{evidence.sha256[:2]}/{evidence.sha256}"
    assert (listed(buckets, PRIVATE), listed(buckets, PUBLIC)) == ([name], [])
    with open_private(evidence.sha256) as file:
        assert file.read() == pdf()
    copy = release_copy(evidence=evidence, without_people=True, by=again(at.reviewer))
    with open_public(copy.sha256) as file:
        assert file.read().startswith(b"%PDF-")
    assert len(listed(buckets, PUBLIC)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_copy(evidence=evidence, reason="Se veía una firma", by=again(at.reviewer))
    assert listed(buckets, PUBLIC) == []
    assert len(listed(buckets, PRIVATE)) == 2
    with pytest.raises(FileNotFoundError):
        open_public(copy.sha256)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_address_of_a_private_file_is_signed(buckets):
    storage = storages["default"]
    assert storage.save("evidence/aa/b", ContentFile(b"reservado")) == "evidence/aa/b"
    assert "Signature=" in storage.url("evidence/aa/b")
