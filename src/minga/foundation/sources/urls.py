"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.foundation.sources.views import site

app_name = "sources"
urlpatterns = [
    path("", site.listing, name="list"),
    path("<slug:document>/", site.detail, name="detail"),
]
