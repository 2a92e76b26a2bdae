"""Addresses of the app: the list of datasets, and two files for each."""

from __future__ import annotations

from django.urls import path

from minga.publishing.opendata.catalogue import published
from minga.publishing.opendata.views import site

app_name = "opendata"
urlpatterns = [
    path("datos/", site.listing, name="list"),
    *(
        path(
            f"{dataset.path}.{file_format.extension}",
            site.download,
            {"dataset": dataset, "file_format": file_format},
            name=f"{dataset.slug}-{file_format.extension}",
        )
        for dataset in published()
        for file_format in (site.CSV, site.JSON)
    ),
]
