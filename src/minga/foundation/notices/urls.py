"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.foundation.notices.views import desk

app_name = "notices"
urlpatterns = [
    path("", desk.notices, name="list"),
    path("leidos/", desk.read_all, name="read-all"),
    path("<uuid:notice>/leido/", desk.read, name="read"),
]
