"""What may be set from outside: every environment variable that Minga reads, with its default and its meaning.

`docs/settings.md` is generated from this file (`minga docs`), and a test compares the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """The instance's settings. Names are read without regard to case."""

    model_config = SettingsConfigDict(extra="ignore")

    minga_home: Path = Field(Path("var"), description="Folder that holds the state: database, files, secret key.")
    minga_instance_name: str = Field(
        "Municipio del Distrito Metropolitano de Quito", description="Who publishes, as shown in the foot of each page."
    )
    minga_city: str = Field("Quito", description="The city's short name, as in the home page's sentence.")
    minga_starts_with: Literal["quito", "nothing"] = Field(
        "quito", description="Territory and organizations that `migrate` installs: those of `quito`, or `nothing`."
    )
    minga_debug: bool = Field(False, description="Show errors in full. Never in public.")
    minga_secret_key: str = Field(
        "", description="Secret of the sessions and forms. Empty: one is made on first use and kept in `MINGA_HOME`."
    )
    minga_old_secret_keys: str = Field(
        "", description="Secrets used before, separated by commas: what was signed or sealed with them is still good."
    )
    minga_ledger_key: str = Field(
        "",
        description="Key that signs the heads of the public log: the 32 bytes of an Ed25519 key in base64. "
        "Empty: one is made on first use and kept in `MINGA_HOME`, outside backups.",
    )
    minga_ledger_witnesses: str = Field(
        "",
        description="Mail addresses, separated by commas, that receive the signed head of the public log every day.",
    )
    minga_hosts: str = Field(
        "localhost,127.0.0.1,[::1]", description="Host names that are answered, separated by commas."
    )
    public_url: str = Field(
        "http://localhost:8000", description="Address under which the instance is seen, for absolute links."
    )
    database_url: str = Field(
        "", description="PostgreSQL as `postgres://user:password@host/name`. Empty: SQLite in `MINGA_HOME`."
    )
    redis_url: str = Field(
        "",
        description="Redis as `redis://host:6379/0`, for what server processes share: attempts to sign in, used codes. "
        "Empty: a table of the database.",
    )
    minga_proxies: int = Field(
        0, description="How many servers of yours stand in front and add to `X-Forwarded-For` and `X-Forwarded-Proto`."
    )
    minga_sign_up: Literal["open", "external", "closed"] = Field(
        "open",
        description="Who may make an account: anyone (`open`), whoever comes by OIDC (`external`), nobody (`closed`).",
    )
    smtp_host: str = Field(
        "", description="Server that sends mail. Empty: mails are written as files in `MINGA_HOME/mail`."
    )
    smtp_port: int = Field(587, description="Port of that server.")
    smtp_user: str = Field("", description="User of that server. Empty: none is given.")
    smtp_password: str = Field("", description="Password of that user.")
    smtp_tls: Literal["starttls", "tls", "none"] = Field("starttls", description="How mail travels to that server.")
    mail_from: str = Field("", description="Sender of mails. Empty: `no-responder@` the host of `PUBLIC_URL`.")
    oidc_server_url: str = Field(
        "", description="OpenID Connect provider whose accounts may sign in. Empty: only accounts of the instance do."
    )
    oidc_client_id: str = Field("", description="Identifier that the provider gave to this instance.")
    oidc_client_secret: str = Field("", description="Secret that the provider gave to this instance.")
    oidc_name: str = Field("", description="The provider's name, as shown on its button.")
    minga_plan_acts: str = Field(
        "",
        description="File that says which act may change which kind of plan. Empty: the table that comes with Minga.",
    )
    minga_api_writes: int = Field(30, description="Writes through the API that each token may do in a minute.")
    minga_read_size_mb: int = Field(25, description="Largest document that is read, in megabytes.")
    minga_read_pages: int = Field(300, description="Most pages of a document that is read.")
    minga_read_unpacked_mb: int = Field(50, description="Largest unpacked content of a document, in megabytes.")
    minga_read_seconds: int = Field(30, description="Longest time that reading one document may take, in seconds.")
    minga_read_memory_mb: int = Field(1024, description="Most memory that reading one document may take, in megabytes.")

    minga_evidence_size_mb: int = Field(25, description="Largest file that is delivered as evidence, in megabytes.")
    minga_check_links: bool = Field(
        True, description="Whether delivered links are opened from time to time, to tell whether they still open."
    )
    s3_endpoint_url: str = Field("", description="Object storage that speaks S3, if it is not Amazon's own.")
    s3_bucket_private: str = Field(
        "", description="Bucket for files that nobody reads without the right. Empty: the folder `MINGA_HOME/private`."
    )
    s3_bucket_public: str = Field(
        "", description="Bucket for released copies, another one. Empty: the folder `MINGA_HOME/public`."
    )
    s3_region: str = Field("", description="Region of those buckets, where the storage has regions.")
    s3_access_key: str = Field("", description="Key that opens those buckets. Empty: what the machine itself is given.")
    s3_secret_key: str = Field("", description="Secret of that key.")


environment = Environment()
