"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.government.budget.views import site

app_name = "budget"
urlpatterns = [path("", site.listing, name="list")]
