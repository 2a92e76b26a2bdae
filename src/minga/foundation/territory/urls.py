"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.foundation.territory.views import site

app_name = "territory"
urlpatterns = [
    path("", site.listing, name="list"),
    path("<slug:territory>/", site.detail, name="detail"),
]
