"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.foundation.organizations.views import site

app_name = "organizations"
urlpatterns = [
    path("", site.listing, name="list"),
    path("<slug:organization>/", site.detail, name="detail"),
]
