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
    minga_hosts: str = Field(
        "localhost,127.0.0.1,[::1]", description="Host names that are answered, separated by commas."
    )
    public_url: str = Field(
        "http://localhost:8000", description="Address under which the instance is seen, for absolute links."
    )
    database_url: str = Field(
        "", description="PostgreSQL as `postgres://user:password@host/name`. Empty: SQLite in `MINGA_HOME`."
    )
    minga_read_size_mb: int = Field(25, description="Largest document that is read, in megabytes.")
    minga_read_pages: int = Field(300, description="Most pages of a document that is read.")
    minga_read_unpacked_mb: int = Field(50, description="Largest unpacked content of a document, in megabytes.")
    minga_read_seconds: int = Field(30, description="Longest time that reading one document may take, in seconds.")
    minga_read_memory_mb: int = Field(1024, description="Most memory that reading one document may take, in megabytes.")


environment = Environment()
